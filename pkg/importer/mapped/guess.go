package mapped

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/sheet"
)

// Guessed is a first mapping of a table, to be looked at and changed.
type Guessed struct {
	Mapping
	Columns []string // all columns of the table, in its order
	Words   []string // of the column direction
	Preview []dispute.Record
	Problem *dispute.Note // why nothing or not all of the preview could be read
}

// ErrNoTable is the error for a file in which no table was found.
var ErrNoTable = errors.New("no table")

const (
	glanced   = 5000 // rows that are looked at: a state that is rare stands late
	previewed = 3
)

// Guess makes a first mapping of a table by the names of its columns and what
// stands in them.
func Guess(ctx context.Context, src *importer.Source) (*Guessed, error) {
	rows, err := tabular.Glance(ctx, src, glanced)
	if err != nil {
		return nil, err
	}
	at := headerRow(rows)
	if at < 0 {
		return nil, ErrNoTable
	}
	g := &Guessed{}
	t := glance{rows: rows[at+1:]}
	for _, c := range rows[at].Cells {
		t.names = append(t.names, sheet.Trim(c.Text))
	}
	for _, name := range t.names {
		if name != "" {
			g.Columns = append(g.Columns, name)
		}
	}
	g.Mapping.Columns = t.roles()
	t.fill(g)
	g.preview(ctx, src)
	return g, nil
}

// headerRow is the index of the row that most likely names the columns: the
// one with the most known names, or else the first with three cells or more
// and no number.
func headerRow(rows []sheet.Row) int {
	best, score := -1, 0
	for i := range rows {
		filled, known, figures := 0, 0, 0
		for _, c := range rows[i].Cells {
			text := sheet.Trim(c.Text)
			if text == "" {
				continue
			}
			filled++
			if c.Number || tabular.MoneyLike(c, 0) || len(tabular.DateLike(c)) > 0 {
				figures++
			}
			if len(text) < 80 && knownName(text) {
				known++
			}
		}
		if filled < 3 || figures > 0 {
			continue
		}
		if s := 1 + known*2; s > score {
			best, score = i, s
		}
	}
	return best
}

// glance is the beginning of a table.
type glance struct {
	names []string
	rows  []sheet.Row
	used  map[int]bool
}

// roles gives each role the first column whose name speaks for it. The more
// telling words are tried on all columns before the next.
func (t *glance) roles() map[string]Names {
	t.used = map[int]bool{}
	out := map[string]Names{}
	for _, guess := range guesses() {
		for _, word := range guess.words {
			i := slices.IndexFunc(t.names, func(name string) bool {
				i := slices.Index(t.names, name)
				return !t.used[i] && says(name, word) && t.fits(i, guess.role)
			})
			if i >= 0 {
				t.used[i] = true
				out[guess.role] = Names{t.names[i]}
				break
			}
		}
	}
	if len(out["in"]) == 0 || len(out["out"]) == 0 {
		delete(out, "in")
		delete(out, "out")
	} else {
		delete(out, "amount")
	}
	return out
}

// fits reports whether what stands in a column can have the role.
func (t *glance) fits(col int, role string) bool {
	seen, good := 0, 0
	for _, c := range t.column(col) {
		seen++
		switch role {
		case "time":
			if len(tabular.DateLike(c)) > 0 || c.Number {
				good++
			}
		case "clock":
			if tabular.ClockLike(c) {
				good++
			}
		case "amount", "in", "out":
			if c.Number || tabular.MoneyLike(c, 0) || tabular.MoneyLike(c, ',') {
				good++
			}
		default:
			good++
		}
	}
	return seen == 0 && role != "clock" || good*2 > seen
}

// column lists the cells of a column that are not empty.
func (t *glance) column(col int) (out []sheet.Cell) {
	for _, r := range t.rows {
		if len(r.Cells) >= len(t.names) && col < len(r.Cells) && sheet.Trim(r.Cells[col].Text) != "" {
			out = append(out, r.Cells[col])
		}
	}
	return out
}

func (t *glance) of(g *Guessed, role string) []sheet.Cell {
	names := g.Mapping.Columns[role]
	if len(names) == 0 {
		return nil
	}
	return t.column(slices.Index(t.names, names[0]))
}

