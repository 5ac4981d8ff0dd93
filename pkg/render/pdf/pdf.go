// Package pdf renders a document as PDF: A4 pages for a regulator, a court or
// a platform, in the grid and the rules of Chinese official papers.
//
// It promises
//
//   - the same bytes for the same document and pictures;
//   - that no character is lost: what no font has is shown as its code point,
//     and what is copied from the page is what was written;
//   - that the page a reference names is the page it leads to;
//   - that what the document says can be read without its pages: each heading,
//     paragraph, item, cell and picture is an element of the file's structure.
//
// It forbids gofpdf's own line breaking (MultiCell, SplitText, SplitLines,
// Write): it deletes the Chinese character at which it breaks a line. Lines
// are broken here, by UAX #14 and the Chinese rules.
//
// The way of a page: blocks become strips (layout, paragraph, table, figure),
// strips are put on pages (page), and what they hold is drawn through gofpdf
// (ink), whose file is then corrected and written with its pictures (finish,
// picture): gofpdf never sees them, and they are never in memory together. Text becomes cells (cell, with
// cluster and letter for what stands in the fonts), cells become lines (line,
// compose).
// Scripts whose letters join are set a word at a time (script), and lines with
// what is written from the right are put into order (direction). What is drawn is
// marked as the element that it is of (structure), and the elements are written
// behind all else (tagged).
package pdf

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"time"

	"complain/pkg/doc"
	"github.com/jung-kurt/gofpdf"
)

// Render writes a document as PDF. Pictures come from images, which may be nil
// when the document has none, and are asked for twice. After an error, what was
// written is no file. A reference to an anchor that does not exist is
// an error, as is a picture that cannot be read, and a document without words.
func Render(w io.Writer, d *doc.Document, images doc.Images) error {
	l, pages, _, err := setOut(d, images)
	if err != nil {
		return err
	}
	return l.write(w, d, pages, part{0, len(pages)}, images)
}

// Volumes is Render for a document of several volumes: each is a file of its own,
// whose pages bear the numbers that they have in the whole. write is told which
// volume it is, from 0, and calls render once.
func Volumes(d *doc.Document, images doc.Images, write func(n int, render func(io.Writer) error) error) error {
	l, pages, _, err := setOut(d, images)
	if err != nil {
		return err
	}
	for n, from := 0, 0; from < len(pages); n++ {
		to := from + 1
		for to < len(pages) && !pages[to].volume {
			to++
		}
		if err := write(n, func(w io.Writer) error { return l.write(w, d, pages, part{from, to}, images) }); err != nil {
			return err
		}
		from = to
	}
	return nil
}

// Span is the pages of something, from 1: the first and the last.
type Span struct{ First, Last int }

// Spans says how many pages a document has, and on which the sections and exhibits
// of its anchors stand.
func Spans(d *doc.Document, images doc.Images) (pages int, spans map[string]Span, err error) {
	_, laidOut, found, err := setOut(d, images)
	if err != nil {
		return 0, nil, err
	}
	spans = map[string]Span{}
	for anchor, place := range found {
		spans[anchor] = Span{place.first, place.last}
	}
	return len(laidOut), spans, nil
}

// setOut is a document on pages.
func setOut(d *doc.Document, images doc.Images) (*layout, []page, places, error) {
	if err := d.Words.Check(); err != nil {
		return nil, nil, nil, err
	}
	l := &layout{compositor: newCompositor(d), pictures: newPictures(images), sheets: newSheets(images)}
	pages, found, err := l.settle(d)
	return l, pages, found, err
}

// part is some of the pages of a document: from up to, not including, to.
type part struct{ from, to int }

// write writes pages as a file, and gives each up when it is drawn.
func (l *layout) write(w io.Writer, d *doc.Document, pages []page, some part, images doc.Images) error {
	l.pictures.restart()
	l.sheets = newSheets(images)
	l.strips = nil // they stand on the pages
	raw, marks, err := l.draw(d, pages, some)
	if err != nil {
		return err
	}
	return finish(w, raw, marks, l.pictures, l.sheets)
}

