package camt

import (
	"complain/pkg/dispute"
	"complain/pkg/importer/kit/statement"
	"complain/pkg/internal/sgml"
)

// balance is one that a statement declares.
type balance struct {
	code, day string
	amount    dispute.Amount
}

// Codes of balances. Sources: ISO 20022, external code set ExternalBalanceType1Code.
// An intermediate one closes a page of a statement, or opens the next.
const (
	opening      = "OPBD"
	before       = "PRCD" // how the period before closed
	closing      = "CLBD"
	intermediate = "ITBD"
)

// maxBalances bounds what one statement may declare.
const maxBalances = 1000

func (x *extraction) balance(n *sgml.Node) {
	a, exact, ok := x.money(n.At("Amt"))
	if !ok || !exact || !x.inside || len(x.balances) == maxBalances {
		return
	}
	if n.Get("CdtDbtInd") == "DBIT" {
		a = a.Neg()
	}
	day := first(n.Get("Dt", "Dt"), n.Get("Dt", "DtTm"))
	b := balance{code: n.Get("Tp", "CdOrPrtry", "Cd"), amount: a}
	if len(day) >= len("2026-03-05") {
		b.day = day[:10]
	}
	x.balances = append(x.balances, b)
}

// ends are the balances that all of the statement's entries lie between.
func (x *extraction) ends() (from, to *balance) {
	for i := range x.balances {
		switch b := &x.balances[i]; b.code {
		case opening, before:
			if from == nil || b.day < from.day && from.code == b.code {
				from = b
			}
			if from.code == before && b.code == opening && b.day <= from.day {
				from = b
			}
		case closing:
			if to == nil || b.day >= to.day {
				to = b
			}
		}
	}
	for i := range x.balances { // of a page: one that opens it is first, one that closes it last
		switch b := &x.balances[i]; {
		case b.code != intermediate:
		case from == nil && to != b:
			from = b
		case to == nil || to.code == intermediate:
			if b != from {
				to = b
			}
		}
	}
	return from, to
}

// reconcile compares each balance with the entries that lie between it and the first:
// the last with all of them, those of days before it with what was booked until then.
func (x *extraction) reconcile() {
	from, to := x.ends()
	if from == nil || to == nil {
		return
	}
	compare := func(sum statement.Sum, what string, b *balance) {
		name := x.id
		if b != to {
			name += " " + b.day
		}
		if t, ok := sum.Closing(dispute.Say(what, name), &from.amount, &b.amount, x.currencies); ok {
			x.sink.Total(t)
		}
	}
	seen := map[balance]bool{*from: true, *to: true}
	for i := range x.balances {
		b := &x.balances[i]
		known := b.code == opening || b.code == before || b.code == closing
		if seen[*b] || !known || b.day == "" || from.day == "" || b.day < from.day || x.dayless {
			continue
		}
		seen[*b] = true
		what := "statement.total.balance"
		if b.code == opening {
			what = "statement.total.opening"
		}
		compare(x.until(b), what, b)
	}
	compare(x.booked, "statement.total.balance", to)
	x.carried.Next(x.sink, x.number, x.sequence+x.page, &from.amount, &to.amount)
}

// until sums up what was booked until a balance: an opening one stands before the
// entries of its day.
func (x *extraction) until(b *balance) statement.Sum {
	var sum statement.Sum
	for day, of := range x.days {
		if day < b.day || day == b.day && b.code != opening {
			sum.Join(*of)
		}
	}
	return sum
}
