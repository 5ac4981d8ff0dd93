package packet

import (
	"slices"
	"strings"

	"complain/pkg/doc"
)

// evidenceList is every exhibit once, grouped by what it shows, with its
// source, its purpose and its pages; below it the place to sign.
func (c *composer) evidenceList() []doc.Block {
	if len(c.exhibits) == 0 {
		c.gaps.add("evidence", "")
		return []doc.Block{doc.Paragraph{Text: plain(c.say("packet.no-evidence"))}}
	}
	t := doc.Table{Columns: []doc.Column{
		{Head: c.say("packet.col.number"), Width: 14, Align: doc.Center},
		{Head: c.say("packet.col.name"), Width: 42},
		{Head: c.say("packet.col.source"), Width: 34},
		{Head: c.say("packet.col.proves"), Width: 48},
		{Head: c.say("packet.col.pages"), Width: 18, Align: doc.Center},
	}}
	if c.apart { // the names of files take the room
		t.Columns[1].Width, t.Columns[2].Width, t.Columns[3].Width = 30, 26, 38
		t.Columns[4] = doc.Column{Head: c.say("packet.col.file-name"), Width: 48}
	}
	heads := c.heads()
	for i, x := range c.exhibits {
		if heads[i] != "" {
			t.Rows = append(t.Rows, doc.Row{Group: heads[i]})
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Inline{
			plain(x.number.String()),
			c.named(x),
			c.source(x),
			c.proves(x),
			{doc.Ref{Anchor: x.anchor, Form: doc.RefPageRange}},
		}})
	}
	return append([]doc.Block{t}, doc.Paragraph{Style: doc.Flush, Text: []doc.Inline{
		doc.Text(c.say("packet.copies", len(c.exhibits))), c.blank("copies"),
	}}, c.signature(c.say("packet.submitter")))
}

// named is what an exhibit is, and of a paper its date.
func (c *composer) named(x *exhibit) []doc.Inline {
	out := plain(c.title(x))
	if _, ok := c.material.Papers[x.evidence.ID]; !ok || !x.document {
		return out
	}
	if o := x.evidence.Official; o != nil {
		return append(out, doc.Break{}, doc.Text(o.On.Wall()))
	}
	if at := c.paperTime(x.evidence); at.Known() {
		out = append(out, doc.Break{}, doc.Text(c.stamp(at)))
	}
	return out
}

// source is where an evidence came from: the user's words, else what the
// importer knows of the format. It is never guessed.
func (c *composer) source(x *exhibit) []doc.Inline {
	if x.evidence.Source != "" {
		return plain(x.evidence.Source)
	}
	if o := x.evidence.Official; o != nil && o.Office != "" {
		return plain(c.say("packet.source-office", line(o.Office)))
	}
	if source := c.request.Sources[x.evidence.Reading.Importer].In(c.lang); source != "" {
		return plain(source)
	}
	return []doc.Inline{c.blankOf("evidence-source", x.evidence.ID)}
}

// mostPurposes is how many elements of the story a purpose names.
const mostPurposes = 8

// proves is what an evidence is to prove: the user's words, else the elements of the
// story that the user lets it tell.
func (c *composer) proves(x *exhibit) []doc.Inline {
	if strings.TrimSpace(x.evidence.Proves) != "" {
		return plain(x.evidence.Proves)
	}
	var words []string
	for _, id := range x.tells {
		element, _ := c.practice.Element(id)
		if word := element.Proves.In(c.lang); word != "" && !slices.Contains(words, word) && len(words) < mostPurposes {
			words = append(words, word)
		}
	}
	if len(words) > 0 {
		return plain(strings.Join(words, c.say("list.comma")))
	}
	return []doc.Inline{c.blankOf("evidence-proves", x.evidence.ID)}
}

// attachedOneByOne is how many exhibits the letter names one by one.
const attachedOneByOne = 3

// attachments is what comes with the letter, with the page each part begins on.
func (c *composer) attachments() []doc.Block {
	var items [][]doc.Inline
	section := func(anchor, label string) {
		if c.sections[anchor] {
			items = append(items, []doc.Inline{doc.Ref{Anchor: anchor, Label: label, Form: doc.RefPageRange, Around: c.say("packet.at-pages")}})
		}
	}
	facts := c.say("packet.facts")
	if len(c.facts) > 0 {
		facts = c.say("packet.all-facts", len(c.facts))
	}
	section("facts", facts)
	section("evidence-list", c.say("packet.evidence-list"))
	switch n := len(c.exhibits); {
	case n > attachedOneByOne:
		items = append(items, []doc.Inline{
			doc.Text(c.say("packet.exhibits-from", c.mark(c.exhibits[0]), c.mark(c.exhibits[n-1]), n)),
			doc.Ref{Anchor: c.exhibits[0].anchor, Form: doc.RefPage, Around: c.say("packet.from-page")},
			doc.Ref{Anchor: c.exhibits[n-1].anchor, Form: doc.RefLastPage, Around: c.say("packet.to-page")},
		})
	default:
		for _, x := range c.exhibits {
			items = append(items, append(join(" ", []doc.Inline{doc.Text(c.mark(x))}, plain(c.excerpt(c.title(x), 40))),
				doc.Ref{Anchor: x.anchor, Form: doc.RefPageRange, Around: c.say("packet.at-pages")}))
		}
	}
	section("annex", c.say("packet.annex"))
	if len(items) == 0 {
		return []doc.Block{doc.Paragraph{Text: plain(c.say("packet.none"))}}
	}
	return []doc.Block{doc.List{Numbered: true, Items: items}}
}

// signature is the place to sign on, with the packet's date.
func (c *composer) signature(label string) doc.Block {
	return doc.Signature{
		Label: label,
		Date:  c.today(),
		Lines: c.signedLines(),
	}
}

// signedLines is how many lines stand above a signature at least: what the letter
// says, and not only that it is true and what may be done with it.
func (c *composer) signedLines() int {
	n := 7
	if c.letter.Holds("truth") {
		n += 3
	}
	if c.letter.Holds("consent-publish") {
		n += 2
	}
	return n
}
