package pdfcontent_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"complain/pkg/internal/pdfcontent"
	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdftest"
)

// trace writes down what a reader is given: a number of its own, set by "own",
// and where things are.
func trace(t *testing.T, limits pdfcontent.Limits, forms []string, content, resources string) (string, *pdfcontent.Run[int]) {
	t.Helper()
	var f pdftest.File
	for _, form := range forms {
		dict, body, _ := strings.Cut(form, "|")
		f.Stream(dict, body)
	}
	f.Paper("", pdftest.Page{Content: content, Resources: resources, More: "/MediaBox [0 0 100 100]"})
	file, err := pdffile.Open(context.Background(), f.Bytes(), nil)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := file.Pages()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var run *pdfcontent.Run[int]
	run = pdfcontent.New(file, pdfcontent.Reader[int]{
		Limits: limits,
		Operator: func(op pdffile.Keyword, args []any, _ pdffile.Dict, s *pdfcontent.State[int]) {
			if op == "own" {
				s.Own = int(pdfcontent.Number(args[0]))
			}
			s.Place[4], s.Place[5] = s.Place[4]+0, s.Place[5]+0 // no -0
			fmt.Fprintf(&b, "%s own=%d at=%.0f clip=%.0f", op, s.Own, s.Place[4:], s.Clip.X1)
			if n := len(run.Marks); n > 0 {
				fmt.Fprintf(&b, " mark=%q", run.Marks[n-1].Actual)
			}
			b.WriteString("\n")
		},
		Picture: func(x *pdffile.Stream, _ pdffile.Dict, s pdfcontent.State[int]) {
			fmt.Fprintf(&b, "picture %t own=%d\n", x != nil, s.Own)
		},
	})
	if err := run.Page(pages[0], 0); err != nil {
		t.Fatal(err)
	}
	return b.String(), run
}

func TestRun(t *testing.T) {
	limits := pdfcontent.Limits{Operators: 1000, Forms: 10}
	for _, c := range []struct {
		name, form, content, want string
	}{
		{"states", "", "1 own q 2 own 1 0 0 1 5 6 cm q x Q y Q z", "own own=1 at=[0 0] clip=100\nown own=2 at=[0 0] clip=100\nx own=2 at=[5 6] clip=100\ny own=2 at=[5 6] clip=100\nz own=1 at=[0 0] clip=100\n"},
		{"a form clips and moves, and keeps its states", "/Subtype /Form/BBox [0 0 30 30]/Matrix [1 0 0 1 10 0]|q 7 own", "/A Do z", "own own=7 at=[10 0] clip=40\nz own=0 at=[0 0] clip=100\n"},
		{"marks", "", "/Span <</ActualText (ab)>> BDC x EMC EMC y", "x own=0 at=[0 0] clip=100 mark=\"ab\"\ny own=0 at=[0 0] clip=100\n"},
		{"a picture in the content", "", "BI /W 1 /H 1 ID \x00 EI x", "picture true own=0\nx own=0 at=[0 0] clip=100\n"},
		{"what stands before damage", "", "x <<", "x own=0 at=[0 0] clip=100\n"},
	} {
		got, run := trace(t, limits, []string{c.form}, c.content, "/XObject <</A 1 0 R>>")
		if got != c.want || run.Limit != nil {
			t.Errorf("%s:\n%swant\n%s%v", c.name, got, c.want, run.Limit)
		}
	}
}

// A form in itself is left out at the limit, and what is behind it counts; too
// many operators end the page.
func TestLimits(t *testing.T) {
	got, run := trace(t, pdfcontent.Limits{Operators: 1000, Forms: 100}, []string{"/Subtype /Form/Resources <</XObject <</A 1 0 R>>>>|/A Do"}, "/A Do x", "/XObject <</A 1 0 R>>")
	if run.Limit == nil || run.Failed == nil || !strings.HasPrefix(got, "x ") {
		t.Errorf("%q, %v", got, run.Limit)
	}
	got, run = trace(t, pdfcontent.Limits{Operators: 5}, nil, strings.Repeat("x ", 10), "")
	if run.Limit == nil || strings.Count(got, "x ") != 5 {
		t.Errorf("%q, %v", got, run.Limit)
	}
}
