package icalendar

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func sample() Calendar {
	return Calendar{Product: "complain test", Name: "杯子破损", Lang: "zh", Events: []Event{
		{UID: "return.7d@a1", Sequence: 4, Stamp: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), Start: time.Date(2026, 3, 8, 0, 0, 0, 0, time.UTC),
			Summary: "您：发出七日无理由退货通知", Description: strings.Repeat("写明订单号、要求退货退款；", 20) + "\r\nBEGIN:VEVENT\\,\x1b[2J",
			Alarms: []Alarm{{Before: 3*24*time.Hour - 9*time.Hour, Text: "还有三天"}, {Before: -33 * time.Hour, Text: "晚了"}, {Before: 48 * time.Hour, Text: "x"}, {Before: 90 * time.Minute, Text: "y"}}},
		{UID: "jd.seller_24h@a1", Stamp: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), Moment: true, Summary: "京东",
			Start: time.Date(2026, 3, 2, 21, 30, 0, 0, time.FixedZone("", 8*3600))},
	}}
}

// Lines end in CRLF, are at most 75 octets long and whole characters; unfolded
// they are the properties that were given, and text opens no event.
func TestWrite(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sample()); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(b.String(), "\r\n"), "\r\n") {
		if len(line) > mostOctets || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("%d octets: %q", len(line), line)
		}
	}
	flat := strings.ReplaceAll(b.String(), "\r\n ", "")
	if strings.ContainsRune(flat, 0x1b) {
		t.Error("a control character is in it")
	}
	for _, want := range []string{
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//complain test//ZH\r\n", "\r\nUID:return.7d@a1\r\nDTSTAMP:20260301T000000Z\r\nSEQUENCE:4\r\n",
		"\r\nDTSTART;VALUE=DATE:20260308\r\nDTEND;VALUE=DATE:20260309\r\n", "\r\nSUMMARY:您：发出七日无理由退货通知\r\n",
		"写明订单号、要求退货退款；\\nBEGIN:VEVENT\\\\\\,[2J\r\n", "\r\nDTSTART:20260302T133000Z\r\n",
		"\r\nTRIGGER:-P2DT15H\r\n", "\r\nTRIGGER:P1DT9H\r\n", "\r\nTRIGGER:-P2D\r\n", "\r\nTRIGGER:-PT1H30M\r\n", "\r\nEND:VCALENDAR\r\n",
	} {
		if !strings.Contains(flat, want) {
			t.Errorf("it lacks %q:\n%s", want, flat)
		}
	}
	if n := strings.Count(flat, "\r\nBEGIN:VEVENT\r\n"); n != 2 {
		t.Errorf("%d events, not 2", n)
	}
}

func FuzzWrite(f *testing.F) {
	f.Add("a;b,c\\d\r\nEND:VEVENT", "\xff\xfe")
	f.Add(strings.Repeat("喵", 80), "")
	f.Fuzz(func(t *testing.T, summary, description string) {
		c := sample()
		c.Events[0].Summary, c.Events[0].Description = summary, description
		var b bytes.Buffer
		if err := Write(&b, c); err != nil {
			t.Fatal(err)
		}
		flat := strings.ReplaceAll(b.String(), "\r\n ", "")
		if strings.Count(flat, "\r\nBEGIN:VEVENT\r\n") != 2 || strings.Count(flat, "\r\nEND:VEVENT\r\n") != 2 || !utf8.ValidString(flat) {
			t.Errorf("%q", flat)
		}
	})
}
