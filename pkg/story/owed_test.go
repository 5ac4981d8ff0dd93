package story

import (
	"testing"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// What is owed comes of the rows and of what the story tells, by the kinds of the
// rules, never across currencies; where they do not give it nothing is said.
func TestOwed(t *testing.T) {
	pay := func(id string, minor int64, text string) dispute.Event {
		e := event(id, 1, 1, dispute.Transaction, at2026(t, 3, 1))
		e.Who, e.Text, e.Amount, e.Direction = "商店", text, cny(-minor), dispute.Out
		return e
	}
	tell := func(id, element string, a *dispute.Amount) dispute.Event {
		e := event(id, 2, 2, dispute.Statement, at2026(t, 3, 2))
		e.Elements, e.Amount = []string{element}, a
		return e
	}
	dollars := &dispute.Amount{Minor: 700, Currency: "USD"}
	for name, c := range map[string]struct {
		kind   string
		events []dispute.Event
		want   string
	}{
		"a price difference":               {"price_difference", []dispute.Event{pay("R1", 109900, "净化器"), tell("R2", "price.fact", cny(89900))}, "200.00 CNY = 1099.00 CNY − 899.00 CNY"},
		"two prices that should have been": {"price_difference", []dispute.Event{pay("R1", 109900, "净化器"), tell("R2", "price.fact", cny(89900)), tell("R3", "price.fact", cny(79900))}, ""},
		"a price that is no lower":         {"price_difference", []dispute.Event{pay("R1", 109900, "净化器"), tell("R2", "price.fact", cny(109900))}, ""},
		"receipts":                         {"loss", []dispute.Event{pay("R1", 10000, "包"), tell("R2", "c.loss", cny(4200)), tell("R3", "c.loss", cny(-800)), tell("R4", "c.loss", dollars)}, "50.00 CNY = 42.00 CNY + 8.00 CNY"},
		"a loss without receipts":          {"loss", []dispute.Event{pay("R1", 10000, "包"), tell("R2", "c.loss", nil)}, ""},
		"the value of a parcel":            {"parcel_loss", []dispute.Event{pay("R1", 10000, "茶具"), tell("R2", "parcel.value", cny(35600))}, "356.00 CNY = 356.00 CNY"},
		"charged three times":              {"reverse_charge", []dispute.Event{pay("R1", 9800, "会员"), pay("R2", 9800, "会员"), pay("R3", 9800, "会员"), pay("R4", 9800, "书")}, "196.00 CNY = 98.00 CNY + 98.00 CNY"},
		"charged once":                     {"reverse_charge", []dispute.Event{pay("R1", 9800, "会员"), pay("R2", 9900, "会员")}, ""},
		"ten times, and the least":         {"tenfold", []dispute.Event{pay("R1", 8970, "坚果")}, "1000.00 CNY = 89.70 CNY × 10 < 1000.00 CNY"},
		"what has no sum":                  {"repair", []dispute.Event{pay("R1", 8970, "坚果")}, ""},
	} {
		kind, ok := practice(t).ClaimKind(c.kind)
		if !ok {
			t.Fatalf("no kind %s", c.kind)
		}
		m := MoneyOf(c.events, nil, NewRows(dispute.Case{}, nil))
		got := ""
		if sum, how, ok := Owed(kind, m[0], c.events); ok {
			got = sum.String() + " = " + how
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if _, _, ok := Owed(channel.ClaimKind{Times: 3}, Money{Currency: "CNY"}, nil); ok {
		t.Error("three times nothing is no amount")
	}
}
