package dossier

import (
	"context"
	"strconv"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

// ClaimSaid is the kind of sayings about demands. key: the number of the demand;
// body: ClaimRule.
const ClaimSaid = "claim"

// ClaimRule is what a demand is in the words of the rules.
type ClaimRule struct {
	Rule string `json:"rule"`
}

// Claims are the demands of the case in f, each with what it is in the words of
// the rules, where the user said so.
func Claims(ctx context.Context, f *casefile.File) ([]dispute.Claim, error) {
	claims, err := f.Claims(ctx)
	if err != nil {
		return nil, err
	}
	err = each(ctx, f, ClaimSaid, func(s casefile.Saying, rule ClaimRule) {
		for i := range claims {
			if strconv.FormatInt(claims[i].ID, 10) == s.Key {
				claims[i].Rule = rule.Rule
			}
		}
	})
	return claims, err
}
