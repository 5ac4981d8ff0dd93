package camt

import (
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/statement"
	"complain/pkg/internal/sgml"
)

// close compares what a statement declares with what was read of it.
func (x *extraction) close() {
	x.inside = false
	x.summaries()
	x.reconcile()
	x.account = account{}
}

func (x *extraction) summaries() {
	if x.summary == nil {
		return
	}
	both := statement.Sum{Count: x.credits.Count + x.debits.Count, Minor: x.credits.Minor + x.debits.Minor}
	for _, part := range []struct {
		name, count, sum string
		read             statement.Sum
	}{
		{"TtlNtries", "camt.total.count", "camt.total.sum", both},
		{"TtlCdtNtries", "camt.total.credits", "camt.total.credit-sum", x.credits},
		{"TtlDbtNtries", "camt.total.debits", "camt.total.debit-sum", x.debits},
	} {
		n := x.summary.At(part.name)
		if count := n.Get("NbOfNtries"); digits(count) {
			read := strconv.Itoa(part.read.Count)
			declared := strings.TrimLeft(count, "0")
			if declared == "" {
				declared = "0"
			}
			x.sink.Total(dispute.Total{What: dispute.Note{Code: part.count, Args: []string{x.id}}, Declared: declared, Read: read, OK: declared == read})
		}
		x.sum(dispute.Note{Code: part.sum, Args: []string{x.id}}, n.At("Sum"), part.read.Minor, false)
		if part.name == "TtlNtries" {
			net := n.At("TtlNetNtry")
			mark := net.Get("CdtDbtInd")
			amount := net.At("Amt")
			if amount == nil { // as version 2 has it
				amount, mark = n.At("TtlNetNtryAmt"), n.Get("CdtDbtInd")
			}
			x.sum(dispute.Say("camt.total.net", x.id), amount, x.credits.Minor-x.debits.Minor, mark == "DBIT")
		}
	}
}

// sum compares one declared sum. It has no currency of its own: where the
// entries have several, it means nothing.
func (x *extraction) sum(what dispute.Note, n *sgml.Node, minor int64, negative bool) {
	if n == nil || len(x.currencies) > 1 {
		return
	}
	currency := x.src.Options.Currency
	for c := range x.currencies {
		currency = c
	}
	declared, exact, ok := statement.Amount(n.Text, statement.Point, currency)
	if !ok || !exact {
		return
	}
	if negative {
		declared = declared.Neg()
	}
	read := dispute.Amount{Minor: minor, Currency: currency}
	x.sink.Total(dispute.Total{What: what, Declared: declared.Decimal(), Read: read.Decimal(), OK: declared == read})
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
