package packet

import (
	"slices"
	"strings"

	"complain/pkg/channel"
)

// questionsTold is how many questions a finding asks before it only counts.
const questionsTold = 3

// checkGrounds holds the addressee's grounds of refusal against the case: those
// that hold, unless a blank or a quoted word says the same, and the questions on which a refusal
// turns.
func (c *composer) checkGrounds() {
	if c.request.State == nil {
		return
	}
	tag := c.talk().Tag()
	hold, ask := c.practice.Hold(c.ch.ID, c.request.State)
	for _, g := range hold {
		if g.OfWords() || slices.ContainsFunc(g.ToldBy, func(e channel.Element) bool { return c.gaps.find(string(e)) != nil }) {
			continue
		}
		gap := c.gaps.add(g.ID, Level(g.Level), strings.TrimSuffix(strings.TrimSuffix(g.Say.In(tag), "."), c.talk().Say("packet.stop")), g.Basis(tag))
		gap.code, gap.fix = "ground", []any{g.Instead.In(tag)}
	}
	var asked, flags []string
	for _, q := range ask {
		if c.decides(q) {
			asked, flags = append(asked, q.Ask.In(tag)), append(flags, q.Flag)
		}
	}
	if len(asked) > 0 {
		told := strings.Join(asked[:min(len(asked), questionsTold)], " ")
		c.gaps.add("questions", Remark, len(asked), told).fix = []any{flags[0]}
	}
}

// decides reports whether a ground that must be kept turns on a question.
func (c *composer) decides(q channel.Question) bool {
	return slices.ContainsFunc(c.practice.Grounds(c.ch.ID), func(g channel.Ground) bool {
		return g.Level == channel.Must && slices.Contains(q.Grounds, g.ID)
	})
}
