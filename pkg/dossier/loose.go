package dossier

import (
	"cmp"
	"context"
	"errors"
	"hash/maphash"
	"math"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/timeline"
)

// heldRows is how many rows of bills are held before any is walked: a bill of a
// year has fewer.
const heldRows = 4096

// errHeld says that no row can be walked: what else the case has may be joined with
// any of them.
var errHeld = errors.New("every row is held")

// loose is the rows of one large bill that stand for themselves: they are in no
// packet, and no rule joins them with anything. Of each it keeps where it stands, and
// its numbers, by which a refund names the payment that it gives back.
type loose struct {
	wanted func(*dispute.Record) bool // of the walk
	stands func(*dispute.Record) bool // for itself, as far as the row says
	bill   dispute.EvidenceID
	seen   int
	rows   []looseRow
	back   map[uint64]bool // the numbers that refunds name
	seed   maphash.Seed
}

type looseRow struct {
	place
	order, merchant uint64 // hashes; 0 for none
	walked          bool
}

// looseRows is for a case of which the user told nothing by which rows are joined.
func (d *Dossier) looseRows(wanted func(*dispute.Record) bool) *loose {
	l := &loose{wanted: wanted, stands: timeline.Alone(d.Case, d.Parties), back: map[uint64]bool{}, seed: maphash.MakeSeed()}
	joins := len(d.telling.joins) > 0
	for _, told := range d.telling.events {
		joins = joins || told.Quote != "" || len(told.Elements) > 0
	}
	if joins {
		l.seen = math.MinInt // no row is the first too many
	}
	return l
}

// take reports whether a record is a row that is not held. chosen says that the user
// said something of it. errHeld says that rows were taken which have to be held.
func (l *loose) take(r *dispute.Record, chosen bool) (bool, error) {
	if r.Kind == dispute.Document || timeline.MayJoin(r) || r.Kind == dispute.Transaction && l.bill != 0 && r.Evidence != l.bill {
		if len(l.rows) > 0 {
			return false, errHeld
		}
		l.seen = math.MinInt
	}
	if r.Kind != dispute.Transaction {
		return false, nil
	}
	l.bill, l.seen = r.Evidence, l.seen+1
	if r.Refund {
		for _, number := range timeline.Repeats(r) {
			l.back[l.hash(number)] = true
		}
	}
	if l.seen <= heldRows || chosen || r.Evidence == 0 || !l.stands(r) {
		return false, nil
	}
	l.rows = append(l.rows, looseRow{placeOf(r), l.hash(r.Order), l.hash(r.Merchant), l.wanted(r)})
	return true, nil
}

func (l *loose) hash(number string) uint64 {
	if number == "" {
		return 0
	}
	return maphash.String(l.seed, number)
}

// paid are the rows whose numbers a refund names, read again and put among records.
func (l *loose) paid(ctx context.Context, f *casefile.File, coverings Coverings, records []dispute.Record) ([]dispute.Record, error) {
	delete(l.back, 0)
	if len(l.back) == 0 {
		return records, nil
	}
	again := Rereader{file: f, coverings: coverings}
	held := len(records)
	for _, row := range l.rows {
		if !l.back[row.order] && !l.back[row.merchant] {
			continue
		}
		r, err := again.at(ctx, row.place)
		if err != nil {
			return nil, err
		}
		records = append(records, *r)
	}
	if len(records) > held {
		slices.SortStableFunc(records, func(a, b dispute.Record) int {
			return cmp.Or(cmp.Compare(uint64(a.Evidence-1), uint64(b.Evidence-1)), cmp.Compare(a.Seq, b.Seq)) // those of no evidence last
		})
	}
	return records, nil
}
