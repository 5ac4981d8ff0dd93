package packet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/locale"
)

func hasWords(code string) bool { return locale.Has(code) }

// preflight notes what no blank in the document stands for.
func (c *composer) preflight() {
	c.checkElements()
	if c.letter.Holds("demands") {
		c.checkClaims()
		c.checkAmounts()
	}
	if c.letter.Holds("attachments") {
		c.checkFacts()
		c.checkEvidence()
		c.checkPhotos()
		c.checkFilms()
		c.checkLikeness()
		c.checkPapers()
	}
	c.proposeDemand()
	c.checkAnswers()
	c.checkChannel()
	c.checkWording()
	c.checkRespondentName()
	c.checkGrounds()
}

// checkElements notes what the addressee wants and the template may not print.
func (c *composer) checkElements() {
	me, other := c.party(dispute.Complainant), c.party(c.respondent)
	for _, e := range []struct {
		id   string
		have string
	}{
		{"complainant-name", me.Name}, {"complainant-phone", me.Phone}, {"complainant-address", me.Address},
		{"respondent-name", other.Name}, {"respondent-address", other.Address},
		{"order", c.in.Case.Order}, {"platform", c.platformName()},
	} {
		if strings.TrimSpace(e.have) == "" && slices.Contains(c.ch.MustContain, elements[e.id]) {
			c.gaps.add(e.id, "")
		}
	}
	if asks := len(c.letter.Asks) > 0 && len(c.notTaken)+len(c.ofOthers) > 0; len(c.claims) == 0 && !asks && c.letter.Holds("demands") {
		c.gaps.add("demand", Must)
	}
	if len(c.facts) == 0 && c.letter.Holds("facts") {
		c.gaps.add("facts", Must)
	}
	for _, claim := range c.notTaken {
		g := c.gaps.add("claim-not-taken-"+strconv.FormatInt(claim.ID, 10), Should, c.claimName(claim), c.ch.Name.In(c.talk().Tag()))
		g.code = "claim-not-taken"
		if takes := c.practice.Granted(c.practice.Office(c.ch.ID), c.letter); len(takes) > 0 {
			g.code, g.fix = "claim-not-granted", []any{strings.Join(takes, c.talk().Say("list.comma"))}
		}
	}
	c.checkOfOthers()
	if !c.letter.For(c.in.Case.Jurisdiction) {
		c.gaps.add("letter-country", Should, c.letter.Name.In(c.talk().Tag()), strings.ToUpper(c.in.Case.Jurisdiction))
	}
	if c.otherPlatform() {
		c.gaps.add("other-platform", Should, c.platformName(), c.ch.Name.In(c.talk().Tag()))
	}
	if len(c.exhibits) == 0 && c.letter.Holds("attachments") {
		c.gaps.add("evidence", "")
	}
	if c.category == nil {
		c.gaps.add("category", Should)
	}
}

// proposeDemand gives the command that demands back what was paid and not returned,
// where nothing is demanded. Of several payments nobody knows which one is meant.
func (c *composer) proposeDemand() {
	g := c.gaps.find("demand")
	if g == nil {
		return
	}
	g.fix = []any{c.talk().Say("value.amount")}
	moved := amounts(c.payments())
	for _, a := range amounts(c.refunds()) {
		moved = append(moved, a.Neg())
	}
	if open := totals(moved); len(c.payments()) == 1 && len(open) == 1 && open[0].Minor > 0 {
		g.fix = []any{strconv.Quote(open[0].String())}
	}
}

// checkAmounts compares what is asked back with what was paid.
func (c *composer) checkAmounts() {
	var back []dispute.Amount
	tripled := false
	for _, claim := range c.claims {
		if claim.Amount != nil && claim.Amount.Minor <= 0 {
			c.gaps.add("amount-not-positive", Must, c.money(*claim.Amount)).fix = []any{claim.ID}
		}
		if claim.Kind == dispute.Refund && claim.Amount != nil {
			back = append(back, *claim.Amount)
		}
		tripled = tripled || c.practice.Tells(channel.Multiple, claim.Text)
	}
	if tripled {
		c.gaps.add("multiple", Remark)
	}
	if total := totals(c.claimed()); len(total) > 1 {
		c.gaps.add("currencies", Must, len(total)).fix = []any{c.otherCurrency()}
	}
	paid, asked := totals(amounts(c.payments())), totals(back)
	if len(paid) == 0 || len(asked) == 0 {
		return
	}
	returned := totals(amounts(c.refunds()))
	for _, a := range asked {
		i := slices.IndexFunc(paid, func(p dispute.Amount) bool { return p.Currency == a.Currency })
		if i < 0 {
			continue
		}
		open := paid[i]
		for _, r := range returned {
			if r.Currency == open.Currency {
				open.Minor -= r.Minor
			}
		}
		if open.Minor > a.Minor { // more than that is said of the claim
			c.gaps.add("refund-differs", Remark, c.money(a), c.money(paid[i]), c.money(open))
		}
	}
}

// otherCurrency is the first demand that is not in the currency of the one before.
func (c *composer) otherCurrency() int64 {
	currency := ""
	for _, claim := range c.claims {
		switch {
		case claim.Amount == nil:
		case currency == "":
			currency = claim.Amount.Currency
		case claim.Amount.Currency != currency:
			return claim.ID
		}
	}
	return 0
}

