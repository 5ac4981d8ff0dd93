package channel

import (
	"slices"

	"complain/pkg/dispute"
)

// roles are the words of the rules for parties that a case calls otherwise. A
// bank and a payment firm are the one party of a case that moved the money.
var roles = []struct {
	word string
	role dispute.PartyRole
}{
	{"courier", dispute.Carrier}, {"bank", dispute.Payment},
}

// PartyOf is the party of a case that a role of the rules means.
func PartyOf(word string) dispute.PartyRole {
	for _, r := range roles {
		if r.word == word {
			return r.role
		}
	}
	return dispute.PartyRole(word)
}

// RoleOf are the roles of the rules that a party of a case has.
func RoleOf(role dispute.PartyRole) []string {
	var out []string
	for _, r := range roles {
		if r.role == role {
			out = append(out, r.word)
		}
	}
	if role == dispute.Carrier {
		return out
	}
	return append([]string{string(role)}, out...)
}

// About is the role of the rules about which a case is, by its category and the
// parties that it names: the first that the category has and the case names, else
// the first that it has. So a platform's own fault has the platform as respondent
// whether or not the seller is named; without a category it is the seller.
func About(c *Category, parties []dispute.Party) string {
	if c == nil || len(c.Respondent) == 0 {
		return string(dispute.Seller)
	}
	named := func(word string) bool {
		return slices.ContainsFunc(parties, func(p dispute.Party) bool { return p.Role == PartyOf(word) && p.Name != "" })
	}
	if i := slices.IndexFunc(c.Respondent, named); i >= 0 {
		return c.Respondent[i]
	}
	return c.Respondent[0]
}

// About reports whether cases of the category are about a party.
func (c *Category) About(party dispute.PartyRole) bool {
	return slices.ContainsFunc(c.Respondent, func(word string) bool { return PartyOf(word) == party })
}

// Respondent is the party whom a letter is about: the first of its own that the
// case names, else that of the case's category.
func (x Letter) Respondent(c *Category, parties []dispute.Party) dispute.PartyRole {
	named := func(role dispute.PartyRole) bool {
		return slices.ContainsFunc(parties, func(p dispute.Party) bool { return p.Role == role && p.Name != "" })
	}
	role := PartyOf(About(c, parties))
	for i, word := range x.Against {
		if own := PartyOf(word); i == 0 || !named(role) {
			role = own
		}
	}
	return role
}
