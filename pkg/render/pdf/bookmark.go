package pdf

import (
	"fmt"

	"github.com/jung-kurt/gofpdf"
)

// bookmark is an entry of the outline.
type bookmark struct {
	level int // from 1
	title string
}

// The titles are given to gofpdf as placeholders: it cannot write characters
// above U+FFFF. finish puts in the real ones.
func bookmarkPlaceholder(i int) string { return fmt.Sprintf("bookmark %d", i) }

// addBookmark adds an entry for the page gofpdf is on. Levels never grow by
// more than one: gofpdf would tie such an entry to the wrong parent.
func addBookmark(pdf *gofpdf.Fpdf, titles []string, last int, b *bookmark, page int, y float64) ([]string, int) {
	level := min(b.level-1, last+1)
	pdf.Bookmark(bookmarkPlaceholder(len(titles)), level, max(y-4, 0))
	return append(titles, fmt.Sprintf("%s … %d", oneLine(b.title), page)), level
}
