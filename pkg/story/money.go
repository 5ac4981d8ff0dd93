package story

import (
	"fmt"
	"slices"

	"complain/pkg/dispute"
)

// Money is what moved in a case in one currency, and what is claimed.
type Money struct {
	Currency string
	Paid     Sum
	Returned Sum
	Open     dispute.Amount // paid and not returned
	Claimed  Sum
}

// Sum is a total with the events it is of, or the claims.
type Sum struct {
	Total dispute.Amount
	Of    []string
}

func (s *Sum) add(a dispute.Amount, id string) {
	if a.Minor < 0 {
		a = a.Neg()
	}
	if s.Total.Currency == "" {
		s.Total.Currency = a.Currency
	}
	if total, err := s.Total.Add(a); err == nil {
		s.Total, s.Of = total, append(s.Of, id)
	}
}

// MoneyOf adds up what moved in a case, one sum a currency in the order in which
// currencies first come: never across them.
func MoneyOf(events []dispute.Event, claims []dispute.Claim, rows *Rows) []Money {
	var out []Money
	in := func(currency string) *Money {
		i := slices.IndexFunc(out, func(m Money) bool { return m.Currency == currency })
		if i < 0 {
			zero := Sum{Total: dispute.Amount{Currency: currency}}
			i, out = len(out), append(out, Money{Currency: currency, Paid: zero, Returned: zero, Claimed: zero})
		}
		return &out[i]
	}
	payments := rows.payments(events)
	for i := range events {
		e := &events[i]
		switch {
		case payments[e.ID]:
			in(e.Amount.Currency).Paid.add(*e.Amount, e.ID)
		case back(e) && !ofAnother(e, events, payments):
			in(e.Amount.Currency).Returned.add(*e.Amount, e.ID)
		}
	}
	for _, c := range claims {
		if c.Amount != nil {
			in(c.Amount.Currency).Claimed.add(*c.Amount, claimID(c))
		}
	}
	for i := range out {
		m := &out[i]
		m.Open = dispute.Amount{Minor: m.Paid.Total.Minor - m.Returned.Total.Minor, Currency: m.Currency}
	}
	return out
}

// ofAnother reports whether a refund is of a payment that is none of the case's.
func ofAnother(refund *dispute.Event, events []dispute.Event, payments map[string]bool) bool {
	i := slices.IndexFunc(refund.Notes, func(n dispute.Note) bool { return n.Code == "note.refund-of" })
	if i < 0 || len(payments) == 0 {
		return false
	}
	of := refund.Notes[i].Args
	return slices.ContainsFunc(events, func(e dispute.Event) bool {
		return paid(&e) && !payments[e.ID] && slices.ContainsFunc(e.Cites, func(c dispute.Citation) bool { return slices.Contains(of, fmt.Sprintf("R%d", c.Record)) })
	})
}

// paymentsOf are the payments of the case among the events that packets tell:
// those of its order, where any bears its number, else those to its seller, else
// all.
func paymentsOf(events []dispute.Event, ordered map[int64]bool, sells func(who string) bool) map[string]bool {
	var all [3]map[string]bool
	for i := range events {
		e := &events[i]
		if !paid(e) {
			continue
		}
		rank := 2
		switch {
		case slices.ContainsFunc(e.Cites, func(c dispute.Citation) bool { return ordered[c.Record] }):
			rank = 0
		case sells(e.Who):
			rank = 1
		}
		if all[rank] == nil {
			all[rank] = map[string]bool{}
		}
		all[rank][e.ID] = true
	}
	for _, some := range all {
		if some != nil {
			return some
		}
	}
	return nil
}
