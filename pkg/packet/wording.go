package packet

import (
	"fmt"
	"strconv"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// around is how much of a sentence a finding shows beside a word, in full-width
// characters.
const around = 24

// checkWording quotes the words of the user's own sentences that an addressee may
// hold against them, and says what to write instead. What others wrote, and what
// the user quotes of it, is left alone.
func (c *composer) checkWording() {
	talk := c.talk()
	c.calm("title", talk.Say("wording.title"), c.in.Case.Title, "wording.fix-title")
	for _, claim := range c.claims {
		c.calm("claim-"+strconv.FormatInt(claim.ID, 10), talk.Say("wording.claim", claim.ID), claim.Text, "wording.fix-claim", claim.ID)
	}
	for _, e := range c.key {
		text := e.Sentence
		if text == "" && e.Kind == dispute.Statement {
			text = e.Text
		}
		c.calm(e.ID, e.ID, text, "wording.fix-event", e.ID)
		if e.Contact != nil {
			c.calm(e.ID, e.ID, e.Contact.Text, "wording.fix-contact", e.ID)
		}
	}
	for _, x := range c.exhibits {
		id := x.evidence.ID.String()
		c.calm(id, id, x.evidence.Proves, "wording.fix-evidence", id)
	}
}

// calm notes the slips of one text: where it stands, the words, and the calmer
// sentence, or where a word has none ready what to write instead.
func (c *composer) calm(id, where, text, fix string, args ...any) {
	slips := c.practice.Slips(text)
	if len(slips) == 0 {
		return
	}
	var words []string
	for _, s := range slips {
		words = append(words, s.Word)
	}
	comma := c.talk().Say("list.comma")
	calm, whole := channel.Calmed(text, slips)
	command := c.talk().Say(fix, append(args, strings.ReplaceAll(line(calm), `"`, "'"))...)
	g := c.gaps.add("wording-"+id, Should, where, c.excerpt(text, around), strings.Join(words, comma))
	if whole {
		g.code, g.fix = "wording", []any{command}
		return
	}
	g.code, g.fix = "wording-anew", []any{slips[0].Calm.In(c.talk().Tag()), c.talk().Say(fix, append(args, fmt.Sprintf("%c", 0x2026))...)}
}

// checkRespondentName notes a shop's name where the name on its licence belongs:
// nobody can be summoned by the name of a shop.
func (c *composer) checkRespondentName() {
	name := c.respondentName()
	if legal, known := c.practice.LegalName(name); name == "" || legal || !known || c.licensed() {
		return
	}
	c.gaps.add("respondent-shop", Should, line(name)).fix = []any{string(c.respondent)}
}

// licensed reports whether the respondent's registration code is known, which
// stands for its registered name.
func (c *composer) licensed() bool {
	for _, id := range c.party(c.respondent).Identifiers {
		if id.Kind == "uscc" && id.Value != "" {
			return true
		}
	}
	return false
}

// asked reports whether the platform was asked who the respondent is, and has not
// said it.
func (c *composer) asked() bool {
	s := c.request.State
	return s != nil && !s.Events["info_requested"].IsZero() && s.Events["info_given"].IsZero() && c.respondent != dispute.Platform
}
