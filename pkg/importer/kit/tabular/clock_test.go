package tabular

import (
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
)

func TestClock(t *testing.T) {
	for _, c := range []struct {
		text, want string // "" for no time
	}{
		{"2026-03-01 15:04:05", "2026-03-01T15:04:05+08:00"},
		{" 2026-03-01 15:04:05\t", "2026-03-01T15:04:05+08:00"},
		{"2026/1/2 04:56", "2026-01-02T04:56+08:00"},
		{"2026/1/2 4:56:07", "2026-01-02T04:56:07+08:00"},
		{"2026-03-01T15:04:05", "2026-03-01T15:04:05+08:00"},
		{"2026-03-01 15:04:05.250", "2026-03-01T15:04:05.250+08:00"},
		{"2026年3月1日 15:04", "2026-03-01T15:04+08:00"},
		{"2026-03-01 15:04:05 EDT", "2026-03-01T15:04:05-04:00"},
		{"2026-03-01 15:04:05 (UTC+09:00)", "2026-03-01T15:04:05+09:00"},
		{"2026-03-01 15:04 (GMT)", "2026-03-01T15:04+00:00"},
		{"2026-03-01 15:04:05 IST", "2026-03-01T15:04:05+08:00"}, // several zones: the case's
		{"2026-03-01 EDT", ""},
		{"2026-03-01", "2026-03-01"},
		{"2026.3.1", "2026-03-01"},
		{"2026-02-30 10:00:00", ""},
		{"2026-03-01 25:00:00", ""},
		{"2026-03-01 10:00:00 下午", "2026-03-01T22:00:00+08:00"},
		{"2026/3/1 上午 12:05", "2026-03-01T00:05+08:00"},
		{"2026/3/1 下午 12:05:06", "2026-03-01T12:05:06+08:00"},
		{"2026/3/1 下午 13:05", "2026-03-01T13:05+08:00"},
		{"2026/3/1 上午 13:05", ""},
		{"2026/3/1 PM 1:05 AM", ""},
		{"26-03-01 10:00:00", ""},
		{"20260301", "2026-03-01"},
		{"46085.5", "2026-03-04T12:00:00+08:00"},
		{"46085", "2026-03-04T00:00:00+08:00"},
		{"460855", ""},
		{"29999", ""},
		{"Mar 5, 2026", "2026-03-05"},
		{"Thu, 5 March 2026 9:05 pm", "2026-03-05T21:05+08:00"},
		{"05-Sept-26", "2026-09-05"},
		{"Sept. 5, 2026", "2026-09-05"},
		{"31 Feb 2026", ""},
		{"Ma 5, 2026", ""},
		{"5 Marsh 2026", ""},
		{"03/01/2026 10:00", ""},
		{"", ""},
	} {
		got, ok := when(YearFirst, sheet.Cell{Text: c.text}, false)
		if ok != (c.want != "") || got.String() != c.want {
			t.Errorf("%q is %q %t, want %q", c.text, got, ok, c.want)
		}
	}
}

func TestSerial(t *testing.T) {
	for _, c := range []struct {
		text      string
		since1904 bool
		want      string
	}{
		{"46283.79487268518", false, "2026-09-18T19:04:37+08:00"},
		{"44821.79487268518", true, "2026-09-18T19:04:37+08:00"},
		{"46282.99999999999", false, "2026-09-18T00:00:00+08:00"},
		{"46281", false, "2026-09-16T00:00:00+08:00"},
		{"61", false, "1900-03-01T00:00:00+08:00"},
		{"4.6283794872685E4", false, "2026-09-18T19:04:37+08:00"},
		{"60", false, ""},
		{"-3", false, ""},
		{"1e300", false, ""},
		{"NaN", false, ""},
		{"2026-09-18", false, ""},
	} {
		got, ok := when(YearFirst, sheet.Cell{Text: c.text, Number: true}, c.since1904)
		if ok != (c.want != "") || got.String() != c.want {
			t.Errorf("%s is %q %t, want %q", c.text, got, ok, c.want)
		}
	}
}

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		cell sheet.Cell
		want string
	}{
		{sheet.Cell{Text: "¥28.16"}, "28.16 CNY"},
		{sheet.Cell{Text: "￥2,400.00"}, "2400.00 CNY"},
		{sheet.Cell{Text: "-¥3.00"}, "-3.00 CNY"},
		{sheet.Cell{Text: "12元"}, "12.00 CNY"},
		{sheet.Cell{Text: " 6.5 \t"}, "6.50 CNY"},
		{sheet.Cell{Text: "548.58000000000004", Number: true}, "548.58 CNY"},
		{sheet.Cell{Text: "7.0000000000000007E-2", Number: true}, "0.07 CNY"},
		{sheet.Cell{Text: "12.345", Number: true}, ""},
		{sheet.Cell{Text: "12.345"}, ""},
		{sheet.Cell{Text: "1,2.00"}, ""},
		{sheet.Cell{Text: "/"}, ""},
		{sheet.Cell{}, ""},
	} {
		got, ok := (&table{Layout: &Layout{}}).money(c.cell, "CNY")
		if ok != (c.want != "") || ok && got.String() != c.want {
			t.Errorf("%+v is %s %t, want %q", c.cell, got, ok, c.want)
		}
	}
}

