// Package html renders a document as one HTML file that needs nothing beside
// it: to be read in a browser, sent by mail, or printed.
//
// It promises
//
//   - one file: styles and pictures are inside, there is no script, and the
//     file's own policy forbids whatever would come from elsewhere;
//   - a page for everyone: headings, table heads and captions a screen reader
//     knows, no width that a small screen lacks, light and dark, and a print
//     that is black on white with numbered pages;
//   - that text is text: nothing from evidence becomes markup, style or address,
//     and what is invisible or would turn the direction appears as <U+202E>;
//   - the same bytes for the same document and pictures.
//
// It forbids page numbers in the text, which a page on a screen has not:
// references lead to their places and show their labels only. The pages of a
// paper are not drawn here; the paper itself is inside, to be opened.
package html

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
)

// Render writes a document as HTML. Pictures come from images, which may be nil
// when the document has none, and are written one at a time. After an error,
// what was written is no file. A reference to an anchor that does not exist is
// an error, as is a picture that cannot be read.
func Render(w io.Writer, d *doc.Document, images doc.Images) error {
	if err := d.Words.Check(); err != nil {
		return err
	}
	p := &page{w: bufio.NewWriterSize(w, 1<<16), doc: d, images: images, anchors: anchors(d.Blocks), given: map[string]bool{}}
	p.begin()
	if err := p.blocks(d.Blocks); err != nil {
		return err
	}
	p.end()
	if err := p.w.Flush(); err != nil {
		return fmt.Errorf("write html: %w", err)
	}
	return nil
}

// page is the file being written. Errors of writing stay in w until Flush.
type page struct {
	w       *bufio.Writer
	doc     *doc.Document
	images  doc.Images
	anchors map[string]bool
	given   map[string]bool // the papers that are in the file
	level   int             // exhibits around the block being written
}

// begin writes the head. The hash of the style stands in the policy: no other
// style is taken, and nothing else but pictures that are in the file.
func (p *page) begin() {
	style := stylesheet(p.doc)
	sum := sha256.Sum256([]byte(style))
	p.raw(`<!DOCTYPE html>` + "\n")
	p.open("html", "lang", language(p.doc.Lang))
	p.raw("<head>\n" + `<meta charset="utf-8">` + "\n")
	p.void("meta", "http-equiv", "Content-Security-Policy", "content",
		"default-src 'none'; style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'; img-src data:; base-uri 'none'; form-action 'none'")
	p.void("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
	p.void("meta", "name", "generator", "content", "complain")
	p.raw("<title>")
	p.text(termsafe.CleanLine(p.doc.Title))
	p.shut("title")
	for _, m := range [][2]string{{"author", p.doc.Author}, {"description", p.doc.Subject}, {"keywords", p.doc.Keys}} {
		if m[1] != "" {
			p.void("meta", "name", m[0], "content", termsafe.CleanLine(m[1]))
		}
	}
	p.raw("<style>" + style + "</style>\n</head>\n<body>\n<main>\n")
}

func (p *page) end() {
	p.raw("</main>\n")
	if p.doc.Head != "" || p.doc.Foot != "" {
		p.open("footer")
		for _, s := range []string{p.doc.Head, p.doc.Foot} {
			if s != "" {
				p.element("p", termsafe.CleanLine(s))
			}
		}
		p.shut("footer")
	}
	p.raw("</body>\n</html>\n")
}

// language is a language as browsers choose fonts by it.
func language(lang string) string {
	if lang == "zh-CN" || lang == "zh" {
		return "zh-Hans-CN"
	}
	return lang
}

func (p *page) blocks(blocks []doc.Block) error {
	for _, b := range blocks {
		if err := p.block(b); err != nil {
			return err
		}
	}
	return nil
}

func (p *page) block(b doc.Block) error {
	switch b := b.(type) {
	case doc.Title:
		p.element("h1", termsafe.CleanText(b.Text))
	case doc.Heading:
		p.element("h"+strconv.Itoa(min(max(b.Level, 1), 2)+1+p.level), termsafe.CleanText(b.Text), p.id(b.Anchor)...)
	case doc.Paragraph:
		return p.inside("p", b.Text, "class", paragraphClasses[b.Style])
	case doc.List:
		return p.list(b)
	case doc.KeyValues:
		return p.keyValues(b)
	case doc.Table:
		return p.table(b)
	case doc.Quote:
		return p.inside("blockquote", b.Text, said(b.Text)...)
	case doc.Transcript:
		return p.transcript(b)
	case doc.Timeline:
		return p.timeline(b)
	case doc.Figure:
		return p.figure(b)
	case doc.Sheet:
		return p.sheet(b)
	case doc.Pair:
		return p.pair(b)
	case doc.Signature:
		return p.signature(b)
	case doc.PageBreak:
		p.void("div", "class", "break")
		p.shut("div")
	case doc.Exhibit:
		return p.exhibit(b)
	default:
		return fmt.Errorf("html cannot show block %T", b)
	}
	return nil
}

// paragraphClasses are the classes of a paragraph by its style.
var paragraphClasses = map[doc.Style]string{
	doc.Body: "body", doc.Flush: "flush", doc.Right: "right", doc.Centered: "centered", doc.Small: "small",
}
