package packet

import (
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/locale"
)

// Demands that cannot be granted as they stand are found before "ready".
func TestDemandsThatCannotBe(t *testing.T) {
	refund := func(id int64, amount *dispute.Amount, basis string) dispute.Claim {
		return dispute.Claim{ID: id, Kind: dispute.Refund, Amount: amount, Basis: basis}
	}
	for name, c := range map[string]struct {
		claims []dispute.Claim
		want   []string
	}{
		"all that is open": {[]dispute.Claim{refund(1, yuan(119900), "")}, nil},
		"above":            {[]dispute.Claim{refund(1, yuan(119901), "")}, []string{"claim-above-1"}},
		"three times":      {[]dispute.Claim{refund(1, yuan(100), ""), refund(2, yuan(100), ""), refund(3, yuan(100), "")}, []string{"claim-doubled-2", "claim-doubled-3"}},
		"two currencies": {[]dispute.Claim{refund(1, yuan(100), ""), {ID: 2, Kind: dispute.Compensation, Amount: &dispute.Amount{Minor: 100, Currency: "GBP"}}},
			[]string{"currencies"}},
	} {
		in := sample(t, locale.Chinese)
		in.Claims = c.claims
		_, findings := compose(t, in, "regulator")
		var got []string
		for _, f := range findings {
			if f.Level == Must && (strings.HasPrefix(f.ID, "claim-") || f.ID == "currencies") {
				if got = append(got, f.ID); f.Fix.Code == "" {
					t.Errorf("%s: %+v", name, f)
				}
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// A conversation that the program folded has no speaker; its messages have.
func TestMyMessagesAreKnownInAFoldedConversation(t *testing.T) {
	in := sample(t, locale.Chinese)
	said := dispute.Say("event.conversation")
	first := true
	for i := range in.Events {
		if e := &in.Events[i]; e.Kind == dispute.Message {
			e.Key, e.Who, e.Text, e.Summary = first, "", "", &said
			first = false
		}
	}
	for alias, want := range map[string]bool{"": true, "小夏": false} {
		in.Parties[0].Aliases = []string{alias}
		_, findings := compose(t, in, "regulator")
		if got := slices.ContainsFunc(findings, func(f Finding) bool { return f.ID == "aliases" }); got != want {
			t.Errorf("%q: %v", alias, got)
		}
	}
}
