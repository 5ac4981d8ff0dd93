package channel

import (
	"slices"
	"testing"
)

// What the law of one country grants is offered to no case under that of another;
// what all grant is offered to all.
func TestClaimsAreOfferedByCountry(t *testing.T) {
	book, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := book.Practice()
	if err != nil {
		t.Fatal(err)
	}
	chinese := []string{"triple", "tenfold", "loss_triple_food", "tax_refund", "late_interest", "payment_records", "platform_pay"}
	for country, c := range map[string]struct{ has, hasNot []string }{
		"cn": {append([]string{"refund", "return", "repair", "freight", "loss"}, chinese...), []string{"uk_remedy"}},
		"gb": {[]string{"refund", "return", "repair", "freight", "loss", "chargeback", "uk_remedy"}, chinese},
		"US": {[]string{"refund", "return", "repair", "freight", "loss", "chargeback"}, append([]string{"uk_remedy"}, chinese...)},
		"":   {append([]string{"refund", "uk_remedy"}, chinese...), nil},
	} {
		offered := ids(p.ClaimsFor(country), func(k ClaimKind) string { return k.ID })
		for _, id := range c.has {
			if !slices.Contains(offered, id) {
				t.Errorf("%q: %s is not offered", country, id)
			}
		}
		for _, id := range c.hasNot {
			if slices.Contains(offered, id) {
				t.Errorf("%q: %s is offered", country, id)
			}
		}
	}
	if err := p.checkClaim(ClaimKind{ID: "x", Countries: []string{"uk"}, Confidence: p.claims[0].Confidence}, book); err == nil {
		t.Error("a country that is none is taken")
	}
}
