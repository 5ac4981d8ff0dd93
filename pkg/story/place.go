package story

import (
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/internal/textwidth"
)

// What a message is can stand in what is said around it: the first of somebody else
// after a complaint answers it, whatever its words, and of what somebody is sorry for
// or asks a picture, the message before tells. Such a message is proposed with its
// own words, where no words tell more.

// placed is what a message says of the place where it stands.
type placed struct {
	small bool // it asks or chats, and answers nothing
	sorry bool // it takes what was said before for a complaint
	asks  bool // one of its sentences is a question
}

// latest is the last message of a conversation.
type latest struct {
	record    dispute.Record
	candidate *candidate
	small     bool
}

// enoughSaid is how many columns a message has that tells something.
const enoughSaid = 14

func substantial(text string) bool { return textwidth.Width(strings.TrimSpace(text)) >= enoughSaid }

// called is the number of the trigger of an id; -1 where there is none.
func (w *words) called(id string) int {
	return slices.IndexFunc(w.triggers, func(t channel.Trigger) bool { return t.ID == id })
}

// byPlace is the number of the trigger of a place; -1 where there is none.
func (w *words) byPlace(place string) int {
	return slices.IndexFunc(w.triggers, func(t channel.Trigger) bool { return t.Place == place })
}

// placedBy sums up what the sentences of a message say of places.
func (w *words) placedBy(in *saying, out *placed) {
	out.small, out.asks = out.small || in.asks, out.asks || in.asks
	if f := in.has(w.answers); f != nil && f.not {
		out.small = true
	}
	if f := in.has(w.answered); f != nil && f.strong > 0 && !f.not {
		out.sorry = true
	}
}

// answer is the hit of a message that answers a complaint by its place; ok is false
// where it does not, or where words say what it is.
func (f *Finder) answer(t *talk, r *dispute.Record, hits []hit, at placed) (hit, bool) {
	asked := t.complaint(r.Who)
	worded := slices.ContainsFunc(hits, func(h hit) bool { return f.words.triggers[h.trigger].Side == channel.Other })
	if f.words.answers < 0 || asked == nil || asked.answered || at.small {
		return hit{}, false
	}
	if !worded && !substantial(r.Text) {
		return hit{}, false
	}
	asked.answered = true
	return hit{trigger: f.words.answers, score: channel.Enough - 1, reply: true}, !worded
}

// report makes the last message a complaint where the one who answers it takes it for
// one.
func (f *Finder) report(t *talk, by string, at placed) {
	last := t.last
	if f.words.answered < 0 || !at.sorry || last.record.Who == by || last.record.Who == "" {
		return
	}
	if last.small || !substantial(last.record.Text) {
		return
	}
	if last.candidate != nil && f.complains(last.candidate) {
		return
	}
	c := last.candidate
	if c == nil {
		c = f.keep(&last.record, nil)
		f.candidates = append(f.candidates, c)
		t.open[c.who] = c
	}
	c.hits = f.memory.list(append(slices.Clone(c.hits), hit{trigger: f.words.answered, score: channel.Enough}))
	t.complaints[c.who] = c
}

// placeCode says why a message of a place is proposed.
var placeCode = map[string]string{"answers": "story.because.answers", "answered": "story.because.answered"}
