// Package docx renders a document as a WordprocessingML file (ISO/IEC 29500,
// transitional): a letter that its sender can still change in Word, WPS or
// LibreOffice before it goes out.
//
// It promises
//
//   - real structure: styles that the programs know by name, headings in the
//     navigation, lists, tables whose heads repeat, page numbers and references
//     as fields, each exhibit a section with its mark at the head of its pages;
//   - that no character is lost: what XML cannot carry or what would turn the
//     direction of text appears as <U+202E>;
//   - the same bytes for the same document and pictures.
//
// It forbids working out page numbers: the program that opens the file counts
// its own pages, so a reference is a field, marked to be counted on opening. A
// page of a paper cannot stand in such a file; a frame says which page it is.
package docx

import (
	"archive/zip"
	"fmt"
	"io"

	"complain/pkg/doc"
)

// Render writes a document as DOCX. Pictures come from images, which may be nil
// when the document has none, and go into the file one at a time. After an
// error, what was written is no file. A reference to an anchor that does not
// exist is an error, as is a picture that cannot be read.
func Render(w io.Writer, d *doc.Document, images doc.Images) error {
	if err := d.Words.Check(); err != nil {
		return err
	}
	wr := &writer{
		zip:      zip.NewWriter(w),
		doc:      d,
		chinese:  d.Chinese(),
		anchors:  bookmarks(d.Blocks),
		long:     longExhibits(d.Blocks),
		pictures: pictures{images: images, known: map[string]*picture{}},
	}
	if err := wr.blocks(d.Blocks); err != nil {
		return err
	}
	if err := wr.parts(); err != nil {
		return fmt.Errorf("write docx: %w", err)
	}
	if err := wr.zip.Close(); err != nil {
		return fmt.Errorf("write docx: %w", err)
	}
	return nil
}

// writer is the file being written. The text waits in body until the end;
// pictures go into the file as they come.
type writer struct {
	zip      *zip.Writer
	doc      *doc.Document
	chinese  bool
	body     markup
	anchors  map[string]string // the name of an anchor's bookmark
	long     map[string]bool   // exhibits of several pages, by their anchor
	marks    int               // bookmarks set so far
	lists    []int             // where each numbered list so far begins
	heads    []string          // the mark at the head of each section that is closed
	mark     string            // that of the section being written
	nested   int               // exhibits around the block being written
	right    bool              // the paragraph being written is written from the right
	drawings int
	pictures
}

func (w *writer) blocks(blocks []doc.Block) error {
	for i, b := range blocks {
		if err := w.block(b, i+1 < len(blocks) && signs(blocks[i+1])); err != nil {
			return err
		}
	}
	return nil
}

// signs reports whether b is what a page must not begin with.
func signs(b doc.Block) bool {
	_, ok := b.(doc.Signature)
	return ok
}

// block writes one block; keep holds it on the page of the next.
func (w *writer) block(b doc.Block, keep bool) error {
	if _, ok := b.(doc.Exhibit); !ok && w.mark != "" && w.nested == 0 {
		w.newSection("")
	}
	switch b := b.(type) {
	case doc.Title:
		return w.line("Title", "", doc.Plain(b.Text))
	case doc.Heading:
		return w.line(fmt.Sprintf("Heading%d", min(max(b.Level, 1), 2)), b.Anchor, doc.Plain(b.Text))
	case doc.Paragraph:
		return w.paragraph(paragraph{style: styleOf(b.Style), keep: keep}, b.Text)
	case doc.List:
		return w.list(b)
	case doc.KeyValues:
		return w.keyValues(b)
	case doc.Table:
		return w.table(b)
	case doc.Quote:
		return w.paragraph(paragraph{style: "Quote", right: doc.SaidFromRight(b.Text)}, b.Text)
	case doc.Transcript:
		return w.transcript(b)
	case doc.Timeline: // the blocks beside it say it all
		return nil
	case doc.Figure:
		return w.figure(b, textWidth)
	case doc.Sheet:
		return w.sheet(b)
	case doc.Pair:
		return w.pair(b)
	case doc.Signature:
		return w.signature(b)
	case doc.PageBreak:
		w.pageBreak()
		return nil
	case doc.Exhibit:
		return w.exhibit(b)
	}
	return fmt.Errorf("docx cannot show block %T", b)
}

func styleOf(s doc.Style) string {
	switch s {
	case doc.Flush:
		return "Flush"
	case doc.Right:
		return "Right"
	case doc.Centered:
		return "Centered"
	case doc.Small:
		return "Small"
	}
	return "BodyText"
}
