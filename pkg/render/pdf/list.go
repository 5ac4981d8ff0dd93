package pdf

import (
	"cmp"
	"strconv"
	"strings"

	"complain/pkg/doc"
)

// list hangs the items beside their numbers.
func (l *layout) list(b doc.List) error {
	m := l.text()
	x := marginLeft + m.indent
	next := max(b.Start, 1)
	labels := make([]string, len(b.Items))
	widest := 0.0
	for i := range b.Items {
		labels[i] = "—"
		if b.Numbered {
			labels[i] = strconv.Itoa(next+i) + "."
		}
		_, w, err := l.label(labels[i], m.body, 0, 0, false)
		if err != nil {
			return err
		}
		widest = max(widest, w)
	}
	hang := max(widest+0.45*m.body.size, 1.5*m.body.size)
	defer l.enter(kindList)()
	for i, item := range b.Items {
		runs, err := l.runs(item, m.body)
		if err != nil {
			return err
		}
		c := column{x: x + hang, width: textRight - x - hang, pitch: m.pitch, size: m.body.size, after: m.between / 2}
		lines, err := l.lines(runs, c.width, c.width, m.justify)
		if err != nil {
			return err
		}
		if len(lines) == 0 {
			lines = []composed{{}}
		}
		leave := l.enter(kindItem)
		label, body := l.element(kindLabel), l.element(kindBody)
		first := len(l.strips)
		l.flow(lines, c)
		inks, _, err := l.label(labels[i], m.body, baseline(c.pitch, c.size), x, false)
		if err != nil {
			return err
		}
		top := l.strips[first]
		top.inks = labelled(label, inks, body, top.inks)
		leave()
	}
	return nil
}

// labelled are inks of a label and of what stands beside it.
func labelled(label elementID, of []ink, body elementID, beside []ink) []ink {
	out := append([]ink{tagInk(label)}, of...)
	return append(append(out, tagInk(body)), beside...)
}

// Labelled values of a letter are set smaller than its text, so that parties and
// demands stand on the first page together.
const (
	keyType  = 12.0
	keyPitch = 6.6 * mm
)

// keyValues sets labels in one column and what they label in the next.
func (l *layout) keyValues(b doc.KeyValues) error {
	m := l.text()
	widest := 0.0
	labels := make([][]composed, len(b.Rows))
	if l.nested > 0 { // beside a table, at its size
		m.body.size, m.pitch = tableType, 6*mm
	} else if l.chinese {
		m.body.size, m.pitch = keyType, keyPitch
	} else {
		m.body.size, m.pitch, m.between = tableType+0.5, 5.3*mm, 1*mm
	}
	limit := textWidth / 3
	for i, row := range b.Rows {
		key := row.Key
		if key != "" && !strings.HasSuffix(key, "：") && !strings.HasSuffix(key, ":") {
			key += l.words.Colon
		}
		st := m.body
		if !l.chinese {
			st.face = sansBold
			st.size -= 1
		}
		var err error
		if labels[i], err = l.lines([]run{{text: key, style: st}}, limit, limit, false); err != nil {
			return err
		}
		for _, line := range labels[i] {
			widest = max(widest, line.width)
		}
	}
	hang := widest + 0.5*m.body.size
	defer l.enter(kindList)()
	for i, row := range b.Rows {
		runs, err := l.runs(row.Value, m.body)
		if err != nil {
			return err
		}
		c := column{x: marginLeft + hang, width: textWidth - hang, pitch: m.pitch, size: m.body.size}
		lines, err := l.lines(runs, c.width, c.width, m.justify)
		if err != nil {
			return err
		}
		for len(lines) < len(labels[i]) || len(lines) == 0 {
			lines = append(lines, composed{})
		}
		leave := l.enter(kindItem)
		label, body := l.element(kindLabel), l.element(kindBody)
		first := len(l.strips)
		l.flow(lines, c)
		for k := range labels[i] {
			s := l.strips[first+k]
			s.inks = labelled(label, labels[i][k].inks(marginLeft, baseline(c.pitch, c.size)), body, s.inks)
		}
		leave()
		l.space = m.between / 3
		if i+1 == len(b.Rows) {
			l.space += 2 * mm
		}
	}
	return nil
}

