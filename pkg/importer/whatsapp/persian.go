package whatsapp

import "time"

// The Persian years in which WhatsApp exists. Those of the Islamic calendar,
// which is also written with such numbers, are 1430 and later.
const (
	persianFirst = 1387
	persianLast  = 1425
)

// nowruz is the first day of the Persian year 1380.
var nowruz = [3]int{2001, 3, 21}

// persianLeap reports whether the last month of a Persian year has 30 days: a
// pattern of 33 years, right from 1343 to 1472.
func persianLeap(year int) bool {
	switch year % 33 {
	case 1, 5, 9, 13, 17, 22, 26, 30:
		return true
	}
	return false
}

func persianDays(year, month int) int {
	switch {
	case month <= 6:
		return 31
	case month < 12 || persianLeap(year):
		return 30
	}
	return 29
}

// persian reports whether the part is a year of the Persian calendar.
func (d part) persian() bool {
	return d.digits == 4 && d.era == 0 && d.value >= persianFirst && d.value <= persianLast
}

// fromPersian is the day of the common era for one of the Persian calendar; ok
// is false when there is no such day.
func fromPersian(year, month, day int) (y, m, d int, ok bool) {
	if month < 1 || month > 12 || day < 1 || day > persianDays(year, month) {
		return 0, 0, 0, false
	}
	days := day - 1
	for of := 1; of < month; of++ {
		days += persianDays(year, of)
	}
	for of := 1380; of < year; of++ {
		if days += 365; persianLeap(of) {
			days++
		}
	}
	t := time.Date(nowruz[0], time.Month(nowruz[1]), nowruz[2]+days, 0, 0, 0, 0, time.UTC)
	return t.Year(), int(t.Month()), t.Day(), true
}