// when is the time of a row that has only a date.
func when(dates Dates, c sheet.Cell, since1904 bool) (dispute.When, bool) {
	t := table{Layout: &Layout{}, names: []string{"date"}}
	t.column[Time] = []int{0}
	w, _, untimed := t.when([]sheet.Cell{c}, clockwork{zone: Beijing(), from: dispute.ZoneFormat, since1904: since1904, dates: dates, year: 2024, month: 1})
	return w, untimed == nil
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		dates Dates
		cell  sheet.Cell
		want  string
	}{
		{DayFirst, sheet.Cell{Text: "09/04/2025"}, "2025-04-09"},
		{DayFirst, sheet.Cell{Text: "9.4.2025 7:05"}, "2025-04-09T07:05+08:00"},
		{DayFirst, sheet.Cell{Text: "9/4/25"}, "2025-04-09"},
		{DayFirst, sheet.Cell{Text: "2025-04-09"}, "2025-04-09"},
		{DayFirst, sheet.Cell{Text: "9/13/2025"}, ""},
		{DayFirst, sheet.Cell{Text: "9/4/025"}, ""},
		{MonthFirst, sheet.Cell{Text: "9/13/2025"}, "2025-09-13"},
		{MonthFirst, sheet.Cell{Text: "9/13/2025, 1:05:09 PM"}, "2025-09-13T13:05:09+08:00"},
		{MonthFirst, sheet.Cell{Text: "9/13/2025 13:05 PM"}, "2025-09-13T13:05+08:00"},
		{MonthFirst, sheet.Cell{Text: "9/13/2025 13:05 AM"}, ""},
		{Packed, sheet.Cell{Text: "20250409"}, "2025-04-09"},
		{Packed, sheet.Cell{Text: "20250409", Number: true}, "2025-04-09"},
		{Packed, sheet.Cell{Text: "20250409150405"}, "2025-04-09T15:04:05+08:00"},
		{Packed, sheet.Cell{Text: "20250409 15:04:05"}, "2025-04-09T15:04:05+08:00"},
		{Packed, sheet.Cell{Text: "2025-04-09"}, "2025-04-09"}, // saved again by a spreadsheet program
		{Packed, sheet.Cell{Text: "2025/4/9 0:00"}, "2025-04-09T00:00+08:00"},
		{Packed, sheet.Cell{Text: "09/04/2025"}, ""},
		{DayFirst, sheet.Cell{Text: "9 Apr 2025"}, "2025-04-09"},
		{MonthDay, sheet.Cell{Text: "46085"}, ""},
		{Instant, sheet.Cell{Text: "Apr 9, 2025"}, ""},
		{Packed, sheet.Cell{Text: "20250230"}, ""},
		{MonthDay, sheet.Cell{Text: "01/03"}, "2024-01-03"},
		{MonthDay, sheet.Cell{Text: "12/29"}, "2023-12-29"}, // a bill of January
		{MonthDay, sheet.Cell{Text: "02/30"}, ""},
		{MonthDay, sheet.Cell{Text: "01/03/2024"}, ""},
		{Instant, sheet.Cell{Text: "2026-05-02T20:34:44.221Z"}, "2026-05-02T20:34:44.221+00:00"},
		{Instant, sheet.Cell{Text: "2026-05-01T23:57:58+09:00"}, "2026-05-01T23:57:58+09:00"},
		{Instant, sheet.Cell{Text: "05/01/2023 23:57:58 UTC"}, "2023-05-01T23:57:58+00:00"},
		{Instant, sheet.Cell{Text: "05/01/2023 23:57:58 PST"}, ""},
		{Instant, sheet.Cell{Text: "2026-05-01"}, "2026-05-01"},
		{Instant, sheet.Cell{Text: "2026-05-01 10:00"}, ""}, // no zone: not this format
	} {
		got, ok := when(c.dates, c.cell, false)
		if ok != (c.want != "") || got.String() != c.want {
			t.Errorf("%d %q is %q %t, want %q", c.dates, c.cell.Text, got, ok, c.want)
		}
	}
}

