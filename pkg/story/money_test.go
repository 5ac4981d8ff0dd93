package story

import (
	"testing"

	"complain/pkg/dispute"
)

// What was paid, what came back and what is open, by currency: of the case's order
// where rows bear its number, and never the refund of another payment.
func TestMoneyOf(t *testing.T) {
	const order = "4316208857120346159"
	row := func(id string, record int64, minor int64, currency string, refund bool) dispute.Event {
		e := event(id, record, 1, dispute.Transaction, at2026(t, 3, 1))
		e.Who, e.Amount, e.Direction, e.Refund = "shop", &dispute.Amount{Minor: minor, Currency: currency}, dispute.Out, refund
		if refund {
			e.Direction = dispute.In
		}
		return e
	}
	of := func(e dispute.Event, payment string) dispute.Event {
		e.Notes = []dispute.Note{dispute.Say("note.refund-of", payment)}
		return e
	}
	joined := row("R1", 1, 10000, "CNY", false)
	joined.Cites = append(joined.Cites, dispute.Citation{Evidence: 2, Record: 8})
	for _, c := range []struct {
		name    string
		ordered []int64
		events  []dispute.Event
		want    string // paid, returned, open of each currency
	}{
		{"instalments", []int64{1, 2}, []dispute.Event{row("R1", 1, 10000, "CNY", false), row("R2", 2, 10000, "CNY", false)}, "200.00 0.00 200.00 CNY;"},
		{"a deposit that came back, and freight", nil, []dispute.Event{row("R1", 1, 5000, "CNY", false), row("R2", 2, 1200, "CNY", false), of(row("R3", 3, 5000, "CNY", true), "R1")}, "62.00 50.00 12.00 CNY;"},
		{"refunds in parts", []int64{1}, []dispute.Event{row("R1", 1, -10000, "CNY", false), of(row("R3", 3, 2000, "CNY", true), "R1"), of(row("R4", 4, -3000, "CNY", true), "R1")}, "100.00 50.00 50.00 CNY;"},
		{"two currencies", nil, []dispute.Event{row("R1", 1, 10000, "CNY", false), row("R2", 2, 900, "USD", false), of(row("R3", 3, 400, "USD", true), "R2")}, "100.00 0.00 100.00 CNY;9.00 4.00 5.00 USD;"},
		{"another order of the shop, and its refund", []int64{1}, []dispute.Event{row("R1", 1, 10000, "CNY", false), row("R2", 2, 7000, "CNY", false), of(row("R3", 3, 7000, "CNY", true), "R2")}, "100.00 0.00 100.00 CNY;"},
		{"a refund of a payment that several sources show", []int64{1}, []dispute.Event{joined, of(row("R3", 3, 4000, "CNY", true), "R8")}, "100.00 40.00 60.00 CNY;"},
		{"a refund that names no payment", []int64{1}, []dispute.Event{row("R1", 1, 10000, "CNY", false), row("R3", 3, 4000, "CNY", true)}, "100.00 40.00 60.00 CNY;"},
		{"a refund without its payment", nil, []dispute.Event{of(row("R3", 3, 4000, "CNY", true), "R2")}, "0.00 40.00 -40.00 CNY;"},
	} {
		rows := NewRows(dispute.Case{Order: order}, nil)
		for _, id := range c.ordered {
			rows.of[id] = true
		}
		got := ""
		for _, m := range MoneyOf(c.events, nil, rows) {
			got += m.Paid.Total.Decimal() + " " + m.Returned.Total.Decimal() + " " + m.Open.Decimal() + " " + m.Currency + ";"
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
