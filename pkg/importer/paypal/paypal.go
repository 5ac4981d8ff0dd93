// Package paypal reads PayPal's reports as CSV: the activity that a user
// downloads, with columns of the user's choice, and the statement.
//
// It promises to know a report by the names of its columns in the languages of
// its table, to take each row's zone from the row, and to ask for the order of
// day and month where neither the language nor the dates decide it. It forbids
// counting a row that moved no money (a memo, a payment that was denied) as
// spent or received. How tables are read stands in package tabular.
package paypal

import (
	"complain/pkg/dispute"
	"complain/pkg/importer/kit/tabular"
)

// Bill reads PayPal's reports.
func Bill() *tabular.Bill {
	b := &tabular.Bill{
		Family:  "paypal",
		Edition: 7,
		Title:   dispute.Words{"en": "PayPal report", "zh": "PayPal 报告"},
		Source:  dispute.Words{"en": "report downloaded from PayPal", "zh": "PayPal 报告导出文件"},
		App:     dispute.Words{"en": "PayPal", "zh": "PayPal"},
		Paying:  "paypal",
		Export:  dispute.Say("paypal.export"),
	}
	for _, l := range languages() {
		b.Layouts = append(b.Layouts, l.activity(), l.statement())
	}
	return b
}

// balances are the names, in all languages, of the column with what the account had
// after a row, in the row's currency.
var balances = []string{"Balance", "Guthaben", "Saldo", "Solde"}

// language is how PayPal names things in one language. Of a list, the first
// name is the one by which a report is known.
type language struct {
	code                   string
	called                 dispute.Words // the language itself
	dates                  tabular.Dates
	date, zone, currency   string
	time                   []string
	gross                  []string
	id, reference, invoice []string
	name, kind, status     string
	title                  []string // what was bought
	impact                 []string
	description            string // of the statement: the kind of row
	words                  map[string]dispute.Direction
	refund                 []string // beginnings of the kinds that give money back
	requests               []string // beginnings of the kinds of rows that never move money, in whatever state
	order                  string   // the whole kind of another such row
}

func (l language) activity() tabular.Layout {
	t := l.layout()
	t.Variant = "activity-" + l.code
	t.Name = l.variant("activity, in ", "活动记录，")
	t.Required = []string{l.date, l.zone, l.name, l.kind, l.status, l.currency}
	t.Header = t.Required
	t.Columns[tabular.Type] = []string{l.kind}
	t.Columns[tabular.Text] = append(append([]string{}, l.title...), l.kind)
	return t
}

func (l language) statement() tabular.Layout {
	t := l.layout()
	t.Variant = "statement-" + l.code
	t.Name = l.variant("statement, in ", "对账单，")
	t.Required = []string{l.date, l.zone, l.description, l.currency, l.gross[0], l.id[0]}
	t.Header = t.Required
	t.Columns[tabular.Type] = []string{l.description}
	t.Columns[tabular.Text] = []string{l.description}
	return t
}

// variant is what a report of a kind is called in this language.
func (l language) variant(en, zh string) dispute.Words {
	return dispute.Words{"en": en + l.called["en"], "zh": zh + l.called["zh"]}
}

func (l language) layout() tabular.Layout {
	t := tabular.Layout{
		Form: tabular.CSV,
		Columns: map[tabular.Role][]string{
			tabular.Time: {l.date}, tabular.Clock: l.time, tabular.Zone: {l.zone}, tabular.Who: {l.name},
			tabular.Status: {l.status}, tabular.Currency: {l.currency}, tabular.Amount: l.gross,
			tabular.Direction: l.impact, tabular.Order: l.id,
			// A refund and a conversion name the payment they belong to; other
			// rows may have the shop's number of the bill.
			tabular.Merchant: append(append([]string{}, l.reference...), l.invoice...),
		},
		Dates:      l.dates,
		Zones:      tabular.Zones(),
		Decimal:    tabular.Either,
		Sign:       tabular.MinusOut,
		Directions: l.words,
		Balances:   balances,
	}
	for _, word := range l.refund {
		t.Refund = append(t.Refund, tabular.Sign{Role: tabular.Type, Prefix: word})
	}
	for _, word := range l.requests {
		t.Unmoved = append(t.Unmoved, tabular.Sign{Role: tabular.Type, Prefix: word})
	}
	if l.order != "" {
		t.Unmoved = append(t.Unmoved, tabular.Sign{Role: tabular.Type, Equal: l.order})
	}
	return t
}
