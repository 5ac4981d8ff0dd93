// Package calendar counts periods of days, working days, hours, months and
// years, by the rest days of a place.
//
// It promises that a day counts as working exactly when the place's list, or
// without one the week, says so, and that what was counted over days nobody has
// announced yet is marked. It forbids I/O, the current time, and any knowledge
// of laws: which period runs, from what, by which rule is its caller's matter.
// Days are times at midnight UTC, which stand for days without a zone.
package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Status says how sure the days of a year are.
type Status string

// The statuses.
const (
	Official    Status = "official"    // the notice was read
	SecondHand  Status = "second_hand" // from a published list; the notice was not read
	Provisional Status = "provisional" // computed; nothing is announced
)

// Place is where rest days are the same.
type Place struct {
	ID      string
	Weekend []string // Sat, Sun
	Years   []Year
}

// Year is a year's exceptions from the week.
type Year struct {
	Year   int               `yaml:"year"`
	Status Status            `yaml:"status"`
	Source string            `yaml:"source"`
	Rest   map[string]string `yaml:"rest"` // day -> name of the holiday
	Work   map[string]string `yaml:"work"` // days of the weekend on which people work
}

// Fault is a value that cannot be.
type Fault struct {
	Field, Value string
	Allowed      string // what can be: a list, or a range
}

func (f *Fault) Error() string {
	return fmt.Sprintf("%s: %q: allowed are %s", f.Field, f.Value, f.Allowed)
}

// Check reports a day, a weekday or a status that cannot be.
func (p Place) Check() error {
	for _, w := range p.Weekend {
		if !slices.ContainsFunc(weekdays(), func(d time.Weekday) bool { return short(d) == w }) {
			return &Fault{"weekend", w, "Mon, Tue, Wed, Thu, Fri, Sat, Sun"}
		}
	}
	for _, y := range p.Years {
		if !slices.Contains([]Status{Official, SecondHand, Provisional}, y.Status) {
			return &Fault{"status", string(y.Status), "official, second_hand, provisional"}
		}
		for _, days := range []map[string]string{y.Rest, y.Work} {
			for day := range days {
				at, err := time.Parse(time.DateOnly, day)
				if err != nil || at.Year() != y.Year {
					return &Fault{strconv.Itoa(y.Year), day, strconv.Itoa(y.Year) + "-01-01 ... " + strconv.Itoa(y.Year) + "-12-31"}
				}
			}
		}
	}
	return nil
}

func weekdays() []time.Weekday {
	return []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
}

func short(d time.Weekday) string { return d.String()[:3] }

// Working reports whether day is a working day.
func (p Place) Working(day time.Time) bool {
	y, key := p.year(day), day.Format(time.DateOnly)
	if _, ok := y.Work[key]; ok {
		return true
	}
	if _, ok := y.Rest[key]; ok {
		return false
	}
	return !slices.Contains(p.Weekend, short(day.Weekday()))
}

// Status is that of the day's year.
func (p Place) Status(day time.Time) Status { return p.year(day).Status }

func (p Place) announced(day time.Time) bool {
	_, ok := p.year(day).Rest[day.Format(time.DateOnly)]
	return ok
}

func (p Place) year(day time.Time) Year {
	i := slices.IndexFunc(p.Years, func(y Year) bool { return y.Year == day.Year() })
	if i < 0 {
		return Year{Year: day.Year(), Status: Provisional}
	}
	return p.Years[i]
}
