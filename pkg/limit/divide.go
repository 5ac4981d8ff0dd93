package limit

import (
	"io"

	"complain/pkg/doc"
	"complain/pkg/locale"
	"complain/pkg/packet"
	"complain/pkg/render/pdf"
)

// Images are the pictures and the papers of a packet.
type Images interface {
	doc.Images
	doc.Papers
}

// Packet is a packet, and how large it may be.
type Packet struct {
	Document *doc.Document
	Images   Images
	Lang     locale.Lang
	Budget   Budget
}

// Measure is how large a file is.
type Measure struct {
	Bytes int64
	Pages int // 0 of formats without
}

// count is a writer that only counts.
type count int64

func (c *count) Write(p []byte) (int, error) {
	*c += count(len(p))
	return len(p), nil
}

// Fits reports whether a packet is within its budget where render writes it; of a
// format with pages, they count too.
func Fits(p Packet, paged bool, render func(io.Writer) error) (bool, error) {
	var m Measure
	if p.Budget.Size > 0 {
		var n count
		if err := render(&n); err != nil {
			return false, err
		}
		m.Bytes = int64(n)
	}
	if p.Budget.Pages > 0 && paged {
		var err error
		if m.Pages, _, err = pdf.Spans(p.Document, p.Images); err != nil {
			return false, err
		}
	}
	return !p.Budget.exceeded(m), nil
}

// mostDivisions is how often a packet is divided anew, with less in each volume,
// before one that is too large stays so.
const mostDivisions = 6

// Divide is a packet as PDF in volumes that are no larger than the budget, as far as its
// exhibits can be put and cut so. over says that one volume is larger all the same.
func Divide(p Packet) (d *doc.Document, over bool, err error) {
	pages, spans, err := pdf.Spans(p.Document, p.Images)
	if err != nil {
		return nil, false, err
	}
	w := newWeigher(p, spans)
	front := pages
	for _, b := range p.Document.Blocks {
		if x, ok := b.(doc.Exhibit); ok {
			_, n := w.exhibit(x)
			front -= n
		}
	}
	target := p.Budget
	for range mostDivisions {
		d = packet.Parted(p.Document, p.Lang, func(blocks []doc.Block) bool { return w.heavy(blocks, target) })
		if d, err = packet.Divide(d, p.Lang, w.starts(d, front, target)); err != nil {
			return nil, false, err
		}
		m, err := largest(d, p.Images)
		if err != nil || !p.Budget.exceeded(m) {
			return d, false, err
		}
		if p.Budget.Size > 0 && m.Bytes > p.Budget.Size {
			target.Size = max(target.Size*85/100, 1) // 0 is any
		}
		if p.Budget.Pages > 0 && m.Pages > p.Budget.Pages && target.Pages > 3 {
			target.Pages--
		}
	}
	return d, true, nil
}

// largest is the size of the largest volume, and the pages of the longest.
func largest(d *doc.Document, images Images) (m Measure, err error) {
	pages, spans, err := pdf.Spans(d, images)
	if err != nil {
		return m, err
	}
	before := 0
	for n := 2; ; n++ {
		at, more := spans[packet.VolumeAnchor(n)]
		if !more {
			break
		}
		m.Pages, before = max(m.Pages, at.First-1-before), at.First-1
	}
	m.Pages = max(m.Pages, pages-before)
	err = pdf.Volumes(d, images, func(_ int, render func(io.Writer) error) error {
		var n count
		err := render(&n)
		m.Bytes = max(m.Bytes, int64(n))
		return err
	})
	return m, err
}
