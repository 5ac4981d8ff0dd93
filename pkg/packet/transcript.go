package packet

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// conversation is the excerpt of a chat: who is who, the messages with their
// places in the conversation, and what was left out.
func (c *composer) conversation(x *exhibit) []doc.Block {
	total := max(x.evidence.Reading.Records, x.turns[len(x.turns)-1].Seq)
	first, last := x.turns[0].Seq, x.turns[len(x.turns)-1].Seq
	t := doc.Transcript{Heads: [4]string{
		c.say("packet.col.number"), c.say("packet.col.time"), c.say("packet.col.sender"), c.say("packet.col.content"),
	}}
	gap := func(from, to int) {
		switch {
		case from == to:
			t.Turns = append(t.Turns, doc.Turn{Gap: c.say("packet.gap-one", from)})
		case from < to:
			t.Turns = append(t.Turns, doc.Turn{Gap: c.say("packet.gap", from, to)})
		}
	}
	next, shown := 1, 0
	for _, r := range x.turns {
		gap(next, r.Seq-1)
		t.Turns = append(t.Turns, c.turn(x, r))
		next = r.Seq + 1
		shown++
	}
	gap(next, total)
	zone := c.turnsZone(x)
	title := c.say("packet.chat-title", first, last, total, zone)
	if shown == total {
		title = c.say("packet.chat-title-all", total, zone)
	}
	blocks := []doc.Block{
		doc.Paragraph{Style: doc.Flush, Text: plain(title)},
		c.speakersBlock(x),
		doc.Paragraph{Style: doc.Small, Text: plain(c.say("packet.profiles"))},
		t,
	}
	left := c.say("packet.left-none")
	if total > shown {
		left = c.say("packet.left-out", total-shown)
	}
	return append(blocks, doc.Paragraph{Style: doc.Small, Text: []doc.Inline{
		doc.Text(left + c.say("packet.carrier")), c.blank("carrier"), doc.Text(c.say("packet.stop")),
	}})
}

func (c *composer) turn(x *exhibit, r dispute.Record) doc.Turn {
	turn := doc.Turn{
		Number: r.Seq,
		When:   c.wall(x, r.At),
		Who:    line(r.Who),
		Text:   lines(c.kept(r.Text)),
		Cited:  x.cited[r.ID],
		System: r.Kind == dispute.System,
		Anchor: c.anchors[r.ID],
	}
	switch {
	case turn.System && turn.Who == "":
		turn.Who = c.say("packet.system")
	case turn.Who == "":
		turn.Who = c.say("packet.someone")
	}
	if said := c.translations()[r.ID]; said != "" && foreign(r.Text, c.lang) {
		turn.Text = append(turn.Text, doc.Break{}, doc.Text(strings.TrimSpace(c.say("packet.translation", line(said)))))
	}
	for _, name := range r.Files {
		if len(turn.Text) > 0 {
			turn.Text = append(turn.Text, doc.Break{})
		}
		turn.Text = append(turn.Text, c.attachment(x, name, strings.Contains(r.Text, path.Base(name)))...)
	}
	if len(turn.Text) == 0 {
		turn.Text = plain(c.say("packet.no-words"))
	}
	return turn
}

// wall is a time as a row of a transcript writes it; the zone is in the title, but
// for times of another where the conversation has several.
func (c *composer) wall(x *exhibit, w dispute.When) string {
	switch {
	case !w.Known():
		return c.say("packet.undated")
	case len(offsets(x.turns)) > 1:
		return w.Wall() + c.foreign(w)
	}
	return w.Wall()
}

// attachment is a file that a message points at: the exhibit that holds it, or
// that none does. Where the message has the name itself, it is said once.
func (c *composer) attachment(x *exhibit, name string, named bool) []doc.Inline {
	name = path.Base(name)
	id, ok := c.attached(x.evidence.ID, name)
	name = c.coveredName(x.evidence.ID, name)
	if ok && c.exhibitOf[id] != nil {
		open := c.say("packet.attachment-open", line(name))
		if named {
			open = c.say("packet.attachment-named")
		}
		return []doc.Inline{
			doc.Text(open),
			doc.Ref{Anchor: c.exhibitOf[id].anchor, Label: c.mark(c.exhibitOf[id])},
			doc.Text(c.say("packet.attachment-close")),
		}
	}
	if named {
		return plain(c.say("packet.attachment-named-none"))
	}
	return plain(c.say("packet.attachment-none", line(name)))
}

// speakersBlock says who the names in the excerpt are, as far as the case knows
// it.
func (c *composer) speakersBlock(x *exhibit) doc.Block {
	seen := map[string]bool{}
	var rows []doc.KeyValue
	for _, r := range x.turns {
		name := line(r.Who)
		if r.Kind == dispute.System || name == "" || seen[name] {
			continue
		}
		seen[name] = true
		who := c.say("packet.not-registered")
		if role, ok := c.role(r.Who); ok {
			who = c.roleName(role)
			if real := line(c.party(role).Name); real != "" && real != name {
				who = c.say("packet.role-is", who, real)
			}
		}
		rows = append(rows, doc.KeyValue{Key: name, Value: plain(who)})
	}
	slices.SortStableFunc(rows, func(a, b doc.KeyValue) int { return cmp.Compare(a.Key, b.Key) })
	return doc.KeyValues{Rows: rows}
}
