package mt940

import (
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/statement"
)

type extraction struct {
	src  *importer.Source
	sink importer.Sink
	file *statement.File

	entry   *field // a :61: whose :86: may follow
	message        // the statement being read
	rounded int
	entries int  // :61: lines, read or not
	assumed bool // some amounts are in the case's currency, for want of one
	before  statement.Carried
}

// message is one statement.
type message struct {
	account, number string
	currency        string
	opening         *dispute.Amount
	carried         bool // compared with the statement before it
	sum             statement.Sum
	credits, debits statement.Sum
}

func (x *extraction) field(f *field) error {
	if f.tag == "86" && x.entry != nil {
		e := x.entry
		x.entry = nil
		return x.record(e, f)
	}
	if err := x.flush(); err != nil {
		return err
	}
	switch f.tag {
	case "61":
		x.entries++
		x.entry = f
		return nil
	case "20":
		x.message = message{}
	case "25":
		x.account = strings.TrimSpace(f.value)
	case "28", "28C":
		x.number = strings.TrimSpace(f.value)
	case "60F", "60M":
		opening := x.balance(f.value)
		if x.sum.Count > 0 { // within a statement, as its next page begins
			x.closing(opening)
			x.carried = true
		}
		x.sum, x.opening = statement.Sum{}, opening
		if x.opening != nil {
			x.currency = x.opening.Currency
		}
	case "34F": // the least amount that an MT942 lists
		if v := strings.TrimSpace(f.value); len(v) >= 3 && statement.Currency(v[:3]) {
			x.currency = v[:3]
		}
	case "90D":
		x.declared(f.value, "mt940.total.debits", "mt940.total.debit-sum", x.debits)
	case "90C":
		x.declared(f.value, "mt940.total.credits", "mt940.total.credit-sum", x.credits)
	case "62F", "62M":
		closing := x.balance(f.value)
		x.closing(closing)
		if !x.carried {
			x.before.Next(x.sink, x.account, x.number, x.opening, closing)
		}
		x.before.Reach(x.account, closing)
		x.carried = true
		x.sum, x.opening = statement.Sum{}, closing // some banks go on without a :60M:
	}
	return x.skip(f.from, f.to, "mt940.skip.field", ":"+f.tag+":")
}

// closing compares a balance with what was read since the one before it.
func (x *extraction) closing(balance *dispute.Amount) {
	what := dispute.Say("statement.total.balance", strings.TrimSpace(x.account+" "+x.number))
	if t, ok := x.sum.Closing(what, x.opening, balance, nil); ok {
		x.sink.Total(t)
	}
}

// declared compares what a :90D: or :90C: says, "00003EUR128,50", with what
// was read.
func (x *extraction) declared(text, count, sum string, read statement.Sum) {
	text = strings.TrimSpace(text)
	end := len(text) - len(strings.TrimLeft(text, "0123456789"))
	n, err := strconv.Atoi(text[:end])
	if err != nil || len(text) < end+4 || !statement.Currency(text[end:end+3]) {
		return
	}
	name := strings.TrimSpace(x.account + " " + x.number)
	x.sink.Total(dispute.Total{What: dispute.Note{Code: count, Args: []string{name}},
		Declared: strconv.Itoa(n), Read: strconv.Itoa(read.Count), OK: n == read.Count})
	if a, exact, ok := statement.Amount(text[end+3:], statement.Comma, text[end:end+3]); ok && exact {
		was := dispute.Amount{Minor: read.Minor, Currency: a.Currency}
		x.sink.Total(dispute.Total{What: dispute.Note{Code: sum, Args: []string{name}}, Declared: a.Decimal(), Read: was.Decimal(), OK: a == was})
	}
}

// flush gives an entry that no :86: follows.
func (x *extraction) flush() error {
	if x.entry == nil {
		return nil
	}
	e := x.entry
	x.entry = nil
	return x.record(e, nil)
}

func (x *extraction) outside(l statement.Line, text string) error {
	if text == "" && x.entry != nil {
		// A blank line between :61: and :86: is no end; it is told by itself.
		return x.skip(l, l, "skip.blank")
	}
	if err := x.flush(); err != nil {
		return err
	}
	if text == "" {
		return x.skip(l, l, "skip.blank")
	}
	return x.skip(l, l, "mt940.skip.envelope")
}

func (x *extraction) skip(from, to statement.Line, code string, args ...any) error {
	return x.sink.Skip(x.place(from, to), dispute.Say(code, args...))
}

func (x *extraction) place(from, to statement.Line) dispute.Locator {
	at := x.file.Place(from.Offset, to.End)
	at.Line = from.Number
	if to.Number > from.Number {
		at.LineEnd = to.Number
	}
	return at
}

