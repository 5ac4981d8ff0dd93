package tabular

import (
	"context"
	"io"
	"slices"
	"strings"
	"unicode"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/sheet"
)

// Glance reads the first rows of what looks like a table in src: of a text
// file, with the separator that gives the most rows of one width; of a
// workbook, of the first sheet that has such rows, and of JSON of the first list
// whose entries have a date and an amount, if there is one, or else are messages. It is for guessing, and
// promises nothing.
func Glance(ctx context.Context, src *importer.Source, rows int) ([]sheet.Row, error) {
	form := sheet.FormOf(src.Head)
	if form == CSV {
		return glanceText(ctx, src, rows), ctx.Err()
	}
	w, err := sheet.Open(ctx, src, src.Size(), 0, form)
	if err != nil {
		return nil, err
	}
	var first, spoken []sheet.Row
	for i := range w.Count() {
		page := w.At(i)
		got := gather(page.Next, rows, 0)
		page.Close()
		if form == sheet.JSON && spoken == nil && len(got) > 1 {
			if _, _, talks := TalkIn(got); talks {
				spoken = got
			}
		}
		if _, n := width(got); n < 2 {
			continue
		}
		if form != sheet.JSON || priced(got) {
			return got, nil
		}
		if first == nil {
			first = got
		}
	}
	if spoken != nil {
		return spoken, ctx.Err()
	}
	return first, ctx.Err()
}

func glanceText(ctx context.Context, src *importer.Source, rows int) (best []sheet.Row) {
	most, unparted := 0, 0
	for _, comma := range []byte{',', '\t', ';'} {
		t := sheet.NewTextReader(src.Lines(ctx))
		got := gather(t.Next, rows, comma)
		_, n := width(got)
		if left := together(got); n > most || n == most && left < unparted {
			best, most, unparted = got, n, left
		}
	}
	return best
}

// together is how many rows have a cell that another separator would part: of
// "1;2.3.2026;51,20" a comma takes the cents apart, and nothing else.
func together(rows []sheet.Row) (n int) {
	for _, r := range rows {
		if slices.ContainsFunc(r.Cells, func(c sheet.Cell) bool { return strings.Count(c.Text, ";")+strings.Count(c.Text, "\t") > 1 }) {
			n++
		}
	}
	return n
}

// gather reads up to n rows; comma parts them again where it is set.
func gather(next func() (sheet.Row, error), n int, comma byte) []sheet.Row {
	var rows []sheet.Row
	for range n {
		row, err := next()
		if err == io.EOF || err != nil {
			break
		}
		if comma != 0 {
			row.Cells = sheet.Split(row.Raw, comma)
		} else {
			row.Cells = append([]sheet.Cell(nil), row.Cells...)
		}
		rows = append(rows, row)
	}
	return rows
}

// width is the number of cells that most rows have, of those with three or
// more, and how many rows that are.
func width(rows []sheet.Row) (cells, n int) {
	count := map[int]int{}
	for _, row := range rows {
		if row.Filled() < 3 {
			continue
		}
		w := len(row.Cells)
		if count[w]++; count[w] > n || count[w] == n && w > cells {
			cells, n = w, count[w]
		}
	}
	return cells, n
}

// DateLike tells in which ways a text reads as a date.
func DateLike(c sheet.Cell) (ways []Dates) {
	for _, d := range []Dates{YearFirst, Packed, Instant, DayFirst, MonthFirst} {
		cw := clockwork{zone: Beijing(), dates: d, short: true, strict: true}
		at, p, _, ok := cw.date(c)
		if at.Year < 2000+leastShort && (d == DayFirst || d == MonthFirst) && slices.Contains(ways, YearFirst) && ShortYear(c.Text) {
			continue // 26/03/04 is of 2026, and of no day before there were such bills
		}
		end, _ := at.DayEnd()
		if _, err := dispute.Local(end, p, cw.zone, dispute.ZoneFormat); ok && err == nil {
			ways = append(ways, d)
		}
	}
	if strings.Contains(c.Text, ".") && slices.Contains(ways, DayFirst) && ShortYear(c.Text) {
		ways = slices.DeleteFunc(ways, func(d Dates) bool { return d == YearFirst }) // with points the day is in front
	}
	return ways
}

// ClockLike reports whether a text reads as a time of day.
func ClockLike(c sheet.Cell) bool {
	_, ok := hours(c, &dispute.Clock{})
	return ok
}

// MoneyLike reports whether a text reads as an amount with the decimal mark.
func MoneyLike(c sheet.Cell, decimal byte) bool {
	_, ok := MinorLike(c, decimal)
	return ok
}

// MinorLike is the amount that a text reads as with the decimal mark, in hundredths.
func MinorLike(c sheet.Cell, decimal byte) (minor int64, ok bool) {
	t := table{Layout: &Layout{Loose: true, Decimal: decimal}}
	a, ok := t.money(c, "INR") // whose thousands are grouped in either way
	return a.Minor, ok
}

// CurrencyLike reports whether a text names a currency, and nothing else.
func CurrencyLike(c sheet.Cell) bool {
	text := sheet.Trim(c.Text)
	_, word := Currencies()[strings.ToLower(text)]
	return word || len(text) == 3 && strings.Contains(codes, " "+strings.ToUpper(text)+" ")
}

// Figure reports whether a cell holds a number, an amount or a date, and not a
// name that ends in a digit ("Address 2").
func Figure(c sheet.Cell) bool {
	text := sheet.Trim(sheet.Narrow(c.Text))
	if c.Number || len(DateLike(c)) > 0 {
		return true
	}
	if !MoneyLike(c, 0) && !MoneyLike(c, ',') {
		return false
	}
	first := strings.IndexFunc(text, func(r rune) bool { return r >= '0' && r <= '9' })
	last := strings.LastIndexFunc(text, func(r rune) bool { return r >= '0' && r <= '9' })
	return ofAmount(text[:first]) && ofAmount(text[last+1:])
}

// ofAmount reports whether what stands beside the digits of an amount is a sign
// or the name of a currency.
func ofAmount(beside string) bool {
	beside = strings.Trim(beside, "+-()., '")
	return beside == "" || !strings.ContainsFunc(beside, unicode.IsLetter) || CurrencyLike(sheet.Cell{Text: beside})
}
