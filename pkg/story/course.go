package story

import (
	"cmp"
	"slices"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// A dispute has a course: a question answered before anything is bought, what somebody
// says before they demand something, an answer to whatever is said while the dispute is
// open. What a message is for it stands in this course, whatever its words.

// course is how far a conversation has come.
type course struct {
	told     []telling // the last messages that tell something
	assured  []telling // the last that answered a question, before anything was bought
	asks     string    // who asked a question that nobody answered yet
	open     string    // who complains
	until    int64     // in milliseconds; after it the dispute is no more open
	reopened int       // how often what they said asked for an answer again
	last     []telling // the last word of each speaker while the dispute is open
}

// telling is a message that tells something, with its hits where it has any.
type telling struct {
	record    dispute.Record
	candidate *candidate
}

const (
	mostTold     = 4
	mostAssured  = 2
	mostReopened = 12
	mostSaid     = 3                   // messages before a demand that tell what it is for
	openFor      = 14 * 24 * time.Hour // since its complainant last said anything of it
	shortTelling = 12                  // bytes; a shorter message tells nothing
)

// follow notes a message in the course of its conversation, with what its words make
// of it: c is nil where they mark nothing.
func (f *Finder) follow(t *talk, r *dispute.Record, c *candidate, at placed) {
	k := &t.course
	switch {
	case c == nil:
	case f.holds(c, f.words.demands):
		f.reported(k, c)
		f.dispute(k, c)
	case f.complains(c):
		f.dispute(k, c)
	case f.holdsAny(c, f.words.replies):
		f.accused(t, c)
	case f.holdsAny(c, f.words.buys):
		f.promised(k, c)
	}
	if r.Who == "" || len(r.Text) < shortTelling {
		return
	}
	if at.asks {
		k.asks = r.Who
		f.reopen(t, r)
		return
	}
	f.reopen(t, r)
	one := telling{*r, c}
	if k.open != "" && k.open != r.Who && !at.small && instantOf(r.At).milli <= k.until {
		k.lastWord(one)
	}
	if k.asks != "" && k.asks != r.Who && k.open == "" {
		if !at.small {
			k.assured, k.asks = lastOf(k.assured, one, mostAssured), ""
		}
	}
	k.told = lastOf(k.told, one, mostTold)
}

// lastOf are the last of some messages with one more.
func lastOf(all []telling, one telling, most int) []telling {
	if len(all) >= most {
		all = append(all[:0], all[len(all)-most+1:]...)
	}
	return append(all, one)
}

// dispute opens a dispute, or says more of it.
func (f *Finder) dispute(k *course, c *candidate) {
	if k.open != c.who {
		k.open, k.reopened = c.who, 0
	}
	k.until = c.at.milli + openFor.Milliseconds()
	k.assured, k.asks = nil, ""
}

// reopen makes what the complainant says in an open dispute something that the other
// side's next message answers.
func (f *Finder) reopen(t *talk, r *dispute.Record) {
	k := &t.course
	asked := t.complaints[r.Who]
	if k.open != r.Who || asked == nil || !asked.answered || k.reopened >= mostReopened {
		return
	}
	if !r.At.Known() || instantOf(r.At).milli > k.until {
		return
	}
	k.reopened++
	k.until = instantOf(r.At).milli + openFor.Milliseconds()
	asked.answered = false
}

// reported makes what somebody told before they demanded something the report of what
// it is for, where nothing that they said complains yet.
func (f *Finder) reported(k *course, c *candidate) {
	if k.open == c.who && c.at.milli <= k.until || f.words.answered < 0 {
		return
	}
	own := 0
	for _, one := range slices.Backward(k.told) {
		if one.record.Who != c.who || own >= mostSaid {
			continue
		}
		if own++; one.candidate != nil || !substantial(one.record.Text) {
			continue
		}
		f.promote(one, hit{trigger: f.words.answered, score: channel.Enough, why: "story.because.demanded"})
		return
	}
}

// accused makes what somebody told last the report to which somebody else's words, as
// a refusal, are an answer, where nothing complained yet.
func (f *Finder) accused(t *talk, c *candidate) {
	k := &t.course
	if k.open != "" && c.at.milli <= k.until || f.words.answered < 0 {
		return
	}
	for _, one := range slices.Backward(k.told) {
		if one.record.Who == c.who || !substantial(one.record.Text) {
			continue
		}
		if one.candidate == nil && apart(instantOf(one.record.At), c.at) < 24*time.Hour {
			report := f.promote(one, hit{trigger: f.words.answered, score: channel.Enough, why: "story.because.rejected"})
			t.complaints[report.who] = report
			f.dispute(k, report)
			k.lastWord(telling{dispute.Record{Who: c.who}, c})
		}
		return
	}
}

// lastWord notes the last word of a speaker.
func (k *course) lastWord(one telling) {
	i := slices.IndexFunc(k.last, func(l telling) bool { return l.record.Who == one.record.Who })
	switch {
	case i >= 0:
		k.last[i] = one
	case len(k.last) < mostTold:
		k.last = append(k.last, one)
	}
}

// lastWords are the last words of those who were complained of, which no words mark:
// what somebody said last of a dispute is where it stands.
func (f *Finder) lastWords() []*candidate {
	var out []*candidate
	for _, t := range f.talks {
		for _, one := range t.course.last {
			if one.candidate == nil && substantial(one.record.Text) && f.words.answers >= 0 {
				c := f.keep(&one.record, []hit{{trigger: f.words.answers, score: channel.Enough - 1, why: "story.because.lastword", reply: true}})
				c.asked = t.complaints[t.course.open]
				out = append(out, c)
			}
		}
	}
	slices.SortFunc(out, func(a, b *candidate) int { return cmp.Compare(a.id, b.id) })
	return out
}

// promised makes the answers to somebody's questions what they were told before they
// bought.
func (f *Finder) promised(k *course, c *candidate) {
	if f.words.promises < 0 {
		return
	}
	for _, one := range k.assured {
		if one.record.Who != c.who && one.candidate == nil && substantial(one.record.Text) {
			f.promote(one, hit{trigger: f.words.promises, score: channel.Enough, why: "story.because.assured"})
		}
	}
	k.assured = nil
}

// promote makes a message a candidate that no words mark.
func (f *Finder) promote(one telling, h hit) *candidate {
	c := f.keep(&one.record, []hit{h})
	f.candidates = append(f.candidates, c)
	return c
}

// holds reports whether a candidate has a hit of a trigger; holdsAny, of one of some.
func (f *Finder) holds(c *candidate, trigger int) bool {
	return slices.ContainsFunc(c.hits, func(h hit) bool { return h.trigger == trigger && h.score >= channel.Enough })
}

func (f *Finder) holdsAny(c *candidate, triggers []int) bool {
	return slices.ContainsFunc(triggers, func(t int) bool { return f.holds(c, t) })
}
