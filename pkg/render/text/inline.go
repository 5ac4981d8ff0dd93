package text

import (
	"fmt"
	"strings"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
	"complain/pkg/internal/textwidth"
)

// run is running text: what inlines come to.
type run struct {
	text  string
	whole [][2]int // byte ranges that are not broken
}

func (r run) wrap(width, first int) []string {
	return textwidth.Layout{Width: max(width, 1), First: first, Whole: r.whole}.Lines(r.text)
}

// width is that of the widest line when none is broken.
func (r run) width() int {
	if !strings.Contains(r.text, "\n") {
		return textwidth.Width(r.text)
	}
	return widest(strings.Split(r.text, "\n"))
}

// after is r behind a label.
func (r run) after(label string) run {
	out := run{text: label + r.text}
	for _, w := range r.whole {
		out.whole = append(out.whole, [2]int{w[0] + len(label), w[1] + len(label)})
	}
	return out
}

// piece is what one inline comes to.
type piece struct {
	text  string
	whole bool // not broken
}

func (p *page) run(text []doc.Inline) (run, error) {
	if len(text) == 1 { // most cells of a table
		if t, ok := text[0].(doc.Text); ok {
			return run{text: termsafe.CleanText(string(t))}, nil
		}
	}
	var pieces []piece
	for _, in := range text {
		switch in := in.(type) {
		case doc.Text:
			pieces = append(pieces, piece{text: termsafe.CleanText(string(in))})
		case doc.Strong:
			pieces = append(pieces, piece{text: termsafe.CleanText(string(in))})
		case doc.Emph:
			pieces = append(pieces, piece{text: termsafe.CleanText(string(in))})
		case doc.Digest:
			pieces = append(pieces, piece{text: termsafe.CleanLine(string(in)), whole: true})
		case doc.Blank:
			line, label := p.blankLine(in.Label)
			pieces = append(pieces, piece{text: line, whole: true}, piece{text: label})
		case doc.Ref:
			pieces = append(pieces, ref(in))
		case doc.Break:
			pieces = append(pieces, piece{text: "\n"})
		default:
			return run{}, fmt.Errorf("text cannot show inline %T", in)
		}
	}
	return join(pieces), nil
}

func join(pieces []piece) run {
	var (
		r run
		b strings.Builder
	)
	for _, x := range pieces {
		if x.whole && x.text != "" {
			r.whole = append(r.whole, [2]int{b.Len(), b.Len() + len(x.text)})
		}
		b.WriteString(x.text)
	}
	r.text = b.String()
	return r
}

// ref is a reference's label, which stays whole when it is short: 证据1. Of a page
// number nothing is left: text has no pages.
func ref(r doc.Ref) piece {
	label := termsafe.CleanLine(r.Label)
	return piece{text: label, whole: textwidth.Width(label) <= longToken}
}

func (p *page) blank(label string) run {
	line, label := p.blankLine(label)
	return join([]piece{{text: line, whole: true}, {text: label}})
}

// blankLine is the line to fill in and, behind it, what belongs there. It is
// short: text is filled in by typing, and the line gives way.
func (p *page) blankLine(label string) (string, string) {
	const columns = 8
	line := strings.Repeat("_", columns)
	if p.chinese {
		line = strings.Repeat("＿", columns/2)
	}
	if label = termsafe.CleanLine(label); label == "" {
		return line + line, ""
	}
	return line, doc.Put(p.words.Blank, label)
}
