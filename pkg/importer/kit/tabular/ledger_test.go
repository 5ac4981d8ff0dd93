package tabular

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"complain/pkg/dispute"
)

// account makes rows of an account in the order of time, some of one moment.
func account(r *rand.Rand, n int) []*entry {
	var out []*entry
	balance, at := int64(r.IntN(100000)), time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	for range n {
		moved := int64(r.IntN(20000) - 10000)
		balance += moved
		if r.IntN(3) > 0 {
			at = at.Add(time.Hour)
		}
		out = append(out, &entry{when: dispute.Instant(at, dispute.Second, dispute.ZoneFormat), moved: []int64{moved}, balance: balance, known: true})
	}
	return out
}

// Balances that continue have no gap, and a row that was taken out leaves one.
func TestFollow(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		rows := account(r, 3+r.IntN(40))
		if c := follow(rows); len(c.gaps) > 0 || c.links != len(rows)-1 {
			t.Fatalf("%d rows: %d links, %d gaps", len(rows), c.links, len(c.gaps))
		}
		turned := slices.Clone(rows)
		slices.SortStableFunc(turned, func(a, b *entry) int { return a.when.Compare(b.when) })
		for i := 1; i < len(turned); i++ { // two of one moment change places
			if turned[i].when == turned[i-1].when && r.IntN(2) == 0 {
				turned[i], turned[i-1] = turned[i-1], turned[i]
			}
		}
		if c := follow(turned); len(c.gaps) > 0 {
			t.Fatalf("rows of one moment in another order: %d gaps", len(c.gaps))
		}
		at := 1 + r.IntN(len(rows)-2)
		if lost := rows[at]; lost.moved[0] == 0 {
			continue
		}
		if c := follow(slices.Delete(rows, at, at+1)); len(c.gaps) != 1 {
			t.Fatalf("row %d is missing: %d gaps", at, len(c.gaps))
		}
	}
}

// A row without a balance is reckoned into the next one.
func TestFollowOverBlank(t *testing.T) {
	at := func(h int) dispute.When {
		return dispute.Instant(time.Date(2026, 3, 1, h, 0, 0, 0, time.UTC), dispute.Second, dispute.ZoneFormat)
	}
	rows := []*entry{
		{when: at(8), moved: []int64{-5}, balance: 95, known: true},
		{when: at(9), moved: []int64{-10}},
		{when: at(10), moved: []int64{20}, balance: 105, known: true},
	}
	if c := follow(rows); len(c.gaps) != 0 || c.links != 1 {
		t.Errorf("%d links, %d gaps", c.links, len(c.gaps))
	}
}
