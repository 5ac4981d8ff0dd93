package text

import (
	"strconv"
	"strings"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
	"complain/pkg/internal/textwidth"
)

func (p *page) paragraph(b doc.Paragraph) error {
	r, err := p.run(b.Text)
	if err != nil {
		return err
	}
	switch b.Style {
	case doc.Right:
		for _, l := range r.wrap(p.width, 0) {
			p.line(textwidth.PadLeft(l, p.width))
		}
	case doc.Centered:
		for _, l := range r.wrap(p.width, 0) {
			p.line(textwidth.Center(l, p.width))
		}
	case doc.Body:
		indent := ""
		if p.chinese {
			indent = "　　"
		}
		for i, l := range r.wrap(p.width, textwidth.Width(indent)) {
			if i == 0 {
				l = indent + l
			}
			p.line(l)
		}
	default:
		p.lines("", r.wrap(p.width, 0))
	}
	return nil
}

func (p *page) list(b doc.List) error {
	start := max(b.Start, 1)
	last := strconv.Itoa(start + len(b.Items) - 1)
	for i, item := range b.Items {
		r, err := p.run(item)
		if err != nil {
			return err
		}
		label := "- "
		if b.Numbered {
			label = textwidth.PadLeft(strconv.Itoa(start+i), len(last)) + ". "
		}
		p.hanging(label, r, p.width)
	}
	return nil
}

// labelled is a value with its label.
type labelled struct {
	label string
	value run
}

func (p *page) keyValues(b doc.KeyValues) error {
	var rows []labelled
	for _, kv := range b.Rows {
		r, err := p.run(kv.Value)
		if err != nil {
			return err
		}
		rows = append(rows, labelled{p.label(kv.Key), r})
	}
	p.labelled("", false, rows)
	return nil
}

// label is a key with its colon.
func (p *page) label(key string) string {
	key = termsafe.CleanLine(key)
	if key == "" || strings.HasSuffix(key, "：") || strings.HasSuffix(key, ":") {
		return key
	}
	if key += p.words.Colon; !p.chinese {
		key += " "
	}
	return key
}

// labelled writes values under one another, the labels before them. A label
// wider than two fifths of the line gets a line of its own. The first line is
// marked when they matter; indent then has room for it.
func (p *page) labelled(indent string, marked bool, rows []labelled) {
	room := p.width - len(indent)
	column := 0
	for _, row := range rows {
		if w := textwidth.Width(row.label); w <= room*2/5 {
			column = max(column, w)
		}
	}
	for i, row := range rows {
		before := indent
		if marked && i == 0 {
			before = mark
		}
		if textwidth.Width(row.label) <= column {
			p.hanging(before+textwidth.PadRight(row.label, column), row.value, p.width)
			continue
		}
		p.hanging(before, run{text: row.label}, p.width)
		p.lines(indent+"  ", row.value.wrap(room-2, 0))
	}
}

func (p *page) quote(b doc.Quote) error {
	r, err := p.run(b.Text)
	if err != nil {
		return err
	}
	p.lines("> ", r.wrap(p.width-2, 0))
	return nil
}

// signature stands at the right, its two lines one under the other.
func (p *page) signature(b doc.Signature) error {
	name, err := p.run(b.Name)
	if err != nil {
		return err
	}
	date, err := p.run(b.Date)
	if err != nil {
		return err
	}
	if name.text == "" {
		name = p.blank("")
	}
	lines := name.after(termsafe.CleanText(b.Label)).wrap(p.width, 0)
	if date.text != "" {
		lines = append(lines, date.wrap(p.width, 0)...)
	}
	p.lines(strings.Repeat(" ", max(p.width-widest(lines), 0)), lines)
	return nil
}