// fill guesses how dates, amounts and signs are written.
func (t *glance) fill(g *Guessed) {
	g.Dates = "ymd"
	if cells := t.of(g, "time"); len(cells) > 0 {
		g.Dates = dateOrder(cells)
	}
	amounts := append(append(t.of(g, "amount"), t.of(g, "in")...), t.of(g, "out")...)
	point, comma, minus := 0, 0, false
	for _, c := range amounts {
		text := sheet.Trim(c.Text)
		thousands := groups(text)
		if tabular.MoneyLike(c, 0) && thousands != '.' {
			point++
		}
		if tabular.MoneyLike(c, ',') && thousands != ',' {
			comma++
		}
		minus = minus || strings.Contains(text, "-") || strings.HasPrefix(text, "(")
	}
	g.Decimal = "."
	if comma > point {
		g.Decimal = ","
	}
	g.Sign = "all-spent" // a list of orders
	if minus {
		g.Sign = "minus-is-spent"
	}
	for _, names := range g.Mapping.Columns {
		if strings.Contains(names[0], "元") {
			g.Currency = "CNY"
		}
	}
	if chinese(t.names) && slices.ContainsFunc(amounts, func(c sheet.Cell) bool { return strings.ContainsAny(c.Text, "¥￥") }) {
		g.Currency = "CNY"
	}
	// Of an order list, the status says what became of the purchase: a row
	// that was refunded is still the payment.
	said := t.of(g, "type")
	if g.Sign != "all-spent" {
		said = append(said, t.of(g, "status")...)
	}
	for _, c := range said {
		for _, word := range []string{"退款", "Refund", "refund"} {
			if strings.HasPrefix(sheet.Trim(c.Text), word) && !slices.Contains(g.Refund, word) {
				g.Refund = append(g.Refund, word)
			}
		}
	}
	g.Unmoved = Names{}
	for _, c := range append(t.of(g, "status"), t.of(g, "type")...) {
		word := sheet.Trim(c.Text)
		if still, _ := tabular.UnmovedLike(word); still && !slices.Contains(g.Unmoved, word) {
			g.Unmoved = append(g.Unmoved, word)
		}
	}
	for _, c := range t.of(g, "direction") {
		word := sheet.Trim(c.Text)
		if !slices.Contains(g.Words, word) && len(g.Words) < 10 {
			g.Words = append(g.Words, word)
		}
	}
	if len(g.Words) > 0 {
		g.Sign = "unknown"
		g.Directions = map[string]string{}
		for _, word := range g.Words {
			g.Directions[word] = way(word)
		}
	}
}

// groups is the only mark of an amount where three digits follow it, as they
// do behind thousands and hardly ever behind a whole: "1.000"; else 0.
func groups(amount string) byte {
	last := strings.LastIndexAny(amount, ".,")
	if last < 0 || strings.ContainsAny(amount, map[byte]string{'.': ",", ',': "."}[amount[last]]) {
		return 0
	}
	after := amount[last+1:]
	if digits := len(after) - len(strings.TrimLeft(after, "0123456789")); digits != 3 {
		return 0
	}
	return amount[last]
}

// chinese reports whether the names of the columns are, and not Japanese.
func chinese(names []string) bool {
	all := strings.Join(names, "")
	in := func(table *unicode.RangeTable) bool {
		return strings.ContainsFunc(all, func(c rune) bool { return unicode.Is(table, c) })
	}
	return in(unicode.Han) && !in(unicode.Hiragana) && !in(unicode.Katakana)
}

func dateOrder(cells []sheet.Cell) string {
	can, dated := map[tabular.Dates]int{}, 0
	for _, c := range cells {
		ways := tabular.DateLike(c)
		if len(ways) > 0 { // else it is the word for a sum, or the like
			dated++
		}
		for _, d := range ways {
			can[d]++
		}
	}
	all := func(d tabular.Dates) bool { return can[d] == dated && dated > 0 }
	switch {
	case all(tabular.YearFirst):
		return "ymd"
	case all(tabular.Packed):
		return "packed"
	case all(tabular.Instant):
		return "instant"
	case all(tabular.DayFirst) && all(tabular.MonthFirst):
		return "ask"
	case can[tabular.DayFirst] > can[tabular.MonthFirst]:
		return "dmy"
	case can[tabular.MonthFirst] > 0:
		return "mdy"
	}
	return "ymd"
}

var errEnough = errors.New("enough")

// preview reads the first rows with the mapping as it stands.
func (g *Guessed) preview(ctx context.Context, src *importer.Source) {
	tally := &importer.Tally{OnRecord: func(r dispute.Record) error {
		g.Preview = append(g.Preview, r)
		if len(g.Preview) == previewed {
			return errEnough
		}
		return nil
	}}
	err := g.bill().Extract(ctx, src, tally)
	var (
		stopped   *importer.Stopped
		undecided *importer.Undecided
	)
	switch {
	case errors.As(err, &undecided):
		g.Problem = &undecided.Question
	case errors.As(err, &stopped):
		g.Problem = &stopped.Why
	case len(g.Preview) == 0 && len(tally.Reading.Problems) > 0:
		g.Problem = &tally.Reading.Problems[0].Why
	}
}
