package timeline

import (
	"fmt"
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// conversations makes one event for each conversation of which no message is
// key and the user said nothing about any: the person has not chosen yet, and
// a packet without the conversation would drop it in silence.
func (b *builder) conversations() []dispute.Event {
	type conversation struct {
		first, last *dispute.Record
		speakers    []string
		messages    int
		chosen      bool
	}
	var ids []dispute.EvidenceID
	all := map[dispute.EvidenceID]*conversation{}
	for i := range b.in.Records {
		r := &b.in.Records[i]
		if r.Kind != dispute.Message && r.Kind != dispute.System && r.Kind != dispute.Call {
			continue
		}
		c := all[r.Evidence]
		if c == nil {
			c = &conversation{first: r}
			all[r.Evidence] = c
			ids = append(ids, r.Evidence)
		}
		c.last = r
		c.messages++
		if r.Kind == dispute.Message && r.Who != "" && !slices.Contains(c.speakers, r.Who) && len(c.speakers) < 20 {
			c.speakers = append(c.speakers, r.Who)
		}
		if b.in.Pinned != nil {
			if _, said := b.in.Pinned(*r); said {
				c.chosen = true
			}
		}
	}
	var out []dispute.Event
	for _, id := range ids {
		c := all[id]
		if c.chosen {
			continue
		}
		say := dispute.Say("event.conversation", strings.Join(c.speakers, " / "), c.messages, c.first.At.Wall(), c.last.At.Wall())
		e := dispute.Event{
			ID: fmt.Sprintf("C%d", id), At: c.first.At, Kind: dispute.Message, Summary: &say, Key: true,
			Cites: []dispute.Citation{cite(c.first)},
			Notes: timeNotes(c.first.At),
		}
		if c.last != c.first {
			e.Cites = append(e.Cites, cite(c.last))
		}
		out = append(out, e)
	}
	return out
}

// attachments lists the evidence that some message names as its attachment.
func attachments(records []dispute.Record, evidence []dispute.Evidence) map[dispute.EvidenceID]bool {
	index := dispute.NewAttachments(evidence)
	out := map[dispute.EvidenceID]bool{}
	for i := range records {
		for _, name := range records[i].Files {
			if id, ok := index.Find(records[i].Evidence, name); ok {
				out[id] = true
			}
		}
	}
	return out
}
