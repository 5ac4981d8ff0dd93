package tabular

import (
	"crypto/sha256"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
)

// count is what was read of one table.
type count struct {
	records  int // since the last settled table
	problems int
	settled  int // records of the tables above that were settled
	short    int // rows without their last cells
	repeated int
	firstRow int
	sums     []tallied // as Layout.Totals
	minutes  int       // rows whose times have lost their seconds
	floats   int       // rows whose numbers were turned into floating point
	nameless int       // rows in the case's currency, for want of one
	digits   int       // rows with a number of more digits than a workbook's cell keeps
	balances map[string]*balance
	first    dispute.When
	last     dispute.When
}

type tallied struct {
	rows int
	sum  int64
}

// repeat is a row that an earlier sheet of the workbook holds too.
type repeat struct {
	sheet string
	row   int
	left  int // how often it was given and not met again
}

// pending is a run of lines that are skipped for one reason, told as one.
type pending struct {
	at   dispute.Locator
	code string
}

func (x *extraction) skip(at dispute.Locator, code string) error {
	p := &x.pending
	if p.code == code && at.Sheet == "" && at.Line == max(p.at.Line, p.at.LineEnd)+1 {
		p.at.LineEnd = max(at.Line, at.LineEnd)
		p.at.Length = at.Offset + at.Length - p.at.Offset
		return nil
	}
	if err := x.flush(); err != nil {
		return err
	}
	*p = pending{at, code}
	return nil
}

func (x *extraction) flush() error {
	p := x.pending
	x.pending = pending{}
	if p.code == "" || x.failed != nil {
		return x.failed
	}
	x.failed = x.sink.Skip(p.at, dispute.Note{Code: p.code})
	return x.failed
}

// give gives a record to the sink, unless another sheet gave it before.
func (x *extraction) give(row *sheet.Row, r dispute.Record) error {
	if err := x.flush(); err != nil {
		return err
	}
	x.once(row, &r)
	x.tally(&r)
	if x.given != nil {
		key := identity(&r)
		before := x.given[key]
		switch {
		case before == nil:
			x.given[key] = &repeat{x.sheet, row.At.Row, 1}
		case before.sheet == x.sheet:
			before.left++
		case before.left > 0:
			before.left--
			x.count.repeated++
			x.failed = x.sink.Skip(locator(row.At), dispute.Say("bill.skip.repeat", before.sheet, before.row))
			return x.failed
		}
	}
	x.damages(row, &r)
	if x.table.nameless(x.table.padded(row)) {
		x.count.nameless++
	}
	x.count.records++
	x.book(&r)
	if x.failed = x.sink.Record(r); x.failed == nil {
		x.failed = x.doubts(&r)
	}
	return x.failed
}

// doubts tells what a row leaves open.
func (x *extraction) doubts(r *dispute.Record) error {
	for _, n := range r.Remarks {
		if n.Code != dispute.RemarkOpen && !n.Untimed() {
			continue
		}
		if err := x.sink.Doubt(r.Locator, n); err != nil {
			return err
		}
	}
	return nil
}

// damages looks for what a spreadsheet program does to a bill.
func (x *extraction) damages(row *sheet.Row, r *dispute.Record) {
	c := &x.count
	if x.table.short(row) {
		c.short++
	}
	for _, n := range r.Remarks {
		x.damage = x.damage || n.Code == "bill.remark.serial"
	}
	if r.At.Precision < dispute.Second && r.At.Precision > dispute.Day && x.table.Form != AnyForm {
		if c.minutes++; c.minutes == 1 {
			c.firstRow = row.At.Row
		}
	}
	if floating(r.Order) || floating(r.Merchant) {
		c.floats++
		return
	}
	for _, cell := range row.Cells {
		if !cell.Number && floating(sheet.Trim(cell.Text)) {
			c.floats++
			return
		}
	}
	for _, cell := range row.Cells {
		if cell.Number && longNumber(cell.Text) {
			c.digits++
			break
		}
	}
}

// longNumber reports whether a workbook's number has more digits than its
// floating point keeps: an account or order that should have been text.
func longNumber(text string) bool {
	f, err := strconv.ParseFloat(sheet.Trim(text), 64)
	return err == nil && (f >= 1e15 || f <= -1e15)
}

// identity is the same for two rows that say the same, if only one of them
// holds its time or amount as a number.
func identity(r *dispute.Record) [16]byte {
	sum := sha256.Sum256([]byte(strings.Join([]string{r.At.String(), r.Amount.String(), string(r.Direction),
		r.Who, r.Text, r.Status, r.Type, r.Order, r.Merchant}, "\x00")))
	return [16]byte(sum[:16])
}

func (x *extraction) tally(r *dispute.Record) {
	c := &x.count
	for i, s := range x.table.Totals {
		if x.table.sums[i] < 0 {
			continue
		}
		value := r.Field(x.table.names[x.table.sums[i]])
		for _, v := range s.Values {
			if v == value {
				c.sums[i].rows++
				if !s.costless(r) {
					c.sums[i].sum += x.table.net(r)
				}
			}
		}
	}
	c.weigh(r)
	if !r.At.Known() {
		return
	}
	if !c.first.Known() || r.At.Compare(c.first) < 0 {
		c.first = r.At
	}
	if !c.last.Known() || r.At.Compare(c.last) > 0 {
		c.last = r.At
	}
}

