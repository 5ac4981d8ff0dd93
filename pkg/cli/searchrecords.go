package cli

import (
	"bytes"
	"cmp"
	"context"
	"runtime"
	"strings"
	"sync/atomic"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/locale"
	"complain/pkg/search"
)

// searched is the records of a bundle that a search has to do with: what matches,
// and what says when a paper is from. err ended the bundle.
type searched struct {
	records []dispute.Record
	matches []bool // of each
	more    int    // records that match and are later than any that is shown
	err     error
}

// searchRecords looks through all records, on all processors: their order is that
// of the case. It returns the times of photos and papers.
func (s *finder) searchRecords(ctx context.Context, f *casefile.File, coverings dossier.Coverings) (map[dispute.EvidenceID]dispute.When, error) {
	w := &wanted{q: s.q, coverings: coverings, lang: s.lang, from: s.from, to: s.to}
	for _, code := range locale.English.Codes() {
		if name, ok := strings.CutPrefix(code, "field."); ok {
			s.q.Named(name, s.lang.Say(code))
		}
	}
	filter := casefile.Filter{Evidence: s.evidence, Kind: dispute.Kind(s.o.kind), Withdrawn: s.evidence != 0, Holding: func(stored []byte) bool {
		return s.q.Holds(stored) || bytes.Contains(stored, []byte(dispute.Photo)) || bytes.Contains(stored, []byte(dispute.Document))
	}}
	times := map[dispute.EvidenceID]dispute.When{}
	atOnce := 2 * runtime.GOMAXPROCS(0)
	var waiting []chan searched
	take := func(found searched) error {
		if found.err != nil {
			return found.err
		}
		s.takeRecords(found, times, w)
		if s.full {
			last := s.last
			w.last.Store(&last)
		}
		return nil
	}
	for b, err := range f.Bundles(ctx, filter) {
		if err != nil {
			return nil, err
		}
		if len(waiting) == atOnce {
			if err := take(<-waiting[0]); err != nil {
				return nil, err
			}
			waiting = waiting[1:]
		}
		done := make(chan searched, 1)
		waiting = append(waiting, done)
		go func() { done <- w.look(b) }()
	}
	for _, done := range waiting {
		if err := take(<-done); err != nil {
			return nil, err
		}
	}
	return times, nil
}

// takeRecords takes what was found in a bundle.
func (s *finder) takeRecords(found searched, times map[dispute.EvidenceID]dispute.When, w *wanted) {
	s.total += found.more
	for i := range found.records {
		r := &found.records[i]
		if r.Kind == dispute.Photo || r.Kind == dispute.Document {
			times[r.Evidence] = r.At
		}
		if r.Kind == dispute.Page {
			r.At = cmp.Or(r.At, times[r.Evidence]) // that of its paper, which comes first
		}
		if found.matches[i] && within(r.At, s.from, s.to) {
			s.add(hit{at: r.At, evidence: r.Evidence, locator: r.Locator, record: r.ID, kind: string(r.Kind)}, func() []string { return w.parts(r) })
		}
	}
}

// wanted tells the records that match.
type wanted struct {
	coverings dossier.Coverings
	q         search.Query
	lang      locale.Lang // in which fields are named
	from, to  dispute.When
	last      atomic.Pointer[dispute.When] // of the hits that are shown, where there are enough
}

// late reports whether a record that matches is only counted.
func (w *wanted) late(r *dispute.Record) bool {
	last := w.last.Load()
	return last != nil && r.Kind != dispute.Page && within(r.At, w.from, w.to) && r.At.Compare(*last) > 0
}

func (w *wanted) look(b casefile.Bundle) (found searched) {
	var parts []string
	looker := w.q.Looker()
	for r, err := range b.Passing {
		if err != nil {
			found.err = err
			return found
		}
		r.LeavePlace()
		w.coverings.Shown(r)
		parts = w.others(parts[:0], r)
		matches := looker.InPieces(said(r), parts)
		if matches && w.late(r) {
			found.more++
			matches = false
		}
		if matches || r.Kind == dispute.Photo || r.Kind == dispute.Document {
			found.records, found.matches = append(found.records, *r), append(found.matches, matches)
		}
	}
	return found
}

// parts are the texts of a record: first what it says.
func (w *wanted) parts(r *dispute.Record) []string {
	return w.others([]string{strings.Join(said(r), "")}, r)
}

// said is what a record says, and before it who says so, in pieces.
func said(r *dispute.Record) []string {
	if r.Who == "" || r.Text == "" {
		return []string{r.Who, r.Text}
	}
	return []string{r.Who, ": ", r.Text}
}

// others adds the other texts of a record.
func (w *wanted) others(parts []string, r *dispute.Record) []string {
	parts = append(parts, r.Order, r.Merchant, r.Status, r.Type)
	if r.Amount != nil {
		parts = append(parts, r.Amount.String())
	}
	for _, field := range r.Fields {
		name := field.Name
		if code := "field." + name; locale.Has(code) {
			name = w.lang.Say(code)
		}
		parts = append(parts, name+": "+field.Value)
	}
	return append(parts, r.Files...)
}