func TestHours(t *testing.T) {
	for _, c := range []struct {
		cell sheet.Cell
		want string
	}{
		{sheet.Cell{Text: "15:04:05"}, "2026-03-01T15:04:05+08:00"},
		{sheet.Cell{Text: "7:04"}, "2026-03-01T07:04+08:00"},
		{sheet.Cell{Text: "\t150405"}, "2026-03-01T15:04:05+08:00"},
		{sheet.Cell{Text: "0.5", Number: true}, "2026-03-01T12:00:00+08:00"},
		{sheet.Cell{Text: "0.999999999", Number: true}, "2026-03-01T23:59:59+08:00"},
		{sheet.Cell{Text: "24:00"}, "2026-03-02T00:00+08:00"},
		{sheet.Cell{Text: "240000"}, "2026-03-02T00:00:00+08:00"},
		{sheet.Cell{Text: "24:30"}, ""},
		{sheet.Cell{Text: "256060"}, ""},
		{sheet.Cell{Text: "15h"}, ""},
		{sheet.Cell{Text: ""}, "2026-03-01"},
	} {
		table := table{Layout: &Layout{}, names: []string{"date", "time"}}
		table.column[Time], table.column[Clock] = []int{0}, []int{1}
		got, _, untimed := table.when([]sheet.Cell{{Text: "2026-03-01"}, c.cell}, clockwork{zone: Beijing(), from: dispute.ZoneFormat})
		if (untimed == nil) != (c.want != "") || got.String() != c.want {
			t.Errorf("%q is %q %v, want %q", c.cell.Text, got, untimed, c.want)
		}
	}
}

func TestForeignMoney(t *testing.T) {
	for _, c := range []struct {
		text     string
		currency string
		layout   Layout
		want     string
	}{
		{"4.626,81", "EUR", Layout{Decimal: ','}, "4626.81 EUR"},
		{"-28,00", "EUR", Layout{Decimal: ','}, "-28.00 EUR"},
		{"1 234,50", "EUR", Layout{Decimal: ','}, "1234.50 EUR"},
		{"1\u202f234,50", "EUR", Layout{Decimal: ','}, "1234.50 EUR"},
		{"1.234", "JPY", Layout{Decimal: ','}, "1234 JPY"},
		{"12.50", "EUR", Layout{Decimal: ','}, ""},
		{"1,234.56", "EUR", Layout{Decimal: ','}, ""},
		{"1,5", "JPY", Layout{Decimal: ','}, ""},
		{"1,234.567", "KWD", Layout{}, "1234.567 KWD"},
		{"12.5", "KRW", Layout{}, ""},
		{"'-21.25'", "USD", Layout{}, "-21.25 USD"},
		{"US $120.95", "USD", Layout{Loose: true}, "120.95 USD"},
		{"-€12,50", "EUR", Layout{Loose: true, Decimal: ','}, "-12.50 EUR"},
		{"(12.50)", "EUR", Layout{Loose: true}, "-12.50 EUR"},
		{"12.50- EUR", "EUR", Layout{Loose: true}, "-12.50 EUR"},
		{"JP¥1,200", "JPY", Layout{Loose: true}, "1200 JPY"},
		{"12.50 and 3", "EUR", Layout{Loose: true}, ""},
		{"US $120.95", "USD", Layout{}, ""},
		{"1,653.75", "USD", Layout{Decimal: Either}, "1653.75 USD"},
		{"-4.000,00", "EUR", Layout{Decimal: Either}, "-4000.00 EUR"},
		{"1.234", "JPY", Layout{Decimal: Either}, "1234 JPY"},
		{"1,234", "JPY", Layout{Decimal: Either}, "1234 JPY"},
		{"1,234", "USD", Layout{Decimal: Either}, ""},
		{"1,234", "KWD", Layout{Decimal: Either}, "1.234 KWD"},
		{"12", "USD", Layout{Decimal: Either}, "12.00 USD"},
	} {
		got, ok := (&table{Layout: &c.layout}).money(sheet.Cell{Text: c.text}, c.currency)
		if ok != (c.want != "") || ok && got.String() != c.want {
			t.Errorf("%q is %s %t, want %q", c.text, got, ok, c.want)
		}
	}
}
