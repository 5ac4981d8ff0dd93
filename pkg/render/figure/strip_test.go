package figure

import (
	"math/rand/v2"
	"strings"
	"testing"

	"complain/pkg/doc"
	"complain/pkg/internal/textwidth"
)

func measured(text string) float64 { return TextSize / 2 * float64(textwidth.Width(text)) }

// box is the least rectangle around what an area or a text covers.
type box struct{ left, top, right, bottom float64 }

func boxOf(a Area) box {
	b := box{a.Points[0].X, a.Points[0].Y, a.Points[0].X, a.Points[0].Y}
	for _, p := range a.Points {
		b = box{min(b.left, p.X), min(b.top, p.Y), max(b.right, p.X), max(b.bottom, p.Y)}
	}
	return b
}

func textBox(t Text) box {
	b := box{t.X, t.Y - 0.7*t.Size, t.X + measured(t.Text), t.Y + 0.2*t.Size}
	if t.Anchor == Middle {
		half := measured(t.Text) / 2
		b.left, b.right = t.X-half, t.X+half
	}
	return b
}

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

// In whatever days and labels there are, no text meets another, a mark or a stem,
// and nothing leaves the drawing.
func TestNothingMeets(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const width = 442
	for n := range 300 {
		line := doc.Timeline{Title: "Timeline", Keys: []doc.MomentKey{{Kind: doc.Paid, Text: "paid"}, {Kind: doc.Office, Text: "机关"}}}
		at := 0
		for range 1 + r.IntN(20) {
			gap := r.IntN(1 + r.IntN(60))
			if gap >= 7 && len(line.Moments) > 0 {
				line.Silences = append(line.Silences, doc.Silence{From: day(at), To: day(at + gap), Text: "days of silence"})
			}
			at += gap
			line.Moments = append(line.Moments, doc.Moment{Day: day(at), Kind: doc.MomentKind(r.IntN(5)), Label: strings.Repeat("退款 x", 1+r.IntN(6))})
		}
		d := Strip(line, width, measured)
		for i, a := range d.Texts {
			text := textBox(a)
			if text.left < 0 || text.right > width+0.01 || text.top < 0 || text.bottom > d.Height {
				t.Fatalf("%d: %q at %v leaves %v", n, a.Text, text, d.Height)
			}
			if a.Size < 9 {
				t.Fatalf("%q has %v points", a.Text, a.Size)
			}
			for _, b := range d.Texts[:i] {
				if text.meets(textBox(b)) {
					t.Fatalf("%d: %q meets %q", n, a.Text, b.Text)
				}
			}
			for _, b := range d.Areas {
				if text.meets(boxOf(b)) {
					t.Fatalf("%d: %q at %v meets %v", n, a.Text, text, boxOf(b))
				}
			}
		}
	}
}

// Every moment has its mark and its words; what is too long is cut with a sign;
// and the moments of a line are not changed.
func TestStrip(t *testing.T) {
	long := strings.Repeat("长", 100)
	line := doc.Timeline{Title: "T", Moments: []doc.Moment{{Day: day(9), Kind: doc.Said, Label: "later"}, {Day: day(0), Kind: doc.Paid, Label: long}},
		Silences: []doc.Silence{{From: day(0), To: day(9), Text: "9 days"}}, Keys: []doc.MomentKey{{Kind: doc.Paid, Text: "paid"}}}
	d := Strip(line, 442, measured)
	var texts []string
	for _, text := range d.Texts {
		texts = append(texts, text.Text)
	}
	if all := strings.Join(texts, "|"); !strings.Contains(all, "later") || !strings.Contains(all, "长…") || !strings.Contains(all, "9 days") || !strings.Contains(all, "paid") || strings.Contains(all, long) {
		t.Error(all)
	}
	if line.Moments[0].Label != "later" || line.Moments[1].Label != long {
		t.Error("the moments were changed")
	}
	if d := Strip(doc.Timeline{}, 442, measured); len(d.Areas)+len(d.Texts) != 0 {
		t.Error(d)
	}
}

// One day is drawn too.
func TestStripOfOneDay(t *testing.T) {
	d := Strip(doc.Timeline{Moments: []doc.Moment{{Day: day(0), Label: "a"}, {Day: day(0), Label: "b"}}}, 442, measured)
	if len(d.Texts) != 3 || d.Texts[1].Y >= d.Texts[2].Y || d.Texts[1].X != d.Texts[2].X {
		t.Error(d.Texts)
	}
}
