package story

import (
	"fmt"
	"slices"
	"strings"

	"complain/pkg/channel"
)

// currencies finds demands in money in which nothing was paid, and a case whose
// country's money was not paid with: whoever made the case may never have said
// where they live.
func (f *checker) currencies() {
	var paid []string
	for _, m := range MoneyOf(f.Events, nil, f.Rows) {
		if len(m.Paid.Of) > 0 {
			paid = append(paid, m.Currency)
		}
	}
	if len(paid) == 0 {
		return
	}
	for _, c := range f.Claims {
		if c.Amount != nil && !slices.Contains(paid, c.Amount.Currency) {
			right := *c.Amount
			right.Currency = paid[0]
			f.add(fmt.Sprintf("story-claim-currency:%d", c.ID), channel.Should, []any{c.ID, *c.Amount, strings.Join(paid, f.Comma)}, c.ID, right)
		}
	}
	if own := channel.CurrencyOf(f.Case.Jurisdiction); own != "" && !slices.Contains(paid, own) {
		f.add("story-country", channel.Note, []any{strings.Join(paid, f.Comma), channel.CountryName(f.Case.Jurisdiction, f.Lang), own}, []any{}...)
	}
}
