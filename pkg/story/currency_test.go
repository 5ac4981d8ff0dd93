package story

import (
	"slices"
	"testing"

	"complain/pkg/dispute"
)

// A demand in money that was never paid is as likely a currency that nobody said.
func TestDemandsAreInTheMoneyThatWasPaid(t *testing.T) {
	euro := func(minor int64) *dispute.Amount { return &dispute.Amount{Minor: minor, Currency: "EUR"} }
	paid := event("R1", 1, 1, dispute.Transaction, at2026(t, 3, 1))
	paid.Amount, paid.Direction = euro(17995), dispute.Out
	yuan := paid
	yuan.ID, yuan.Amount = "R2", cny(5000)
	for _, c := range []struct {
		name   string
		events []dispute.Event
		claim  *dispute.Amount
		home   string
		want   []string
	}{
		{"another currency than all that was paid", []dispute.Event{paid}, cny(17995), "cn", []string{"story-claim-currency-1", "story-country"}},
		{"the currency that was paid, from abroad", []dispute.Event{paid}, euro(17995), "cn", []string{"story-country"}},
		{"at home", []dispute.Event{paid}, euro(17995), "de", nil},
		{"one of two", []dispute.Event{paid, yuan}, cny(5000), "cn", nil},
		{"no amount", []dispute.Event{paid}, nil, "de", nil},
		{"nothing was paid", nil, euro(1), "cn", nil},
	} {
		check := checkOf(t)
		check.Events, check.Case.Jurisdiction = c.events, c.home
		check.Claims = []dispute.Claim{{ID: 1, Amount: c.claim}}
		var got []string
		for _, f := range Findings(check) {
			if slices.Contains([]string{"story-claim-currency-1", "story-country"}, f.ID) {
				got = append(got, f.ID)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
