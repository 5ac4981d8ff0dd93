package pdf

import (
	"fmt"
	"strings"

	"complain/pkg/doc"
)

// measures are the sizes of running text in one language.
type measures struct {
	body    style
	pitch   float64 // from line to line
	indent  float64 // of a body paragraph's first line
	between float64 // after a paragraph
	justify bool
}

// text is the measures of running text: smaller in exhibits, where it comments
// on tables and pictures. Chinese is set to the margin; English, which is not
// hyphenated here, is not: its gaps would be wider than the rule.
func (l *layout) text() measures {
	switch {
	case l.chinese && l.nested > 0:
		return measures{body: style{face: serif, size: 12}, pitch: 7.2 * mm, indent: 24, justify: true}
	case l.chinese:
		return measures{body: style{face: serif, size: 14}, pitch: 8.65 * mm, indent: 28, justify: true}
	case l.nested > 0:
		return measures{body: style{face: serif, size: 10.5}, pitch: 5.6 * mm, between: 2 * mm}
	}
	return measures{body: style{face: serif, size: 11.5}, pitch: 6 * mm, between: 2.4 * mm}
}

// runs turns inlines into runs of a base style.
func (l *layout) runs(text []doc.Inline, base style) ([]run, error) {
	var out []run
	strong, light := base, base
	strong.face = sansBold
	if base.face == serif {
		light.face = sans
	} else {
		light.face = serif
	}
	for _, in := range text {
		switch in := in.(type) {
		case doc.Text:
			out = append(out, run{text: string(in), style: base})
		case doc.Strong:
			out = append(out, run{text: string(in), style: strong})
		case doc.Emph:
			out = append(out, run{text: string(in), style: light})
		case doc.Digest:
			d := style{face: sans, size: max(smallest, 0.85*base.size), ink: base.ink}
			if base.size < 10 {
				d.size = smallest
			}
			out = append(out, run{text: string(in), style: d, digest: true})
		case doc.Blank:
			out = append(out, l.blank(in, base)...)
		case doc.Ref:
			r := l.refer(in)
			out = append(out, run{text: r.shown, style: base, ref: r})
		case doc.Break:
			out = append(out, run{end: true, style: base})
		default:
			return nil, fmt.Errorf("no way to set %T", in)
		}
	}
	kept := out[:0]
	for _, r := range out {
		if r.text != "" || r.end || r.blank > 0 {
			kept = append(kept, r)
		}
	}
	return kept, nil
}

// blank is a line to write on with what belongs there in small print after it.
func (l *layout) blank(b doc.Blank, base style) []run {
	ems := b.Ems
	if ems <= 0 {
		ems = 10
	}
	out := []run{{blank: float64(ems) * base.size, style: base}}
	if b.Label == "" {
		return out
	}
	label := doc.Put(l.words.Blank, b.Label)
	small := style{face: sans, size: max(leastText, 0.64*base.size), ink: 0.35}
	return append(out, run{text: label, style: small})
}

// lines breaks runs into composed lines.
func (l *layout) lines(runs []run, first, rest float64, justify bool) ([]composed, error) {
	cells, err := l.cells(runs)
	if err != nil {
		return nil, err
	}
	for i := range cells { // a line to write on is no wider than the line
		if cells[i].class == rule {
			cells[i].width = min(cells[i].width, first, rest)
		}
	}
	var out []composed
	for i, s := range breakLines(cells, first, rest, justify) {
		width := rest
		if i == 0 {
			width = first
		}
		line, err := l.compose(cells, s, width, i == 0, justify)
		if err != nil {
			return nil, err
		}
		out = append(out, line)
	}
	return out, nil
}

// column is where lines stand and how they follow each other.
type column struct {
	x, width float64
	indent   float64 // of the first line
	pitch    float64
	size     float64 // of the type; 0: as the cells say
	before   float64
	after    float64
	align    doc.Style
	keep     bool // the last line stays with what follows
}

// baseline is how far below the top of its line a baseline stands: the em
// square of a Chinese character, which reaches 0.12 em below it, is centred.
func baseline(pitch, size float64) float64 { return (pitch-size)/2 + 0.88*size }

// height is the type size a line is centred for.
func (l *composed) height() float64 {
	h := 0.0
	for i := range l.cells {
		h = max(h, l.cells[i].style.size)
	}
	if h == 0 {
		h = 10
	}
	return h
}

