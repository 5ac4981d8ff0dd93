package mapped

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"complain/pkg/importer/kit/tabular"
)

// bid is how well a column has a role.
type bid struct {
	role  string
	col   *column
	score float64
	named bool // the column's name speaks for it, and not only what stands in it
}

// The scores. A name that is a role's whole word has 100, a part of one less; what
// stands in the column can deny a role, and decide between two.
const (
	needed = 20 // a bid below it is none
	close  = 12 // of two bids that are no further apart, it is not sure which is right
)

// bids are all bids of the columns, the best first.
func (t *glance) bids() []bid {
	var out []bid
	for n, g := range guesses() {
		for _, c := range t.columns {
			score := named(c.name, g.words)
			b := bid{g.role, c, score, score > 0}
			if !c.fits(&b) || b.score < needed {
				continue
			}
			b.score -= float64(n) * 0.01 // the roles' order, where all else is equal
			out = append(out, b)
		}
	}
	slices.SortStableFunc(out, func(a, b bid) int { return cmp.Compare(b.score, a.score) })
	return out
}

// roles gives each role the column that has it best. A table has an amount, or
// two columns for what was received and spent.
func (t *glance) roles() map[string]*column {
	bids := t.bids()
	without := func(roles ...string) []bid {
		return slices.DeleteFunc(slices.Clone(bids), func(b bid) bool { return slices.Contains(roles, b.role) })
	}
	given := assign(bids)
	switch in, out := given["in"], given["out"]; {
	case in != nil && out != nil && apart(t, in, out):
		given = assign(without("amount", "direction"))
	default:
		given = assign(without("in", "out"))
		if given["amount"] == nil {
			given = t.oneSide(bids, given)
		}
	}
	t.bidden = bids
	if c := given["currency"]; c != nil && t.foreign(given, c) {
		delete(given, "currency")
	}
	return given
}

func assign(bids []bid) map[string]*column {
	given, used := map[string]*column{}, map[*column]bool{}
	for _, b := range bids {
		if given[b.role] == nil && !used[b.col] {
			given[b.role], used[b.col] = b.col, true
		}
	}
	return given
}

// oneSide takes a single column of what was spent or received, where there is
// no other amount.
func (t *glance) oneSide(bids []bid, given map[string]*column) map[string]*column {
	for _, b := range bids {
		if b.role == "out" || b.role == "in" {
			return assign(slices.DeleteFunc(slices.Clone(bids), func(o bid) bool {
				return o.role == "amount" || o.role == "direction" || (o.role == "in" || o.role == "out") && o.role != b.role
			}))
		}
	}
	return given
}

// apart reports whether one of two columns is empty or zero where the other is
// not, as in a table that has one for each side.
func apart(t *glance, in, out *column) bool {
	both, rows := 0, 0
	for _, r := range t.rows {
		if len(r.Cells) < t.width {
			continue
		}
		a, b := amounts(r.Cells[in.at]), amounts(r.Cells[out.at])
		if a || b {
			rows++
		}
		if a && b {
			both++
		}
	}
	return both*5 <= rows
}

// foreign reports whether a column of currencies is of another amount than the
// one that was chosen: of the original one, beside the account's own.
func (t *glance) foreign(given map[string]*column, c *column) bool {
	for _, role := range []string{"amount", "in", "out"} {
		money := given[role]
		if money == nil {
			continue
		}
		if code := tabular.CurrencyIn(money.name); code != "" {
			for word := range c.words {
				if tabular.CurrencyNamed(word) != code {
					return true
				}
			}
		}
	}
	return false
}

// fits looks at what stands in a column: it reports false where that cannot
// have the role, and else moves the bid's score by how well it does.
func (c *column) fits(b *bid) bool {
	if len(c.cells) == 0 { // nothing speaks against it, and a filled one is better
		b.score -= 45
		return b.role != "clock" && b.role != "zone" && b.role != "currency" && b.role != "direction"
	}
	b.score += 15 * c.filled()
	if strings.Contains(c.name, "[]") && b.role != "text" { // of the things in an order
		return false
	}
	switch b.role {
	case "time":
		if b.named && c.share(counted) >= 0.9 { // seconds since 1970: a number like any other, but for its name
			b.score += 25
			return true
		}
		days := c.share(dated) + c.share(serialed)
		if b.score += 25*days + 6*c.share(timed); !b.named {
			b.score -= 15
			return c.share(dated) >= 0.9 && c.share(money) < 0.1
		}
		return days >= 0.5
	case "clock":
		return b.named && c.share(clocked) >= 0.5
	case "zone":
		b.score += 15
		return c.share(zoned) >= 0.8 && (b.named || c.share(worded) >= 0.5) // -1001 is the number of a card
	case "currency":
		b.score += 20 * c.share(currency)
		return c.share(currency) >= 0.8
	case "direction":
		if b.score += 40 * c.share(sided); c.share(sided) == 1 && c.sides() {
			b.score += 60 // whatever its name
		}
		return len(c.words) <= 12 && (b.named && c.share(money) < 0.5 || c.share(sided) == 1 && c.sides())
	case "amount":
		if b.score += 15*c.share(money) + 10*c.share(cents); !b.named {
			return c.share(cents) >= 0.8 && c.share(dated) == 0 && !aside(c.name)
		}
		return c.share(money) >= 0.5 && c.share(dated) < 0.5
	case "in", "out":
		b.score += 8
		return b.named && c.share(money) >= 0.5 && c.share(dated) < 0.5
	}
	if c.share(numbered) >= 0.9 { // #1001
		if b.score += 10 * c.varied(); b.role == "order" && !b.named {
			b.score += 50
		}
		return b.role == "order"
	}
	if !b.named && b.role == "text" { // the last resort: words that differ
		b.score += 25*c.varied() - 15
		return c.share(worded) >= 0.8 && c.varied() >= 0.5 && c.share(dated)+c.share(money)+c.share(currency)+c.share(zoned) < 0.5
	}
	return b.named && c.wordy(b)
}

// sides reports whether the words for in and out are more than letters that
// may mean anything.
func (c *column) sides() bool {
	ways := map[string]bool{}
	for word := range c.words {
		direction, _ := way(word)
		if ways[direction] = true; len(word) > 2 {
			return true
		}
	}
	return ways["in"] && ways["out"]
}

// movement reports whether a word is of the kind of a movement, and not of goods.
func movement(word string) bool {
	still, _ := tabular.UnmovedLike(word)
	return still || bringsBack(word)
}

// wordy is fits for the roles whose column holds words or numbers.
func (c *column) wordy(b *bid) bool {
	switch b.role {
	case "order", "merchant":
		b.score += 10*c.varied() - 60*c.share(spaced)
		return c.share(dated) < 0.5 || c.share(money) > 0.5
	case "status":
		b.score += 30 * c.share(stated)
		return c.share(dated) < 0.5 && c.share(cents) < 0.5 && (len(c.words) <= 12 || c.varied() < 0.5)
	case "who":
		b.score += 10 * c.varied()
	case "text":
		if b.score += 25*c.varied() + 10*c.share(spaced); len(c.words) == 1 && c.seen > 1 {
			b.score -= 12 // the same of every row
		}
	case "type":
		if b.score -= 5 * c.varied(); slices.ContainsFunc(slices.Collect(maps.Keys(c.words)), movement) {
			b.score += 12 // the kind of the movement, and not of the goods
		}
	}
	return c.share(dated) < 0.5 && c.share(cents) < 0.5
}
