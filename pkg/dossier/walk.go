package dossier

import (
	"cmp"
	"context"
	"iter"
	"math"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/timeline"
)

// Walk lays out the case in f, and hands over the events of its timeline in order:
// those of the dossier, and of the messages that a packet does not need those that
// wanted takes, which are read again as they are due. So a conversation of a million
// messages takes no more memory than a list of their times. Both are of one moment.
func Walk(ctx context.Context, f *casefile.File, o Options, wanted func(*dispute.Record) bool, do func(*Dossier, iter.Seq2[dispute.Event, error]) error) error {
	d := &Dossier{file: f, options: o, unkept: unkept{}, covered: map[dispute.EvidenceID]int{}}
	var w walk
	d.options.Messages = timeline.MayJoin
	d.options.Seen = func(r *dispute.Record) {
		if o.Seen != nil {
			o.Seen(r)
		}
		if r.Kind.Talk() && wanted(r) {
			w.see(r)
		}
	}
	return f.View(ctx, func() error {
		if err := d.read(ctx); err != nil {
			return err
		}
		w.leave(d)
		return do(d, timeline.Merge(d.Events, w.messages(ctx, f, d.coverings)))
	})
}

// walk is where messages stand in time.
type walk struct{ places []place }

// place is a message: when it was, and where it stands.
type place struct {
	at        int64 // milliseconds since 1970; the last there are for none
	seq       int32
	evidence  int32
	precision uint8
}

func (w *walk) see(r *dispute.Record) {
	p := place{math.MaxInt64, int32(r.Seq), int32(r.Evidence), uint8(r.At.Precision)}
	if r.At.Known() {
		p.at = r.At.Milli()
	}
	w.places = append(w.places, p)
}

func (p place) compare(o place) int {
	precision := 0
	if p.at != math.MaxInt64 {
		precision = cmp.Compare(p.precision, o.precision)
	}
	return cmp.Or(cmp.Compare(p.at, o.at), precision, cmp.Compare(p.evidence, o.evidence), cmp.Compare(p.seq, o.seq))
}

// leave takes out what the dossier has already, and what its packets hide, and puts
// the rest in order.
func (w *walk) leave(d *Dossier) {
	type spot struct {
		evidence dispute.EvidenceID
		seq      int
	}
	held := map[spot]bool{}
	for i := range d.Records {
		if r := &d.Records[i]; r.Kind.Talk() {
			held[spot{r.Evidence, r.Seq}] = true
		}
	}
	hidden := dispute.Redactions(d.Evidence).Hidden
	w.places = slices.DeleteFunc(w.places, func(p place) bool {
		id := dispute.EvidenceID(p.evidence)
		return held[spot{id, int(p.seq)}] || hidden[id]
	})
	if !slices.IsSortedFunc(w.places, place.compare) {
		slices.SortFunc(w.places, place.compare)
	}
}

// mostBundles is how many parts of conversations are held at a time: as many
// conversations can go on beside one another without being read twice.
const mostBundles = 64

// messages are the events of the places, in their order.
func (w *walk) messages(ctx context.Context, f *casefile.File, coverings Coverings) iter.Seq2[dispute.Event, error] {
	return func(yield func(dispute.Event, error) bool) {
		held := map[dispute.EvidenceID][][]dispute.Record{}
		var order []dispute.EvidenceID
		find := func(p place) (*dispute.Record, error) {
			id, seq := dispute.EvidenceID(p.evidence), int(p.seq)
			for _, part := range slices.Backward(held[id]) {
				if first := part[0].Seq; first <= seq && seq < first+len(part) {
					return &part[seq-first], nil
				}
			}
			if len(order) == mostBundles {
				oldest := order[0]
				order, held[oldest] = order[1:], held[oldest][1:]
			}
			part, err := f.Beside(ctx, id, seq)
			if err != nil || len(part) == 0 || seq < part[0].Seq || seq >= part[0].Seq+len(part) {
				return nil, cmp.Or(err, error(casefile.ErrDamaged))
			}
			for i := range part {
				coverings.Record(&part[i])
			}
			held[id], order = append(held[id], part), append(order, id)
			return &part[seq-part[0].Seq], nil
		}
		for _, p := range w.places {
			r, err := find(p)
			if err != nil {
				yield(dispute.Event{}, err)
				return
			}
			if !yield(timeline.Message(r), nil) {
				return
			}
		}
	}
}
