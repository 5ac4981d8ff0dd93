package dossier

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"math"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/timeline"
)

// Walk lays out the case in f, and hands over the events of its timeline in order:
// those of the dossier, and of the messages and rows that a packet does not need those
// that wanted takes, which are read again as they are due. So a conversation of a
// million messages, and a bill of as many rows that nothing else speaks of, take no
// more memory than a list of their times. Both are of one moment. o.Seen is not told.
func Walk(ctx context.Context, f *casefile.File, o Options, wanted func(*dispute.Record) bool, do func(*Dossier, iter.Seq2[dispute.Event, error]) error) error {
	return f.View(ctx, func() error {
		d, w, err := layOutLoose(ctx, f, o, wanted, true)
		if errors.Is(err, errHeld) {
			d, w, err = layOutLoose(ctx, f, o, wanted, false)
		}
		if err != nil {
			return err
		}
		w.leave(d)
		return do(d, timeline.Merge(d.Events, w.messages(ctx, f, d.coverings)))
	})
}

// layOutLoose reads the case, without the messages that no packet needs, and where
// rows says so without the rows; the walk has those of them that are wanted.
func layOutLoose(ctx context.Context, f *casefile.File, o Options, wanted func(*dispute.Record) bool, rows bool) (*Dossier, *walk, error) {
	d := &Dossier{file: f, options: o, unkept: unkept{}, covered: map[dispute.EvidenceID]int{}}
	if rows {
		d.walked = wanted
	}
	w := &walk{}
	d.options.Messages = timeline.MayJoin
	d.options.Seen = func(r *dispute.Record) {
		if r.Kind.Talk() && wanted(r) {
			w.places = append(w.places, placeOf(r))
		}
	}
	if err := d.read(ctx); err != nil {
		return nil, nil, err
	}
	if d.loose != nil {
		for _, row := range d.loose.rows {
			if row.walked {
				w.places = append(w.places, row.place)
			}
		}
		d.loose = nil
	}
	return d, w, nil
}

// walk is where messages and rows stand in time.
type walk struct{ places []place }

// place is a record: when it was, and where it stands.
type place struct {
	at        int64 // milliseconds since 1970; the last there are for none
	seq       int32
	evidence  int32
	precision uint8
}

func placeOf(r *dispute.Record) place {
	p := place{math.MaxInt64, int32(r.Seq), int32(r.Evidence), uint8(r.At.Precision)}
	if r.At.Known() {
		p.at = r.At.Milli()
	}
	return p
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
		if r := &d.Records[i]; r.Kind.Talk() || r.Kind == dispute.Transaction {
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

// messages are the events of the places, in their order.
func (w *walk) messages(ctx context.Context, f *casefile.File, coverings Coverings) iter.Seq2[dispute.Event, error] {
	return func(yield func(dispute.Event, error) bool) {
		again := Rereader{file: f, coverings: coverings}
		for _, p := range w.places {
			r, err := again.at(ctx, p)
			if err != nil {
				yield(dispute.Event{}, err)
				return
			}
			if !yield(timeline.Lone(r), nil) {
				return
			}
		}
	}
}
