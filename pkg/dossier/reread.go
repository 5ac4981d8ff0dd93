package dossier

import (
	"cmp"
	"context"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/media"
)

// mostBundles is how many parts of conversations are held at a time: as many
// conversations can go on beside one another without being read twice.
const mostBundles = 64

// Rereader reads records again by their places, as they are shown. It is of the View
// in which the records were compared with what their evidence says.
type Rereader struct {
	file      *casefile.File
	coverings Coverings
	held      map[dispute.EvidenceID][][]dispute.Record
	order     []dispute.EvidenceID
	seen      map[dispute.EvidenceID][]casefile.Recognised
}

// NewRereader reads records of the case in f.
func NewRereader(ctx context.Context, f *casefile.File) (*Rereader, error) {
	coverings, err := ReadCoverings(ctx, f)
	return &Rereader{file: f, coverings: coverings}, err
}

// Again is the record of an evidence at a place in it, rows of bills without their
// cells. Statements are in none.
func (a *Rereader) Again(ctx context.Context, evidence dispute.EvidenceID, seq int) (*dispute.Record, error) {
	return a.at(ctx, place{seq: int32(seq), evidence: int32(evidence)})
}

func (a *Rereader) at(ctx context.Context, p place) (*dispute.Record, error) {
	id, seq := dispute.EvidenceID(p.evidence), int(p.seq)
	for _, part := range slices.Backward(a.held[id]) {
		if first := part[0].Seq; first <= seq && seq < first+len(part) {
			return &part[seq-first], nil
		}
	}
	if len(a.order) == mostBundles {
		oldest := a.order[0]
		a.order, a.held[oldest] = a.order[1:], a.held[oldest][1:]
	}
	part, err := a.file.Beside(ctx, id, seq)
	if err != nil || len(part) == 0 || seq < part[0].Seq || seq >= part[0].Seq+len(part) {
		return nil, cmp.Or(err, error(casefile.ErrDamaged))
	}
	for i := range part {
		a.coverings.Record(&part[i])
		if part[i].Kind == dispute.Transaction {
			slim(&part[i])
		}
	}
	if a.held == nil {
		a.held = map[dispute.EvidenceID][][]dispute.Record{}
	}
	a.held[id], a.order = append(a.held[id], part), append(a.order, id)
	return &part[seq-part[0].Seq], nil
}

// Where is where on a page of a picture or scan words stand that were recognised on
// it, its first page being 1; the place has no region where they do not stand there.
func (a *Rereader) Where(ctx context.Context, id dispute.EvidenceID, page int, words string) (at dispute.Locator, err error) {
	pages, ok := a.seen[id]
	if !ok {
		if pages, err = a.file.Recognised(ctx, id); err != nil {
			return at, err
		}
		if a.seen == nil {
			a.seen = map[dispute.EvidenceID][]casefile.Recognised{}
		}
		a.seen[id] = pages
	}
	for _, p := range pages {
		if p.Page != page {
			continue
		}
		if found := PageOf(p).Find(words); len(found) > 0 {
			at.Region = dispute.RegionOf(found[0].Boxes...)
		}
	}
	if e, err := a.file.Evidence(ctx, id); err != nil || !media.Picture(e.MediaType) {
		at.Page = page
		return at, err
	}
	return at, nil
}
