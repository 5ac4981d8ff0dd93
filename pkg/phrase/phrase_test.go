package phrase

import (
	"testing"
	"time"

	"complain/pkg/channel"
	"complain/pkg/channel/calendar"
	"complain/pkg/dispute"
	"complain/pkg/locale"
)

func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		at   dispute.Locator
		want string
	}{
		{dispute.Locator{Row: 27}, "row 27"},
		{dispute.Locator{Line: 12, LineEnd: 14}, "lines 12–14"},
		{dispute.Locator{Line: 3}, "line 3"},
		{dispute.Locator{Page: 2}, "page 2"},
		{dispute.Locator{Sheet: "a sheet with a long name", Row: 4}, "a sheet… row 4"},
		{dispute.Locator{Entry: "a\u202eb.txt", Line: 1}, "a<U+202E>b.txt line 1"},
		{dispute.Locator{}, ""},
	} {
		if got := Place(locale.English, c.at); got != c.want {
			t.Errorf("%+v: %q, want %q", c.at, got, c.want)
		}
	}
	line := func(n int) dispute.Citation { return dispute.Citation{Evidence: 2, Locator: dispute.Locator{Line: n}} }
	summed := dispute.Say("event.chat")
	for want, e := range map[string]dispute.Event{
		"E2 line 3":                       {Cites: []dispute.Citation{line(3)}},
		"E2 lines 3–5":                    {Cites: []dispute.Citation{line(3), line(5)}, Summary: &summed},
		"E2 line 5; E2 line 3":            {Cites: []dispute.Citation{line(5), line(3)}},
		"E2 line 3; E2 line 5; E2 line 9": {Cites: []dispute.Citation{line(3), line(5), line(9)}},
		"own statement":                   {Cites: []dispute.Citation{{}}},
	} {
		if got := Citations(locale.English, e); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// An amount has the sign of its direction, and its currency away from home.
func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		minor     int64
		currency  string
		direction dispute.Direction
		signed    string
		unsigned  string
	}{
		{1250, "CNY", dispute.Out, "-12.50", "12.50"}, {-1250, "CNY", dispute.Out, "-12.50", "12.50"}, {1250, "CNY", dispute.In, "+12.50", "12.50"},
		{-1250, "CNY", "", "-12.50", "-12.50"}, {0, "CNY", dispute.Out, "0.00", "0.00"}, {-1250, "CNY", dispute.NoDirection, "12.50", "12.50"}, {1250, "GBP", dispute.NoDirection, "12.50 GBP", "12.50"}, {1250, "GBP", dispute.In, "+12.50 GBP", "12.50"},
	} {
		a := &dispute.Amount{Minor: c.minor, Currency: c.currency}
		if got := Signed(a, c.direction, "CNY"); got != c.signed {
			t.Errorf("%+v %s: %q, want %q", a, c.direction, got, c.signed)
		}
		if got := Unsigned(a, c.direction); got != c.unsigned {
			t.Errorf("%+v %s: %q, want %q", a, c.direction, got, c.unsigned)
		}
	}
	if got := Signed(nil, dispute.In, "CNY"); got != "" {
		t.Errorf("no amount is %q", got)
	}
}

// A time that is not plainly written, or not of the zone at home, is marked.
func TestTimes(t *testing.T) {
	home := time.FixedZone("home", 8*3600)
	at := time.Date(2026, 3, 6, 10, 0, 0, 0, home)
	there := dispute.Instant(at, dispute.Minute, "")
	away := dispute.Instant(at.In(time.FixedZone("away", 3600)), dispute.Minute, "")
	named := there
	named.From = dispute.TimeFileName
	for _, c := range []struct {
		at   dispute.When
		want string
	}{
		{dispute.When{}, "no date"}, {there, "2026-03-06 10:00"}, {away, "2026-03-06 03:00 +01"},
		{away.WholeDay(), "2026-03-06"}, {named, "2026-03-06 10:00?"},
	} {
		if got := Time(locale.English, c.at, home); got != c.want {
			t.Errorf("%v: %q, want %q", c.at, got, c.want)
		}
	}
	if got := Day(there); got != "2026-03-06" {
		t.Errorf("the day is %q", got)
	}
}

func TestClocks(t *testing.T) {
	at := time.Date(2026, 3, 6, 17, 30, 0, 0, time.UTC)
	for unit, want := range map[calendar.Unit]string{calendar.Day: "2026-03-06 (Fri)", calendar.Hour: "2026-03-06 17:30 (Fri)"} {
		if got := Weekday(locale.English, channel.Clock{Unit: unit}, at); got != want {
			t.Errorf("%s: %q, want %q", unit, got, want)
		}
	}
}

// What nobody confirmed is marked as such.
func TestStated(t *testing.T) {
	plain, own := channel.Stated{Value: "12315"}, channel.Stated{Value: "12315", Confidence: channel.Own}
	if got := Stated(locale.English, plain); got != "12315" {
		t.Errorf("%q", got)
	}
	if got := Stated(locale.English, own); got == "12315" || got[:6] != "12315 " {
		t.Errorf("%q", got)
	}
	if got := Join(": ", "", "a", "", "b"); got != "a: b" {
		t.Errorf("%q", got)
	}
}
