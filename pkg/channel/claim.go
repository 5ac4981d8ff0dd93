package channel

import (
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// ClaimKind is the kind of claim named id.
func (p *Practice) ClaimKind(id string) (ClaimKind, bool) {
	i := slices.IndexFunc(p.claims, func(k ClaimKind) bool { return k.ID == id })
	if i < 0 {
		return ClaimKind{}, false
	}
	return p.claims[i], true
}

// ClaimNamed is the kind of claim that a text names, by its id or its name in any
// language.
func (p *Practice) ClaimNamed(text string) (ClaimKind, bool) {
	text = strings.TrimSpace(text)
	for _, k := range p.claims {
		if strings.EqualFold(k.ID, text) {
			return k, true
		}
		for _, name := range k.Name {
			if strings.EqualFold(name, text) {
				return k, true
			}
		}
	}
	return ClaimKind{}, false
}

// KindOf is the one kind of the rules that a claim is; ok is false where it can be
// several or is none.
func (p *Practice) KindOf(c dispute.Claim, articles []Article) (ClaimKind, bool) {
	kinds := p.Kinds(c, articles)
	if len(kinds) != 1 {
		return ClaimKind{}, false
	}
	return p.ClaimKind(kinds[0])
}

// Against are the roles of those against whom alone a claim is made; none where it can
// be one that is made against the seller or anybody.
func (p *Practice) Against(c dispute.Claim, articles []Article) (roles []string) {
	for _, id := range p.Kinds(c, articles) {
		k, ok := p.ClaimKind(id)
		if !ok || len(k.Respondent) == 0 {
			return nil
		}
		roles = append(roles, k.Respondent...)
	}
	return roles
}

// Jointly is what a claim demands of a business that answers, by what the user said,
// for what the seller owes; nothing where it does not.
func (k ClaimKind) Jointly(flags map[string]bool) Words {
	for _, j := range k.Joint {
		if flags[j.Flag] {
			return j.Say
		}
	}
	return nil
}

// Carried reports whether something was said that makes a claim of the kind good, of
// one that is good on nothing but that.
func (k ClaimKind) Carried(flags map[string]bool) bool {
	return len(k.NeedsFlagAny) == 0 || slices.ContainsFunc(k.NeedsFlagAny, func(flag string) bool { return flags[flag] })
}

// SelfOperated is the flag of goods that the platform sells itself: it is the seller.
const SelfOperated = "self_operated"

// For reports whether a kind of claim is offered to cases under the law of a country;
// of a case without one nothing is known against it.
func (k ClaimKind) For(jurisdiction string) bool {
	return len(k.Countries) == 0 || jurisdiction == "" || slices.Contains(k.Countries, strings.ToLower(jurisdiction))
}

// ClaimsFor lists the kinds of claims that are offered under the law of a country.
func (p *Practice) ClaimsFor(jurisdiction string) []ClaimKind {
	return slices.DeleteFunc(p.Claims(), func(k ClaimKind) bool { return !k.For(jurisdiction) })
}

// Form is the kind of demand, as cases keep it, that a kind of claim is.
func (p *Practice) Form(k ClaimKind) dispute.ClaimKind {
	kind := dispute.ClaimKind(k.ID)
	switch {
	case slices.Contains(dispute.ClaimKinds(), kind):
		return kind
	case slices.Contains(reissues, k.ID):
		return dispute.Reissue
	case k.FormWord == p.damages:
		return dispute.Compensation
	}
	if refund, ok := p.ClaimKind(string(dispute.Refund)); ok && k.FormWord == refund.FormWord {
		return dispute.Refund
	}
	return dispute.OtherClaim
}

// Compute is the amount of a kind of claim, by what was paid and what came back;
// ok is false where it does not come of them.
func (k ClaimKind) Compute(paid, back dispute.Amount) (_ dispute.Amount, ok bool) {
	if paid.Currency == "" || paid.Minor < 0 {
		return dispute.Amount{}, false
	}
	switch {
	case k.Net && (back.Minor == 0 || back.Currency == paid.Currency) && back.Minor <= paid.Minor:
		return dispute.Amount{Minor: paid.Minor - back.Minor, Currency: paid.Currency}, true
	case k.Times > 0 && paid.Minor < (1<<62)/int64(k.Times):
		sum := dispute.Amount{Minor: paid.Minor * int64(k.Times), Currency: paid.Currency}
		if least, ok := k.Least(); ok && least.Currency == sum.Currency {
			sum.Minor = max(sum.Minor, least.Minor)
		}
		return sum, true
	}
	return dispute.Amount{}, false
}

// Question is what an element of the story asks; "" for an id that is none.
func (p *Practice) Question(element string) Words {
	for _, e := range p.common {
		if e.ID == element {
			return e.Question
		}
	}
	for _, s := range p.stories {
		for _, e := range s.Elements {
			if e.ID == element {
				return e.Question
			}
		}
	}
	return nil
}
