package mapped

import (
	"slices"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/sheet"
)

// What a whole number in a column of amounts counts. Programs that talk to one another
// write 5120 for 51.20 as often as for 5120, so that of a list in JSON it is asked
// unless the name of the column tells.
const (
	unitsWhole = "whole"
	unitsMinor = "minor"
	unitsAsk   = "ask"
)

// Units lists what the numbers of amounts can count.
func Units() []string { return []string{unitsWhole, unitsMinor, unitsAsk} }

// minorWords are words in the names of columns whose amounts count cents.
var minorWords = []string{"cents", "cent", "in cents", "pence", "pennies", "minor", "minor units", "minorunits", "fen", "paise", "kopecks", "centimes", "centavos", "分"}

// units is what the amounts count.
func (t *glance) units(g *Guessed) string {
	money := t.money()
	if len(money) == 0 || slices.ContainsFunc(money, func(c sheet.Cell) bool { return !digits(strings.TrimLeft(sheet.Trim(c.Text), "+-")) }) {
		return unitsWhole
	}
	for _, role := range []string{"amount", "in", "out"} {
		c := t.given[role]
		if c == nil {
			continue
		}
		if scale := t.scaled(c); scale != "" {
			return scale
		}
		if ofMinor(c.name) || slices.ContainsFunc(t.columns, func(shown *column) bool { return t.shows(shown, c) }) {
			return unitsMinor
		}
	}
	if !t.objects || t.whole(g) {
		return unitsWhole
	}
	return unitsAsk
}

// scales are the names of members that say how many digits of the amount beside them
// stand behind the mark.
var scales = []string{"scale", "exponent", "minorunit", "minorunits", "currencyminorunit", "currencyexponent", "fractiondigits"}

// scaled is what an amount counts by a number beside it in the same object: of every row
// the digits that its currency has, or none. "" where nothing tells.
func (t *glance) scaled(c *column) string {
	object := c.name[:strings.LastIndexByte(c.name, '.')+1]
	for _, s := range t.columns {
		last, within := strings.CutPrefix(s.name, object)
		if !within || !slices.Contains(scales, strings.ToLower(strings.ReplaceAll(last, "_", ""))) {
			continue
		}
		if t.each(c, s, func(digits, _ int) bool { return digits == 0 }) {
			return unitsWhole
		}
		if t.each(c, s, func(digits, currency int) bool { return digits == currency }) {
			return unitsMinor
		}
	}
	return ""
}

// each reports whether a test holds of the scales of all amounts and the digits that
// their currencies have.
func (t *glance) each(amount, scale *column, test func(digits, currency int) bool) bool {
	n := 0
	for _, r := range t.rows {
		if len(r.Cells) < t.width || sheet.Trim(r.Cells[amount.at].Text) == "" {
			continue
		}
		digits, err := strconv.Atoi(strings.TrimPrefix(sheet.Trim(r.Cells[scale.at].Text), "-"))
		currency := 2
		if c := t.given["currency"]; c != nil {
			currency = dispute.Exponent(tabular.CurrencyNamed(sheet.Trim(r.Cells[c.at].Text)))
		}
		if err != nil || !test(digits, currency) {
			return false
		}
		n++
	}
	return n > 0
}

// shows reports whether a column has the amounts of another as they are shown to
// people: the same digits in every row, with two of them behind a mark.
func (t *glance) shows(shown, counted *column) bool {
	rows := 0
	for _, r := range t.rows {
		if len(r.Cells) < t.width {
			continue
		}
		text, number := sheet.Trim(r.Cells[shown.at].Text), strings.TrimLeft(sheet.Trim(r.Cells[counted.at].Text), "+-0")
		if text == "" || number == "" {
			continue
		}
		figures := strings.TrimLeft(strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, text), "0")
		if !centsLike(text) || figures != number {
			return false
		}
		rows++
	}
	return rows > 1
}

// centsLike reports whether a text has two digits behind its last mark.
func centsLike(text string) bool {
	last := strings.LastIndexAny(text, ".,")
	if last < 0 {
		return false
	}
	after := text[last+1:]
	return len(after)-len(strings.TrimLeft(after, "0123456789")) == 2
}

// ofMinor reports whether the name of a column says that it counts cents:
// "amount_cents", "金额（分）".
func ofMinor(name string) bool {
	narrow := sheet.Narrow(strings.Join(words(name), " "))
	for _, word := range minorWords {
		if holdsWord(narrow, word) || han(word) && strings.Contains(narrow, "("+word+")") {
			return true
		}
	}
	return false
}

// whole reports whether all currencies of the table have no smaller unit.
func (t *glance) whole(g *Guessed) bool {
	if g.Currency != "" {
		return dispute.Exponent(g.Currency) == 0
	}
	c := t.given["currency"]
	if c == nil {
		return false
	}
	for word := range c.words {
		if dispute.Exponent(tabular.CurrencyNamed(word)) != 0 {
			return false
		}
	}
	return len(c.words) > 0
}
