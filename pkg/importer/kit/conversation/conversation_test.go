package conversation

import (
	"errors"
	"strings"
	"testing"

	"complain/pkg/internal/charset"
)

func TestMarks(t *testing.T) {
	rest, marked := TrimMarks("\u200e\u200f\ufeffname\u200e")
	if rest != "name\u200e" || !marked {
		t.Errorf("%q %t", rest, marked)
	}
	// A joiner is part of an emoji, and no mark.
	if got := Visible("\u202a👩\u200d👧\u202c"); got != "👩\u200d👧" {
		t.Errorf("%q", got)
	}
	for s, want := range map[string]bool{"": true, " \t\u00a0\u202f\u200e": true, "a": false, " 退": false, "\u200b": false} {
		if IsBlank(s) != want {
			t.Errorf("IsBlank(%q) is %t", s, !want)
		}
	}
	if got := Excerpt(strings.Repeat("退", 61)); got != strings.Repeat("退", 60)+"…" {
		t.Errorf("%q", got)
	}
}

func TestFiles(t *testing.T) {
	f := NewFiles([]string{"cafe\u0301.jpg", "b.jpg"}, "_chat.txt")
	for _, c := range []struct {
		name, found string
		missing     bool
	}{
		{"caf\u00e9.jpg", "cafe\u0301.jpg", false},
		{"\u200eb.jpg ", "b.jpg", false},
		{"c\u200e.jpg", "c.jpg", true},
	} {
		if found, missing := f.Find(c.name); found != c.found || missing != c.missing {
			t.Errorf("%q: %q %t", c.name, found, missing)
		}
	}
	// Nothing came along: nothing can be called missing.
	if found, missing := NewFiles([]string{"_chat.txt"}, "_chat.txt").Find("a.jpg"); found != "a.jpg" || missing {
		t.Errorf("%q %t", found, missing)
	}
}

func TestDraftCoversItsLines(t *testing.T) {
	var d Draft
	var offset int64
	line := func(n int, text string) charset.Line {
		l := charset.Line{Number: n, Offset: offset, Length: int64(len(text)) + 1, Text: text}
		offset += l.Length
		return l
	}
	d.Begin(line(1, "[..] a: one"), "one")
	for i, text := range []string{"two", "", "four", "", ""} {
		if err := d.Add(line(2+i, text)); err != nil {
			t.Fatal(err)
		}
	}
	span := d.Span
	text, blank, hasBlank := d.End()
	if text != "one\ntwo\n\nfour" || span != (Span{Line: 1, LineEnd: 4, Offset: 0, Length: 22}) {
		t.Errorf("%q at %+v", text, span)
	}
	if !hasBlank || blank != (Span{Line: 5, LineEnd: 6, Offset: 22, Length: 2}) || d.Open() {
		t.Errorf("blank lines %+v", blank)
	}
	d.Begin(line(7, "a"), "a")
	if err := d.Add(line(8, strings.Repeat("x", MaxText))); !errors.Is(err, ErrLongText) {
		t.Errorf("got %v", err)
	}
}