// outside reports whether a transaction lies outside the period that the file
// states. Some files state it after the table.
func (x *extraction) outside() bool {
	from, to := x.period()
	c := &x.count
	if !c.first.Known() {
		return false
	}
	return from.Known() && c.first.Compare(from) < 0 || to.Known() && c.last.Compare(to) > 0
}

func (x *extraction) period() (from, to dispute.When) {
	at := func(m moment) dispute.When {
		w, err := dispute.Local(m.Clock, m.Precision, x.clock.zone, x.clock.from)
		if err != nil {
			return dispute.When{}
		}
		return w
	}
	end := x.pre.to
	if end.Precision == dispute.Day {
		end.Hour, end.Minute, end.Second, end.Precision = 23, 59, 59, dispute.Second
	}
	return at(x.pre.from), at(end)
}

// floating reports whether a number went through a spreadsheet's floating
// point and lost its last digits.
func floating(text string) bool {
	if text == "" || text[0] < '0' || text[0] > '9' || strings.IndexByte(text, 'E') < 0 && strings.IndexByte(text, 'e') < 0 {
		return false
	}
	digits, exponent, ok := strings.Cut(strings.ToUpper(text), "E+")
	_, err := strconv.ParseFloat(digits, 64)
	return ok && err == nil && strings.Trim(exponent, "0123456789") == ""
}

// summarize says what is worth knowing of the table as a whole.
func (x *extraction) summarize() {
	c, t := &x.count, x.table
	if c.repeated > 0 {
		x.remark(true, "bill.remark.sheets", x.sheet, c.repeated)
		if c.records+c.settled == 0 {
			return // all else was said of the sheet that it repeats
		}
	}
	x.settle()
	if missing := t.missing(); len(missing) > 0 {
		x.remark(false, "bill.remark.missing", strings.Join(missing, " "))
	}
	if c.settled+c.problems == 0 {
		x.remark(false, "bill.remark.empty")
	}
	if c.short > 0 {
		x.remark(false, "bill.remark.short", c.short)
	}
	for _, n := range append(t.signs.told(t), t.Notes...) {
		x.sink.Remark(n)
	}
	if c.nameless > 0 {
		x.remark(false, "statement.remark.currency", x.currency)
	}
	if c.digits > 0 {
		x.remark(t.Form != x.form, "bill.remark.digits", c.digits)
	}
	if t.Form != x.form && t.Form != AnyForm {
		x.remark(true, "bill.remark.form")
	}
	if x.pre.columns {
		x.remark(true, "bill.remark.columns")
	}
	if c.minutes > 0 {
		x.remark(true, "bill.remark.seconds", c.minutes, c.firstRow)
	}
	if c.floats > 0 {
		x.remark(true, "bill.remark.floats", c.floats)
	}
}

// settle compares what was read of a table with what the file says of it, and
// begins a new account.
func (x *extraction) settle() {
	c := &x.count
	x.totals()
	if c.records > 0 && x.outside() {
		from, to := x.period()
		x.remark(false, "bill.remark.outside", c.first.Wall(), c.last.Wall(), from.Wall(), to.Wall())
	}
	c.settled += c.records
	c.records, c.sums, c.balances, c.first, c.last = 0, nil, nil, dispute.When{}, dispute.When{}
	x.footings = nil
}

func (x *extraction) remark(damage bool, code string, args ...any) {
	x.damage = x.damage || damage
	x.sink.Remark(dispute.Say(code, args...))
}

// totals compares what the file declares with what was read of it. A
// difference is told and no more: the files themselves say that their sums are
// counted in other ways than their rows.
func (x *extraction) totals() {
	total := func(what dispute.Note, declared, read string) {
		x.sink.Total(dispute.Total{What: what, Declared: declared, Read: read, OK: declared == read})
	}
	if rows := strings.TrimLeft(x.pre.rows, "0"); x.pre.rows != "" {
		if rows == "" {
			rows = "0"
		}
		total(dispute.Say("bill.total.rows"), rows, strconv.Itoa(x.count.records+x.count.repeated))
	}
	for _, d := range x.pre.declared {
		for i, s := range x.table.Totals {
			if s.Label != d.label || x.table.sums[i] < 0 {
				continue
			}
			if digits(d.count) {
				total(dispute.Say("bill.total.count", d.label), d.count, strconv.Itoa(x.count.sums[i].rows))
			}
			if sum, err := dispute.ParseAmount(d.sum, x.currency); err == nil {
				read := dispute.Amount{Minor: x.count.sums[i].sum, Currency: x.currency}
				total(dispute.Say("bill.total.sum", d.label), sum.Decimal(), read.Decimal())
			}
			break
		}
	}
	x.footed()
}
