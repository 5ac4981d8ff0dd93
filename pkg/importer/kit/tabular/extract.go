package tabular

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/sheet"
)

// Extract implements importer.Importer.
func (b *Bill) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	x := &extraction{bill: b, words: b.words(), src: src, sink: sink}
	head := src.Head
	x.form = sheet.FormOf(head)
	encoding := charset.UTF8
	if x.form == CSV && len(head) > 0 && !bytes.HasPrefix(head, []byte("%PDF")) {
		var err error
		if encoding, err = src.Encoding(); err != nil {
			return err
		}
	}
	survey, err := b.survey(ctx, src, x.form)
	if err != nil {
		return err
	}
	x.spent = survey.spent
	if order, why, err := b.order(src, &survey); err != nil {
		return err
	} else if why != nil {
		x.order = order
		sink.Remark(*why)
	}
	switch {
	case len(head) == 0:
		return x.stop(nil, "bill.stop.empty")
	case x.form != CSV:
		return x.workbook(ctx)
	case bytes.HasPrefix(head, []byte("%PDF")):
		return x.stop(nil, "bill.stop.pdf")
	case encoding == charset.Binary:
		return x.stop(nil, "bill.stop.binary")
	}
	return x.text(ctx)
}

// extraction is the reading of one file.
type extraction struct {
	bill  *Bill
	words []string
	src   *importer.Source
	sink  importer.Sink
	form  Form
	order Dates // of a layout that leaves it open
	spent spent // likewise

	last   dispute.Locator // of the last row read
	failed error           // what a method of sink returned
	damage bool            // a sign was found that the file is not as it was exported

	since1904 bool
	given     map[[16]byte]*repeat // rows of the workbook's earlier sheets
	tables    int

	part // the table being read
}

// part is one table of a file: all there is in a text file, a sheet of a
// workbook.
type part struct {
	pre      preamble
	after    preamble          // what stands below the table, or before the next one
	beyond   preamble          // what there says a second time what after has said
	doubt    []doubtful        // lines below the table, before it is known whether they belong to it
	held     []dispute.Locator // rows before the header
	table    *table
	clock    clockwork
	currency string
	filled   bool   // a row before the header is not blank
	said     string // the last such row
	footer   bool   // the table has ended
	item     item   // of Layout.PerOrder
	pending  pending
	setShape func(sheet.Shape)
	sheet    string
	count    count
	footings []footing           // rows of sums after the table
	ledgers  map[holding][]entry // the rows beside their balances
}

// fewLines is how many lines a file has that says in the last of them why it holds
// nothing.
const fewLines = 15

var errNoHeader = errors.New("no header row")

func (x *extraction) stop(err error, code string, args ...any) error {
	return &importer.Stopped{At: x.last, Why: dispute.Say(code, args...), Err: err}
}

func (x *extraction) text(ctx context.Context) error {
	t := sheet.NewTextReader(x.src.Lines(ctx))
	x.setShape = t.SetShape
	err := x.rows(t.Next)
	if x.failed != nil || ctx.Err() != nil {
		return err
	}
	if errors.Is(err, errNoHeader) {
		x.last = dispute.Locator{}
		if !x.filled {
			return x.stop(nil, "bill.stop.empty")
		}
		if x.said != "" && len(x.held) <= fewLines {
			return x.stop(nil, "bill.stop.header-said", len(x.held), quote(x.said))
		}
		return x.stop(nil, "bill.stop.header", len(x.held))
	}
	if errors.Is(err, charset.ErrLongLine) {
		x.last = dispute.Locator{Line: t.Units() + 1}
		err = x.stop(err, "bill.stop.line", t.Units()+1)
	}
	return x.end(t.Units(), err)
}

