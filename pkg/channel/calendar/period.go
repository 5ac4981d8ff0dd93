package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Unit is what a period is counted in.
type Unit string

// The units.
const (
	Day          Unit = "d"
	WorkingDay   Unit = "wd"
	Hour         Unit = "h"
	BusinessHour Unit = "bh" // hours inside a daily window
	Month        Unit = "m"
	Year1        Unit = "y"
)

// Roll says what becomes of a period whose last day is a rest day.
type Roll string

// The rolls.
const (
	Stay Roll = "none" // it ends that day
	Rest Roll = "rest" // it ends on the next working day
	Dual Roll = "dual" // whether an ordinary weekend moves it is not settled: both are told
)

// Period is a length of time by a rule.
type Period struct {
	Length int
	Unit   Unit
	Roll   Roll
	Window [2]int // of business hours: from and to, in hours of the day
}

// Check reports a unit, a roll or a window that cannot be.
func (p Period) Check() error {
	switch {
	case p.Length <= 0:
		return &Fault{"length", strconv.Itoa(p.Length), "1, 2, 3 ..."}
	case !slices.Contains([]Unit{Day, WorkingDay, Hour, BusinessHour, Month, Year1}, p.Unit):
		return &Fault{"unit", string(p.Unit), "d, wd, h, bh, m, y"}
	case !slices.Contains([]Roll{Stay, Rest, Dual}, p.Roll):
		return &Fault{"roll", string(p.Roll), "none, rest, dual"}
	case p.Unit == BusinessHour && !(0 <= p.Window[0] && p.Window[0] < p.Window[1] && p.Window[1] <= 24):
		return &Fault{"window", fmt.Sprintf("%d-%d", p.Window[0], p.Window[1]), "0-1 ... 0-24"}
	}
	return nil
}

// End is when a period ends.
type End struct {
	Nominal     time.Time // the last day, or the last minute, before anything moves it: safe for who has to act
	Due         time.Time // the latest reading: only after it is the other side late
	Narrow      time.Time // by the reading in which only announced holidays move the end
	Office      time.Time // the last working day up to Nominal: safe where an office has to be open
	Provisional bool      // a day that nobody has announced was counted, or may move the end
}

// Count counts a period from start, whose day or minute is left out, with
// paused days that are not counted.
func (p Place) Count(period Period, start time.Time, paused int) End {
	switch period.Unit {
	case WorkingDay:
		return p.workingDays(period.Length+paused, start)
	case Hour:
		return ended(start.Add(time.Duration(period.Length) * time.Hour))
	case BusinessHour:
		return ended(businessHours(start, period.Length, period.Window))
	}
	day := midnight(start)
	switch period.Unit {
	case Month:
		day = AddMonths(day, period.Length)
	case Year1:
		day = AddMonths(day, 12*period.Length)
	default:
		day = day.AddDate(0, 0, period.Length)
	}
	return p.rolled(day.AddDate(0, 0, paused), period.Roll)
}

func ended(at time.Time) End { return End{Nominal: at, Due: at, Narrow: at, Office: at} }

// rolled is the end of a period whose last day is day.
func (p Place) rolled(day time.Time, roll Roll) End {
	e := ended(day)
	e.Office = p.back(day)
	if roll == Stay {
		return e
	}
	e.Due = p.on(day, func(d time.Time) bool { return !p.Working(d) })
	e.Narrow = e.Due
	if roll == Dual {
		e.Narrow = p.on(day, p.announced)
	}
	for d := day; !d.After(e.Due); d = d.AddDate(0, 0, 1) {
		e.Provisional = e.Provisional || p.Status(d) != Official
	}
	return e
}

// on is the first day from day on that is not among those to pass.
func (p Place) on(day time.Time, pass func(time.Time) bool) time.Time {
	for pass(day) {
		day = day.AddDate(0, 0, 1)
	}
	return day
}

// back is the last working day up to day.
func (p Place) back(day time.Time) time.Time {
	for !p.Working(day) {
		day = day.AddDate(0, 0, -1)
	}
	return day
}

func (p Place) workingDays(n int, start time.Time) End {
	day, provisional := midnight(start), false
	for n > 0 {
		day = day.AddDate(0, 0, 1)
		provisional = provisional || p.Status(day) != Official
		if p.Working(day) {
			n--
		}
	}
	e := ended(day)
	e.Provisional = provisional
	return e
}

// businessHours is the end of n hours that run only inside a daily window, on
// every day of the year.
func businessHours(start time.Time, n int, window [2]int) time.Time {
	left := time.Duration(n) * time.Hour
	for {
		opens := midnight(start).Add(time.Duration(window[0]) * time.Hour)
		closes := midnight(start).Add(time.Duration(window[1]) * time.Hour)
		if start.Before(opens) {
			start = opens
		}
		if room := closes.Sub(start); room >= left {
			return start.Add(left)
		} else if room > 0 {
			left -= room
		}
		start = midnight(start).AddDate(0, 0, 1)
	}
}

// AddMonths is the same-numbered day n months on, or the last of that month
// where it has no such day. The time of day stays.
func AddMonths(at time.Time, n int) time.Time {
	first := time.Date(at.Year(), at.Month()+time.Month(n), 1, at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), at.Location())
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(at.Day(), last)-1)
}

func midnight(at time.Time) time.Time {
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
}
