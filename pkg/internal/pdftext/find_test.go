package pdftext

import (
	"context"
	"math"
	"strings"
	"testing"

	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdftest"
)

func open(t *testing.T, content, more string) (*Reader, *pdffile.Page) {
	t.Helper()
	var f pdftest.File
	font := f.Add("<</Type /Font/Subtype /Type1/BaseFont /Courier>>")
	f.Paper("", pdftest.Page{Content: content, Resources: "/Font <</F " + font + ">>", More: more})
	file, err := pdffile.Open(context.Background(), f.Bytes(), nil)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := file.Pages()
	if err != nil || len(pages) != 1 {
		t.Fatal(len(pages), err)
	}
	return NewReader(file), pages[0]
}

const twoLines = "BT /F 10 Tf 50 150 Td (Name: Lin Xiaohe, Phone 123) Tj 0 -14 Td (Xiaohe again) Tj ET"

// What is found is covered by its parts, and its neighbours are not.
func TestFind(t *testing.T) {
	r, page := open(t, twoLines, "")
	for sought, want := range map[string]int{"lin xiaohe": 1, "LIN": 1, "Xiaohe": 2, "123 Xiaohe": 2, "nobody": 0, "": 0} {
		got, err := r.Find(page, sought)
		if err != nil || len(got) != want {
			t.Errorf("%q: %v, %v", sought, got, err)
		}
	}
	got, err := r.Find(page, "Lin Xiaohe")
	if err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	// Courier is 0.6 wide: the name begins behind six letters and has ten.
	if b := got[0]; math.Abs(b.X0-86) > 2 || math.Abs(b.X1-146) > 2 || b.Y0 > 149 || b.Y1 < 158 || b.Y0 < 140 {
		t.Errorf("%+v", b)
	}
}

// A page that lies on its side is searched as it is held upright.
func TestFindOnTurnedPages(t *testing.T) {
	r, page := open(t, twoLines, "/Rotate 90")
	got, err := r.Find(page, "Phone")
	if err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	if b := got[0]; b.Y1-b.Y0 < b.X1-b.X0 || b.X0 < 0 || b.X1 > page.Width() || b.Y0 < 0 || b.Y1 > page.Height() {
		t.Errorf("%+v on a page of %g by %g", b, page.Width(), page.Height())
	}
}

// What stands under a part of the page is told, a line a string.
func TestUnder(t *testing.T) {
	r, page := open(t, twoLines, "")
	parts, err := r.Find(page, "Lin Xiaohe")
	if err != nil || len(parts) != 1 {
		t.Fatal(parts, err)
	}
	under, err := r.Under(page, parts[0])
	if err != nil || strings.Join(under, "|") != "Lin Xiaohe" {
		t.Errorf("%q, %v", under, err)
	}
	under, err = r.Under(page, pdffile.Rect{X1: 300, Y1: 200})
	if err != nil || strings.Join(under, "|") != "Name: Lin Xiaohe, Phone 123|Xiaohe again" {
		t.Errorf("%q, %v", under, err)
	}
	if under, err = r.Under(page, pdffile.Rect{X1: 10, Y1: 10}); err != nil || len(under) > 0 {
		t.Errorf("%q, %v", under, err)
	}
}
