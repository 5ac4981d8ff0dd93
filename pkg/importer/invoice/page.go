package invoice

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/internal/safezip"
)

// object is one piece of text on a page, by its place in millimetres: the
// beginning of its first baseline, and where it ends.
type object struct {
	id        string
	text      string
	x, y, end float64
	size      float64
	placed    bool
}

// The limits of pieces of text; a full page of single characters has three
// thousand.
const (
	maxObjects    = 50_000  // of a page
	maxAllObjects = 300_000 // of all pages
)

// content is what stands on a page or template.
type content struct {
	objects   []object // in the order of the file
	templates []string // that it is set upon
	shapes    int      // outlines of the size of letters
	pictures  int
}

// read reads the content of a page or template.
func (p *pack) content(ctx context.Context, e *safezip.Entry) (found content, err error) {
	var box, matrix []float64
	var size float64
	var id string
	at := -1 // of the object that the text is part of
	var x, y float64
	var delta []float64
	err = p.each(ctx, e, func(n *node) {
		switch {
		case n.name == "Template" && !n.End && n.parent() == "Page":
			found.templates = append(found.templates, n.Get("TemplateID"))
		case n.name == "ImageObject" && !n.End:
			found.pictures++
		case n.name == "PathObject" && !n.End:
			box = numbers(n.Get("Boundary"))
		case n.name == "AbbreviatedData" && n.End && n.parent() == "PathObject":
			found.shapes += shapes(box, n.Before)
		case n.name == "TextObject" && !n.End:
			box, matrix, size, id, at = numbers(n.Get("Boundary")), numbers(n.Get("CTM")), number(n.Get("Size")), n.Get("ID"), -1
		case n.name == "TextCode" && !n.End:
			if n.Get("X") != "" || at < 0 { // what is not said is as before
				x, y = number(n.Get("X")), number(n.Get("Y"))
			}
			delta = deltas(n.Get("DeltaX"))
		case n.name == "TextCode" && len(found.objects) < maxObjects:
			text := strings.Map(control, n.Before)
			if strings.TrimSpace(text) == "" {
				return
			}
			o := object{id: id, text: text, size: size, placed: len(box) == 4}
			if o.placed {
				o.place(box, matrix, x, y, delta)
			}
			at = len(found.objects)
			found.objects = append(found.objects, o)
		}
	})
	return found, err
}

// The outlines that may be letters, in millimetres. One object may hold many of
// them.
const (
	leastLetter, mostLetter = 0.8, 15
	strokes                 = 4   // of the simplest
	manyStrokes             = 200 // more than one letter has
	meanStrokes             = 20
)

// shapes is how many letters an outline may be: none for rules and frames.
func shapes(box []float64, data string) int {
	count := 0
	for _, r := range data {
		if strings.ContainsRune("MLQBAC", r) {
			count++
		}
	}
	switch {
	case count > manyStrokes:
		return count / meanStrokes
	case len(box) == 4 && count >= strokes && max(box[2], box[3]) >= leastLetter && max(box[2], box[3]) <= mostLetter && min(box[2], box[3]) > leastLetter/4:
		return 1
	}
	return 0
}

// place puts an object where its transformation says. The end of its last
// character is as wide as a character is high, or half of it.
func (o *object) place(box, matrix []float64, x, y float64, delta []float64) {
	a, b, c, d, e, f := 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
	if len(matrix) == 6 {
		a, b, c, d, e, f = matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5]
	}
	o.x, o.y = box[0]+a*x+c*y+e, box[1]+b*x+d*y+f
	scale := max(a, -a, b, -b)
	o.size *= max(d, -d, c, -c)
	width := 0.0
	runes := []rune(o.text)
	for i, r := range runes {
		own := scale * o.size / max(scale, 0.0001)
		if r < 0x2000 {
			own /= 2
		}
		if i < len(delta) && i+1 < len(runes) {
			own = delta[i] * scale
		}
		width += own
	}
	o.end = o.x + width
}

// control makes spaces of what breaks lines. ¤ stands in the text for a letter that
// has an outline and no name.
func control(r rune) rune {
	switch r {
	case '\n', '\r', '\t':
		return ' '
	case '¤':
		return '\uFFFD'
	}
	return r
}

func number(s string) float64 {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || f != f || f > 1e6 || f < -1e6 {
		return 0
	}
	return f
}

func numbers(s string) []float64 {
	var out []float64
	for _, field := range strings.Fields(s) {
		out = append(out, number(field))
	}
	return out
}

// deltas reads the distances between characters; "g 10 3.175" is ten times one.
func deltas(s string) []float64 {
	var out []float64
	fields := strings.Fields(s)
	for i := 0; i < len(fields) && len(out) < 10_000; i++ {
		if fields[i] == "g" && i+2 < len(fields) {
			n, err := strconv.Atoi(fields[i+1])
			for range min(max(n, 0), 10_000) {
				out = append(out, number(fields[i+2]))
			}
			if i += 2; err != nil {
				return out
			}
			continue
		}
		out = append(out, number(fields[i]))
	}
	return out
}

// lines sets the pieces of text into lines as a reader sees them: from the top,
// and from the left in each. Where a piece says no place, all are in the order
// of the file.
func lines(objects []object) []string {
	if slices.ContainsFunc(objects, func(o object) bool { return !o.placed }) {
		var out []string
		for _, o := range objects {
			out = append(out, strings.TrimSpace(o.text))
		}
		return out
	}
	objects = slices.Clone(objects)
	slices.SortStableFunc(objects, func(a, b object) int { return cmp.Compare(a.y, b.y) })
	var out []string
	for len(objects) > 0 {
		first := objects[0]
		n := slices.IndexFunc(objects, func(o object) bool { return o.y-first.y > 0.5*max(first.size, 0.5) })
		if n < 0 {
			n = len(objects)
		}
		out = append(out, row(objects[:n]))
		objects = objects[n:]
	}
	return out
}

// row joins the pieces of a line. A gap as wide as a character's half parts
// words; a wider one, columns.
func row(objects []object) string {
	slices.SortStableFunc(objects, func(a, b object) int { return cmp.Compare(a.x, b.x) })
	var b strings.Builder
	for i, o := range objects {
		if i > 0 {
			switch gap := o.x - objects[i-1].end; {
			case gap > 1.5*max(o.size, 0.5):
				b.WriteString("  ")
			case gap > 0.3*max(o.size, 0.5):
				b.WriteByte(' ')
			}
		}
		b.WriteString(o.text)
	}
	return strings.TrimSpace(b.String())
}
