package doc

import "strings"

// Anchors calls visit for every anchor that blocks set, in their order. Some may
// come twice, none is empty.
func Anchors(blocks []Block, visit func(anchor string)) {
	one := func(anchor string) {
		if anchor != "" {
			visit(anchor)
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case Heading:
			one(b.Anchor)
		case Table:
			for _, r := range b.Rows {
				one(r.Anchor)
			}
		case Transcript:
			for _, t := range b.Turns {
				one(t.Anchor)
			}
		case Figure:
			one(b.Anchor)
		case Sheet:
			one(b.Anchor)
		case Pair:
			for _, f := range b.Figures {
				one(f.Anchor)
			}
		case Exhibit:
			one(b.Anchor)
			Anchors(b.Blocks, visit)
		}
	}
}

// PlainText is the words of inlines, without what they lead to or leave blank.
func PlainText(text []Inline) string {
	var b strings.Builder
	for _, in := range text {
		switch in := in.(type) {
		case Text:
			b.WriteString(string(in))
		case Strong:
			b.WriteString(string(in))
		case Emph:
			b.WriteString(string(in))
		case Digest:
			b.WriteString(string(in))
		case Ref:
			b.WriteString(in.Label)
		case Break:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// EndsBlank reports whether text ends in a line to write on.
func EndsBlank(text []Inline) bool {
	if len(text) == 0 {
		return false
	}
	_, ok := text[len(text)-1].(Blank)
	return ok
}

// PageColumns tells which columns of a table hold page numbers and nothing
// else: where there are no pages they would be empty.
func (t Table) PageColumns() []bool {
	out := make([]bool, len(t.Columns))
	for i := range out {
		out[i] = t.holdsPages(i)
	}
	return out
}

func (t Table) holdsPages(column int) bool {
	pages := false
	for _, r := range t.Rows {
		if column >= len(r.Cells) {
			continue
		}
		for _, in := range r.Cells[column] {
			ref, isRef := in.(Ref)
			text, isText := in.(Text)
			switch {
			case isRef && ref.Form != RefLabel:
				pages = true
			case isText && strings.Trim(string(text), pageMarks) == "":
			default:
				return false
			}
		}
	}
	return pages
}

// pageMarks stand between page numbers.
const pageMarks = " -–\u3001\uff0c,"
