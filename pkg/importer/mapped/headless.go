package mapped

import (
	"maps"
	"slices"

	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/sheet"
)

// moving tells what moved in a table without names, of which several columns hold
// amounts: what the balances follow from row by row, or else two columns of which each
// row fills one. Where nothing tells, the user is asked.
func (t *glance) moving() {
	sums := t.sums()
	if len(sums) < 2 {
		return
	}
	for _, role := range []string{"amount", "in", "out"} {
		delete(t.given, role)
	}
	for _, balance := range sums {
		if balance.filled() == 1 && t.explained(sums, balance) {
			t.proven = true
			return
		}
	}
	for i, a := range sums {
		for _, b := range sums[i+1:] {
			if t.complement(a, b) {
				t.beside(a, b)
				return
			}
		}
	}
}

// sums are the columns of amounts.
func (t *glance) sums() (out []*column) {
	for _, c := range t.columns {
		if c.share(money) >= 0.8 && c.share(cents) >= 0.3 && c.share(dated) == 0 {
			out = append(out, c)
		}
	}
	return out
}

// explained looks for the columns that a balance follows from, and gives them their
// roles: one with signs, two of which each row fills one, or one without signs and a
// word that tells.
func (t *glance) explained(sums []*column, balance *column) bool {
	whole := slices.DeleteFunc(slices.Clone(sums), func(c *column) bool { return c == balance || c.filled() < 0.9 })
	for _, steps := range t.steps(balance) {
		for _, a := range whole {
			if way := steps.sign(t, a); way != "" {
				t.take("amount", a)
				t.sign = way
				return true
			}
		}
		for _, a := range sums {
			for _, b := range sums {
				if a != balance && b != balance && a != b && steps.parted(t, a, b) {
					t.take("in", a)
					t.take("out", b)
					return true
				}
			}
		}
		for _, a := range whole {
			if steps.sized(t, a) {
				t.take("amount", a)
				t.worded(steps)
				return true
			}
		}
	}
	return false
}

// take gives a column one role, and no other.
func (t *glance) take(role string, c *column) {
	maps.DeleteFunc(t.given, func(_ string, other *column) bool { return other == c })
	t.given[role] = c
}

// steps is by how much a balance changed with each row of which that is known.
type steps map[int]int64

// steps are those of a table whose rows follow each other, and of one that goes
// backwards.
func (t *glance) steps(balance *column) []steps {
	forwards, backwards := steps{}, steps{}
	for i := 1; i < len(t.rows); i++ {
		before, ok1 := t.minor(i-1, balance)
		after, ok2 := t.minor(i, balance)
		if !ok1 || !ok2 {
			return nil
		}
		forwards[i], backwards[i-1] = after-before, before-after
	}
	return []steps{forwards, backwards}
}

func (t *glance) minor(row int, c *column) (int64, bool) {
	if c.at >= len(t.rows[row].Cells) {
		return 0, false
	}
	cell := t.rows[row].Cells[c.at]
	for _, decimal := range []byte{0, ','} {
		if minor, ok := tabular.MinorLike(sheet.Cell{Text: cell.Text, Number: cell.Number}, decimal); ok {
			return minor, true
		}
	}
	return 0, false
}

// holds reports whether what a test says of rows and their steps is true of nearly all of
// them: a row may be missing in the file.
func (s steps) holds(test func(row int, step int64) bool) bool {
	good := 0
	for row, step := range s {
		if test(row, step) {
			good++
		}
	}
	return good > 0 && good*10 >= len(s)*9
}

// sign is what the sign of a column means from which the steps follow.
func (s steps) sign(t *glance, c *column) string {
	by := func(factor int64) bool {
		return s.holds(func(row int, step int64) bool {
			minor, ok := t.minor(row, c)
			return ok && step == minor*factor
		})
	}
	plain := negatives(c.cells) == 0
	switch {
	case by(1) && plain:
		return "all-received"
	case by(1):
		return "minus-is-spent"
	case by(-1) && plain:
		return "all-spent"
	case by(-1):
		return "minus-is-received"
	}
	return ""
}

// parted reports whether the steps follow from what came in in one column and went out
// in another, whatever the signs of the second are.
func (s steps) parted(t *glance, in, out *column) bool {
	return t.complement(in, out) && s.holds(func(row int, step int64) bool {
		if minor, ok := t.minor(row, in); ok && minor != 0 {
			return step == max(minor, -minor)
		}
		minor, ok := t.minor(row, out)
		return ok && step == -max(minor, -minor)
	})
}

// sized reports whether the steps are those of a column but for the sign.
func (s steps) sized(t *glance, c *column) bool {
	return s.holds(func(row int, step int64) bool {
		minor, ok := t.minor(row, c)
		return ok && (step == minor || step == -minor)
	})
}

// worded looks for the column whose words tell which way the steps went. Of several
// it is the one with the fewest.
func (t *glance) worded(s steps) {
	t.sign = "unknown"
	var best *column
	for _, c := range t.columns {
		if c.share(money) > 0 || c.share(dated) > 0 || c.filled() < 0.9 || len(c.words) > maxWays {
			continue // no words for ways
		}
		if best != nil && len(c.words) >= len(best.words) {
			continue
		}
		if ways := s.ways(t, c); ways != nil {
			best, t.ways = c, ways
		}
	}
	if best != nil {
		t.take("direction", best)
	}
}

// ways are the words of a column that each goes with steps of one way; nil where they do
// not, or where the rows have hardly more than one each.
func (s steps) ways(t *glance, c *column) map[string]string {
	ways, sides := map[string]string{}, map[string]bool{}
	told := s.holds(func(row int, step int64) bool {
		if c.at >= len(t.rows[row].Cells) || step == 0 {
			return false
		}
		side := "in"
		if step < 0 {
			side = "out"
		}
		word := sheet.Trim(t.rows[row].Cells[c.at].Text)
		if known, ok := way(word); ok && known != side {
			return false
		}
		if ways[word] == "" {
			ways[word], sides[side] = side, true
		}
		return ways[word] == side
	})
	switch {
	case !told, len(sides) != min(len(c.words), 2), c.share(sided) < 1 && len(c.words)*2 > len(t.rows):
		return nil
	}
	return ways
}

// maxWays is how many words for in and out a table has at most.
const maxWays = 6

// beside takes two columns of which each row fills one: what brings money in by its words
// stands in one of them only.
func (t *glance) beside(a, b *column) {
	back := map[*column]int{}
	for _, r := range t.rows {
		if !slices.ContainsFunc(r.Cells, func(c sheet.Cell) bool { return bringsBack(c.Text) }) {
			continue
		}
		for _, c := range []*column{a, b} {
			if c.at < len(r.Cells) && amounts(r.Cells[c.at]) {
				back[c]++
			}
		}
	}
	switch {
	case back[a] > 0 && back[b] == 0:
		t.take("in", a)
		t.take("out", b)
	case back[b] > 0 && back[a] == 0:
		t.take("in", b)
		t.take("out", a)
	default:
		t.take("amount", a) // and what parted finds beside it
	}
}
