package packet

import (
	"strconv"

	"complain/pkg/doc"
	"complain/pkg/internal/media"
)

// exhibitBlocks are the exhibits, in order.
func (c *composer) exhibitBlocks() []doc.Block {
	blocks := make([]doc.Block, 0, len(c.exhibits))
	next := 0
	for i, x := range c.exhibits {
		if i < next { // shown with those before it
			continue
		}
		if set := c.screens(c.exhibits[i:]); set != nil {
			blocks = append(blocks, c.screenBlocks(set))
			next = i + len(set)
			continue
		}
		var parts []doc.Block
		if len(x.rows) > 0 {
			parts = append(parts, c.bill(x)...)
		}
		if len(x.turns) > 0 {
			parts = append(parts, c.conversation(x)...)
		}
		if x.photo {
			parts = append(parts, c.photo(x)...)
		}
		paper, shown := c.material.Papers[x.evidence.ID]
		switch {
		case x.document && shown:
			parts = append(parts, c.paper(x, paper)...)
		case x.document:
			parts = append(parts, c.document(x)...)
		}
		if !x.photo && !(x.document && shown) { // their captions say it
			parts = append(parts, c.origin(x))
		}
		blocks = append(blocks, doc.Exhibit{Mark: c.mark(x), Title: c.title(x), Anchor: x.anchor, Blocks: parts})
	}
	return blocks
}

// mark is what an exhibit is called: 证据1.
func (c *composer) mark(x *exhibit) string { return c.say("packet.exhibit", x.number.String()) }

// title is what an exhibit is: the user's words, else the answer that it is,
// else its kind and its name.
func (c *composer) title(x *exhibit) string {
	if x.evidence.Title != "" {
		return line(x.evidence.Title)
	}
	if x.evidence.Official != nil {
		return c.answerTitle(x.evidence)
	}
	return c.say("packet.title."+x.kind(), line(x.evidence.Name))
}

func (x *exhibit) kind() string {
	switch {
	case len(x.rows) > 0:
		return "bill"
	case len(x.turns) > 0:
		return "chat"
	case x.screenshot:
		return "screenshot"
	case x.photo:
		return "photo"
	case x.recording:
		return "recording"
	case x.evidence.MediaType == media.PDF:
		return "paper"
	}
	return "document"
}

// origin ties an exhibit to its evidence: number, received name, size, hash.
func (c *composer) origin(x *exhibit) doc.Block {
	e := x.evidence
	return doc.Paragraph{Style: doc.Small, Text: []doc.Inline{
		doc.Text(c.say("packet.origin", e.ID.String(), line(e.Name), e.Size)),
		doc.Break{},
		doc.Text("SHA-256 "),
		doc.Digest(e.SHA256),
	}}
}

// document is an exhibit that paper does not show.
func (c *composer) document(x *exhibit) []doc.Block {
	e := x.evidence
	rows := []doc.KeyValue{
		{Key: c.say("packet.file"), Value: plain(e.Name)},
		{Key: c.say("packet.media-type"), Value: plain(c.mediaType(e))},
		{Key: c.say("packet.bytes"), Value: plain(strconv.FormatInt(e.Size, 10))},
	}
	if e.Official != nil {
		rows = append(rows, c.answerRows(*e.Official)...)
	}
	rows = append(rows, c.paperRows(e)...)
	r, recorded := c.recording(e.ID)
	if recorded {
		rows = append(rows, c.recordingRows(r)...)
	}
	switch {
	case e.Captured.Known():
		rows = append(rows, doc.KeyValue{Key: c.say("packet.made"), Value: plain(c.stamp(e.Captured))})
	case recorded:
		rows = append(rows, doc.KeyValue{Key: c.say("packet.made"), Value: plain(c.recordedAt(r))})
	}
	blocks := []doc.Block{doc.KeyValues{Rows: rows}}
	if frames, ok := c.material.Films[e.ID]; ok {
		blocks = append(blocks, c.film(e.ID, frames)...)
	} else {
		blocks = append(blocks, c.momentBlocks(e.ID)...)
	}
	blocks = append(blocks, c.quotes(e)...)
	said := "packet.attached"
	if len(c.in.Quoted[e.ID]) > 0 {
		said = "packet.attached-beside"
	}
	blocks = append(blocks, doc.Paragraph{Style: doc.Flush, Text: plain(c.say(said))})
	if recorded {
		blocks = append(blocks, doc.Paragraph{Style: doc.Flush, Text: plain(c.say("packet.play", line(e.Name)))})
	}
	return blocks
}
