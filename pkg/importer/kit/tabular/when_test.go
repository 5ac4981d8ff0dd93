package tabular

import (
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
)

// The end of a day is the beginning of the next; what is later is the first hour of
// one of the two, and so of neither.
func TestDayEnds(t *testing.T) {
	for _, c := range []struct {
		dates Dates
		text  string
		want  string
	}{
		{YearFirst, "2026-03-01 24:00:00", "2026-03-02T00:00:00+08:00"},
		{YearFirst, "2026-12-31 24:00", "2027-01-01T00:00+08:00"},
		{YearFirst, "2024-02-28T24:00:00.000", "2024-02-29T00:00:00.000+08:00"},
		{DayFirst, "28/02/2026 24:00", "2026-03-01T00:00+08:00"},
		{MonthFirst, "12/31/2026, 24:00:00", "2027-01-01T00:00:00+08:00"},
		{Packed, "20260301240000", "2026-03-02T00:00:00+08:00"},
		{Instant, "2026-03-01T24:00:00Z", "2026-03-02T00:00:00+00:00"},
		{Instant, "2026-03-01T24:00:00+02:00", "2026-03-02T00:00:00+02:00"},
		{Instant, "2026-03-01T25:00:00+02:00", ""},
		{YearFirst, "2026-03-01 24:30:00", ""},
		{YearFirst, "2026-03-01 24:00:01", ""},
		{YearFirst, "2026-02-30 24:00:00", ""},
		{YearFirst, "2026-13-31 24:00:00", ""},
		{YearFirst, "2026-03-00 24:00:00", ""},
	} {
		got, ok := when(c.dates, sheet.Cell{Text: c.text}, false)
		if ok != (c.want != "") || got.String() != c.want {
			t.Errorf("%q is %q %t, want %q", c.text, got, ok, c.want)
		}
	}
}

// A row that has all but a time is told from one of sums, which has an amount and a
// word for it.
func TestRowsWithoutTime(t *testing.T) {
	for _, c := range []struct {
		time string
		r    dispute.Record
		want bool
	}{
		{"2026-02-30", dispute.Record{Text: "Lamp"}, true},
		{"31/02/26", dispute.Record{Who: "Lamp Shop"}, true},
		{"２０２６年２月３０日", dispute.Record{Text: "Lamp"}, true},
		{"2026-02-30", dispute.Record{}, false},
		{"", dispute.Record{Text: "Carried forward"}, false},
		{"", dispute.Record{Text: "Lamp", Who: "Lamp Shop"}, true},
		{"########", dispute.Record{Order: "A-1"}, true},
		{"Total 2026", dispute.Record{Text: "all cards"}, false},
		{"3", dispute.Record{Text: "payments"}, false},
		{"2026-03", dispute.Record{Text: "all cards"}, false},
		{"03/2026", dispute.Record{Text: "all cards"}, false},
		{"2026年3月", dispute.Record{Text: "all cards"}, false},
	} {
		table := table{Layout: &Layout{}, names: []string{"date"}}
		table.column[Time] = []int{0}
		if got := table.stands([]sheet.Cell{{Text: c.time}}, &c.r); got != c.want {
			t.Errorf("%q %+v: %t", c.time, c.r, got)
		}
	}
}