// quote sets text from evidence apart, with a rule at its left.
func (l *layout) quote(q doc.Quote) error {
	m := l.text()
	st := m.body
	pitch := m.pitch
	if l.chinese {
		st.size, pitch = 12, 7.2*mm
	}
	runs, err := l.runs(q.Text, st)
	if err != nil {
		return err
	}
	asSaid(runs)
	l.element(kindQuote)
	c := column{x: marginLeft + 10*mm, width: textWidth - 20*mm, pitch: pitch, size: st.size}
	lines, err := l.lines(runs, c.width, c.width, m.justify)
	if err != nil {
		return err
	}
	first := len(l.strips)
	l.flow(lines, c)
	for i, s := range l.strips[first:] {
		s.inks = append([]ink{barInk{x: marginLeft + 6*mm, y: 0, w: 0.5 * mm, h: s.height, ink: 0.55}}, s.inks...)
		if i == 0 {
			s.before += 2 * mm
		}
	}
	l.space = 2 * mm
	return nil
}

// signedLines are the lines that stand on the page of a signature at least, where
// the document does not say how many, as far as they are no higher than so many
// times signedLine.
const (
	signedLines = 7
	signedLine  = 9 * mm
)

// signature is a line to sign on with the date below, at the right, on the
// page of what is signed.
func (l *layout) signature(b doc.Signature) error {
	m := l.text()
	const width = 80 * mm
	x := textRight - width
	label, err := l.runs([]doc.Inline{doc.Text(b.Label)}, m.body)
	if err != nil {
		return err
	}
	name, err := l.runs(b.Name, m.body)
	if err != nil {
		return err
	}
	used, hasBlank := 0.0, false
	for _, r := range name {
		hasBlank = hasBlank || r.blank > 0
	}
	lines, err := l.lines(append(label, name...), width, width, false)
	if err != nil {
		return err
	}
	if len(lines) > 0 {
		used = lines[len(lines)-1].width
	}
	// A signature stands under what is signed, never on a page of its own.
	height := 0.0
	least := cmp.Or(b.Lines, signedLines)
	for n := len(l.strips); n > 0 && !l.newPage && len(l.strips)-n < least; n-- {
		s := l.strips[n-1]
		if height += s.before + s.height; height > float64(least)*signedLine {
			break
		}
		s.keep = true
		if s.breakPage {
			break
		}
	}
	l.element(kindParagraph)
	before := 10 * mm // room for a hand that writes large
	first := len(l.strips)
	l.flow(lines, column{x: x, width: width, pitch: m.pitch, size: m.body.size, before: before})
	const shortest = 24 * mm
	switch {
	case hasBlank:
	case width-used >= shortest && len(lines) > 0:
		s := l.strips[len(l.strips)-1]
		s.inks = append(s.inks, barInk{x: x + used + 4, y: baseline(m.pitch, m.body.size) + 2, w: width - used - 4, h: 0.5})
	default:
		l.add(&strip{height: 12 * mm, inks: []ink{barInk{x: x, y: 11 * mm, w: width, h: 0.5}}})
	}
	date, err := l.runs(b.Date, m.body)
	if err != nil {
		return err
	}
	if lines, err = l.lines(date, width, width, false); err != nil {
		return err
	}
	inset := 2 * m.body.size
	l.flow(lines, column{x: x, width: width - inset, pitch: m.pitch, size: m.body.size, before: 1.5 * mm, align: doc.Right})
	for _, s := range l.strips[first : len(l.strips)-1] {
		s.keep = true
	}
	return nil
}
