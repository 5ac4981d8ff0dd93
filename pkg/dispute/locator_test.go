package dispute

import "testing"

func TestLocatorReadsBack(t *testing.T) {
	for _, l := range []Locator{
		{},
		{Row: 27},
		{Line: 3},
		{Line: 3, LineEnd: 7, Offset: 0, Length: 12},
		{Sheet: "账单 1=2 %\t", Row: 4, Page: 9},
		{Entry: "a\u00a0b\u3000c/ü=.txt", Line: 1, Offset: 5, Length: 6},
	} {
		got, err := ParseLocator(l.String())
		if err != nil || got != l {
			t.Errorf("%+v -> %q -> %+v, %v", l, l.String(), got, err)
		}
	}
	for _, text := range []string{"row", "row=x", "colour=3", "byte=3"} {
		if l, err := ParseLocator(text); err == nil {
			t.Errorf("%q is %+v", text, l)
		}
	}
}

func FuzzLocator(f *testing.F) {
	f.Add("Sheet 1", "a/b.txt", 3, 9)
	f.Fuzz(func(t *testing.T, sheet, entry string, line, end int) {
		l := Locator{Sheet: sheet, Entry: entry, Line: max(line, 0)}
		if l.Line > 0 && end > l.Line {
			l.LineEnd = end
		}
		if got, err := ParseLocator(l.String()); err != nil || got != l {
			t.Errorf("%+v -> %q -> %+v, %v", l, l.String(), got, err)
		}
	})
}

func TestUnits(t *testing.T) {
	for _, c := range []struct {
		l    Locator
		want int
	}{{Locator{}, 1}, {Locator{Row: 4}, 1}, {Locator{Line: 4}, 1}, {Locator{Line: 4, LineEnd: 4}, 1}, {Locator{Line: 4, LineEnd: 9}, 6}} {
		if got := c.l.Units(); got != c.want {
			t.Errorf("%+v covers %d, want %d", c.l, got, c.want)
		}
	}
}

func TestEvidenceNumbers(t *testing.T) {
	for _, text := range []string{"E3", "e3", "3"} {
		if id, err := ParseEvidenceID(text); err != nil || id != 3 || id.String() != "E3" {
			t.Errorf("%q: %v, %v", text, id, err)
		}
	}
	for _, text := range []string{"", "E", "E0", "E-1", "EE3", "E3x", "E99999999999999999999"} {
		if id, err := ParseEvidenceID(text); err == nil {
			t.Errorf("%q is %v", text, id)
		}
	}
}
