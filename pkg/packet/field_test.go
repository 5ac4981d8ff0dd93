package packet

import (
	"slices"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

// A letter that asks where the sides are takes what the case says of them.
func TestCountriesOfTheSides(t *testing.T) {
	blanks := func(countries map[dispute.PartyRole]string) (rows []string) {
		in := sample(t, locale.English)
		for i, p := range in.Parties {
			if id := countries[p.Role]; id != "" {
				in.Parties[i].Identifiers = append(in.Parties[i].Identifiers, dispute.Identifier{Kind: dispute.CountryOf, Value: id})
			}
		}
		d, _ := compose(t, in, "eu.ecc")
		visit(d, func(b doc.Block) {
			kv, _ := b.(doc.KeyValues)
			for _, row := range kv.Rows {
				if row.Key == "Country of residence" || row.Key == "Country of the trader" {
					rows = append(rows, doc.Outline(row.Value))
				}
			}
		}, func(doc.Inline) {})
		return rows
	}
	if got := blanks(nil); len(got) != 2 {
		t.Fatalf("the letter asks for %q", got)
	}
	got := blanks(map[dispute.PartyRole]string{dispute.Complainant: "fr", dispute.Seller: "de"})
	if want := []string{"France", "Germany"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
