package qif

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/dateorder"
	"complain/pkg/importer/kit/statement"
)

type extraction struct {
	src   *importer.Source
	sink  importer.Sink
	file  *statement.File
	order dateorder.Order
	mark  statement.Mark

	units, records, problems int
}

func (x *extraction) skip(l statement.Line, why string) error {
	x.units++
	return x.sink.Skip(x.file.Place(l.Offset, l.End), dispute.Note{Code: why})
}

func (x *extraction) end(how *dispute.Note) error {
	if x.records > 0 {
		if how != nil {
			x.sink.Remark(*how)
		}
		x.sink.Remark(dispute.Say("statement.remark.currency", x.src.Options.Currency))
	}
	x.sink.Units(x.units)
	if x.records+x.problems == 0 {
		x.sink.Remark(dispute.Say("statement.remark.empty"))
	}
	return nil
}

func (x *extraction) block(b *block) error {
	first, last := b.lines[0], b.lines[len(b.lines)-1]
	x.units += last.Number - first.Number + 1
	at := x.file.Place(first.Offset, last.End)
	at.Line = first.Number
	if last.Number > first.Number {
		at.LineEnd = last.Number
	}
	switch {
	case len(b.lines) == 1 && b.ended:
		return x.sink.Skip(at, dispute.Say("qif.skip.end"))
	case !money[b.section] && b.section == "":
		return x.sink.Problem(at, dispute.Say("qif.problem.section", statement.Quote(first.Text)))
	case !money[b.section]:
		return x.sink.Skip(at, dispute.Say("qif.skip.section", b.section))
	}
	r, why := x.record(b, at)
	if why != nil {
		x.problems++
		return x.sink.Problem(at, *why)
	}
	r.Raw = x.file.Raw(first.Offset, last.End)
	x.records++
	return statement.Give(x.sink, r)
}

func (x *extraction) record(b *block, at dispute.Locator) (dispute.Record, *dispute.Note) {
	fail := func(code string, args ...any) (dispute.Record, *dispute.Note) {
		why := dispute.Say(code, args...)
		return dispute.Record{}, &why
	}
	text := b.value('T')
	if text == "" {
		text = b.value('U')
	}
	amount, exact, ok := x.amount(text)
	if !ok {
		if statement.Ambiguous(text) && x.mark == statement.EitherMark {
			return fail("statement.problem.comma", statement.Quote(text))
		}
		return fail("problem.amount", statement.Quote(text))
	}
	day := b.value('D')
	when, timed := x.when(day)
	r := dispute.Record{Kind: dispute.Transaction, Locator: at, At: when, Amount: &amount, Direction: statement.BySign(amount),
		Who: b.value('P'), Text: b.value('M'), Status: b.value('C')}
	if number := b.value('N'); strings.ContainsAny(number, "0123456789") {
		r.Order = number
	} else {
		r.Type = number
	}
	if !timed {
		statement.Untimed(&r, day)
	}
	if !exact {
		r.Remarks = append(r.Remarks, dispute.Say("statement.remark.digits", statement.Quote(text)))
	}
	if !b.ended {
		r.Remarks = append(r.Remarks, dispute.Say("statement.remark.unclosed"))
	}
	x.fields(&r, b)
	return r, nil
}

func (x *extraction) when(day string) (dispute.When, bool) {
	c, ok := readDate(day, x.order)
	if !ok {
		return dispute.When{}, false
	}
	w, err := x.src.Local(c, dispute.Day)
	return w, err == nil
}

// fields keeps every line by its letter, and adds up the splits.
func (x *extraction) fields(r *dispute.Record, b *block) {
	var sum int64
	splits, readable := 0, true
	for _, l := range b.lines {
		text := strings.TrimSpace(strings.TrimPrefix(l.Text, "\ufeff"))
		if text == "" || text[0] == '^' {
			continue
		}
		name, value := text[:1], strings.TrimSpace(text[1:])
		if text[0] >= 0x80 {
			name, value = "", text
		}
		r.Fields = append(r.Fields, dispute.Field{Name: name, Value: value})
		if name == "$" {
			part, exact, ok := x.amount(value)
			splits++
			sum += part.Minor
			readable = readable && exact && ok
		}
	}
	if b.account != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "!Account", Value: b.account})
	}
	if parts := (dispute.Amount{Minor: sum, Currency: r.Amount.Currency}); splits > 0 && readable && parts != *r.Amount {
		r.Remarks = append(r.Remarks, dispute.Say("qif.remark.splits", parts, *r.Amount))
	}
}

func (x *extraction) amount(text string) (a dispute.Amount, exact, ok bool) {
	currency := x.src.Options.Currency
	if x.mark == statement.EitherMark {
		// The file does not tell: an amount is read if it tells by itself.
		if statement.Ambiguous(text) {
			return a, false, false
		}
	}
	return statement.Amount(text, x.mark, currency)
}
