// Package mail reads mail: single messages (.eml), mailboxes (.mbox) and what
// Outlook saves (.msg).
//
// It promises one record a mail, with the sender as written and the time of the
// Date header, never of another; that structure is found in one pass without
// holding a mail in memory, within limits of depth, number and length; and that
// attachments are handed out byte for byte as they were before they were sent.
// It forbids guessing a zone, an amount or an order number: what looks like one
// in the text is a field of its own, and no more than a hint. A signature is
// reported as present and not checked.
package mail

import (
	"context"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/mimetree"
)

// Importer reads mail. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "mail" }

// Version implements importer.Importer.
func (Importer) Version() int { return 10 }

// The variants.
const (
	variantEML  = "eml"
	variantMbox = "mbox"
	variantMSG  = "msg"

	variantCopied = "text"
)

// Extract implements importer.Importer.
func (im Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	e := &extraction{src: src, sink: sink}
	switch layout(src) {
	case variantMbox:
		return e.mailbox(ctx)
	case variantMSG:
		return e.outlook(ctx)
	}
	if _, ok := isCopied(src); ok && im.Identify(src).Variant != variantEML {
		return e.copied(ctx)
	}
	return e.single(ctx)
}

// extraction is one reading of one file.
type extraction struct {
	src   *importer.Source
	sink  importer.Sink
	units int
	sums  sums
}

// single reads a file that is one mail.
func (e *extraction) single(ctx context.Context) error {
	at := dispute.Locator{Line: 1, Length: e.src.Size()}
	l, err := parse(ctx, e.src, mimetree.Span{To: e.src.Size()}, false)
	if err != nil {
		return e.stop(at, err)
	}
	e.units = 1
	if err := e.give(l, at); err != nil {
		return err
	}
	e.end()
	return nil
}

// give makes a record of a mail, or a problem of what is none.
func (e *extraction) give(l *letter, at dispute.Locator) error {
	if len(l.head.Fields) == 0 {
		e.sums.unread++
		return e.sink.Problem(at, dispute.Say("mail.no-header", l.first))
	}
	r := record(e.src, l)
	r.Locator = at
	e.sums.add(l)
	return told(e.sink, r)
}

func (e *extraction) end() {
	e.sink.Units(e.units)
	for _, n := range e.sums.notes() {
		e.sink.Remark(n)
	}
}

// stop says why a file cannot be read on. Errors of the source and of ctx are
// passed on as they are.
func (e *extraction) stop(at dispute.Locator, err error) error {
	why, ours := reason(err)
	if !ours {
		return err
	}
	e.end()
	return &importer.Stopped{At: at, Why: why, Err: err}
}

// sums is what is said of a whole file.
type sums struct {
	unread, files, damaged, limited int
}

func (s *sums) add(l *letter) {
	s.files += len(l.files)
	if l.faults.count > 0 {
		s.damaged++
	}
	if l.limited {
		s.limited++
	}
}

func (s *sums) notes() []dispute.Note {
	var out []dispute.Note
	for _, x := range []struct {
		code string
		n    int
	}{{"mail.files-count", s.files}, {"mail.damaged-count", s.damaged}, {"mail.limited-count", s.limited}} {
		if x.n > 0 {
			out = append(out, dispute.Say(x.code, x.n))
		}
	}
	return out
}