func (x *extraction) finish() error {
	if err := x.flush(); err != nil {
		return err
	}
	if x.rounded > 0 {
		x.sink.Remark(dispute.Say("statement.remark.rounded", x.rounded))
	}
	if x.assumed {
		x.sink.Remark(dispute.Say("statement.remark.currency", x.src.Options.Currency))
	}
	if x.entries == 0 {
		x.sink.Remark(dispute.Say("statement.remark.empty"))
	}
	return nil
}

// balance reads "C131016DEM84349,74"; nil when it is none.
func (x *extraction) balance(text string) *dispute.Amount {
	text = strings.TrimSpace(text)
	if len(text) < 11 || text[0] != 'C' && text[0] != 'D' {
		return nil
	}
	currency := text[7:10]
	if !statement.Currency(currency) {
		return nil
	}
	a, exact, ok := statement.Amount(text[10:], statement.Comma, currency)
	if !ok || !exact {
		return nil
	}
	if text[0] == 'D' {
		a = a.Neg()
	}
	return &a
}

// record makes a record of a :61: and its :86:, which may be nil.
func (x *extraction) record(entry, info *field) error {
	to := entry.to
	if info != nil && info.from.Number == entry.to.Number+1 {
		to = info.to
	}
	at := x.place(entry.from, to)
	if info != nil && to != info.to { // a blank line lies between
		if err := x.skip(info.from, info.to, "mt940.skip.details", entry.from.Number); err != nil {
			return err
		}
	}
	fail := func(code string, args ...any) error { return x.sink.Problem(at, dispute.Say(code, args...)) }
	p, ok := parseEntry(entry.value)
	if !ok {
		return fail("mt940.problem.entry", statement.Quote(entry.value))
	}
	currency := x.currency
	if currency == "" {
		currency, x.assumed = x.src.Options.Currency, true
	}
	amount, exact, ok := statement.Amount(p.amount, p.decimal(), currency)
	if !ok {
		return fail("problem.amount", statement.Quote(p.amount))
	}
	when, timed := x.when(p.value, p.booked)
	r := dispute.Record{Kind: dispute.Transaction, At: when, Locator: at, Amount: &amount, Direction: p.direction(),
		Refund: p.mark == "RD", Raw: x.file.Raw(entry.from.Offset, to.End)}
	if !exact {
		x.rounded++
		r.Remarks = append(r.Remarks, dispute.Say("statement.remark.digits", statement.Quote(p.amount)))
	}
	if p.expected() {
		r.Status = p.mark
	} else {
		x.sum.Add(amount, r.Direction)
		if r.Direction == dispute.In {
			x.credits.Add(amount, dispute.In)
		} else {
			x.debits.Add(amount, dispute.In)
		}
	}
	r.Type = p.kind
	if p.reference != "NONREF" {
		r.Order = p.reference
	}
	r.Order = first(p.bank, r.Order)
	r.Fields = p.fields(entry.more)
	if info != nil {
		describe(&r, append([]string{info.value}, info.more...))
	}
	r.Text = first(r.Text, strings.TrimSpace(strings.Join(entry.more, " ")))
	if x.account != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: ":25:", Value: x.account})
	}
	switch {
	case !timed:
		statement.Untimed(&r, strings.TrimSpace(p.value+" "+p.booked))
	case p.booked != "":
		if _, ok := x.when(p.value, ""); !ok {
			r.Remarks = append(r.Remarks, dispute.Say("mt940.remark.value-day", p.value))
		}
	}
	return statement.Give(x.sink, r)
}

// when is the day of booking, MMDD, in the year of the day of value, YYMMDD,
// or in the year beside it where the two lie around a new year. Without a day
// of booking it is that of value.
func (x *extraction) when(value, booked string) (dispute.When, bool) {
	if len(value) != 6 || strings.Trim(value, "0123456789") != "" {
		return dispute.When{}, false
	}
	part := func(text string, at int) int { n, _ := strconv.Atoi(text[at : at+2]); return n }
	c := dispute.Clock{Year: 2000 + part(value, 0), Month: part(value, 2), Day: part(value, 4)}
	if c.Year >= 2080 {
		c.Year -= 100
	}
	if booked != "" {
		month := part(booked, 0)
		switch {
		case month == 12 && c.Month == 1:
			c.Year--
		case month == 1 && c.Month == 12:
			c.Year++
		}
		c.Month, c.Day = month, part(booked, 2)
	}
	w, err := x.src.Local(c, dispute.Day)
	return w, err == nil
}
