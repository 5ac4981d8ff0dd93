package whatsapp

import "testing"

// As Unicode's calendars (ICU) turn them.
func TestPersianDays(t *testing.T) {
	for _, c := range [][6]int{
		{1387, 12, 30, 2009, 3, 20},
		{1399, 12, 30, 2021, 3, 20},
		{1400, 1, 1, 2021, 3, 21},
		{1402, 1, 7, 2023, 3, 27},
		{1402, 12, 29, 2024, 3, 19},
		{1403, 12, 30, 2025, 3, 20},
		{1404, 1, 1, 2025, 3, 21},
		{1405, 8, 30, 2026, 11, 21},
	} {
		y, m, d, ok := fromPersian(c[0], c[1], c[2])
		if !ok || [3]int{y, m, d} != [3]int(c[3:]) {
			t.Errorf("%v: %d-%d-%d %t", c, y, m, d, ok)
		}
	}
	for _, c := range [][3]int{{1402, 12, 30}, {1402, 7, 31}, {1402, 13, 1}, {1402, 0, 1}} {
		if y, m, d, ok := fromPersian(c[0], c[1], c[2]); ok {
			t.Errorf("%v: %d-%d-%d", c, y, m, d)
		}
	}
}
