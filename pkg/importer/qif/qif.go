// Package qif reads Quicken's interchange format, which many banks still
// offer: one letter and a value a line, ^ after each transaction.
//
// It promises to say how it knows what the format leaves open. The order of
// day and month is the one that the file states (!Option:MDY), or else the one
// that fits all dates of the file; where several do,
// the one in which at least four days stand in order of time, if only one
// does; else it is asked. The decimal mark is the one that amounts show by
// themselves ("1,234.56", "12,5"); an amount that shows none in a file that
// shows none ("1,000") is a problem and not read. The format names no currency.
// Splits stay fields of their transaction. A transaction whose day is missing, or one
// in no order, stays a record, of an unknown time. One line is one unit.
package qif

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/dateorder"
	"complain/pkg/importer/kit/statement"
)

// Importer reads QIF.
type Importer struct{}

var _ importer.Importer = Importer{}

// Name implements importer.Importer.
func (Importer) Name() string { return "qif" }

// Version implements importer.Importer.
func (Importer) Version() int { return 2 }

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	text, ok := statement.Head(src.Head)
	if !ok {
		return importer.Match{}
	}
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
		if line == "" {
			continue
		}
		name, known := section(line)
		if !known {
			return importer.Match{}
		}
		m := importer.Match{Confidence: importer.Certain, Because: []dispute.Note{dispute.Say("qif.because.head", statement.Quote(line))}}
		if money[name] {
			m.Variant = name
		}
		return m
	}
	return importer.Match{}
}

// money lists the sections that hold movements of money.
var money = map[string]bool{"bank": true, "ccard": true, "cash": true, "oth a": true, "oth l": true}

// section is the name of the section that a line begins, and whether there is
// such a section.
func section(line string) (name string, known bool) {
	head, ok := strings.CutPrefix(line, "!")
	if !ok {
		return "", false
	}
	head = strings.ToLower(strings.TrimSpace(head))
	if name, ok := strings.CutPrefix(head, "type:"); ok {
		name = strings.TrimSpace(name)
		switch name {
		case "invst", "cat", "class", "memorized", "invoice", "security", "prices", "budget", "tax", "invitem", "template", "payee":
			return name, true
		}
		return name, money[name]
	}
	for _, prefix := range []string{"account", "option:", "clear:"} {
		if strings.HasPrefix(head, prefix) {
			return strings.TrimSuffix(prefix, ":"), true
		}
	}
	return head, false
}

// block is the lines up to a ^.
type block struct {
	section string
	account string
	order   string // of dates, where the file says it
	lines   []statement.Line
	ended   bool
}

// value is the rest of the first line that begins with a letter.
func (b *block) value(letter byte) string {
	for _, l := range b.lines {
		if text := strings.TrimLeft(l.Text, "\ufeff "); text != "" && text[0] == letter {
			return strings.TrimSpace(text[1:])
		}
	}
	return ""
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	f, err := statement.Open(ctx, src, "")
	if err != nil {
		return err
	}
	s := survey{}
	if err := blocks(ctx, f, func(b *block) error { s.add(b); return nil }, nil); err != nil {
		return err
	}
	order, how, err := s.order(src.Options.DateOrder)
	if err != nil {
		return err
	}
	x := extraction{src: src, sink: sink, file: f, order: order, mark: s.mark()}
	if err := blocks(ctx, f, x.block, x.skip); err != nil {
		return err
	}
	return x.end(how)
}

// blocks calls each with every transaction and other block of the file, and
// skip with the lines outside of them. skip may be nil.
func blocks(ctx context.Context, f *statement.File, each func(*block) error, skip func(statement.Line, string) error) error {
	if skip == nil {
		skip = func(statement.Line, string) error { return nil }
	}
	b := &block{}
	account, order := "", ""
	flush := func() error {
		if len(b.lines) == 0 {
			return nil
		}
		if b.section == "account" {
			account = b.value('N')
		}
		b.account, b.order = account, order
		err := each(b)
		b = &block{section: b.section}
		return err
	}
	err := f.Lines(func(l statement.Line) error {
		if l.Number%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		text := strings.TrimSpace(strings.TrimPrefix(l.Text, "\ufeff"))
		switch {
		case text == "" && len(b.lines) == 0:
			return skip(l, "skip.blank")
		case strings.HasPrefix(text, "^"):
			b.lines, b.ended = append(b.lines, l), true
			return flush()
		case strings.HasPrefix(text, "!"):
			if err := flush(); err != nil {
				return err
			}
			b.section, _ = section(text)
			if said, ok := strings.CutPrefix(strings.ToLower(text), "!option:"); ok {
				if _, ok := dateorder.Parse(said); ok {
					order = said
				}
			}
			return skip(l, "skip.header")
		case len(b.lines) >= maxLines:
			b.lines = append(b.lines, l)
			return flush()
		}
		b.lines = append(b.lines, l)
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

// maxLines is how many lines one transaction may have: splits have three each.
const maxLines = 10_000