// flow adds lines as strips. The first two lines and the last two stay
// together.
func (l *layout) flow(lines []composed, c column) {
	for i := range lines {
		s := &strip{height: c.pitch, keep: i == 0 || i == len(lines)-2}
		if i == 0 {
			s.before = c.before
		}
		if i == len(lines)-1 {
			s.keep = c.keep
		}
		x := c.x
		if i == 0 {
			x += c.indent
		}
		switch {
		case c.align == doc.Right:
			x = c.x + c.width - lines[i].width
		case c.align == doc.Centered:
			x = c.x + (c.width-lines[i].width)/2
		case lines[i].right:
			x = c.x + c.width - lines[i].width
		}
		size := c.size
		if size == 0 {
			size = lines[i].height()
		}
		s.inks = lines[i].inks(x, baseline(c.pitch, size))
		l.add(s)
	}
	if len(lines) > 0 {
		l.space = c.after
	}
}

func (l *layout) paragraph(p doc.Paragraph) error {
	m := l.text()
	c := column{x: marginLeft, width: textWidth, pitch: m.pitch, size: m.body.size, after: m.between, align: p.Style}
	st, justify := m.body, m.justify
	switch p.Style {
	case doc.Body:
		c.indent = m.indent
	case doc.Flush:
	case doc.Right, doc.Centered:
		justify = false
	case doc.Small:
		st = style{face: sans, size: 9}
		c.pitch, c.size, c.before, c.after, justify = 4.8*mm, 9, 1*mm, 1*mm, false
	default:
		return fmt.Errorf("no style %d", p.Style)
	}
	runs, err := l.runs(p.Text, st)
	if err != nil {
		return err
	}
	lines, err := l.lines(runs, c.width-c.indent, c.width, justify)
	if err != nil {
		return err
	}
	l.element(kindParagraph)
	if n := len(l.strips); p.Style == doc.Small && n > 0 && !l.newPage && len(lines) > 0 {
		l.strips[n-1].keep = true // small print stays with what it is about
	}
	if n := len(runs); n > 0 { // "as follows:" stays with what follows
		c.keep = strings.HasSuffix(runs[n-1].text, "：") || strings.HasSuffix(runs[n-1].text, ":")
	}
	l.flow(lines, c)
	return nil
}

// title sets the document's name. A short Chinese one is spaced, as on the
// papers of an office; it is read without the spaces.
func (l *layout) title(t doc.Title) error {
	l.element(kindH1)
	st := style{face: sansBold, size: 22}
	lines, err := l.lines([]run{{text: t.Text, style: st}}, textWidth, textWidth, false)
	if err != nil {
		return err
	}
	c := column{x: marginLeft, width: textWidth, pitch: 11 * mm, after: 7 * mm, align: doc.Centered, keep: true}
	const shortTitle = 5
	if n := len([]rune(t.Text)); l.chinese && len(lines) == 1 && n > 1 && n <= shortTitle && n == len(lines[0].cells) {
		space := st.size / 3
		line := lines[0]
		spread := textInk{x: marginLeft + (textWidth-line.width-float64(n-1)*space)/2, y: baseline(c.pitch, st.size), face: st.face, size: st.size, spacing: space, actual: t.Text}
		plainHan := true
		for _, cell := range line.cells {
			plainHan = plainHan && cell.class == han && cell.face == st.face && cell.actual == ""
			spread.codes = append(spread.codes, cell.codes...)
		}
		if plainHan {
			l.add(&strip{height: c.pitch, keep: true, inks: []ink{spread}})
			l.space = c.after
			return nil
		}
	}
	l.flow(lines, c)
	return nil
}

func (l *layout) heading(h doc.Heading) error {
	if h.Level != 1 && h.Level != 2 {
		return fmt.Errorf("no heading of level %d", h.Level)
	}
	c := column{x: marginLeft, width: textWidth, pitch: 8.5 * mm, before: 6 * mm, after: 2.5 * mm, keep: true}
	size := 16.0
	if h.Level == 2 {
		size, c.pitch, c.before, c.after = 13, 7*mm, 4*mm, 1.5*mm
	}
	lines, err := l.lines([]run{{text: h.Text, style: style{face: sansBold, size: size}}}, textWidth, textWidth, false)
	if err != nil {
		return err
	}
	l.structure.heading(h.Level + l.nested)
	first := len(l.strips)
	l.flow(lines, c)
	if first == len(l.strips) {
		l.add(&strip{keep: true})
	}
	for _, s := range l.strips[first:] {
		s.keep = true
	}
	l.enterAt(first, h.Level, h.Anchor)
	l.strips[first].bookmark = &bookmark{level: h.Level + l.nested, title: h.Text}
	return nil
}
