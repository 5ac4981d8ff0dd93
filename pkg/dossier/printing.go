package dossier

import (
	"errors"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/media"
	"complain/pkg/packet"
)

// ErrHeavy says that the pictures of a letter are more than it may hold.
var ErrHeavy = errors.New("the pictures are larger than the packet may be")

// Printing is how the pictures of a packet are made. The zero Printing is of the finest,
// as many as there are.
type Printing struct {
	Original bool // as they were received where PDF holds them so
	Fineness Fineness
	// Most is how many bytes the pictures of a letter may have together; 0 is any. Where
	// they have more, no others are made, since the packet cannot be within a budget of
	// as many: files hold JPEGs byte for byte.
	Most int64

	prints func(dispute.EvidenceID) bool // which pictures the letter shows
}

func (h Printing) of(p *packet.Plan) Printing {
	h.prints = p.Prints
	return h
}

// ahead is the fineness whose pictures are made with those of this one, since decoding
// is most of the work: of a letter that was too large once, the one after is wanted
// more often than not.
func (h Printing) ahead() (Fineness, bool) {
	return h.Fineness + 1, h.Most > 0 && h.Fineness > Fine && h.Fineness < Together
}

// burden is what the pictures of a letter weigh in any file that holds them.
type burden struct {
	Printing
	bytes   int64
	counted map[string]bool // by their hashes: files hold the same bytes once
}

func (b *burden) add(id dispute.EvidenceID, pieces []casefile.Rendition) {
	if b.Most == 0 || b.prints != nil && !b.prints(id) {
		return
	}
	for _, p := range pieces {
		if p.MediaType == media.JPEG && !b.counted[p.SHA256] {
			b.counted[p.SHA256] = true
			b.bytes += p.Size
		}
	}
}

func (b *burden) heavy() bool { return b.Most > 0 && b.bytes > b.Most }
