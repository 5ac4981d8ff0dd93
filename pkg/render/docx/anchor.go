package docx

import (
	"fmt"
	"strconv"

	"complain/pkg/doc"
)

// bookmarks gives every anchor of a document the name of a bookmark. Word
// takes letters, digits and underscores, and 40 of them at most, so anchors are
// counted.
func bookmarks(blocks []doc.Block) map[string]string {
	names := map[string]string{}
	doc.Anchors(blocks, func(anchor string) {
		if _, ok := names[anchor]; !ok {
			names[anchor] = "a" + strconv.Itoa(len(names)+1)
		}
	})
	return names
}

// anchor writes the bookmark of an anchor at this place of the text.
func (w *writer) anchor(name string) {
	if name != "" {
		w.bookmark(w.anchors[name])
	}
}

func (w *writer) bookmark(name string) {
	id := strconv.Itoa(w.marks)
	w.marks++
	w.body.void("w:bookmarkStart", "w:id", id, "w:name", name)
	w.body.void("w:bookmarkEnd", "w:id", id)
}

// target is the name of the bookmark that a reference leads to.
func (w *writer) target(anchor string) (string, error) {
	name, ok := w.anchors[anchor]
	if !ok {
		return "", fmt.Errorf("no anchor %q", anchor)
	}
	return name, nil
}

// lastPage names the bookmark at the end of what an anchor begins.
func lastPage(name string) string { return name + "_end" }

// longExhibits tells the exhibits that take more than a page, as far as can be
// seen without laying them out: of those the last page is named too.
func longExhibits(blocks []doc.Block) map[string]bool {
	const rowsOnPage = 16
	out := map[string]bool{}
	for _, b := range blocks {
		e, ok := b.(doc.Exhibit)
		if !ok {
			continue
		}
		pages := 0
		for _, b := range e.Blocks {
			switch b := b.(type) {
			case doc.Figure:
				if b.Missing == "" {
					pages++
				}
			case doc.Sheet:
				pages++
			case doc.Pair:
				pages += (len(b.Figures) + 1) / 2
			case doc.Table:
				pages += len(b.Rows) / rowsOnPage
			case doc.Transcript:
				pages += len(b.Turns) / rowsOnPage
			}
		}
		out[e.Anchor] = pages > 1
	}
	return out
}
