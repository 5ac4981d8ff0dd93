package dispute

import "testing"

func TestLocatorReadsBack(t *testing.T) {
	for _, l := range []Locator{
		{},
		{Row: 27},
		{Region: Region{120, 340, 400, 60}},
		{Page: 3, Region: Region{0, 0, 1, 1}},
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
	for _, text := range []string{"row", "row=x", "colour=3", "byte=3", "region=1,2,3", "region=1,2,0,4", "region=a,b,c,d"} {
		if l, err := ParseLocator(text); err == nil {
			t.Errorf("%q is %+v", text, l)
		}
	}
}

func TestRegions(t *testing.T) {
	if got := RegionOf(Box{X: 10, Y: 20, Width: 30, Height: 5}, Box{X: 5, Y: 30, Width: 10, Height: 5}, Box{X: 30, Y: 18, Width: 20, Height: 4}); got != (Region{5, 18, 45, 17}) {
		t.Errorf("boxes lie in %v", got)
	}
	if RegionOf() != (Region{}) {
		t.Error("no box is a region")
	}
	for r, want := range map[Region]bool{{0, 0, 10, 10}: true, {1, 0, 10, 10}: false, {0, 1, 10, 10}: false, {-1, 0, 5, 5}: false, {}: false, {9, 9, 1, 1}: true, {1 << 40, 0, 1, 1}: false} {
		if r.Within(10, 10) != want {
			t.Errorf("%v lies within: %t", r, !want)
		}
	}
	if l := (Locator{Page: 3, Region: Region{1, 2, 3, 4}}).Whole(); l != (Locator{Page: 3}) {
		t.Errorf("the whole is %+v", l)
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
