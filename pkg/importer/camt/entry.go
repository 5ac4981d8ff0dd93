package camt

import (
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/statement"
	"complain/pkg/internal/sgml"
)

func (x *extraction) entry(n *sgml.Node) error {
	x.units++
	at := x.file.Place(n.Offset, n.End)
	if n.Cut {
		return x.sink.Problem(at, dispute.Say("statement.problem.cut"))
	}
	amount, exact, ok := x.money(n.At("Amt"))
	if !ok {
		text := ""
		if amt := n.At("Amt"); amt != nil {
			text = strings.TrimSpace(amt.Text + " " + amt.Attribute("Ccy"))
		}
		return x.sink.Problem(at, dispute.Say("problem.amount", statement.Quote(text)))
	}
	when, written, timed, ended := x.date(n)
	mark := n.Get("CdtDbtInd")
	r := dispute.Record{
		Kind: dispute.Transaction, Locator: at, At: when, Amount: &amount, Raw: x.file.Raw(n.Offset, n.End),
		Status:    first(n.Get("Sts"), n.Get("Sts", "Cd"), n.Get("Sts", "Prtry")),
		Type:      code(n.At("BkTxCd")),
		Order:     first(n.Get("AcctSvcrRef"), n.Get("NtryRef")),
		Direction: map[string]dispute.Direction{"CRDT": dispute.In, "DBIT": dispute.Out}[mark],
	}
	if r.Direction == "" {
		return x.sink.Problem(at, dispute.Say("camt.problem.mark", statement.Quote(mark)))
	}
	reversal := n.Get("RvslInd") == "true" || n.Get("RvslInd") == "1"
	r.Refund = reversal && r.Direction == dispute.In
	x.parts(&r, n, reversal)
	r.Fields = statement.Leaves(n, r.Fields)
	if x.number != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "Acct/Id", Value: x.number})
	}
	switch {
	case written == "": // the format does not ask for one
		r.Remarks = append(r.Remarks, dispute.Say("camt.remark.no-day"))
	case !timed:
		statement.Untimed(&r, written)
	case ended:
		r.Remarks = append(r.Remarks, dispute.Say(dispute.RemarkDayEnd, written))
	}
	if !exact {
		x.rounded++
		r.Remarks = append(r.Remarks, dispute.Say("statement.remark.digits", statement.Quote(n.Get("Amt"))))
	}
	if !n.Closed {
		r.Remarks = append(r.Remarks, dispute.Say("statement.remark.unclosed"))
	}
	x.count(&r, n)
	if unbooked[r.Status] {
		r.Direction, r.Refund = dispute.NoDirection, false
		r.Remarks = append(r.Remarks, dispute.Say(dispute.RemarkUnmoved, r.Status))
	}
	return statement.Give(x.sink, r)
}

// unbooked are the states of entries that moved no money: not yet, or never.
// Source: ISO 20022, external code set ExternalEntryStatus1Code.
var unbooked = map[string]bool{"PDNG": true, "FUTR": true, "INFO": true}

func (x *extraction) count(r *dispute.Record, n *sgml.Node) {
	if x.currencies == nil {
		return // an entry outside of any statement
	}
	if r.Direction == dispute.In {
		x.credits.Add(*r.Amount, dispute.In)
	} else {
		x.debits.Add(*r.Amount, dispute.In)
	}
	x.currencies[r.Amount.Currency] = true
	if r.Status == "" || r.Status == "BOOK" {
		x.booked.Add(*r.Amount, r.Direction)
		x.onDay(first(n.Get("BookgDt", "Dt"), n.Get("BookgDt", "DtTm")), r)
	}
}

// onDay adds an entry to those of its day of booking, which is what balances go by.
func (x *extraction) onDay(day string, r *dispute.Record) {
	day = day[:min(len(day), len("2026-03-05"))]
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		x.dayless = true
		return
	}
	if x.days[day] == nil {
		x.days[day] = &statement.Sum{}
	}
	x.days[day].Add(*r.Amount, r.Direction)
}

// parts reads what the entry's payments say: whose they are and what for.
func (x *extraction) parts(r *dispute.Record, n *sgml.Node, reversal bool) {
	var details []*sgml.Node
	for _, d := range n.All("NtryDtls") {
		details = append(details, d.All("TxDtls")...)
	}
	var who, text []string
	for i, d := range details {
		if i == maxParts {
			break
		}
		who = add(who, x.other(d, r.Direction, reversal))
		for _, u := range d.At("RmtInf").All("Ustrd") {
			text = add(text, u.Text)
		}
		text = add(text, d.Get("RmtInf", "Strd", "CdtrRefInf", "Ref"))
		if len(text) == 0 {
			text = add(text, d.Get("AddtlTxInf"))
		}
	}
	if len(details) == 1 {
		refs := details[0].At("Refs")
		r.Order = first(r.Order, refs.Get("AcctSvcrRef"), refs.Get("TxId"))
		if id := refs.Get("EndToEndId"); id != "NOTPROVIDED" {
			r.Merchant = id
		}
		r.Type = first(r.Type, code(details[0].At("BkTxCd")))
	}
	if len(who) == 1 || len(details) == 1 {
		r.Who = strings.Join(who, ", ")
	}
	if len(details) > 1 {
		r.Remarks = append(r.Remarks, dispute.Say("camt.remark.batch", len(details)))
	}
	r.Text = first(strings.Join(text, " "), n.Get("AddtlNtryInf"))
}

