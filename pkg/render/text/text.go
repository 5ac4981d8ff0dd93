// Package text renders a document as plain text that is complete by itself: to
// be pasted into a form, sent as a message or read on a terminal.
//
// It promises UTF-8 with LF line ends, no escape sequences, no space at a
// line's end, lines no wider than asked for, and the same bytes for the same
// document. A digest alone may stick out, since it must stay unbroken. Control
// and invisible characters from evidence appear as <U+202E>. It forbids page
// numbers, which text does not have: references show their labels only. It says
// no word of its own that is not among the document's Words.
package text

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
	"complain/pkg/internal/textwidth"
)

const (
	defaultWidth = 78
	leastWidth   = 30
)

// Render writes d with lines of at most width columns; 78 when width is 0.
func Render(w io.Writer, d *doc.Document, width int) error {
	if width == 0 {
		width = defaultWidth
	}
	p := &page{
		w:       bufio.NewWriter(w),
		width:   max(width, leastWidth),
		chinese: d.Chinese(),
		words:   d.Words,
	}
	if err := d.Words.Check(); err != nil {
		return err
	}
	if err := p.blocks(d.Blocks); err != nil {
		return err
	}
	p.foot(d)
	if d.Keys != "" && !strings.HasSuffix(d.Keys, " none") { // for programs: what wrote this, where hashes are printed
		p.line("")
		p.line(d.Keys)
	}
	if err := p.w.Flush(); err != nil {
		return fmt.Errorf("write text: %w", err)
	}
	return nil
}

// page is the text being written. Errors of writing stay in w until Flush.
type page struct {
	w       *bufio.Writer
	width   int
	chinese bool
	words   doc.Words
	begun   bool // something is written
}

// line writes one line. Spaces at its end are left out.
func (p *page) line(s string) {
	p.w.WriteString(strings.TrimRight(s, " \u3000"))
	p.w.WriteByte('\n')
	p.begun = true
}

func (p *page) lines(indent string, lines []string) {
	for _, l := range lines {
		p.line(indent + l)
	}
}

func (p *page) rule(char string, width int) { p.line(strings.Repeat(char, width)) }

func (p *page) blocks(blocks []doc.Block) error {
	var before doc.Block
	for i, b := range blocks {
		if !shown(b) {
			continue
		}
		if p.begun && !(i > 0 && p.close(before, b)) {
			p.line("")
		}
		if err := p.block(b); err != nil {
			return err
		}
		before = b
	}
	return nil
}

// shown reports whether text has anything of a block: no pages, and no drawings,
// beside which stands what they say.
func shown(b doc.Block) bool {
	switch b.(type) {
	case doc.PageBreak, doc.Timeline:
		return false
	}
	return true
}

// close reports whether no empty line parts two blocks: paragraphs of one
// kind, when their indent or brevity tells them apart.
func (p *page) close(before, b doc.Block) bool {
	x, ok := before.(doc.Paragraph)
	y, also := b.(doc.Paragraph)
	if !ok || !also || x.Style != y.Style {
		return false
	}
	return y.Style == doc.Body && p.chinese || y.Style == doc.Right || y.Style == doc.Centered || y.Style == doc.Small
}

func (p *page) block(b doc.Block) error {
	switch b := b.(type) {
	case doc.Title:
		p.title(b)
	case doc.Heading:
		p.heading(b)
	case doc.Paragraph:
		return p.paragraph(b)
	case doc.List:
		return p.list(b)
	case doc.KeyValues:
		return p.keyValues(b)
	case doc.Table:
		return p.table(b)
	case doc.Quote:
		return p.quote(b)
	case doc.Transcript:
		return p.transcript(b)
	case doc.Sheet:
		return p.sheet(b)
	case doc.Figure:
		return p.figure(b)
	case doc.Pair:
		return p.pair(b)
	case doc.Signature:
		return p.signature(b)
	case doc.Exhibit:
		return p.exhibit(b)
	default:
		return fmt.Errorf("text cannot show block %T", b)
	}
	return nil
}

func (p *page) title(b doc.Title) {
	lines := textwidth.Wrap(termsafe.CleanText(b.Text), p.width)
	for _, l := range append(lines, strings.Repeat("═", widest(lines))) {
		p.line(textwidth.Center(l, p.width))
	}
}

func (p *page) heading(b doc.Heading) {
	lines := textwidth.Wrap(termsafe.CleanText(b.Text), p.width)
	p.lines("", lines)
	char := "═"
	if b.Level > 1 {
		char = "─"
	}
	p.rule(char, widest(lines))
}

func (p *page) exhibit(b doc.Exhibit) error {
	mark := doc.Put(p.words.Mark, termsafe.CleanLine(b.Mark))
	p.rule("═", p.width)
	p.hanging(mark, run{text: termsafe.CleanText(b.Title)}, p.width)
	p.rule("═", p.width)
	return p.blocks(b.Blocks)
}

// foot is what stands at the head and foot of every page elsewhere.
func (p *page) foot(d *doc.Document) {
	if d.Head == "" && d.Foot == "" {
		return
	}
	if p.begun {
		p.line("")
	}
	p.rule("─", p.width)
	for _, s := range []string{d.Head, d.Foot} {
		if s != "" {
			p.lines("", textwidth.Wrap(termsafe.CleanText(s), p.width))
		}
	}
}

// hanging writes r behind label, its further lines indented as far. A label
// that leaves r too little room runs into the text.
func (p *page) hanging(label string, r run, width int) {
	indent := textwidth.Width(label)
	if indent > width/2 {
		p.lines("", r.after(label).wrap(width, 0))
		return
	}
	for i, l := range r.wrap(width-indent, 0) {
		if i > 0 {
			label = strings.Repeat(" ", indent)
		}
		p.line(label + l)
	}
}

func widest(lines []string) int {
	w := 0
	for _, l := range lines {
		w = max(w, textwidth.Width(l))
	}
	return w
}
