package story

import (
	"fmt"
	"slices"

	"complain/pkg/dispute"
	"complain/pkg/internal/fold"
)

// blank is a message that stands for a picture that the export of a conversation left
// out: "[Image]", "<Media omitted>". The picture itself may lie in the case: one of
// the same minute is proposed for it, where there are as many of them as were sent.
type blank struct {
	record   int64
	evidence dispute.EvidenceID // the conversation
	who      string
	at       dispute.When
}

const (
	omitted    = "media-omitted" // the type of a message that importers give it
	mostBlanks = 20000
)

// leavesOut reports a message that stands for a picture, by the words with which
// exports say so.
func leavesOut(words map[string][]string, r *dispute.Record) bool {
	if r.Type != omitted || len(r.Files) > 0 || r.At.Precision < dispute.Minute {
		return false
	}
	text := fold.String(r.Text)
	return anyOf(words, func(w string) bool { return holds(text, w) })
}

// minute is one of somebody's conversation.
type minute int64

func inMinute(w dispute.When) minute { return minute(w.Time().Unix() / 60) }

// paired is the picture of the case that each blank stands for. Of a minute in which
// several people sent pictures, or others than the case has, nobody can tell.
func paired(blanks []blank, photos []*dispute.Event) map[int64]dispute.EvidenceID {
	if len(blanks) == 0 {
		return nil
	}
	taken := map[minute][]dispute.EvidenceID{}
	for _, p := range photos {
		if p.At.Precision >= dispute.Minute {
			taken[inMinute(p.At)] = append(taken[inMinute(p.At)], p.Cites[0].Evidence)
		}
	}
	sent := map[minute][]blank{}
	for _, b := range blanks {
		sent[inMinute(b.at)] = append(sent[inMinute(b.at)], b)
	}
	out := map[int64]dispute.EvidenceID{}
	for at, list := range sent {
		alone := !slices.ContainsFunc(list, func(b blank) bool { return b.evidence != list[0].evidence || b.who != list[0].who })
		if photos := taken[at]; alone && len(photos) == len(list) {
			slices.Sort(photos)
			for i, b := range list {
				out[b.record] = photos[i]
			}
		}
	}
	return out
}

// photos are the events of pictures, in their order.
func (p *picker) photos() []*dispute.Event {
	return photosOf(p.in.Events, func(e *dispute.Event) bool { return p.wholes[e.Cites[0].Evidence] == e })
}

// photosOf are the events of pictures that are the first of their files.
func photosOf(events []dispute.Event, first func(*dispute.Event) bool) []*dispute.Event {
	var out []*dispute.Event
	for i := range events {
		if e := &events[i]; e.Kind == dispute.Photo && len(e.Cites) > 0 && first(e) {
			out = append(out, e)
		}
	}
	return out
}

// picture is the evidence that was sent, and why it is taken for that; 0 for none.
func (p *picker) picture(s sent) (dispute.EvidenceID, dispute.Note) {
	if s.blank != 0 {
		id := p.blanks[s.blank]
		return id, dispute.Say("story.because.minute", id, fmt.Sprintf("R%d", s.blank))
	}
	id, _ := p.attachments.Find(s.evidence, s.name)
	return id, dispute.Say("story.because.picture", id)
}
