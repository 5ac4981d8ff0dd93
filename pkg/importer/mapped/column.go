package mapped

import (
	"strings"
	"unicode"

	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/sheet"
)

// column is what stands in a column of the beginning of a table.
type column struct {
	at    int // its place in the row
	name  string
	rows  int          // that were looked at
	cells []sheet.Cell // those that are not empty
	has   [traits]int  // how many cells have a trait
	seen  int          // cells whose traits were looked at
	words map[string]int
}

// trait is what a cell reads as.
type trait int

const (
	dated    trait = iota // a date
	serialed              // a workbook's number, which may be a day
	timed                 // a date with a time of day
	clocked               // a time of day
	money                 // an amount
	cents                 // an amount with a part after the mark
	currency              // the name of a currency
	zoned                 // the name of a time zone
	sided                 // a word for in or out
	stated                // a state that bills are known to have
	spaced                // words
	worded                // more letters than digits
	numbered              // a number behind its sign: #1001
	counted               // a moment as machines count it, which any number of ten digits may be
	traits
)

// examined is how many cells of a column are looked at for their traits.
const examined = 400

// newColumn looks at a column of rows, of which only those count that are as
// wide as the header, whose cells are most wide: in others a comma too much has moved
// the cells.
func newColumn(rows []sheet.Row, at, width, most int, name string) *column {
	c := &column{at: at, name: name, words: map[string]int{}}
	for _, r := range rows {
		if len(r.Cells) < width || len(r.Cells) > most && sheet.Trim(r.Cells[len(r.Cells)-1].Text) != "" {
			continue
		}
		c.rows++
		cell := r.Cells[at]
		if text := sheet.Trim(cell.Text); text == "" || placeholder(text) {
			continue
		}
		c.cells = append(c.cells, cell)
		if c.seen < examined {
			c.look(cell)
		}
	}
	return c
}

// placeholder reports whether a text stands in an empty cell.
func placeholder(text string) bool {
	switch text {
	case "-", "--", "---", "–", "—", "/", "N/A", "n/a", "NA", "null", "NULL", "None", "nan", "NaN", "无":
		return true
	}
	return false
}

func (c *column) look(cell sheet.Cell) {
	c.seen++
	text := sheet.Trim(cell.Text)
	c.words[text]++
	count := func(t trait, holds bool) {
		if holds {
			c.has[t]++
		}
	}
	date := !cell.Number && len(tabular.DateLike(cell)) > 0
	day := cell.Number && serial(text)
	count(dated, date)
	count(serialed, day)
	count(counted, tabular.Unix(text))
	count(timed, date && strings.Contains(text, ":") || day && strings.Contains(text, "."))
	count(clocked, strings.Contains(text, ":") && tabular.ClockLike(cell) || cell.Number && strings.HasPrefix(text, "0.") || digits(text) && len(text) == 6 && tabular.ClockLike(cell))
	amount := tabular.Figure(cell) && (cell.Number || tabular.MoneyLike(cell, 0) || tabular.MoneyLike(cell, ','))
	count(money, amount)
	count(cents, amount && strings.ContainsAny(text, ".,"))
	count(currency, tabular.CurrencyLike(cell))
	count(zoned, tabular.ZoneLike(cell))
	_, side := way(text)
	count(sided, side)
	count(stated, stateLike(text))
	count(worded, letters(text))
	count(numbered, strings.HasPrefix(text, "#") && digits(text[1:]))
	count(spaced, !digits(strings.Trim(text, "+-.,#")) && (strings.Contains(text, " ") || han(text)))
}

// serial reports whether a workbook's number can be a day since 1982.
func serial(text string) bool {
	day, _, _ := strings.Cut(text, ".")
	return len(day) == 5 && digits(day) && day >= "30000" && day < "73051"
}

func letters(text string) bool {
	n := 0
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			n++
		case unicode.IsDigit(r):
			n--
		}
	}
	return n >= 2
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func han(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x2e80 })
}

// share is how much of the column, of what is filled, has a trait.
func (c *column) share(t trait) float64 {
	if c.seen == 0 {
		return 0
	}
	return float64(c.has[t]) / float64(c.seen)
}

// filled is how much of the column is not empty.
func (c *column) filled() float64 {
	if c.rows == 0 {
		return 0
	}
	return float64(len(c.cells)) / float64(c.rows)
}

// varied is how much of what was looked at is said once: descriptions and
// numbers of orders are, kinds and states are not.
func (c *column) varied() float64 {
	if c.seen == 0 {
		return 0
	}
	return float64(len(c.words)) / float64(c.seen)
}
