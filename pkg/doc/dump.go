package doc

import (
	"fmt"
	"io"
	"strings"
)

// Dump writes the document as an indented outline: the golden form that a
// reviewer reads.
func Dump(w io.Writer, d *Document) error {
	p := &dumper{w: w}
	p.line(0, "document lang=%s id=%s date=%s", d.Lang, d.ID, d.Date.Format("2006-01-02"))
	p.line(1, "title %s", d.Title)
	p.line(1, "author %s", d.Author)
	p.line(1, "subject %s", d.Subject)
	p.line(1, "head %s", d.Head)
	p.line(1, "foot %s", d.Foot)
	p.blocks(1, d.Blocks)
	return p.err
}

type dumper struct {
	w   io.Writer
	err error
}

func (p *dumper) line(depth int, format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, "%s%s\n", strings.Repeat("  ", depth), strings.TrimRight(fmt.Sprintf(format, args...), " "))
	}
}

func (p *dumper) blocks(depth int, blocks []Block) {
	for _, b := range blocks {
		p.block(depth, b)
	}
}

func (p *dumper) block(depth int, b Block) {
	switch b := b.(type) {
	case Title:
		p.line(depth, "title %s", b.Text)
	case Heading:
		p.line(depth, "heading %d %s%s", b.Level, b.Text, anchor(b.Anchor))
	case Paragraph:
		p.line(depth, "paragraph %s: %s", styleNames[b.Style], Outline(b.Text))
	case List:
		p.line(depth, "list numbered=%t start=%d", b.Numbered, max(b.Start, 1))
		for _, item := range b.Items {
			p.line(depth+1, "- %s", Outline(item))
		}
	case KeyValues:
		p.line(depth, "key-values")
		for _, kv := range b.Rows {
			p.line(depth+1, "%s: %s", kv.Key, Outline(kv.Value))
		}
	case Table:
		p.table(depth, b)
	case Quote:
		p.line(depth, "quote: %s", Outline(b.Text))
	case Transcript:
		p.line(depth, "transcript %s", strings.Join(b.Heads[:], " | "))
		for _, t := range b.Turns {
			p.turn(depth+1, t)
		}
	case Timeline:
		p.line(depth, "timeline %s", b.Title)
		for _, m := range b.Moments {
			p.line(depth+1, "%s %s %s", m.Day.Format("2006-01-02"), kindNames[m.Kind], m.Label)
		}
		for _, s := range b.Silences {
			p.line(depth+1, "silence %s %s %s", s.From.Format("2006-01-02"), s.To.Format("2006-01-02"), s.Text)
		}
		for _, k := range b.Keys {
			p.line(depth+1, "key %s %s", kindNames[k.Kind], k.Text)
		}
	case Figure:
		turn := ""
		if b.Image.Turn > 1 {
			turn = fmt.Sprintf(" turn=%d", b.Image.Turn)
		}
		p.line(depth, "figure %s: %s %dx%d%s%s", Outline(b.Title), b.Image.Key, b.Image.Width, b.Image.Height, turn, anchor(b.Anchor))
		if b.Missing != "" {
			p.line(depth+1, "missing %s", b.Missing)
		}
		for _, c := range b.Caption {
			p.line(depth+1, "%s", Outline(c))
		}
	case Pair:
		p.line(depth, "pair")
		for _, f := range b.Figures {
			p.block(depth+1, f)
		}
	case Sheet:
		p.line(depth, "sheet %s: %s page %d %.0fx%.0f%s", Outline(b.Title), b.Paper, b.Page, b.Width, b.Height, anchor(b.Anchor))
		if b.Missing != "" {
			p.line(depth+1, "missing %s", b.Missing)
		}
		for _, c := range b.Caption {
			p.line(depth+1, "%s", Outline(c))
		}
	case Signature:
		p.line(depth, "signature %s %s / %s", b.Label, Outline(b.Name), Outline(b.Date))
	case PageBreak:
		if b.Volume {
			p.line(depth, "volume")
		} else {
			p.line(depth, "page-break")
		}
	case Exhibit:
		p.line(depth, "exhibit %s %s%s", b.Mark, b.Title, anchor(b.Anchor))
		p.blocks(depth+1, b.Blocks)
	default:
		p.err = fmt.Errorf("doc: no block %T", b)
	}
}

var kindNames = [...]string{Happened: "happened", Said: "said", Paid: "paid", Returned: "returned", Office: "office", Quiet: "quiet"}

var styleNames = [...]string{Body: "body", Flush: "flush", Right: "right", Centered: "centered", Small: "small"}

func (p *dumper) table(depth int, t Table) {
	var heads []string
	for _, c := range t.Columns {
		heads = append(heads, fmt.Sprintf("%s(%d%s)", c.Head, c.Width, [...]string{"", " center", " decimal"}[c.Align]))
	}
	p.line(depth, "table %s", strings.Join(heads, " | "))
	for _, r := range t.Rows {
		if r.Group != "" {
			p.line(depth+1, "group %s", r.Group)
			continue
		}
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, Outline(c))
		}
		mark := "-"
		switch {
		case r.Total:
			mark = "="
		case r.Marked:
			mark = "*"
		}
		p.line(depth+1, "%s %s%s", mark, strings.Join(cells, " | "), anchor(r.Anchor))
		if r.Under != nil {
			p.line(depth+2, "%s", Outline(r.Under))
		}
	}
}

func (p *dumper) turn(depth int, t Turn) {
	if t.Gap != "" {
		p.line(depth, "gap %s", t.Gap)
		return
	}
	mark := "-"
	if t.Cited {
		mark = "*"
	}
	who := t.Who
	if t.System {
		who = "(" + who + ")"
	}
	p.line(depth, "%s %04d | %s | %s | %s%s", mark, t.Number, t.When, who, Outline(t.Text), anchor(t.Anchor))
}

func anchor(a string) string {
	if a == "" {
		return ""
	}
	return " #" + a
}

// Outline shows inlines on one line, with marks for what is not plain text.
func Outline(text []Inline) string {
	var b strings.Builder
	for _, in := range text {
		switch in := in.(type) {
		case Text:
			b.WriteString(strings.ReplaceAll(string(in), "\n", "\\n"))
		case Strong:
			fmt.Fprintf(&b, "**%s**", in)
		case Emph:
			fmt.Fprintf(&b, "_%s_", in)
		case Digest:
			fmt.Fprintf(&b, "`%s`", in)
		case Blank:
			fmt.Fprintf(&b, "[____ %s]", in.Label)
		case Ref:
			fmt.Fprintf(&b, "<%s%s#%s%s>", in.Label, [...]string{"", " page ", " pages ", " last page "}[in.Form], in.Anchor, in.Around)
		case Break:
			b.WriteString(" / ")
		default:
			fmt.Fprintf(&b, "<!%T>", in)
		}
	}
	return b.String()
}

// Plain is a plain run of text as inlines.
func Plain(s string) []Inline { return []Inline{Text(s)} }
