package packet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// demands is what is asked for, numbered, with amounts and the total.
func (c *composer) demands() []doc.Block {
	blocks := []doc.Block{doc.List{Numbered: true, Items: c.requests()}}
	if total := totals(c.claimed()); len(total) > 0 {
		blocks = append(blocks, doc.Paragraph{Text: []doc.Inline{
			doc.Text(c.say("packet.total-before")),
			doc.Strong(c.monies(total)),
			doc.Text(c.say("packet.stop")),
		}})
	}
	return blocks
}

// requests is everything that the letter asks for, a sentence each: what its addressee
// shall do itself, then the demands of the case.
func (c *composer) requests() [][]doc.Inline {
	var out [][]doc.Inline
	for _, ask := range c.letter.Asks {
		out = append(out, plain(ask.In(c.lang)+c.say("packet.stop")))
	}
	for _, claim := range c.claims {
		item := c.demand(claim)
		if before := c.against(claim); before != "" {
			item = append([]doc.Inline{doc.Text(before)}, item...)
		} else if !c.inOwnWords(claim) {
			item = begun(item)
		}
		out = append(out, item)
	}
	if len(out) == 0 {
		out = append(out, []doc.Inline{c.blank("demand")})
	}
	return out
}

// demand is one claim as a sentence: the user's words where there are any, else
// the kind's.
func (c *composer) demand(claim dispute.Claim) []doc.Inline {
	out := plain(c.demandText(claim))
	_, joint := c.jointly(claim)
	switch {
	case claim.Amount != nil && joint:
		out = append(out, doc.Text(c.say("packet.demand-joint", c.money(*claim.Amount))))
	case claim.Amount != nil:
		out = append(out, doc.Text(c.say("packet.demand-amount", c.money(*claim.Amount))))
	case claim.Kind == dispute.Refund:
		out = append(out, doc.Text(c.say("packet.demand-open")), c.blank("refund-amount"))
		c.gaps.find("refund-amount").fix = []any{claim.ID}
	}
	return append(out, doc.Text(c.say("packet.stop")))
}

// demandText is what a claim asks for: the user's words where there are any, else
// those of the rules or the kind's; in a letter that bears the words of the official form those, with
// the user's behind them.
func (c *composer) demandText(claim dispute.Claim) string {
	text := c.ownText(claim)
	word := c.officialWord(claim)
	switch {
	case c.letter.Official && word != "" && text != "":
		return c.say("packet.demand-official", word, text)
	case c.letter.Official && word != "":
		return word
	case text == "":
		return c.say("packet.demand."+string(c.kind(claim)), c.they())
	}
	return text
}

// inOwnWords reports whether a demand begins with the user's words.
func (c *composer) inOwnWords(claim dispute.Claim) bool {
	return strings.TrimSpace(claim.Text) != "" && !(c.letter.Official && c.officialWord(claim) != "")
}

// ownText is a claim in the user's words, else in those of the rules.
func (c *composer) ownText(claim dispute.Claim) string {
	words, _ := c.jointly(claim)
	return trimStop(line(cmp.Or(strings.TrimSpace(claim.Text), words, c.ruleText(claim))))
}

// officialWord is what the official form calls a claim; "" where it has no word.
func (c *composer) officialWord(claim dispute.Claim) string {
	articles, err := c.book.Articles(channel.ArticleIDs(claim.Basis))
	if err != nil {
		articles = nil // the user's words, not ids
	}
	kinds := c.practice.Kinds(claim, articles)
	for _, k := range c.practice.Claims() {
		if slices.Contains(kinds, k.ID) && k.FormWord != "" {
			return c.letters.FormWord(k.FormWord).In(c.lang)
		}
	}
	return ""
}

// claimName is a claim in a few words, in the language of findings.
func (c *composer) claimName(claim dispute.Claim) string {
	if text := line(claim.Text); text != "" {
		return c.excerpt(trimStop(text), 20)
	}
	if k, ok := c.practice.ClaimKind(claim.Rule); ok {
		return k.Name.In(c.talk().Tag())
	}
	return c.talk().Say("packet.demand."+string(c.kind(claim)), c.talk().Say("packet.the."+string(c.respondent)))
}

// trimStopInlines is a sentence without the stop at its end.
func trimStopInlines(in []doc.Inline, stop string) []doc.Inline {
	if n := len(in); n > 0 && in[n-1] == doc.Inline(doc.Text(stop)) {
		return in[:n-1]
	}
	return in
}

// kind is a claim's kind; one this program does not know is "other".
func (c *composer) kind(claim dispute.Claim) dispute.ClaimKind {
	if slices.Contains(dispute.ClaimKinds(), claim.Kind) {
		return claim.Kind
	}
	return dispute.OtherClaim
}

func trimStop(s string) string {
	for len(s) > 0 {
		switch {
		case s[len(s)-1] == '.':
			s = s[:len(s)-1]
		case len(s) >= 3 && (s[len(s)-3:] == "。" || s[len(s)-3:] == "；"):
			s = s[:len(s)-3]
		default:
			return s
		}
	}
	return s
}

// claimed are the amounts of all claims, what several answer for once.
func (c *composer) claimed() []dispute.Amount {
	var out []dispute.Amount
	for _, claim := range c.claims {
		if c.counted(claim) {
			out = append(out, *claim.Amount)
		}
	}
	return out
}

// calculation shows how the demands add up: a table a currency.
func (c *composer) calculation() []doc.Block {
	total := totals(c.claimed())
	switch {
	case len(c.claims) == 0:
		return []doc.Block{doc.Paragraph{Text: []doc.Inline{c.blank("demand")}}}
	case len(total) == 0:
		return []doc.Block{doc.Paragraph{Text: plain(c.say("packet.no-amounts"))}}
	}
	var blocks []doc.Block
	for _, t := range total {
		table := doc.Table{Columns: []doc.Column{
			{Head: c.say("packet.col.number"), Width: 12, Align: doc.Center},
			{Head: c.say("packet.col.demand"), Width: 54},
			{Head: c.say("packet.col.basis"), Width: 60},
			{Head: c.amountHead(t.Currency), Width: 30, Align: doc.Decimal},
		}}
		for i, claim := range c.claims {
			if !c.counted(claim) || claim.Amount.Currency != t.Currency {
				continue
			}
			text := plain(trimStop(cmp.Or(c.ownText(claim), c.say("packet.demand."+string(c.kind(claim)), c.they()))))
			if strings.TrimSpace(claim.Text) == "" {
				text = begun(text)
			}
			basis := c.claimBasis(claim)
			table.Rows = append(table.Rows, doc.Row{Cells: [][]doc.Inline{
				plain(strconv.Itoa(len(c.letter.Asks) + i + 1)), text, basis, plain(figures(*claim.Amount)),
			}})
		}
		table.Rows = append(table.Rows, doc.Row{Total: true, Cells: [][]doc.Inline{
			nil, plain(c.say("packet.total")), nil, plain(figures(t)),
		}})
		blocks = append(blocks, table)
	}
	return blocks
}
