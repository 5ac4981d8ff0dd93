// Package invoice reads electronic invoices of China: the XML of 数电票, and OFD
// (GB/T 33190), the fixed-layout format in which the tax bureau and offices give
// papers. An OFD that is no invoice is read as the paper it is.
//
// It promises what the file states of itself, amounts held against each other,
// and the text of every page at its place on it. It forbids checking
// signatures: their presence is reported. What pictures show is not read.
package invoice

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/invoice"
	"complain/pkg/importer/kit/paper"
	"complain/pkg/internal/cause"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/media"
)

// Importer reads electronic invoices. The zero value is ready.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "invoice" }

// Version implements importer.Importer.
func (Importer) Version() int { return 4 }

// The variants.
const (
	variantXML = "xml"
	variantOFD = "ofd"
)

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	switch media.Type(src.Head) {
	case media.ZIP:
		if p, err := open(src); err == nil && p.find("OFD.xml") != nil {
			return importer.Match{Confidence: importer.Certain, Variant: variantOFD, Because: []dispute.Note{dispute.Say("invoice.sign.ofd")}}
		}
	case media.XML, media.Text:
		text, _ := src.HeadText()
		if !strings.HasPrefix(strings.TrimLeft(text, " \t\r\n\ufeff"), "<") {
			return importer.Match{}
		}
		if found := invoice.Marks(text); len(found) > 1 {
			return importer.Match{Confidence: importer.Certain, Variant: variantXML, Because: []dispute.Note{dispute.Say("invoice.sign.xml", strings.Join(found, ", "))}}
		}
	}
	return importer.Match{}
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	if media.Type(src.Head) == media.ZIP {
		return readOFD(ctx, src, sink)
	}
	return readXML(ctx, src, sink)
}

// maxXML is how large an invoice in XML may be; one has some ten kilobytes.
const maxXML = 16 << 20

var errLarge = errors.New("too large for an invoice")

// readXML reads a file that is one invoice in XML.
func readXML(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	data := make([]byte, min(src.Size(), maxXML))
	if _, err := src.ReadAt(data, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	var found []*invoice.Invoice
	var lines []invoice.Line
	err := errLarge
	e, bom, _ := charset.Detect(data[:min(len(data), importer.HeadSize)])
	if said, ok := src.Said(); ok {
		e = said
	}
	placed := e == charset.UTF8
	if !placed {
		data, bom = []byte(e.Decode(data)), 0
	}
	if src.Size() <= maxXML {
		found, lines, err = invoice.Read(bytes.NewReader(data[bom:]), ctx.Err)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	r := dispute.Record{Kind: dispute.Document, Fields: dispute.PaperFacts{MediaType: media.XML}.Fields()}
	if len(found) == 1 {
		found[0].Fill(&r)
		r.Remarks = append(r.Remarks, found[0].Signature()...)
	} else if len(found) > 1 {
		r.Remarks = append(r.Remarks, dispute.Say("invoice.several", len(found)))
	}
	if !r.At.Known() {
		var notes []dispute.Note
		r.At, notes = paper.Time(src)
		r.Remarks = append(r.Remarks, notes...)
	}
	if err := sink.Record(r); err != nil {
		return err
	}
	w := paper.Writer{Sink: sink, Unlined: placed}
	for _, l := range lines {
		from, to := l.From+int64(bom), l.To+int64(bom)
		if !placed {
			from, to = 0, 0
		}
		if err := w.Line(l.Text, from, to); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	units := 1 + w.Units
	for i, v := range found {
		at := dispute.Locator{}
		if len(found) > 1 {
			at.Row = i + 1
			one := dispute.Record{Kind: dispute.Document, Locator: at}
			v.Fill(&one)
			one.Remarks = append(one.Remarks, v.Signature()...)
			if err := sink.Record(one); err != nil {
				return err
			}
			units++
		}
		if err := check(sink, at, v); err != nil {
			return err
		}
	}
	sink.Units(units)
	if err != nil {
		return &importer.Stopped{Why: dispute.Say("invoice.stop.xml", cause.Of(err)), Err: err}
	}
	return nil
}

// check reports what the invoice's amounts come to, and what speaks against it.
func check(sink importer.Sink, at dispute.Locator, v *invoice.Invoice) error {
	for _, t := range v.Totals() {
		sink.Total(t)
	}
	for _, n := range slices.Concat(v.Doubts, v.Unread()) {
		if err := sink.Doubt(at, n); err != nil {
			return err
		}
	}
	return nil
}
