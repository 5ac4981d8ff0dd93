package figure

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"

	"complain/pkg/doc"
)

func day(n int) time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n) }

func draw(t *testing.T, l Line) string {
	t.Helper()
	var b bytes.Buffer
	if err := SVG(&b, l); err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(bytes.NewReader(b.Bytes())); ; {
		if _, err := d.Token(); err == io.EOF {
			return b.String()
		} else if err != nil {
			t.Fatalf("no XML: %v\n%s", err, b.String())
		}
	}
}

// Text of evidence stays text, silences are dashed, and each mark stands in the
// legend.
func TestSVG(t *testing.T) {
	svg := draw(t, Line{Title: `<script>alert("1")</script>`,
		Marks: []Mark{{At: day(0), Kind: doc.Paid, Date: "2026-01-01", Text: "bought & paid", Amount: "-9.00 CNY"}, {At: day(1), Kind: doc.Said, Text: "a\x00b"},
			{At: day(1), Kind: doc.Happened, Text: strings.Repeat("long ", 200)}, {At: day(30), Kind: doc.Returned, Date: "2026-01-31", Text: "back"}},
		Silences: []doc.Silence{{From: day(1), To: day(30), Text: "29 days"}}, Keys: []doc.MomentKey{{Kind: doc.Paid, Text: "paid"}}})
	for _, want := range []string{"&lt;script&gt;", "bought &amp; paid", "29 days", "-9.00 CNY", "2026-01-31", "…", ">4</text>"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %q in\n%s", want, svg)
		}
	}
	if strings.Contains(svg, "<script") || strings.Count(svg, "\n") > 200 {
		t.Error(svg)
	}
	for _, colour := range []string{"#000", "#fff", "none"} {
		svg = strings.ReplaceAll(svg, `"`+colour+`"`, "")
	}
	if strings.Contains(svg, `="#`) {
		t.Error("a colour that paper does not show")
	}
}

// One fact, facts of one moment, and none are drawn too.
func TestSVGOfFew(t *testing.T) {
	draw(t, Line{Title: "none"})
	draw(t, Line{Title: "one", Marks: []Mark{{At: day(0), Date: "2026-01-01", Text: "it"}}})
	svg := draw(t, Line{Title: "same", Marks: []Mark{{At: day(0), Text: "a"}, {At: day(0), Text: "b"}, {At: day(0), Text: "c"}}})
	if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
		t.Error(svg)
	}
}
