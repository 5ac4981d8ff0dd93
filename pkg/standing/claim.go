package standing

import (
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/story"
)

// Proposal is the amount of a kind of claim by what the case knows to be paid, and by
// what its story tells.
func (c *Standing) Proposal(rule *channel.ClaimKind) (dispute.Amount, bool) {
	if rule == nil {
		return dispute.Amount{}, false
	}
	paid, back, ok := dossier.Paid(c.Facts)
	if ok {
		if sum, ok := rule.Compute(paid, back); ok {
			return sum, true
		}
	}
	all := story.MoneyOf(c.Facts.Events, nil, story.NewRows(c.Facts.Case, c.Facts.Parties))
	if len(all) != 1 { // nothing says which currency is meant
		return dispute.Amount{}, false
	}
	sum, _, ok := story.Owed(*rule, all[0], c.Facts.Events)
	return sum, ok
}
