package tabular

import (
	"testing"

	"complain/pkg/dispute"
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
		{"2026-03-01", "2026-03-01"},
		{"2026.3.1", "2026-03-01"},
		{"2026-02-30 10:00:00", ""},
		{"2026-03-01 25:00:00", ""},
		{"2026-03-01 10:00:00 下午", ""},
		{"26-03-01 10:00:00", ""},
		{"20260301", ""},
		{"03/01/2026 10:00", ""},
		{"", ""},
	} {
		cw := clockwork{zone: Beijing(), from: dispute.ZoneFormat}
		got, ok := cw.when(Cell{Text: c.text})
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
		cw := clockwork{zone: Beijing(), from: dispute.ZoneFormat, since1904: c.since1904}
		got, ok := cw.when(Cell{Text: c.text, Number: true})
		if ok != (c.want != "") || got.String() != c.want {
			t.Errorf("%s is %q %t, want %q", c.text, got, ok, c.want)
		}
	}
}

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		cell Cell
		want string
	}{
		{Cell{Text: "¥28.16"}, "28.16 CNY"},
		{Cell{Text: "￥2,400.00"}, "2400.00 CNY"},
		{Cell{Text: "-¥3.00"}, "-3.00 CNY"},
		{Cell{Text: "12元"}, "12.00 CNY"},
		{Cell{Text: " 6.5 \t"}, "6.50 CNY"},
		{Cell{Text: "548.58000000000004", Number: true}, "548.58 CNY"},
		{Cell{Text: "7.0000000000000007E-2", Number: true}, "0.07 CNY"},
		{Cell{Text: "12.345", Number: true}, ""},
		{Cell{Text: "12.345"}, ""},
		{Cell{Text: "1,2.00"}, ""},
		{Cell{Text: "/"}, ""},
		{Cell{}, ""},
	} {
		got, ok := money(c.cell, "CNY")
		if ok != (c.want != "") || ok && got.String() != c.want {
			t.Errorf("%+v is %s %t, want %q", c.cell, got, ok, c.want)
		}
	}
}