// settle lays the document out until the page numbers it prints are those of
// the pages they name.
func (l *layout) settle(d *doc.Document) ([]page, places, error) {
	known := places{}
	const attempts = 5
	for range attempts {
		l.known, l.wanted, l.strips, l.open = known, map[string]bool{}, nil, nil
		l.exhibit, l.newPage, l.newVolume, l.space = "", false, false, 0
		l.structure = newStructure()
		if err := l.blocks(d.Blocks); err != nil {
			return nil, nil, err
		}
		l.leave(0)
		pages, where := paginate(l.strips)
		if len(pages) == 0 {
			pages = []page{{}}
		}
		found := l.places(pages, where)
		for name := range l.wanted {
			if _, ok := found[name]; !ok {
				return nil, nil, fmt.Errorf("no anchor %q", name)
			}
		}
		if len(l.wanted) == 0 || maps.Equal(known, found) {
			return pages, found, nil
		}
		known = found
	}
	return nil, nil, fmt.Errorf("page numbers do not settle in %d layouts", attempts)
}

// draw writes some of the pages with gofpdf.
func (l *layout) draw(d *doc.Document, pages []page, some part) ([]byte, finishing, error) {
	var marks finishing
	countExhibits(pages)
	furniture := make([][]ink, len(pages))
	c := &canvas{images: l.pictures, sheets: l.sheets, part: some, structure: l.structure, open: none, around: none}
	for i := some.from; i < some.to; i++ {
		var err error
		if furniture[i], err = l.furniture(d, &pages[i], i+1, len(pages)); err != nil {
			return nil, marks, err
		}
		c.collect(furniture[i])
		for j, p := range pages[i].strips {
			c.collect(p.strip.inksOn(&pages[i], j))
		}
	}
	c.pdf = newFile(d)
	for f := range l.cases {
		if c.used[f] == nil {
			continue
		}
		font, err := l.cases[f].subset(c.used[f])
		if err != nil {
			return nil, marks, err
		}
		c.pdf.AddUTF8FontFromBytes(typefaces[f].name, "", font)
		marks.fonts = append(marks.fonts, usedFont{name: typefaces[f].name, letters: l.cases[f].letters, used: c.used[f]})
	}
	level := -1
	for i := some.from; i < some.to; i++ {
		c.begin(i - some.from)
		for j, p := range pages[i].strips {
			c.element = p.strip.element
			for _, k := range p.strip.inksOn(&pages[i], j) {
				if err := c.ink(k, p.y); err != nil {
					return nil, marks, err
				}
			}
			if b := p.strip.bookmark; b != nil {
				marks.bookmarks, level = addBookmark(c.pdf, marks.bookmarks, level, b, i+1, p.y)
			}
		}
		c.element = artifact
		for _, k := range furniture[i] {
			if err := c.ink(k, 0); err != nil {
				return nil, marks, err
			}
		}
		pages[i].strips, furniture[i] = nil, nil // drawn: what follows takes the room
	}
	marks.lang, marks.id, marks.keys, marks.first, marks.pages = d.Lang, d.ID, d.Keys, some.from, some.to-some.from
	c.unmark()
	marks.xmp = metadata(d)
	marks.structure = tagged{structure: l.structure, pieces: c.fragments, links: c.links, pages: marks.pages}
	var out bytes.Buffer
	err := c.pdf.Output(&out)
	return out.Bytes(), marks, err
}

// newFile is an empty gofpdf document.
func newFile(d *doc.Document) *gofpdf.Fpdf {
	pdf := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", SizeStr: "A4"})
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.SetCatalogSort(true)
	pdf.SetCompression(false) // it makes a compressor for each page; finish has one for all
	date := d.Date
	if date.IsZero() {
		date = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	pdf.SetCreationDate(date)
	pdf.SetModificationDate(date)
	pdf.SetDisplayMode("real", "default")
	pdf.SetTitle(utf16Text(visible(d.Title)), false)
	if d.Author != "" {
		pdf.SetAuthor(utf16Text(visible(d.Author)), false)
	}
	if d.Subject != "" {
		pdf.SetSubject(utf16Text(visible(d.Subject)), false)
	}
	if d.Keys != "" {
		pdf.SetKeywords(d.Keys, false)
	}
	return pdf
}
