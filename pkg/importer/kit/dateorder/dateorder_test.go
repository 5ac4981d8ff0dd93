package dateorder

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

var rules = Rules{Option: "option", Impossible: "impossible", Same: "same", Value: "value", Time: "time"}

// read reads 3/4/2026 as importers do: two numbers and a year.
func read(written string) func(Order) (int, bool) {
	var a, b, year int
	if _, err := fmt.Sscanf(written, "%d/%d/%d", &a, &b, &year); err != nil {
		panic(err)
	}
	return func(o Order) (int, bool) {
		c := dispute.Clock{Year: year, Month: b, Day: a}
		switch o {
		case MDY:
			c.Month, c.Day = a, b
		case YMD:
			return 0, false
		}
		_, err := dispute.Local(c, dispute.Day, time.UTC, dispute.ZoneFormat)
		return Day(c), err == nil
	}
}

func gather(dates ...string) *Dates {
	d := &Dates{}
	for _, written := range dates {
		d.Add(written, read(written))
	}
	return d
}

func TestDecide(t *testing.T) {
	for _, c := range []struct {
		dates  []string
		option string
		want   string
	}{
		{nil, "", "dmy"},
		{nil, "mdy", "dmy"},
		{[]string{"3/3/2026", "13/4/2026", "3/4/2026"}, "", "dmy value [13/4/2026 dmy]"},
		{[]string{"4/13/2026"}, "", "mdy value [4/13/2026 mdy]"},
		{[]string{"4/13/2026"}, "mdy", "mdy option [mdy]"},
		{[]string{"4/13/2026"}, "ymd", "mdy value [4/13/2026 mdy]"},
		{[]string{"4/13/2026"}, "dmy", "stopped impossible [dmy 4/13/2026]"},
		{[]string{"3/3/2026", "4/4/2026"}, "", "dmy same []"},
		{[]string{"13/13/2026"}, "", "dmy same []"},
		{[]string{"3/3/2026", "3/4/2026"}, "", "ask 3/4/2026 [dmy mdy]"},
		{[]string{"5/3/2026", "3/4/2026"}, "", "dmy time [5/3/2026 dmy]"},
		{[]string{"3/5/2026", "4/3/2026"}, "", "mdy time [3/5/2026 mdy]"},
		{[]string{"5/3/2026", "3/4/2026"}, "mdy", "mdy option [mdy]"},
		{[]string{"13/4/2026", "4/13/2026"}, "", "ask 13/4/2026 [dmy mdy]"},
		{[]string{"13/4/2026", "4/13/2026"}, "dmy", "dmy option [dmy]"},
		{[]string{"31/2/2026", "1/3/2026"}, "", "ask 31/2/2026 [dmy mdy]"},
		{[]string{"9/9/2025", "7/7/2025"}, "", "dmy same []"},
	} {
		o, note, err := gather(c.dates...).Decide(c.option, rules)
		got := o.String()
		var stopped *importer.Stopped
		var ask *importer.Undecided
		switch {
		case errors.As(err, &stopped):
			got = fmt.Sprint("stopped ", stopped.Why.Code, " ", stopped.Why.Args)
		case errors.As(err, &ask):
			got = fmt.Sprint("ask ", ask.Question.Args[0], " ", ask.Choices)
		case note != nil:
			got += fmt.Sprint(" ", note.Code, " ", note.Args)
		}
		if got != c.want {
			t.Errorf("%v, %q: %s, want %s", c.dates, c.option, got, c.want)
		}
	}
}

// Rules without a code: the user's word holds, nothing is said, and the order
// of time is no sign.
func TestRulesLeftOut(t *testing.T) {
	few := Rules{Option: "option", Value: "value"}
	if o, _, err := gather("4/13/2026").Decide("dmy", few); o != DMY || err != nil {
		t.Error(o, err)
	}
	if _, note, err := gather("3/3/2026").Decide("", few); note != nil || err != nil {
		t.Error(note, err)
	}
	var ask *importer.Undecided
	if _, _, err := gather("5/3/2026", "3/4/2026").Decide("", few); !errors.As(err, &ask) {
		t.Error(err)
	}
}

func TestOneWay(t *testing.T) {
	for _, c := range []struct {
		dates []string
		days  int
		ok    bool
	}{
		{[]string{"1/2/2026", "1/2/2026", "2/2/2026", "3/2/2026"}, 3, true},
		{[]string{"3/2/2026", "2/2/2026", "1/2/2026"}, 3, true},
		{[]string{"2/2/2026", "3/2/2026", "1/2/2026"}, 3, false},
		{[]string{"2/2/2026"}, 1, true},
	} {
		if days, ok := gather(c.dates...).OneWay(DMY); days != c.days || ok != c.ok {
			t.Errorf("%v: %d days, %t", c.dates, days, ok)
		}
	}
}

func TestParse(t *testing.T) {
	for _, o := range []Order{DMY, MDY, YMD} {
		if got, ok := Parse(o.String()); got != o || !ok {
			t.Errorf("%s: %s, %t", o, got, ok)
		}
	}
	for _, text := range []string{"", "myd", "DMY", "d"} {
		if o, ok := Parse(text); ok {
			t.Errorf("%q is %s", text, o)
		}
	}
}

// Whatever days a program wrote, in the order of time or not: the order that is
// found is the one it wrote in, or one in which the file is the same days.
func TestOnlyTheWrittenOrderIsFound(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 3000 {
		wrote := Order(random.IntN(2))
		day := time.Date(2025, time.Month(1+random.IntN(12)), 1+random.IntN(28), 0, 0, 0, 0, time.UTC)
		var dates []string
		for range 1 + random.IntN(6) {
			a, b := day.Day(), int(day.Month())
			if wrote == MDY {
				a, b = b, a
			}
			dates = append(dates, fmt.Sprintf("%d/%d/%d", a, b, day.Year()))
			day = day.AddDate(0, 0, random.IntN(20))
		}
		d := gather(dates...)
		if d.Never(wrote) != "" || !d.Forward(wrote) {
			t.Fatalf("%v as %s: never %q", dates, wrote, d.Never(wrote))
		}
		if !slices.Contains(dates, d.Example()) {
			t.Fatalf("%v: example %q", dates, d.Example())
		}
		o, _, err := d.Decide("", rules)
		if err == nil && o != wrote && !d.Alike(DMY, MDY) {
			t.Fatalf("%v written as %s is read as %s", dates, wrote, o)
		}
		if err == nil {
			found++
		}
		again, _, _ := gather(slices.Repeat(dates, 2)...).Decide(wrote.String(), rules)
		if again != wrote {
			t.Fatalf("%v: the word %s gives %s", dates, wrote, again)
		}
	}
	if found < 1000 || found == 3000 {
		t.Errorf("%d of 3000 decided: the dates try nothing", found)
	}
}

// Each date said twice over, one behind the other, tells no more.
func TestRepeatsTellNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 1000 {
		var once, twice []string
		for range 1 + random.IntN(5) {
			written := fmt.Sprintf("%d/%d/2026", random.IntN(15), random.IntN(15))
			once, twice = append(once, written), append(twice, written, written)
		}
		if a, b := gather(once...), gather(twice...); *a != *b {
			t.Fatalf("%v: %+v, said twice %+v", once, a, b)
		}
	}
}
