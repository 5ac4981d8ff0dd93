package calendar

import (
	"testing"
	"time"
)

func day(s string) time.Time {
	at, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return at
}

// place has a holiday of three days, for which people work the Saturday before.
func place() Place {
	return Place{ID: "X", Weekend: []string{"Sat", "Sun"}, Years: []Year{{
		Year: 2026, Status: Official,
		Rest: map[string]string{"2026-10-01": "feast", "2026-10-02": "feast", "2026-10-05": "feast"},
		Work: map[string]string{"2026-09-26": "feast"},
	}}}
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		name                         string
		period                       Period
		start                        string
		paused                       int
		nominal, due, narrow, office string
		provisional                  bool
	}{
		{"a weekend moves the end", Period{Length: 1, Unit: Day, Roll: Rest}, "2026-11-13", 0, "2026-11-14", "2026-11-16", "2026-11-16", "2026-11-13", false},
		{"whether a weekend does is not settled", Period{Length: 1, Unit: Day, Roll: Dual}, "2026-11-13", 0, "2026-11-14", "2026-11-16", "2026-11-14", "2026-11-13", false},
		{"a holiday moves it by both readings", Period{Length: 2, Unit: Day, Roll: Dual}, "2026-09-29", 0, "2026-10-01", "2026-10-06", "2026-10-03", "2026-09-30", false},
		{"a day of work at the weekend moves nothing", Period{Length: 1, Unit: Day, Roll: Rest}, "2026-09-25", 0, "2026-09-26", "2026-09-26", "2026-09-26", "2026-09-26", false},
		{"nothing moves it", Period{Length: 2, Unit: Day, Roll: Stay}, "2026-09-29", 0, "2026-10-01", "2026-10-01", "2026-10-01", "2026-09-30", false},
		{"days left out", Period{Length: 1, Unit: Day, Roll: Stay}, "2026-11-02", 3, "2026-11-06", "2026-11-06", "2026-11-06", "2026-11-06", false},
		{"working days", Period{Length: 2, Unit: WorkingDay, Roll: Stay}, "2026-09-30", 0, "2026-10-07", "2026-10-07", "2026-10-07", "2026-10-07", false},
		{"working days over a year nobody announced", Period{Length: 2, Unit: WorkingDay, Roll: Stay}, "2026-12-31", 0, "2027-01-04", "2027-01-04", "2027-01-04", "2027-01-04", true},
		{"a month without such a day", Period{Length: 1, Unit: Month, Roll: Stay}, "2026-01-31", 0, "2026-02-28", "2026-02-28", "2026-02-28", "2026-02-27", false},
		{"a leap day", Period{Length: 1, Unit: Year1, Roll: Stay}, "2024-02-29", 0, "2025-02-28", "2025-02-28", "2025-02-28", "2025-02-28", false},
		{"an end nobody announced", Period{Length: 1, Unit: Year1, Roll: Rest}, "2026-05-20", 0, "2027-05-20", "2027-05-20", "2027-05-20", "2027-05-20", true},
	} {
		if err := c.period.Check(); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		got := place().Count(c.period, day(c.start), c.paused)
		want := End{day(c.nominal), day(c.due), day(c.narrow), day(c.office), c.provisional}
		if got != want {
			t.Errorf("%s: %v, not %v", c.name, got, want)
		}
	}
}

func TestHours(t *testing.T) {
	at := func(s string) time.Time {
		at, err := time.Parse("2006-01-02T15:04", s)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	for _, c := range []struct {
		period     Period
		start, end string
	}{
		{Period{Length: 48, Unit: Hour}, "2026-11-20T23:10", "2026-11-22T23:10"},
		{Period{Length: 4, Unit: BusinessHour, Window: [2]int{9, 18}}, "2026-11-20T10:00", "2026-11-20T14:00"},
		{Period{Length: 4, Unit: BusinessHour, Window: [2]int{9, 18}}, "2026-11-20T14:01", "2026-11-21T09:01"},
		{Period{Length: 4, Unit: BusinessHour, Window: [2]int{9, 18}}, "2026-11-20T20:00", "2026-11-21T13:00"},
		{Period{Length: 12, Unit: BusinessHour, Window: [2]int{9, 18}}, "2026-11-20T08:00", "2026-11-21T12:00"},
	} {
		if got := place().Count(c.period, at(c.start), 0); !got.Due.Equal(at(c.end)) {
			t.Errorf("%d %s from %s: %s, not %s", c.period.Length, c.period.Unit, c.start, got.Due, c.end)
		}
	}
}

func TestWhatCannotBe(t *testing.T) {
	for _, p := range []Period{
		{Length: 0, Unit: Day, Roll: Stay}, {Length: 1, Unit: "week", Roll: Stay}, {Length: 1, Unit: Day, Roll: "up"},
		{Length: 1, Unit: BusinessHour, Roll: Stay, Window: [2]int{18, 9}},
	} {
		if p.Check() == nil {
			t.Errorf("%+v is taken", p)
		}
	}
	for _, p := range []Place{
		{Weekend: []string{"Saturday"}}, {Years: []Year{{Year: 2026, Status: "sure"}}},
		{Years: []Year{{Year: 2026, Status: Official, Rest: map[string]string{"2027-01-01": "x"}}}},
		{Years: []Year{{Year: 2026, Status: Official, Work: map[string]string{"1 May": "x"}}}},
	} {
		if p.Check() == nil {
			t.Errorf("%+v is taken", p)
		}
	}
}

// Counting working days never ends on a day of rest, and counts exactly as many
// as it is told.
func TestWorkingDaysAreCounted(t *testing.T) {
	p := place()
	for start := day("2026-08-01"); start.Before(day("2026-12-01")); start = start.AddDate(0, 0, 1) {
		for n := 1; n < 20; n++ {
			due := p.Count(Period{Length: n, Unit: WorkingDay}, start, 0).Due
			worked := 0
			for d := start.AddDate(0, 0, 1); !d.After(due); d = d.AddDate(0, 0, 1) {
				if p.Working(d) {
					worked++
				}
			}
			if worked != n || !p.Working(due) {
				t.Fatalf("%d working days from %s end on %s, with %d of them", n, start.Format(time.DateOnly), due.Format(time.DateOnly), worked)
			}
		}
	}
}
