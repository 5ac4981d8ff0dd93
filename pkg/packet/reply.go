package packet

import (
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// usualReply is how many days a letter leaves for an answer that says none.
const usualReply = 7

// replyBy is the day until which an answer is asked for. The user's own day goes
// before the one that the letter counts.
func (c *composer) replyBy() []doc.Inline {
	if said := strings.TrimSpace(c.request.Fields["reply-by"]); said != "" {
		return plain(said)
	}
	today := c.request.Today
	if !today.Known() {
		return []doc.Inline{c.blank("date")}
	}
	days := c.letter.ReplyDays
	if days == 0 {
		days = usualReply
	}
	return plain(c.dayOf(today.Time().AddDate(0, 0, days)))
}

// dayOf is a day as sentences write it.
func (c *composer) dayOf(t time.Time) string {
	return c.prose(dispute.Instant(t, dispute.Day, dispute.ZoneUser))
}

// event is when an event of the rules happened first; zero where the case does
// not date it.
func (c *composer) event(name string) (time.Time, error) {
	if _, err := c.practice.Event(name); err != nil {
		return time.Time{}, err
	}
	if c.request.State == nil {
		return time.Time{}, nil
	}
	return c.request.State.Events[name], nil
}

// eventDay is the day of an event of the rules, or a blank with a finding.
func (c *composer) eventDay(name string) ([]doc.Inline, error) {
	at, err := c.event(name)
	if err != nil {
		return nil, err
	}
	if at.IsZero() {
		words, _ := c.practice.Event(name)
		g := c.gaps.add("event-"+name, Should, words.In(c.talk().Tag()))
		g.code, g.fix = "event", []any{name}
		return []doc.Inline{doc.Blank{Label: c.say("blank.event", words.In(c.lang))}}, nil
	}
	return plain(c.dayOf(at)), nil
}
