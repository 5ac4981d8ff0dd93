package packet

import (
	"fmt"
	"slices"

	"complain/pkg/doc"
	"complain/pkg/locale"
)

// Divide makes a finished packet one of several volumes: those after the first
// begin with the exhibits at starts, which count d.Blocks. Each begins with a page
// that says what it is part of and what it holds; the list of evidence says in
// which volume each exhibit is. Pages, exhibits and marks stay what they are in
// the whole.
func Divide(d *doc.Document, lang locale.Lang, starts []int) (*doc.Document, error) {
	v := &volumes{lang: lang, whole: d, of: len(starts) + 1, in: map[string]int{}}
	n := 1
	for i, b := range d.Blocks {
		if slices.Contains(starts, i) {
			n++
		}
		x, ok := b.(doc.Exhibit)
		if !ok {
			continue
		}
		h := held{Exhibit: x, volume: n}
		doc.Anchors(d.Blocks[i:i+1], func(anchor string) {
			v.in[anchor] = n
			if h.first == "" {
				h.first = anchor
			}
			h.last = anchor
		})
		if x.Anchor != "" { // which is all of it
			h.first, h.last = x.Anchor, x.Anchor
		}
		v.exhibits = append(v.exhibits, h)
	}
	out := *d
	out.Blocks = nil
	n = 1
	for i, b := range d.Blocks {
		if slices.Contains(starts, i) {
			n++
			out.Blocks = append(out.Blocks, v.cover(n)...)
		}
		named, err := doc.Rewrite([]doc.Block{b}, v.which)
		if err != nil {
			return nil, err
		}
		if _, list := b.(doc.Table); !list {
			named = []doc.Block{b}
		}
		out.Blocks = append(out.Blocks, named...)
		if h, ok := b.(doc.Heading); ok && h.Anchor == "evidence-list" {
			out.Blocks = append(out.Blocks, v.table())
		}
	}
	return &out, nil
}

type volumes struct {
	lang     locale.Lang
	whole    *doc.Document
	of       int
	in       map[string]int // by the exhibit's anchor: its volume
	exhibits []held
}

// held is an exhibit and the volume that holds it.
type held struct {
	doc.Exhibit
	volume      int
	first, last string // anchors: where it begins, and in what it ends
}

// pages are the pages of an exhibit.
func (h held) pages() []doc.Inline {
	if h.first == h.last {
		return []doc.Inline{doc.Ref{Anchor: h.first, Form: doc.RefPageRange}}
	}
	return []doc.Inline{doc.Ref{Anchor: h.first, Form: doc.RefPage}, doc.Text("–"), doc.Ref{Anchor: h.last, Form: doc.RefLastPage}}
}

// which says behind the pages of an exhibit in which volume they are.
func (v *volumes) which(text []doc.Inline) []doc.Inline {
	out := make([]doc.Inline, 0, len(text))
	for _, in := range text {
		out = append(out, in)
		if ref, ok := in.(doc.Ref); ok && ref.Form == doc.RefPageRange && v.in[ref.Anchor] > 0 {
			out = append(out, doc.Break{}, doc.Text(v.lang.Say("packet.volume", v.in[ref.Anchor])))
		}
	}
	return out
}

// holds are the exhibits of a volume.
func (v *volumes) holds(n int) (out []held) {
	for _, x := range v.exhibits {
		if x.volume == n {
			out = append(out, x)
		}
	}
	return out
}

// marks are the exhibits of a volume in words.
func (v *volumes) marks(n int) string {
	switch list := v.holds(n); len(list) {
	case 0:
		return ""
	case 1:
		return list[0].Mark
	default:
		return list[0].Mark + "–" + list[len(list)-1].Mark
	}
}

// pages are the pages from the first to the last exhibit of a volume.
func (v *volumes) pages(n int) []doc.Inline {
	list := v.holds(n)
	if len(list) == 0 {
		return []doc.Inline{doc.Text("1–"), doc.Ref{Anchor: "evidence-list", Form: doc.RefLastPage}}
	}
	first := doc.Inline(doc.Ref{Anchor: VolumeAnchor(n), Form: doc.RefPage})
	if n == 1 {
		first = doc.Text("1")
	}
	return []doc.Inline{first, doc.Text("–"), doc.Ref{Anchor: list[len(list)-1].last, Form: doc.RefLastPage}}
}

// VolumeAnchor is the anchor of a volume after the first.
func VolumeAnchor(n int) string { return fmt.Sprintf("volume-%d", n) }

// table says what each volume holds.
func (v *volumes) table() doc.Block {
	t := doc.Table{Columns: []doc.Column{
		{Head: v.lang.Say("packet.col.volume"), Width: 26}, {Head: v.lang.Say("packet.col.holds"), Width: 94}, {Head: v.lang.Say("packet.col.volume-pages"), Width: 36, Align: doc.Center},
	}}
	for n := 1; n <= v.of; n++ {
		what := v.marks(n)
		if n == 1 && what == "" {
			what = v.lang.Say("packet.volume-letter")
		} else if n == 1 {
			what = v.lang.Say("packet.volume-first", what)
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Inline{
			{doc.Text(v.lang.Say("packet.volume", n))}, {doc.Text(what)}, v.pages(n)}})
	}
	return t
}

// cover begins a volume.
func (v *volumes) cover(n int) []doc.Block {
	t := doc.Table{Columns: []doc.Column{
		{Head: v.lang.Say("packet.col.number"), Width: 40}, {Head: v.lang.Say("packet.col.name"), Width: 86}, {Head: v.lang.Say("packet.col.pages"), Width: 30, Align: doc.Center},
	}}
	for _, x := range v.holds(n) {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Inline{{doc.Text(x.Mark)}, {doc.Text(x.Title)}, x.pages()}})
	}
	return []doc.Block{
		doc.PageBreak{Volume: true},
		doc.Heading{Level: 1, Text: v.lang.Say("packet.volume-of", n, v.of) + "  " + v.whole.Title, Anchor: VolumeAnchor(n)},
		doc.Paragraph{Style: doc.Flush, Text: []doc.Inline{doc.Text(v.whole.Head)}},
		doc.Paragraph{Style: doc.Flush, Text: []doc.Inline{doc.Text(v.lang.Say("packet.volume-belongs"))}},
		t,
	}
}

// Parted cuts exhibits that are too large for a volume where they can be cut:
// between figures, pages of papers and other blocks. large tells whether blocks of
// an exhibit are too many for one volume.
func Parted(d *doc.Document, lang locale.Lang, large func([]doc.Block) bool) *doc.Document {
	out := *d
	out.Blocks = nil
	for _, b := range d.Blocks {
		x, ok := b.(doc.Exhibit)
		if !ok || !large(x.Blocks) {
			out.Blocks = append(out.Blocks, b)
			continue
		}
		title, from, part := x.Title, 0, 1
		for from < len(x.Blocks) {
			to := from + 1
			for to < len(x.Blocks) && !large(x.Blocks[from:to+1]) {
				to++
			}
			piece := x
			piece.Blocks = x.Blocks[from:to]
			if part > 1 {
				piece.Title = lang.Say("packet.goes-on", title)
				if x.Anchor != "" {
					piece.Anchor = fmt.Sprintf("%s-%d", x.Anchor, part)
				}
			}
			out.Blocks = append(out.Blocks, piece)
			from, part = to, part+1
		}
	}
	return &out
}
