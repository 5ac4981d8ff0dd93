package packet

import (
	"cmp"
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// flags are what the user answered to the questions of the rules.
func (c *composer) flags() map[string]bool {
	if c.request.State == nil {
		return nil
	}
	return c.request.State.Flags
}

// chooseBeside finds whom the letter names beside whom it is about: those of whom
// something is claimed that rests on what the user said.
func (c *composer) chooseBeside() {
	for _, claim := range c.in.Claims {
		if role, _, carried := c.besides(claim); carried && !slices.Contains(c.joined, role) {
			c.joined = append(c.joined, role)
		}
	}
}

// besides is the party of whom a claim is made, where the letter can name it beside
// whom it is about; and whether what the claim needs was said.
func (c *composer) besides(claim dispute.Claim) (role dispute.PartyRole, kind channel.ClaimKind, carried bool) {
	articles, err := c.book.Articles(channel.ArticleIDs(claim.Basis))
	if err != nil {
		articles = nil // the user's words, not ids
	}
	kind, one := c.practice.KindOf(claim, articles)
	for _, word := range kind.Respondent {
		if role = channel.PartyOf(word); one && len(kind.Joint) > 0 && role != c.respondent && slices.Contains(c.letter.Beside, word) && c.ofOther(claim, articles) {
			return role, kind, kind.Carried(c.flags())
		}
	}
	return "", kind, false
}

// jointly is what a claim demands of somebody who answers with whom the letter is
// about; ok is false where it is a demand of its own.
func (c *composer) jointly(claim dispute.Claim) (string, bool) {
	if len(c.joined) == 0 || len(c.claims) < 2 {
		return "", false
	}
	articles, err := c.book.Articles(channel.ArticleIDs(claim.Basis))
	if err != nil {
		articles = nil
	}
	kind, one := c.practice.KindOf(claim, articles)
	words := kind.Jointly(c.flags())
	return words.In(c.lang), one && !words.Empty()
}

// jointLast puts what several answer for behind what it refers to.
func (c *composer) jointLast() {
	slices.SortStableFunc(c.claims, func(a, b dispute.Claim) int {
		_, x := c.jointly(a)
		_, y := c.jointly(b)
		return cmp.Compare(rank(x), rank(y))
	})
}

func rank(later bool) int {
	if later {
		return 1
	}
	return 0
}

// counted are the claims whose amounts make up the total: what two answer for is one sum.
func (c *composer) counted(claim dispute.Claim) bool {
	_, joint := c.jointly(claim)
	return claim.Amount != nil && !joint
}

// nth is what the letter calls one of several defendants: 被告一.
func (c *composer) nth(i int) string {
	return c.say("packet.nth-side", c.voice.Respondent.In(c.lang), c.request.Lang.Numeral(i+1))
}

// against is of whom a claim is made, before its words: of which of several defendants,
// and of the other side where the letter asks something of its addressee as well.
func (c *composer) against(claim dispute.Claim) string {
	switch {
	case len(c.joined) > 0:
	case len(c.letter.Asks) > 0 && !c.goesTo(c.respondent):
		return c.say("packet.demand-of", c.they())
	default:
		return ""
	}
	at := 0
	for _, role := range c.claimedOf(claim) {
		at = max(at, slices.Index(c.joined, role)+1)
	}
	return c.say("packet.demand-of", c.nth(at))
}

func (c *composer) claimedOf(claim dispute.Claim) []dispute.PartyRole {
	articles, err := c.book.Articles(channel.ArticleIDs(claim.Basis))
	if err != nil {
		articles = nil
	}
	var out []dispute.PartyRole
	for _, word := range c.practice.Against(claim, articles) {
		out = append(out, channel.PartyOf(word))
	}
	return out
}

// sides are those whom the letter names as the other side, whom it is about first.
func (c *composer) sides() []dispute.PartyRole {
	return append([]dispute.PartyRole{c.respondent}, c.joined...)
}

// defendant is one of them, as templates see it.
type defendant struct {
	c    *composer
	role dispute.PartyRole
	at   int
}

// Defendants are all whom the letter is about.
func (v view) Defendants() []defendant {
	var out []defendant
	for i, role := range v.c.sides() {
		out = append(out, defendant{v.c, role, i})
	}
	return out
}

// Called is what the letter calls it, 被告一; nothing where it is the only one.
func (d defendant) Called() string {
	if len(d.c.joined) == 0 {
		return ""
	}
	return d.c.nth(d.at)
}

// Name is its name; of a platform of which the case has none, what people call it
// beside the blank.
func (d defendant) Name() value {
	if d.at == 0 {
		return view{d.c}.Respondent()
	}
	name := d.c.party(d.role).Name
	if name != "" {
		return value{"respondent-name", plain(name)}
	}
	var out []doc.Inline
	if d.role == dispute.Platform && d.c.platformName() != "" {
		out = plain(d.c.say("packet.known-as", d.c.platformName()))
	}
	return value{"respondent-name", append(out, d.blank("name", "blank.respondent-name"))}
}

// Address is its address.
func (d defendant) Address() value {
	if address := d.c.party(d.role).Address; d.at > 0 && strings.TrimSpace(address) == "" {
		return value{"respondent-address", []doc.Inline{d.blank("address", "blank.respondent-address")}}
	}
	return value{"respondent-address", d.c.orBlank(d.c.party(d.role).Address, "respondent-address")}
}

// Phone is its number, said to be unknown where it is.
func (d defendant) Phone() value {
	return value{"respondent-phone", plain(cmp.Or(line(d.c.party(d.role).Phone), d.c.say("packet.not-known")))}
}

// blank is room for what the case does not say of it, and the finding.
func (d defendant) blank(what, label string) doc.Blank {
	g := d.c.gaps.add("defendant-"+what+"-"+string(d.role), Must, d.Called(), d.c.talk().Say("role."+string(d.role)))
	g.code, g.fix = "defendant-"+what, []any{string(d.role)}
	return doc.Blank{Label: d.c.say(label)}
}

// Field is an answer that is asked of each: its number in a register, who acts for it.
func (d defendant) Field(id string) (value, error) {
	f, err := d.c.letters.Field(id)
	if err != nil {
		return value{}, err
	}
	if d.at == 0 {
		said := plain(d.c.fieldText(f))
		if len(said) == 0 {
			said = []doc.Inline{d.c.fieldBlank(f, f.Hint.In(d.c.lang))}
		}
		return value{id, said}, nil
	}
	for _, has := range d.c.party(d.role).Identifiers {
		if has.Kind == id {
			return value{id, plain(line(has.Value))}, nil
		}
	}
	g := d.c.gaps.add("field-"+id+"-"+string(d.role), Level(f.Level), f.Name.In(d.c.talk().Tag()), d.c.talk().Say("role."+string(d.role)))
	g.code, g.fix = "field-of", []any{string(d.role), id}
	return value{id, []doc.Inline{doc.Blank{}}}, nil
}
