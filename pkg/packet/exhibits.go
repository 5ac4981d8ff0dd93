package packet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// group is a part of the list of evidence; groups are in this order.
type group int

const (
	groupTrade  group = iota // 买卖关系
	groupTalk                // 沟通经过
	groupAnswer              // 处理情况
	groupPhoto               // 商品及现场
	groupOther
)

// exhibit is one evidence as the packet shows it.
type exhibit struct {
	evidence dispute.Evidence
	group    group
	mark     string // 证据1
	anchor   string // "x1"
	first    dispute.When
	rows     []dispute.Record // transactions that key facts cite
	turns    []dispute.Record // messages that key facts cite, and those around them
	photo    bool
	document bool
	billed   bool // a paper with an amount: an invoice
	cited    map[int64]bool

	screenshot bool // of the photos: what a screen showed
}

// chooseExhibits makes an exhibit of every evidence that a key fact cites, of
// every file that a shown message was sent with, and of every file that nothing
// was read out of and so no fact can cite. What was read and no fact rests on
// stays out: the user may have left it out on purpose. Exhibits are grouped by
// what they show and stand in time order within a group.
func (c *composer) chooseExhibits() {
	byID := map[dispute.EvidenceID]*exhibit{}
	for _, e := range c.in.Evidence {
		if e.Withdrawn == "" && e.Reading.State != dispute.Held {
			byID[e.ID] = &exhibit{evidence: e, cited: map[int64]bool{}}
		}
	}
	kinds := map[dispute.EvidenceID]dispute.Kind{}
	for _, e := range c.in.Events {
		for _, cite := range e.Cites {
			if kinds[cite.Evidence] == "" {
				kinds[cite.Evidence] = e.Kind
			}
			if e.Kind != dispute.Photo {
				continue
			}
			c.photoNotes[cite.Evidence] = append(c.photoNotes[cite.Evidence], e.Notes...)
			if e.At.Known() && !c.photoTimes[cite.Evidence].Known() {
				c.photoTimes[cite.Evidence] = e.At
			}
		}
	}
	chosen := map[dispute.EvidenceID]bool{}
	for _, e := range c.facts {
		for _, cite := range e.Cites {
			x := byID[cite.Evidence]
			if x == nil {
				continue
			}
			chosen[cite.Evidence] = true
			if !x.first.Known() || e.At.Known() && e.At.Compare(x.first) < 0 {
				x.first = e.At
			}
			x.billed = x.billed || e.Kind == dispute.Document && e.Amount != nil
			c.take(x, cite.Record, e.Kind)
		}
	}
	for id := range chosen {
		byID[id].finish(c.in.Around[id])
	}
	c.files = dispute.NewAttachments(c.redaction.received)
	for id := range c.sentWith(byID, chosen) {
		chosen[id] = true
	}
	for id, x := range byID {
		if !chosen[id] && (kinds[id] != "" || !x.unread()) {
			continue
		}
		if !x.photo && len(x.rows)+len(x.turns) == 0 {
			x.photo = c.isPicture(x, kinds[id])
			x.document = !x.photo
			x.first = cmp.Or(x.first, c.photoTimes[id], x.evidence.Captured)
			x.finish(nil)
		}
		c.exhibits = append(c.exhibits, x)
	}
	c.findScreenshots()
	slices.SortFunc(c.exhibits, func(a, b *exhibit) int {
		return cmp.Or(cmp.Compare(a.group, b.group), a.first.Compare(b.first), screensFirst(a, b), cmp.Compare(a.evidence.ID, b.evidence.ID))
	})
	for i, x := range c.exhibits {
		x.mark = c.say("packet.exhibit", i+1)
		x.anchor = "x" + strconv.Itoa(i+1)
		c.exhibitOf[x.evidence.ID] = x
		for id := range x.cited {
			c.anchors[id] = "r" + strconv.FormatInt(id, 10)
		}
	}
}

