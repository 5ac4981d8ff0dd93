package story

import (
	"fmt"
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// Owed is the amount of a kind of claim in one currency, as the rows and what the story
// tells give it, and how it comes about; ok is false where they do not give it.
//
//   - a multiple of the price, with its least;
//   - the sum of what elements tell, as receipts do;
//   - what was paid above the one amount that an element tells;
//   - what was charged again: of payments that agree in all but the time, each after
//     the first.
func Owed(k channel.ClaimKind, m Money, events []dispute.Event) (_ dispute.Amount, how string, ok bool) {
	switch {
	case k.Times > 0:
		return times(k, m)
	case len(k.Of) > 0:
		list := tellAmounts(events, k.Of, m.Currency)
		return added(list, m.Currency)
	case len(k.Less) > 0:
		list := tellAmounts(events, k.Less, m.Currency)
		if len(list) != 1 || list[0].Minor >= m.Paid.Total.Minor {
			return dispute.Amount{}, "", false
		}
		return dispute.Amount{Minor: m.Paid.Total.Minor - list[0].Minor, Currency: m.Currency}, fmt.Sprintf("%s \u2212 %s", m.Paid.Total, list[0]), true
	case k.Again:
		return added(chargedAgain(events, m), m.Currency)
	}
	return dispute.Amount{}, "", false
}

// times is a multiple of what was paid, at least the floor.
func times(k channel.ClaimKind, m Money) (dispute.Amount, string, bool) {
	if len(m.Paid.Of) == 0 {
		return dispute.Amount{}, "", false
	}
	want, ok := k.Compute(m.Paid.Total, dispute.Amount{})
	if !ok {
		return dispute.Amount{}, "", false
	}
	how := fmt.Sprintf("%s \u00d7 %d", m.Paid.Total, k.Times)
	if want.Minor != m.Paid.Total.Minor*int64(k.Times) { // the least
		how += " < " + want.String()
	}
	return want, how, true
}

// tellAmounts are the amounts of a currency that events tell which fill elements.
func tellAmounts(events []dispute.Event, elements []string, currency string) []dispute.Amount {
	var out []dispute.Amount
	for _, e := range events {
		tells := slices.ContainsFunc(e.Elements, func(id string) bool { return slices.Contains(elements, id) })
		if tells && e.Amount != nil && e.Amount.Currency == currency && e.Amount.Minor != 0 {
			out = append(out, magnitude(*e.Amount))
		}
	}
	return out
}

// added is the sum of some amounts; ok is false for none.
func added(list []dispute.Amount, currency string) (sum dispute.Amount, how string, ok bool) {
	sum.Currency = currency
	var parts []string
	for _, a := range list {
		total, err := sum.Add(a)
		if err != nil {
			return dispute.Amount{}, "", false
		}
		sum, parts = total, append(parts, a.String())
	}
	return sum, strings.Join(parts, " + "), len(list) > 0
}

// chargedAgain are the payments of the case that repeat one: the same name, text and
// amount on the same day.
func chargedAgain(events []dispute.Event, m Money) []dispute.Amount {
	var out []dispute.Amount
	seen := map[string]bool{}
	for _, e := range events {
		if !slices.Contains(m.Paid.Of, e.ID) || e.Amount.Currency != m.Currency {
			continue
		}
		key := fmt.Sprint(e.Who, "\x00", e.Text, "\x00", day(e.At), e.Amount.Minor)
		if seen[key] {
			out = append(out, magnitude(*e.Amount))
		}
		seen[key] = true
	}
	return out
}

func magnitude(a dispute.Amount) dispute.Amount {
	if a.Minor < 0 {
		return a.Neg()
	}
	return a
}