// maxParts is how many payments of a batch are looked at for its text.
const maxParts = 20

func add(list []string, text string) []string {
	if text == "" {
		return list
	}
	for _, t := range list {
		if t == text {
			return list
		}
	}
	return append(list, text)
}

// other is the other side of a payment: who paid what came in, or was paid
// what went out. In a reversal the sides are those of the payment that is
// taken back.
func (x *extraction) other(d *sgml.Node, way dispute.Direction, reversal bool) string {
	name := func(side string) string {
		p := d.At("RltdPties", side)
		return first(p.Get("Nm"), p.Get("Pty", "Nm"), p.Get("Agt", "FinInstnId", "Nm"))
	}
	one, two := "Dbtr", "Cdtr"
	if (way == dispute.Out) != reversal {
		one, two = two, one
	}
	if who := first(name(one), name("Ultmt"+one)); who != "" {
		return who
	}
	// Some banks name one side only, and that under the wrong name.
	if who := name(two); who != x.owner {
		return who
	}
	return ""
}

// code is the bank's code for a kind of entry.
func code(n *sgml.Node) string {
	if own := n.Get("Prtry", "Cd"); own != "" {
		return own
	}
	var parts []string
	for _, p := range []string{n.Get("Domn", "Cd"), n.Get("Domn", "Fmly", "Cd"), n.Get("Domn", "Fmly", "SubFmlyCd")} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, "/")
}

// date is the day of booking, or that of value where there is none. text is
// how the entry writes it; ended is set where that is the end of a day.
func (x *extraction) date(n *sgml.Node) (w dispute.When, text string, ok, ended bool) {
	for _, name := range []string{"BookgDt", "ValDt"} {
		text = first(n.Get(name, "DtTm"), n.Get(name, "Dt"))
		if text != "" {
			break
		}
	}
	w, ok, ended = x.when(text)
	return w, text, ok, ended
}

// when reads a date or a date and time of XML, with or without a zone:
// "2014-12-31", "2014-12-31+01:00", "2014-12-31T08:00:00.000Z".
func (x *extraction) when(text string) (w dispute.When, ok, ended bool) {
	if len(text) < 10 || text[4] != '-' || text[7] != '-' {
		return dispute.When{}, false, false
	}
	day, rest := text[:10], text[10:]
	c, p := dispute.Clock{}, dispute.Day
	var read [3]bool
	c.Year, read[0] = number(day[:4])
	c.Month, read[1] = number(day[5:7])
	c.Day, read[2] = number(day[8:])
	good := read[0] && read[1] && read[2]
	if good && len(rest) >= 6 && rest[0] == 'T' && rest[3] == ':' && !strings.HasPrefix(rest[6:], ":") {
		rest = rest[:6] + ":00" + rest[6:] // XML has seconds, some banks do not
	}
	if good && len(rest) >= 9 && rest[0] == 'T' && rest[3] == ':' && rest[6] == ':' {
		c.Hour, read[0] = number(rest[1:3])
		c.Minute, read[1] = number(rest[4:6])
		c.Second, read[2] = number(rest[7:9])
		p, rest, good = dispute.Second, rest[9:], read[0] && read[1] && read[2]
		if fraction, isFraction := strings.CutPrefix(rest, "."); isFraction {
			end := len(fraction) - len(strings.TrimLeft(fraction, "0123456789"))
			if end >= 3 {
				c.Milli, _ = number(fraction[:3])
				p = dispute.Millisecond
			}
			rest = fraction[end:]
		}
	}
	if !good {
		return dispute.When{}, false, false
	}
	c, ended = c.DayEnd()
	if rest == "" {
		w, err := x.src.Local(c, p)
		return w, err == nil, ended
	}
	zone, err := time.Parse("Z07:00", rest)
	if err != nil {
		return dispute.When{}, false, false
	}
	_, offset := zone.Zone()
	w, err = dispute.Local(c, p, time.FixedZone("", offset), dispute.ZoneStated)
	return w, err == nil, ended
}

func number(digits string) (int, bool) {
	n, err := strconv.Atoi(digits)
	return n, err == nil && digits[0] >= '0' && digits[0] <= '9'
}