func (c *composer) checkFacts() {
	undated, unproved, spoken, mine := 0, 0, 0, 0
	var without dispute.EvidenceID // the first that is shown without a time
	var gone []dispute.EvidenceID
	for _, e := range c.key {
		if !e.At.Known() {
			undated++
			for _, cite := range e.Cites {
				without = cmp.Or(without, cite.Evidence)
			}
		}
		shown := false
		for _, cite := range e.Cites {
			if cite.Evidence == 0 {
				continue
			}
			if c.exhibitOf[cite.Evidence] == nil {
				if out, said := c.in.Wanted[cite.Evidence]; said && !out || c.had(cite.Evidence) {
					continue
				}
				if !slices.Contains(gone, cite.Evidence) {
					gone = append(gone, cite.Evidence)
				}
				continue
			}
			shown = true
		}
		if !shown {
			unproved++
		}
	}
	// What is shown counts, not the events that the program made of it.
	for _, x := range c.exhibits {
		for _, r := range x.turns {
			if r.Kind != dispute.Message {
				continue
			}
			spoken++
			if role, ok := c.role(r.Who); ok && role == dispute.Complainant {
				mine++
			}
		}
	}
	for _, id := range gone {
		c.gaps.about("evidence-gone", Must, id)
	}
	if undated > 0 {
		c.gaps.add("undated", Should, undated).fix = []any{cmp.Or(without, 1).String()}
	}
	if unproved > 0 {
		c.gaps.add("unproved", Remark, unproved)
	}
	c.checkZone()
	if spoken > 0 && mine == 0 {
		c.gaps.add("aliases", Remark)
	}
}

// had reports whether the addressee has evidence already.
func (c *composer) had(id dispute.EvidenceID) bool {
	return c.in.Filed != nil && slices.Contains(c.in.Filed.Exhibits, id)
}

func (c *composer) checkEvidence() {
	for _, e := range c.in.Evidence {
		if e.Withdrawn != "" {
			continue
		}
		r, x := e.Reading, c.exhibitOf[e.ID]
		switch r.State {
		case dispute.Asking:
			c.gaps.about("evidence-asking", Should, e.ID)
		case dispute.Partial:
			c.gaps.about("evidence-partial", Should, e.ID)
		case dispute.Unread:
			c.gaps.about("evidence-unread", Remark, e.ID)
		}
		if len(r.Problems) > 0 {
			c.gaps.about("evidence-problems", Remark, e.ID)
		}
		for _, d := range r.Doubts {
			c.gaps.about(doubtFinding(d), Should, e.ID)
		}
		if slices.ContainsFunc(r.Totals, func(t dispute.Total) bool { return !t.OK }) {
			c.gaps.about("evidence-totals", Should, e.ID)
		}
		if x == nil {
			if _, said := c.in.Wanted[e.ID]; r.State == dispute.Read && !said && !c.had(e.ID) {
				c.gaps.about("evidence-unused", Remark, e.ID)
			}
			continue
		}
		if p, ok := c.material.Pictures[e.ID]; x.photo && (!ok || p.Missing != nil) {
			c.gaps.about("picture-missing", Should, e.ID)
		}
		if slices.ContainsFunc(c.photoNotes[e.ID], func(n dispute.Note) bool { return hasPrefix(n.Code, doubts) }) {
			c.gaps.about("photo-doubts", Remark, e.ID)
		}
		if r, ok := c.recording(e.ID); ok && c.remarks(r, recordingDoubts) != "" {
			c.gaps.about("recording-doubts", Remark, e.ID)
		}
		if r, ok := c.wholePaper(e.ID); ok && c.remarks(r, paperDoubts) != "" {
			c.gaps.about("paper-doubts", Remark, e.ID)
		}
		if len(x.turns) > 0 {
			c.gaps.about("profiles", Remark, e.ID)
		}
	}
}

// doubtFinding is the finding that a doubt about the reading of evidence makes.
func doubtFinding(d dispute.Problem) string {
	switch {
	case d.Why.Code == dispute.UnreadConversation:
		return "evidence-conversation"
	case slices.Contains(dispute.TablesUnread(), d.Why.Code):
		return "evidence-table"
	}
	return "evidence-doubts"
}

// staleAfter is how old data about channels and rules may be before the packet
// asks for a check.
const staleAfter = 180 * 24 * time.Hour

func (c *composer) checkChannel() {
	if c.ch.Group != "" {
		c.gaps.add("choose-one", Remark)
	}
	if which := c.ch.WhichOffice.In(c.talk().Tag()); which != "" {
		if g := c.gaps.find("office"); g != nil {
			g.args = []any{which}
		} else {
			c.gaps.add("which-office", Remark, which)
		}
	} else if g := c.gaps.find("office"); g != nil {
		g.args = []any{c.talk().Say("packet.office-not-known")}
	}
	if c.ch.Limits.Text > 0 {
		c.gaps.add("limit-text", Remark, c.ch.Limits.Text)
	}
	if c.letter.Holds("attachments") && c.ch.Limits.Images > 0 && len(c.exhibits) > c.ch.Limits.Images {
		c.gaps.add("limit-images", Remark, c.ch.Limits.Images)
	}
	if c.ch.Confidence == "own" {
		c.gaps.add("unconfirmed", Remark, c.ch.AsOf)
	}
	c.gaps.add("as-of", Remark, c.book.AsOf())
	if day, err := time.Parse(time.DateOnly, c.book.AsOf()); err == nil && c.request.Today.Known() && c.request.Today.Time().Sub(day) > staleAfter {
		c.gaps.add("stale", Should, c.book.AsOf())
	}
}

// talk is the language in which findings are said.
func (c *composer) talk() locale.Lang {
	if c.request.Talk != (locale.Lang{}) {
		return c.request.Talk
	}
	return c.request.Lang
}
