// Package mt940 reads MT940, the statement that banks all over the world have
// given since before XML: fields between colons, with or without the envelope
// of the SWIFT network; and MT942, its sister within the day.
//
// It promises a record for every :61: with the :86: that follows it, in plain
// words or any of the structured forms, and that every balance of a statement,
// at its ends and between, is compared with what was read. The entry's day is that of
// booking, where the field states one beside the day of value. It forbids
// mending dates: an entry of the 30th of February, which some banks write, is a
// record of an unknown time, and part of the sums.
// One line is one unit.
package mt940

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/statement"
)

// Importer reads MT940.
type Importer struct{}

var _ importer.Importer = Importer{}

// Name implements importer.Importer.
func (Importer) Name() string { return "mt940" }

// Version implements importer.Importer.
func (Importer) Version() int { return 3 }

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	text, ok := statement.Head(src.Head)
	if !ok {
		return importer.Match{}
	}
	seen := map[string]bool{}
	for line := range strings.Lines(text) {
		if tag, _, ok := tagOf(strings.TrimRight(line, "\r\n")); ok {
			seen[tag] = true
		}
	}
	opening := first(pick(seen, "60F"), pick(seen, "60M"))
	entry := first(pick(seen, "61"), pick(seen, "62F"), pick(seen, "62M"))
	interim := first(pick(seen, "34F"), pick(seen, "13D"), pick(seen, "90D"), pick(seen, "90C"))
	switch {
	case seen["20"] && seen["25"] && opening != "" && entry != "":
		return importer.Match{Confidence: importer.Certain, Because: []dispute.Note{dispute.Say("mt940.because.tags", ":20: :25: :"+opening+": :"+entry+":")}}
	case seen["20"] && seen["25"] && interim != "" && seen["61"]:
		return importer.Match{Confidence: importer.Certain, Variant: "mt942", Because: []dispute.Note{dispute.Say("mt940.because.tags", ":20: :25: :"+interim+": :61:")}}
	case seen["61"] && (seen["20"] || seen["25"] || opening != ""):
		return importer.Match{Confidence: importer.Shape, Because: []dispute.Note{dispute.Say("mt940.because.tags", ":61:")}}
	}
	return importer.Match{}
}

func pick(seen map[string]bool, tag string) string {
	if seen[tag] {
		return tag
	}
	return ""
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// tagOf takes a line that begins a field apart.
func tagOf(line string) (tag, value string, ok bool) {
	line = strings.TrimPrefix(line, "\ufeff")
	if i := strings.Index(line, "{4:"); i >= 0 && strings.HasPrefix(line, "{") {
		line = line[i+3:] // some files have the first field on the envelope's line
	}
	rest, ok := strings.CutPrefix(line, ":")
	if !ok {
		return "", "", false
	}
	tag, value, ok = strings.Cut(rest, ":")
	if !ok || !isTag(tag) {
		return "", "", false
	}
	return tag, value, true
}

// isTag reports the tag of a field: two digits with or without a letter, or NS,
// which holds what no SWIFT field does.
func isTag(s string) bool {
	number := strings.TrimRight(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	if len(number) != 2 || len(s) > 3 {
		return s == "NS"
	}
	return strings.Trim(number, "0123456789") == ""
}

// field is a field of the file with the lines that continue it.
type field struct {
	tag, value string
	more       []string // the lines after the first
	from, to   statement.Line
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	f, err := statement.Open(ctx, src, "")
	if err != nil {
		return err
	}
	x := extraction{src: src, sink: sink, file: f}
	var current *field
	var blank []statement.Line // after current, and part of it if words follow
	flush := func() error {
		if current == nil {
			return nil
		}
		done, lines := current, blank
		current, blank = nil, nil
		if err := x.field(done); err != nil {
			return err
		}
		for _, l := range lines {
			if err := x.outside(l, ""); err != nil {
				return err
			}
		}
		return nil
	}
	units := 0
	err = f.Lines(func(l statement.Line) error {
		units++
		if l.Number%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		tag, value, ok := tagOf(l.Text)
		text := strings.TrimSpace(l.Text)
		switch {
		case ok:
			if err := flush(); err != nil {
				return err
			}
			current = &field{tag: tag, value: value, from: l, to: l}
		case current != nil && text == "" && current.tag == "86" && len(blank) < 20:
			blank = append(blank, l)
		case current != nil && current.continued(text):
			current.more, current.to, blank = append(current.more, l.Text), l, nil
		default:
			if err := flush(); err != nil {
				return err
			}
			return x.outside(l, text)
		}
		return nil
	})
	if err == nil {
		err = flush()
	}
	if err == nil {
		err = x.finish()
	}
	if err != nil {
		return err
	}
	sink.Units(units)
	return nil
}

// continued reports whether a line belongs to the field before it. A dash
// ends a message, and a blank line a field.
func (f *field) continued(text string) bool {
	switch {
	case text == "" || text == "-" || strings.HasPrefix(text, "-}") || strings.HasPrefix(text, "{"):
		return false
	case strings.HasPrefix(text, "-") && f.tag[0] == '6' && f.tag != "61", text == "-XXX":
		return false
	}
	return f.tag == "86" || f.tag == "61" && len(f.more) == 0 || len(f.more) < 20 && f.tag != "61"
}
