package ofx

import (
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/statement"
	"complain/pkg/internal/sgml"
)

func (x *extraction) transaction(t sgml.Tag) error {
	n, err := x.r.Element(t)
	if err != nil {
		return err
	}
	x.units++
	at := x.file.Place(n.Offset, n.End)
	if n.Cut {
		return x.sink.Problem(at, dispute.Say("statement.problem.cut"))
	}
	posted := first(n.Get("DTPOSTED"), n.Get("DTUSER"))
	when, zone, timed, ended := x.when(posted)
	r := dispute.Record{
		Kind: dispute.Transaction, Locator: at, At: when, Raw: x.file.Raw(n.Offset, n.End),
		Who:   first(n.Get("NAME"), n.Get("PAYEE", "NAME")),
		Text:  n.Get("MEMO"),
		Type:  n.Get("TRNTYPE"),
		Order: n.Get("FITID"),
	}
	text := n.Get("TRNAMT")
	amount, exact, ok := statement.Amount(text, statement.EitherMark, x.money(n))
	switch {
	case !ok && statement.Ambiguous(text):
		return x.sink.Problem(at, dispute.Say("statement.problem.comma", statement.Quote(text)))
	case !ok:
		return x.sink.Problem(at, dispute.Say("problem.amount", statement.Quote(text)))
	}
	switch {
	case !timed:
		statement.Untimed(&r, posted)
	case ended:
		r.Remarks = append(r.Remarks, dispute.Say(dispute.RemarkDayEnd, statement.Quote(posted)))
	case zone != "":
		r.Remarks = append(r.Remarks, dispute.Say("bill.remark.zone", statement.Quote(zone), when.Zone.Name))
	}
	r.Amount, r.Direction = &amount, statement.BySign(amount)
	if !exact {
		x.rounded++
		r.Remarks = append(r.Remarks, dispute.Say("statement.remark.digits", statement.Quote(text)))
	}
	if !n.Closed {
		r.Remarks = append(r.Remarks, dispute.Say("statement.remark.unclosed"))
	}
	r.Fields = statement.Leaves(n, r.Fields)
	if x.number != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "ACCTID", Value: x.number})
	}
	return statement.Give(x.sink, r)
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// when reads "20130831165153.000[-8:PST]", or any beginning of it from the
// day on. unknown is a zone that could not be read.
func (x *extraction) when(text string) (w dispute.When, unknown string, ok, ended bool) {
	digits, zone, zoned := strings.Cut(strings.TrimSpace(text), "[")
	digits, fraction, _ := strings.Cut(strings.TrimSpace(digits), ".")
	if len(digits) < 8 || strings.Trim(digits+fraction, "0123456789") != "" {
		return w, "", false, false
	}
	part := func(from, to int) int {
		n, _ := strconv.Atoi(digits[from:to])
		return n
	}
	c, p := dispute.Clock{Year: part(0, 4), Month: part(4, 6), Day: part(6, 8)}, dispute.Day
	switch len(digits) {
	case 8:
	case 12:
		c.Hour, c.Minute, p = part(8, 10), part(10, 12), dispute.Minute
	case 14:
		c.Hour, c.Minute, c.Second, p = part(8, 10), part(10, 12), part(12, 14), dispute.Second
		if len(fraction) >= 3 {
			c.Milli, _ = strconv.Atoi(fraction[:3])
			p = dispute.Millisecond
		}
	default:
		return w, "", false, false
	}
	if c, ended = c.DayEnd(); ended {
		p = dispute.Minute
	} else if c.Milli == 0 && c.Second == 0 && c.Minute == 0 && (c.Hour == 0 || c.Hour == 12) {
		p = dispute.Day
	}
	offset, known := zoneOffset(zone)
	var err error
	if zoned && known {
		w, err = dispute.Local(c, p, time.FixedZone("", offset), dispute.ZoneStated)
	} else {
		w, err = x.src.Local(c, p)
	}
	if zoned && !known {
		unknown, _, _ = strings.Cut(zone, "]")
	}
	return w, unknown, err == nil, ended
}

// zoneOffset reads "-8:PST]", "+5.30:IST]" and "5.5]": hours, and after the
// point either minutes or the half hour as a fraction.
func zoneOffset(text string) (seconds int, ok bool) {
	text, _, _ = strings.Cut(text, "]")
	text, _, _ = strings.Cut(text, ":")
	switch text = strings.TrimSpace(text); text {
	case "GMT", "UTC", "Z":
		return 0, true
	}
	negative := strings.HasPrefix(text, "-")
	whole, part, _ := strings.Cut(strings.TrimLeft(text, "+-"), ".")
	hours, err := strconv.Atoi(whole)
	if err != nil || hours > 14 {
		return 0, false
	}
	minutes := 0
	switch part {
	case "", "0", "00":
	case "5", "50", "30":
		minutes = 30
	case "75", "45":
		minutes = 45
	default:
		return 0, false
	}
	seconds = hours*3600 + minutes*60
	if negative {
		seconds = -seconds
	}
	return seconds, true
}
