package dispute

import (
	"slices"
	"testing"
	"time"
)

var beijing = time.FixedZone("", 8*3600)

func local(t *testing.T, c Clock, p Precision, loc *time.Location) When {
	t.Helper()
	w, err := Local(c, p, loc, ZoneCase)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestWhenIsCutToItsPrecision(t *testing.T) {
	c := Clock{2026, 3, 1, 20, 14, 9, 73}
	for _, want := range []struct {
		p          Precision
		text, wall string
	}{
		{Unknown, "", ""},
		{Year, "2026", "2026"},
		{Month, "2026-03", "2026-03"},
		{Day, "2026-03-01", "2026-03-01"},
		{Hour, "2026-03-01T20+08:00", "2026-03-01 20h"},
		{Minute, "2026-03-01T20:14+08:00", "2026-03-01 20:14"},
		{Second, "2026-03-01T20:14:09+08:00", "2026-03-01 20:14:09"},
		{Millisecond, "2026-03-01T20:14:09.073+08:00", "2026-03-01 20:14:09"},
	} {
		w := local(t, c, want.p, beijing)
		if w.String() != want.text || w.Wall() != want.wall {
			t.Errorf("%s: %q %q, want %q %q", want.p, w, w.Wall(), want.text, want.wall)
		}
		if back := w.Stored().When(); back != w {
			t.Errorf("%s: stored and taken back %v", want.p, back)
		}
	}
}

func TestLocalRefusesWhatCannotBe(t *testing.T) {
	for _, c := range []Clock{
		{2026, 2, 30, 0, 0, 0, 0}, {2026, 13, 1, 0, 0, 0, 0}, {2026, 0, 1, 0, 0, 0, 0}, {2026, 1, 0, 0, 0, 0, 0},
		{2026, 1, 1, 24, 0, 0, 0}, {2026, 1, 1, 0, 60, 0, 0}, {2026, 1, 1, 0, 0, 60, 0}, {0, 1, 1, 0, 0, 0, 0},
		{10000, 1, 1, 0, 0, 0, 0}, {2026, 1, 1, 0, 0, 0, 1000}, {2026, 1, 1, -1, 0, 0, 0},
	} {
		if w, err := Local(c, Millisecond, time.UTC, ZoneCase); err == nil {
			t.Errorf("%+v is %s", c, w)
		}
	}
	// What is finer than the precision is not looked at.
	if _, err := Local(Clock{Year: 2026}, Year, time.UTC, ZoneCase); err != nil {
		t.Error(err)
	}
}

func TestOrderIsByInstantThenCoarseness(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skip(err)
	}
	want := []When{
		local(t, Clock{Year: 2026}, Year, beijing),
		local(t, Clock{Year: 2026, Month: 3, Day: 1}, Day, beijing),
		local(t, Clock{Year: 2026, Month: 3, Day: 1}, Minute, beijing),
		local(t, Clock{Year: 2026, Month: 3, Day: 1, Hour: 1}, Minute, beijing),
		local(t, Clock{Year: 2026, Month: 2, Day: 28, Hour: 13}, Minute, newYork), // 02:00 in Beijing
		{},
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortStableFunc(got, When.Compare)
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("place %d: %s, want %s", i, got[i], want[i])
		}
	}
}

func TestWholeDay(t *testing.T) {
	for _, c := range []struct {
		w    When
		want string
	}{
		{local(t, Clock{2026, 3, 1, 23, 59, 59, 999}, Millisecond, beijing), "2026-03-01"},
		{local(t, Clock{1969, 12, 31, 0, 0, 1, 0}, Second, beijing), "1969-12-31"},
		{local(t, Clock{Year: 2026, Month: 3, Day: 1}, Day, beijing), "2026-03-01"},
		{local(t, Clock{Year: 2026, Month: 3}, Month, beijing), "2026-03"},
		{When{}, When{}.String()},
	} {
		got := c.w.WholeDay()
		if got.String() != c.want || got.Zone != c.w.Zone || got.From != c.w.From {
			t.Errorf("%s: %s, want %s", c.w, got, c.want)
		}
	}
}

func TestInstantKeepsTheInstant(t *testing.T) {
	at := time.Date(2026, 3, 1, 20, 14, 9, 73e6, beijing)
	if w := Instant(at, Millisecond, ZoneFormat); !w.Time().Equal(at) || w.Zone.Offset != 8*3600 || w.Zone.Name != "+08:00" {
		t.Errorf("%s %+v", w, w.Zone)
	}
	if (When{}).Known() || !(When{}).Time().IsZero() {
		t.Error("the zero When is known")
	}
}

func TestSummerTime(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip(err)
	}
	if w := local(t, Clock{2026, 7, 1, 12, 0, 0, 0}, Minute, berlin); w.String() != "2026-07-01T12:00+02:00" || w.Zone.Name != "Europe/Berlin" {
		t.Errorf("%s in %s", w, w.Zone.Name)
	}
}

// An hour of half a day becomes one of the day, however the half is counted.
func TestHalfDay(t *testing.T) {
	const none = -1
	for _, c := range []struct {
		hour, morning, afternoon int
	}{{0, 0, 12}, {1, 1, 13}, {11, 11, 23}, {12, 0, 12}, {13, none, 13}, {23, none, 23}, {24, none, none}, {-1, none, none}} {
		for afternoon, want := range map[bool]int{false: c.morning, true: c.afternoon} {
			clock := Clock{Hour: c.hour}
			if ok := clock.HalfDay(afternoon); ok != (want != none) || ok && clock.Hour != want {
				t.Errorf("%d, afternoon %t: %d, %t", c.hour, afternoon, clock.Hour, ok)
			}
		}
	}
}