// take puts a record that a key fact cites into its exhibit.
func (c *composer) take(x *exhibit, id int64, kind dispute.Kind) {
	r, ok := c.in.Records[id]
	if ok {
		kind = r.Kind
	}
	switch kind {
	case dispute.Transaction:
		if ok && !x.cited[id] {
			x.cited[id] = true
			x.rows = append(x.rows, r)
		}
	case dispute.Message, dispute.System, dispute.Call:
		if ok && !x.cited[id] {
			x.cited[id] = true
			x.turns = append(x.turns, r)
		}
	case dispute.Photo:
		x.photo = true
		// An answer's event is on the day of the paper, not of its photo.
		if e := x.evidence; e.Official != nil && !e.Captured.Known() {
			c.photoTimes[e.ID] = r.At
		}
	}
}

// sentWith is the evidence that shown messages were sent with.
func (c *composer) sentWith(byID map[dispute.EvidenceID]*exhibit, chosen map[dispute.EvidenceID]bool) map[dispute.EvidenceID]bool {
	out := map[dispute.EvidenceID]bool{}
	for id := range chosen {
		x := byID[id]
		for _, r := range x.turns {
			for _, name := range r.Files {
				if file, ok := c.attached(x.evidence.ID, name); ok && byID[file] != nil {
					out[file] = true
				}
			}
		}
	}
	return out
}

// unread reports whether the file has nothing to be read out of it, and waits
// for no answer that would.
func (x *exhibit) unread() bool {
	r := x.evidence.Reading
	return r.State != dispute.Asking && r.Records == 0
}

func (c *composer) isPicture(x *exhibit, kind dispute.Kind) bool {
	_, picture := c.in.Pictures[x.evidence.ID]
	return picture || kind == dispute.Photo || kind == "" && strings.HasPrefix(x.evidence.MediaType, "image/")
}

// finish decides the group and puts context and order into rows and turns.
func (x *exhibit) finish(around []dispute.Record) {
	for _, r := range around {
		switch r.Kind {
		case dispute.Message, dispute.System, dispute.Call:
			if !x.cited[r.ID] && len(x.turns) > 0 {
				x.turns = append(x.turns, r)
			}
		}
	}
	order := func(a, b dispute.Record) int { return cmp.Or(cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.ID, b.ID)) }
	slices.SortFunc(x.rows, order)
	slices.SortFunc(x.turns, order)
	switch {
	case x.evidence.Official != nil:
		x.group = groupAnswer
	case len(x.rows) > 0, x.billed:
		x.group = groupTrade
	case len(x.turns) > 0:
		x.group = groupTalk
	case x.photo:
		x.group = groupPhoto
	default:
		x.group = groupOther
	}
}

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
		paper, shown := c.in.Papers[x.evidence.ID]
		switch {
		case x.document && shown:
			parts = append(parts, c.paper(x, paper)...)
		case x.document:
			parts = append(parts, c.document(x)...)
		}
		if !x.photo && !(x.document && shown) { // their captions say it
			parts = append(parts, c.origin(x))
		}
		blocks = append(blocks, doc.Exhibit{Mark: x.mark, Title: c.title(x), Anchor: x.anchor, Blocks: parts})
	}
	return blocks
}

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
	case x.evidence.Reading.Importer == "recording":
		return "recording"
	case x.evidence.Reading.Importer == "pdf":
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
	blocks = append(blocks, c.moments(e.ID)...)
	blocks = append(blocks, c.quotes(e)...)
	return append(blocks, doc.Paragraph{Style: doc.Flush, Text: plain(c.say("packet.attached"))})
}

// Exhibits are the numbers of the evidence that the packet of in shows, in the
// order of its exhibits. It needs Evidence, Events, Records and Around, and so
// can tell which Pictures to make.
func Exhibits(in Input) []dispute.EvidenceID {
	in, redaction := redacted(in)
	c := &composer{in: in, redaction: redaction, exhibitOf: map[dispute.EvidenceID]*exhibit{}, anchors: map[int64]string{}, photoTimes: map[dispute.EvidenceID]dispute.When{}, photoNotes: map[dispute.EvidenceID][]dispute.Note{}}
	for _, e := range in.Events {
		if e.Key {
			c.facts = append(c.facts, e)
		}
	}
	c.chooseExhibits()
	out := make([]dispute.EvidenceID, 0, len(c.exhibits))
	for _, x := range c.exhibits {
		out = append(out, x.evidence.ID)
	}
	return slices.Clip(out)
}
