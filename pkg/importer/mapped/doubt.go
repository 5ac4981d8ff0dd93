package mapped

import (
	"slices"
	"strings"
	"unicode"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/sheet"
)

// doubts are the questions that the guess leaves.
func (t *glance) doubts(g *Guessed, said map[string]string) {
	ask := func(key, code string, choices []string, args ...any) {
		if said[key] == "" {
			g.Questions = append(g.Questions, Question{Key: key, Note: dispute.Say(code, args...), Choices: choices})
		}
	}
	for _, role := range []string{"time", "amount", "in", "out", "currency", "order", "who", "text", "status"} {
		if t.proven && slices.Contains([]string{"amount", "in", "out"}, role) {
			continue
		}
		if names := t.rivals(role); len(names) > 1 {
			ask(role, "map.unsure.column", names, role, quotedList(names[:1]), quotedList(names[1:]))
		}
	}
	if t.given["time"] == nil && !g.Talks() {
		ask("time", "map.unsure.no-time", g.Columns)
	}
	if !g.Talks() && t.given["amount"] == nil && t.given["in"] == nil && t.given["out"] == nil {
		ask("amount", "map.unsure.no-amount", g.Columns)
	}
	if g.Dates == "ask" {
		orders := []string{"dmy", "mdy"}
		if cells := t.of("time"); slices.ContainsFunc(cells, func(c sheet.Cell) bool { return tabular.ShortYear(c.Text) }) {
			orders = append(orders, "ymd")
		}
		ask("dates", "map.unsure.dates", orders, sheet.Trim(t.of("time")[0].Text))
	}
	if g.Talks() {
		return
	}
	if len(t.sidesOpen) > 0 {
		ask("amount", "map.unsure.sides", nil, quotedList(t.sidesOpen[:1]), quotedList(t.sidesOpen[1:]))
	}
	money := t.of("amount")
	switch below := negatives(money); {
	case len(money) == 0 || g.Sign == "unknown" || t.sign != "":
	case below == 0:
		ask("sign", "map.unsure.all-spent", []string{"all-spent", "all-received"})
	case len(money) >= 3 && below*2 < len(money):
		ask("sign", "map.unsure.few-minus", []string{"minus-is-spent", "minus-is-received"}, below, len(money))
	}
	if g.Units == unitsAsk {
		ask("units", "map.unsure.units", Units()[:2], sheet.Trim(money[0].Text))
	}
	for _, word := range g.Words {
		if _, known := way(word); !known && t.ways[word] == "" {
			ask("directions", "map.unsure.direction", nil, word)
		}
	}
	if len(g.Closed) > 0 && len(g.Paid) == 0 {
		ask("closed", "map.unsure.closed", nil, strings.Join(g.Closed, ", "))
	}
	t.currencyDoubt(g, ask)
}

// currencyDoubt asks where nothing in the table names a currency.
func (t *glance) currencyDoubt(g *Guessed, ask func(key, code string, choices []string, args ...any)) {
	if g.Currency != "" || t.given["currency"] != nil || len(t.money()) == 0 {
		return
	}
	for _, role := range []string{"amount", "in", "out"} {
		if c := t.given[role]; c != nil {
			if tabular.CurrencyIn(c.name) != "" || slices.ContainsFunc(c.cells, ofOneCurrency) {
				return
			}
		}
	}
	ask("currency", "map.unsure.currency", nil)
}

// ofOneCurrency reports whether the sign or code beside an amount is that of one
// currency: "$" is not.
func ofOneCurrency(c sheet.Cell) bool {
	sign := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.Is(unicode.Sc, r) {
			return r
		}
		return -1
	}, c.Text)
	return sign != "" && tabular.CurrencyNamed(sign) != ""
}

// rivals are the columns that could have a role nearly as well as the one that
// has it, that one first. A column that has another role is none.
func (t *glance) rivals(role string) []string {
	chosen := t.given[role]
	if chosen == nil {
		return nil
	}
	names, score := []string{chosen.name}, 0.0
	for _, b := range t.bidden {
		if b.role == role && b.col == chosen {
			score = b.score
		}
	}
	for _, b := range t.bidden {
		if b.role == role && b.col != chosen && b.score >= score-close && !t.taken(b.col) && !slices.Contains(names, b.col.name) {
			names = append(names, b.col.name)
		}
	}
	return names
}

func (t *glance) taken(c *column) bool {
	if slices.Contains(t.joined, c) {
		return true
	}
	for _, given := range t.given {
		if given == c {
			return true
		}
	}
	return false
}

func quotedList(names []string) string {
	var out []string
	for _, name := range names {
		out = append(out, `"`+name+`"`)
	}
	return strings.Join(out, ", ")
}