func (x *extraction) workbook(ctx context.Context) error {
	w, err := sheet.Open(ctx, x.src, x.src.Size(), 0, x.form)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, sheet.ErrLimit):
		return x.stop(err, "bill.stop.large")
	case errors.Is(err, sheet.ErrPassword):
		return x.stop(err, "bill.stop.password")
	case errors.Is(err, sheet.ErrNotWorkbook) && x.form == XLS:
		return x.stop(err, "bill.stop.xls")
	case errors.Is(err, sheet.ErrNotWorkbook):
		return x.stop(err, "bill.stop.zip")
	case err != nil:
		return x.stop(err, "bill.stop.workbook")
	}
	x.since1904 = w.From1904()
	if w.Count() > 1 {
		x.given = make(map[[16]byte]*repeat)
	}
	units := 0
	var read []string // the sheets that are tables
	for i := range w.Count() {
		page := w.At(i)
		if x.form == sheet.JSON && slices.ContainsFunc(read, func(outer string) bool { return sheet.Within(page.Title(), outer) }) {
			continue // the rows of the outer list hold it
		}
		tables := x.tables
		err := x.readSheet(page)
		if x.tables > tables {
			read = append(read, page.Title())
		}
		units += page.Units()
		page.Close()
		if x.failed != nil || ctx.Err() != nil {
			return err
		}
		if err == nil {
			continue
		}
		if stopped := (*importer.Stopped)(nil); !errors.As(err, &stopped) {
			x.last = dispute.Locator{Sheet: page.Title(), Row: page.Last()}
			if errors.Is(err, sheet.ErrLimit) {
				err = x.stop(err, "bill.stop.large")
			} else {
				err = x.stop(err, "bill.stop.sheet", page.Title(), page.Last())
			}
		}
		return x.end(units, err)
	}
	if x.tables == 0 {
		x.last = dispute.Locator{}
		return x.end(units, x.stop(nil, "bill.stop.table"))
	}
	return x.end(units, nil)
}

func (x *extraction) readSheet(page sheet.Reader) error {
	x.part = part{sheet: page.Title()}
	err := x.rows(page.Next)
	if !errors.Is(err, errNoHeader) {
		return err
	}
	for _, at := range x.held {
		if err := x.skip(at, "bill.skip.sheet"); err != nil {
			return err
		}
	}
	for {
		row, err := page.Next()
		if err == io.EOF {
			return x.flush()
		}
		if err != nil {
			return err
		}
		if err := x.skip(locator(row.At), "bill.skip.sheet"); err != nil {
			return err
		}
	}
}

// end flushes what is held back and closes the account.
func (x *extraction) end(units int, err error) error {
	if failed := x.decide(false); failed != nil {
		return failed
	}
	if failed := x.flush(); failed != nil {
		return failed
	}
	x.sink.Units(units)
	if x.damage && x.bill.Export.Code != "" {
		x.sink.Remark(x.bill.Export)
	}
	return err
}

// rows reads one table.
func (x *extraction) rows(next func() (sheet.Row, error)) error {
	for {
		row, err := next()
		if err == io.EOF {
			if x.table == nil {
				return errNoHeader
			}
			if err := x.flush(); err != nil {
				return err
			}
			if err := x.decide(false); err != nil {
				return err
			}
			x.pre.join(x.after)
			x.pre.join(x.beyond)
			x.summarize()
			return x.reconcile()
		}
		if err != nil {
			return err
		}
		x.last = locator(row.At)
		if x.table != nil {
			err = x.body(&row)
		} else {
			err = x.before(&row)
		}
		if err != nil {
			return err
		}
	}
}

// before looks for the header.
func (x *extraction) before(row *sheet.Row) error {
	if found, err := x.header(row); found {
		return err
	}
	if generated(row.Cells) {
		x.pre.columns = true
	}
	if !row.Blank() {
		x.filled, x.said = true, row.Plain()
	}
	x.pre.read(row, x.words)
	if x.held = append(x.held, locator(row.At)); len(x.held) == maxPreamble {
		return errNoHeader
	}
	return nil
}

