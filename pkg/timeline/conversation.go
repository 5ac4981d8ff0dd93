package timeline

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"complain/pkg/dispute"
)

// Conversations counts what the conversations of a case hold in all, so that
// Build can say it where most of their records are left out. The zero value is
// ready.
type Conversations struct {
	ids []dispute.EvidenceID
	all map[dispute.EvidenceID]*conversation
}

type conversation struct {
	first, last spot
	about       string // what the first message says that it is about, as mails do
	speakers    []string
	messages    int
	chosen      bool // the user said something of a message
}

// spot is where and when something was said.
type spot struct {
	at   dispute.When
	cite dispute.Citation
}

// mostSpeakers are named of one conversation.
const mostSpeakers = 20

// Add counts a record, in file order within each evidence; chosen says that the
// user pinned it or took it out. Records of other kinds are passed over.
func (c *Conversations) Add(r *dispute.Record, chosen bool) {
	if !r.Kind.Talk() {
		return
	}
	t := c.all[r.Evidence]
	if t == nil {
		t = &conversation{first: spot{r.At, cite(r)}, about: strings.Clone(r.Subject())}
		if c.all == nil {
			c.all = map[dispute.EvidenceID]*conversation{}
		}
		c.all[r.Evidence], c.ids = t, append(c.ids, r.Evidence)
	}
	t.last = spot{r.At, cite(r)}
	t.messages++
	if r.Kind == dispute.Message && r.Who != "" && !slices.Contains(t.speakers, r.Who) && len(t.speakers) < mostSpeakers {
		t.speakers = append(t.speakers, r.Who)
	}
	t.chosen = t.chosen || chosen
}

// events makes one event for each conversation of which no message is key and
// the user said nothing about any: the person has not chosen yet, and a packet
// without the conversation would drop it in silence.
func (c *Conversations) events() []dispute.Event {
	var out []dispute.Event
	for _, id := range c.ids {
		t := c.all[id]
		if t.chosen {
			continue
		}
		say := t.told()
		e := dispute.Event{
			ID: fmt.Sprintf("C%d", id), At: t.first.at, Kind: dispute.Message, Summary: &say, Key: true,
			Cites: []dispute.Citation{t.first.cite},
			Notes: timeNotes(t.first.at),
		}
		if t.messages > 1 {
			e.Cites = append(e.Cites, t.last.cite)
		}
		out = append(out, e)
	}
	return out
}

// told is a conversation in a sentence.
func (t *conversation) told() dispute.Note {
	names := dispute.DisplayNames(t.speakers)
	switch {
	case t.messages > 1 || len(names) != 1:
	case t.about != "":
		return dispute.Say("event.conversation-about", names[0], t.about)
	default:
		return dispute.Say("event.conversation-one", names[0], t.first.at.Wall())
	}
	return dispute.Say("event.conversation", strings.Join(names, " / "), t.messages, t.first.at.Wall(), t.last.at.Wall())
}

// attachments lists the evidence that records name as their attachment, with
// the first record that does.
func attachments(records []dispute.Record, evidence []dispute.Evidence) map[dispute.EvidenceID]*dispute.Record {
	index := dispute.NewAttachments(evidence)
	out := map[dispute.EvidenceID]*dispute.Record{}
	for i := range records {
		for _, name := range records[i].Files {
			if id, ok := index.Find(records[i].Evidence, name); ok && out[id] == nil {
				out[id] = &records[i]
			}
		}
	}
	return out
}

// clocksApart is how far the clocks of a camera and of a messenger may be apart
// for reasons that speak against neither: zones that were assumed, above all.
const clocksApart = 24 * time.Hour

// sentNotes says when a file made at at was sent. That is when it was made at
// the latest, which matters where nothing else says when.
func sentNotes(at dispute.When, with *dispute.Record) []dispute.Note {
	sent := with.At
	if !sent.Known() || with.Kind == dispute.Document { // what lies inside a paper was not sent with it
		return nil
	}
	code := "note.sent-with"
	switch {
	case !at.Known() || at.From == dispute.TimeModified:
		code = "note.sent-with-bound"
	case at.From != dispute.TimeFileName && at.Time().Sub(sent.Time()) > clocksApart && sent.Precision >= dispute.Day:
		code = "note.sent-before-made"
	}
	return []dispute.Note{dispute.Say(code, with.Evidence.String(), sent.Wall())}
}
