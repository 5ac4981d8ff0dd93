package whatsapp

import (
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/dateorder"
)

// read reads a header whose date has its year in front.
func read(t *testing.T, line string) (dispute.Clock, bool) {
	t.Helper()
	var h header
	if !readHeader(line, &h) {
		return dispute.Clock{}, false
	}
	return h.clock(dateorder.YMD)
}

func TestPartsOfTheDay(t *testing.T) {
	for _, c := range []struct {
		time         string
		hour, minute int
	}{
		{"00:00", 0, 0}, {"23:59", 23, 59}, {"9.05", 9, 5},
		{"12:00 AM", 0, 0}, {"12:01 PM", 12, 1}, {"1:00 a.m.", 1, 0}, {"1:00 p. m.", 13, 0},
		{"1:55 p.\u00a0m.", 13, 55}, {"1:55\u202fPM", 13, 55}, {"1:55pm", 13, 55}, {"0:08 a. m.", 0, 8},
		{"凌晨12:30", 0, 30}, {"凌晨3:00", 3, 0}, {"半夜12:10", 0, 10}, {"半夜2:00", 2, 0},
		{"早上6:01", 6, 1}, {"清晨5:00", 5, 0}, {"上午9:05", 9, 5}, {"上午12:05", 0, 5},
		{"中午11:30", 11, 30}, {"中午12:05", 12, 5}, {"中午1:05", 13, 5},
		{"下午12:05", 12, 5}, {"下午1:54", 13, 54}, {"傍晚6:30", 18, 30},
		{"晚上7:00", 19, 0}, {"晚上11:59", 23, 59}, {"晚上12:00", 0, 0}, {"晚上12:30", 0, 30}, {"深夜11:00", 23, 0},
		{"下午13:05", 13, 5}, {"晚上20:05", 20, 5},
		{"오전 1:01", 1, 1}, {"오후 12:01", 12, 1}, {"午前9:00", 9, 0}, {"午後0:05", 12, 5},
		{"٩:٤١ ص", 9, 41}, {"٩:٤١\u00a0م", 21, 41}, {"۲۱:۴۱", 21, 41}, {"9:41 SA", 9, 41}, {"9:41 CH", 21, 41},
		{"9:41 μ.μ.", 21, 41}, {"ÖS 9:41", 21, 41}, {"9:41 ip.", 21, 41},
	} {
		clock, ok := read(t, "2026/4/6 "+c.time+" - a: m")
		if !ok || clock.Hour != c.hour || clock.Minute != c.minute {
			t.Errorf("%s: read as %d:%02d %t, want %d:%02d", c.time, clock.Hour, clock.Minute, ok, c.hour, c.minute)
		}
	}
	for _, time := range []string{"24:00", "9:60", "9:5", "上午13:00", "凌晨15:00", "中午7:00", "13:00 AM", "123:00", "", "9", "9:41 XX"} {
		if clock, ok := read(t, "2026/4/6 "+time+" - a: m"); ok {
			t.Errorf("%q: read as %+v", time, clock)
		}
	}
}

func TestNoHeader(t *testing.T) {
	for _, line := range []string{
		"", "[", "[]", "[12", "12/", "2026/4/6", "2026/4/6 8:01", "2026/4/6 8:01 林悦: a",
		"2026/4/6 8:01 -林悦: a",            // no space behind the hyphen
		"2026-04-06 08:01:02 INFO: a",     // a log
		"2026-04-06 08:01:02,123 - a - b", // another
		"[2026/4-6 8:01] a: b",            // two separators
		"[2026/4/6 8:01 a: b",
		"2026. 8. 7. 오후 1:01, 나 : 안녕",      // KakaoTalk
		"2026. 8. 7. 오후 1:02: 상대님이 나갔습니다.", // the same
		"2026年4月6日 8:01 - a: b",
		"[2026/2/30 8:01] a: b",
		"[1999/2/3 8:01] a: b",
		"[2026/4/6] a: b",
		"8:01 - a: b",
		"\u200e\u200e\u200e",
	} {
		if c, ok := read(t, line); ok {
			t.Errorf("%q is read as %+v", line, c)
		}
	}
}

func TestSplit(t *testing.T) {
	s := newSpeakers("Shop: Shanghai", "Ann")
	for _, c := range []struct{ rest, name, text string }{
		{"Ann: hello", "Ann", "hello"},
		{"Ann: see: this", "Ann", "see: this"},
		{"Shop: Shanghai: hello", "Shop: Shanghai", "hello"},
		{"Shop: Beijing: hello", "Shop", "Beijing: hello"},
		{"Ann:", "Ann", ""},
		{"Ann: ", "Ann", ""},
		{"Ann:\u200eimage omitted", "Ann", "\u200eimage omitted"},
		{"\u202a+86\u00a0138\u202c: hi", "+86\u00a0138", "hi"},
		{"Ann created the group", "", ""},
		{`Ann named the group "Sale: now"`, "", ""},
		{"Ann 将群组名称更改为“退款: 现在”", "", ""},
		{": nobody", "", ""},
		{"", "", ""},
	} {
		name, at, named := s.split(c.rest)
		if name != c.name || named != (c.name != "") || named && c.rest[at:] != c.text {
			t.Errorf("%q: %q and %q, want %q and %q", c.rest, name, c.rest[at:], c.name, c.text)
		}
	}
}