// header begins the table if row is its header, the first or one repeated.
func (x *extraction) header(row *sheet.Row) (found bool, err error) {
	if x.bill.Unnamed && x.table != nil {
		return false, nil
	}
	t := x.bill.header(row, x.table.parted(), x.pre.marks(x.after), x.form)
	if t == nil {
		return false, nil
	}
	if err := x.decide(true); err != nil {
		return true, err
	}
	if above := x.table; above != nil && !x.next() && above.Layout != t.Layout {
		x.settle()
		x.pre.rows, x.pre.declared = "", nil
	}
	if t.Refuse != nil {
		return true, &importer.Stopped{At: locator(row.At), Why: *t.Refuse}
	}
	if t.Dates == MonthDay && x.pre.year == 0 {
		return true, x.stop(nil, "bill.stop.year")
	}
	for _, at := range x.held {
		if err := x.skip(at, "skip.preamble"); err != nil {
			return true, err
		}
	}
	x.held = nil
	if x.table == nil {
		x.tables++
	}
	if x.count.sums == nil {
		x.count.sums = make([]tallied, len(t.Totals))
	}
	x.table, x.footer = t, false
	t.signs = x.spent
	x.clock = x.clockwork()
	x.currency = t.Currency
	if x.currency == "" {
		x.currency = x.src.Options.Currency
	}
	if x.setShape != nil {
		x.setShape(t.shape())
	}
	if x.bill.Unnamed {
		row.Cells = again(row, t.comma, x.form)
		return true, x.body(row)
	}
	return true, x.skip(locator(row.At), "skip.header")
}

func (x *extraction) clockwork() clockwork {
	cw := clockwork{short: x.table.Loose || x.table.Dates == DayOrMonth, zone: x.src.Options.Zone, from: x.src.Options.ZoneFrom, since1904: x.since1904,
		days: x.table.Form != XLSX, dates: x.table.Dates, year: x.pre.year, month: x.pre.month}
	if cw.dates == DayOrMonth {
		cw.dates = x.order
	}
	if x.table.Zone != nil {
		cw.zone, cw.from = x.table.Zone, cmp.Or(x.table.ZoneFrom, dispute.ZoneFormat)
	}
	if offset, err := time.Parse("-07:00", x.pre.zone); err == nil {
		_, seconds := offset.Zone()
		cw.zone, cw.from = time.FixedZone(x.pre.zone, seconds), dispute.ZoneStated
	}
	return cw
}

// body is a row after the header. A row that reads as a record is one wherever
// it stands.
func (x *extraction) body(row *sheet.Row) error {
	filled := row.Filled()
	if filled == 0 {
		return x.skip(locator(row.At), "skip.blank")
	}
	if code := x.table.aside(row); code != "" {
		return x.skip(locator(row.At), code)
	}
	looksFull := filled*2 >= x.table.width
	var r dispute.Record
	var why *dispute.Note
	if !x.footer || looksFull {
		if r, why = x.table.record(row, x.clock, x.currency); why == nil {
			x.footer = false
			if err := x.decide(false); err != nil {
				return err
			}
			return x.give(row, r)
		}
	}
	if found, err := x.header(row); found {
		return err
	}
	line := row.Plain()
	_, declares := declaration(line)
	if x.table.closes(row) {
		x.footer = true
		if err := x.decide(false); err != nil {
			return err
		}
		x.sums(row)
		return x.skip(locator(row.At), "skip.footer")
	}
	if x.footer && !looksFull || rule(line) || declares {
		x.footer = true
		if err := x.decide(true); err != nil {
			return err
		}
		x.below(row)
		return x.skip(locator(row.At), "skip.footer")
	}
	if filled == 1 && !row.Cut && len(x.doubt) < maxPreamble {
		row.Cells = slices.Clone(row.Cells)
		x.doubt = append(x.doubt, doubtful{*row, *why})
		return nil
	}
	return x.unread(row, r, *why)
}
