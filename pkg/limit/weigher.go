package limit

import (
	"complain/pkg/doc"
	"complain/pkg/render/pdf"
)

// What a volume holds beside its pictures: fonts, and the text of a page. Rendering
// has the last word.
const (
	volumeBytes = 300_000
	bytesAPage  = 5_000
)

// weigher says how heavy parts of a packet are.
type weigher struct {
	images Images
	bytes  map[string]int64 // of pictures, and of a page of a paper, by their keys
	sheets map[string]int   // of papers: how many pages are shown
	spans  map[string]pdf.Span
}

func newWeigher(p Packet, spans map[string]pdf.Span) *weigher {
	w := &weigher{images: p.Images, bytes: map[string]int64{}, sheets: map[string]int{}, spans: spans}
	for _, b := range p.Document.Blocks {
		if x, ok := b.(doc.Exhibit); ok {
			for _, b := range x.Blocks {
				if s, ok := b.(doc.Sheet); ok {
					w.sheets[s.Paper]++
				}
			}
		}
	}
	return w
}

// weight is the bytes of the pictures and papers of an exhibit, and its pages.
func (w *weigher) weight(blocks []doc.Block) (bytes int64, pages int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Figure:
			bytes, pages = bytes+w.size(b.Image.Key, w.images.Image, 1), pages+1
		case doc.Pair:
			for _, f := range b.Figures {
				bytes += w.size(f.Image.Key, w.images.Image, 1)
			}
			pages += (len(b.Figures) + 3) / 4
		case doc.Sheet:
			bytes, pages = bytes+w.size(b.Paper, w.images.Paper, w.sheets[b.Paper]), pages+1
		}
	}
	return bytes + int64(pages)*bytesAPage, pages
}

// exhibit is the weight of an exhibit; one of text alone has the pages that it was
// laid out on.
func (w *weigher) exhibit(x doc.Exhibit) (bytes int64, pages int) {
	bytes, pages = w.weight(x.Blocks)
	if at, ok := w.spans[x.Anchor]; ok && pages == 0 {
		pages = at.Last - at.First + 1
		bytes = int64(pages) * bytesAPage
	}
	return bytes, max(pages, 1)
}

func (w *weigher) size(key string, read func(string) ([]byte, error), shared int) int64 {
	n, known := w.bytes[key]
	if !known && key != "" {
		if data, err := read(key); err == nil { // else rendering says why
			n = int64(len(data) / max(shared, 1))
		}
		w.bytes[key] = n
	}
	return n
}

// heavy reports whether blocks are too many for a volume of their own.
func (w *weigher) heavy(blocks []doc.Block, b Budget) bool {
	bytes, pages := w.weight(blocks)
	return len(blocks) > 1 && b.exceeded(Measure{bytes + volumeBytes, pages + 1})
}

// starts are the blocks at which volumes after the first begin.
func (w *weigher) starts(d *doc.Document, front int, b Budget) (out []int) {
	size, pages, empty := int64(volumeBytes+front*bytesAPage), front, true
	for i, block := range d.Blocks {
		x, ok := block.(doc.Exhibit)
		if !ok {
			continue
		}
		bytes, n := w.exhibit(x)
		full := b.exceeded(Measure{size + bytes, pages + n})
		alone := empty && (front == 0 || len(out) > 0) // a volume of its own would be no smaller
		if full && !alone {
			out = append(out, i)
			size, pages = volumeBytes+bytesAPage, 1
		}
		size, pages, empty = size+bytes, pages+n, false
	}
	return out
}
