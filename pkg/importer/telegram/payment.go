package telegram

import (
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/jsonstream"
)

// Invoices of bots, and the messages by which Telegram says that one was paid. Their
// sums are counted in the smallest unit of the currency.

// typeInvoice is a message that asks for money.
const typeInvoice = "invoice"

// bill is what an invoice says. Of one that was paid the receipt is another message.
func bill(invoice jsonstream.Value, r *dispute.Record) {
	for _, name := range []string{"title", "description"} {
		if said := invoice.Get(name).Str(); said != "" && !strings.Contains(r.Text, said) {
			r.Text = strings.TrimPrefix(r.Text+"\n"+said, "\n")
		}
	}
	if r.Type == "" {
		r.Type = typeInvoice
	}
	sum, ok := sumOf(invoice)
	if !ok {
		return
	}
	r.Amount, r.Direction = &sum, dispute.NoDirection
	if receipt := invoice.Get("receipt_message_id").Str(); receipt != "" && receipt != "0" {
		r.Remarks = append(r.Remarks, dispute.Say("chat.money-taken"))
		return
	}
	r.Remarks = append(r.Remarks, dispute.Say(dispute.RemarkUnmoved, typeInvoice), dispute.Say("chat.money-asked"))
}

// paid is a message of Telegram's own about a payment.
func (d *document) paid(v jsonstream.Value, r *dispute.Record) {
	sum, ok := sumOf(v)
	if !ok {
		return
	}
	r.Amount, r.Direction = &sum, dispute.NoDirection
	r.Text += ": " + sum.String()
	if me := d.log.Src.Options.Me; me != "" && me == r.Who {
		r.Direction = dispute.Out
	}
}

// sumOf is the amount of an object in the currency that it names; Telegram's stars
// are no money.
func sumOf(v jsonstream.Value) (a dispute.Amount, ok bool) {
	minor, err := strconv.ParseInt(v.Get("amount").Str(), 10, 64)
	currency := v.Get("currency").Str()
	if err != nil || minor <= 0 || len(currency) != 3 || currency == "XTR" {
		return a, false
	}
	return dispute.Amount{Minor: minor, Currency: currency}, true
}
