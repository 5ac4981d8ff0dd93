// Package document takes in files that no importer recognises: letters,
// contracts, notes, anything.
//
// It promises one record for the whole file, with a time only where the file's
// name is of a form that states one, and, where the bytes are text, that text
// in pieces that can be found and cited by their lines, and of a workbook its cells,
// a row a line; and that what looks like a conversation or a table of dealings is
// doubted, unless the user said that it is a document. It forbids looking into
// any other file beyond telling its media type, and finding meaning in text.
package document

import (
	"context"
	"errors"
	"io"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/paper"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/media"
)

// Importer is the fallback of ingest, and what --as document names. It never
// recognises a file, so that importer.Pick does not choose it; whoever finds
// nobody else calls Extract. The zero value is ready.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "document" }

// Version implements importer.Importer.
func (Importer) Version() int { return 6 }

// Identify implements importer.Importer; it matches nothing.
func (Importer) Identify(*importer.Source) importer.Match { return importer.Match{} }

// maxText is how much text of a file is kept, in bytes: three hundred pages a
// megabyte.
const maxText = 16 << 20

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r := dispute.Record{
		Kind:   dispute.Document,
		Fields: dispute.PaperFacts{MediaType: media.Type(src.Head)}.Fields(),
	}
	if isText(src) {
		if _, err := src.Encoding(); err != nil {
			return err
		}
	}
	r.At, r.Remarks = paper.Time(src)
	if err := sink.Record(r); err != nil {
		return err
	}
	if book, err := workbook(ctx, src); book != nil || ctx.Err() != nil {
		return cells(ctx, src, book, err, sink)
	}
	if !isText(src) {
		sink.Units(1)
		return nil
	}
	return text(ctx, src, sink)
}

// text gives the lines of a file of text.
func text(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	w := paper.Writer{Sink: sink}
	lines := src.Lines(ctx)
	var glimpse conversation.Glimpse
	broken := 0
	var stop error
	for stop == nil {
		l, err := lines.Next()
		at := dispute.Locator{Line: l.Number}
		switch {
		case err == io.EOF:
			stop = io.EOF
		case errors.Is(err, charset.ErrLongLine):
			stop = &importer.Stopped{Why: dispute.Say("document.stop.line", charset.MaxLine), Err: err}
		case err != nil:
			return err
		case l.Offset+l.Length > maxText:
			stop = &importer.Stopped{At: at, Why: dispute.Say("document.stop.long", l.Number-1, maxText>>20)}
		default:
			if l.Broken {
				broken++
			}
			glimpse.Line(l.Text)
			if err := w.Line(l.Text, l.Offset, l.Offset+l.Length); err != nil {
				return err
			}
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	sink.Units(1 + w.Units)
	if broken > 0 {
		sink.Remark(dispute.Say("document.broken", broken))
	}
	if src.Options.As == "" && likeMail(src) {
		sink.Remark(dispute.Say("document.like-mail"))
	}
	if err := doubts(ctx, src, &glimpse, sink); err != nil {
		return err
	}
	if stop == io.EOF {
		return nil
	}
	return stop
}

// isText reports whether a file is of text that says something when it is read
// as such: pictures written as text are not.
func isText(src *importer.Source) bool {
	switch media.Type(src.Head) {
	case media.Text, media.HTML, media.XML, media.JSON, media.Mail, media.Mbox, "text/vcard", "text/calendar":
		return true
	case media.Unknown:
		_, said := src.Said()
		return said
	}
	return false
}
