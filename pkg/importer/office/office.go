// Package office reads documents of word processors: DOCX (ECMA-376) and ODT
// (OpenDocument), RTF, and of Word 97 to 2003, which WPS writes too (MS-DOC). Those of Word
// before that are recognised and kept.
//
// It promises the text in the order of the document, with tables a row a line,
// notes and comments where they are pointed at by a mark, and tracked changes
// marked as what they are: [+inserted+], [-deleted-]; that what looks like a conversation
// is doubted, unless the user said that it is a document; the dates and names that
// the document states of itself; and that pictures and files inside are handed
// out whole. It forbids layout: there are no pages, and numbers that the word
// processor counts are not in the text.
package office

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/paper"
	"complain/pkg/internal/broken"
	"complain/pkg/internal/cause"
	"complain/pkg/internal/compound"
	"complain/pkg/internal/media"
	"complain/pkg/internal/safezip"
	"complain/pkg/internal/xmlstream"
)

// Importer reads documents of word processors. The zero value is ready.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "office" }

// Version implements importer.Importer.
func (Importer) Version() int { return 4 }

// The variants, with their media types.
const (
	variantDOCX = "docx"
	variantODT  = "odt"
	variantDOC  = "doc"
	variantRTF  = "rtf"
)

var mediaTypes = map[string]string{
	variantDOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	variantODT:  "application/vnd.oasis.opendocument.text",
	variantDOC:  "application/msword",
	variantRTF:  "application/rtf",
}

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	variant := layout(src)
	if variant == "" {
		return importer.Match{}
	}
	return importer.Match{Confidence: importer.Certain, Variant: variant, Because: []dispute.Note{dispute.Say("office.sign." + variant)}}
}

// layout tells the variants apart by the names of what is in the file: a
// workbook and a slide show are zips of the same kind.
func layout(src *importer.Source) string {
	switch media.Type(src.Head) {
	case mediaTypes[variantRTF]:
		return variantRTF
	case media.OLE:
		if c, err := compound.Open(src, src.Size()); err == nil && c.Has("WordDocument") {
			return variantDOC
		}
	case media.ZIP:
		p, err := open(src)
		if err != nil {
			return ""
		}
		if p.names["[Content_Types].xml"] != nil && p.main() != "" {
			return variantDOCX
		}
		if strings.HasPrefix(p.mimetype(), mediaTypes[variantODT]) {
			return variantODT
		}
	}
	return ""
}

// pack is the zip of a document.
type pack struct {
	archive *safezip.Archive
	names   map[string]*safezip.Entry
}

// limits are those of a document's XML; pictures are not read here.
func limits() safezip.Limits {
	l := safezip.Standard()
	l.Entry, l.Total = 48<<20, 64<<20
	return l
}

func open(src *importer.Source) (*pack, error) {
	a, err := safezip.OpenWithin(limits(), src, src.Size())
	if err != nil {
		return nil, err
	}
	p := &pack{archive: a, names: map[string]*safezip.Entry{}}
	for _, e := range a.Entries {
		if !e.Duplicate {
			p.names[e.Name] = e
		}
	}
	return p, nil
}

// main is the name of the part with the text. Word on the web numbers it.
func (p *pack) main() string {
	if p.names["word/document.xml"] != nil {
		return "word/document.xml"
	}
	for _, e := range p.archive.Entries {
		if strings.HasPrefix(e.Name, "word/document") && strings.HasSuffix(e.Name, ".xml") {
			return e.Name
		}
	}
	return ""
}

// mimetype is what the first entry of an OpenDocument file says it is.
func (p *pack) mimetype() string {
	e := p.names["mimetype"]
	if e == nil {
		return ""
	}
	r, err := e.Open(context.Background())
	if err != nil {
		return ""
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, 200))
	if err != nil && len(text) == 0 {
		return ""
	}
	return string(bytes.TrimSpace(text))
}

// each gives the tags of a part, with their names without prefixes. A part that
// is not there has none.
func (p *pack) each(ctx context.Context, name string, take func(*xmlstream.Tag, string) error) error {
	e := p.names[name]
	if e == nil {
		return nil
	}
	r, err := e.Open(ctx)
	if err != nil {
		return err
	}
	defer r.Close()
	return xmlstream.Each(r, ctx.Err, func(t *xmlstream.Tag) error { return take(t, t.Local()) })
}

// document is a reading of one file.
type document struct {
	src     *importer.Source
	sink    importer.Sink
	pack    *pack
	variant string

	units   int
	size    int // bytes of text so far
	changes int // tracked
	hidden  int // letters of a document of Word that nobody sees
	remarks []dispute.Note
	glimpse conversation.Glimpse
}

const (
	maxText    = 16 << 20 // bytes of text that are kept
	maxRemarks = 20       // parts that cannot be read, one by one
)

var errLong = errors.New("more text than is kept")

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	d := &document{src: src, sink: sink, variant: layout(src), units: 1}
	switch d.variant {
	case variantDOC:
		return d.word97(ctx)
	case variantRTF:
		return d.rich(ctx)
	}
	if d.variant == "" && media.Type(src.Head) != media.ZIP {
		r := dispute.Record{Kind: dispute.Document, Fields: dispute.PaperFacts{MediaType: media.Type(src.Head)}.Fields()}
		r.At, r.Remarks = paper.Time(src)
		sink.Units(1)
		return sink.Record(r)
	}
	var err error
	if d.pack, err = open(src); err != nil {
		return &importer.Stopped{Why: dispute.Say("office.stop.damaged", cause.Of(err)), Err: err}
	}
	if err := d.whole(ctx); err != nil {
		return err
	}
	if d.variant == variantODT {
		err = d.odt(ctx)
	} else {
		err = d.docx(ctx)
	}
	sink.Units(d.units)
	if d.changes > 0 {
		sink.Remark(dispute.Say("office.tracked", d.changes))
	}
	for _, n := range d.remarks {
		sink.Remark(n)
	}
	if told := d.glimpse.Tell(src.Options.As, sink.Doubt); told != nil {
		return told
	}
	return d.stopped(ctx, err)
}

// stopped says why the text could not be read on. Errors of the sink and of ctx
// are passed on as they are.
func (d *document) stopped(ctx context.Context, err error) error {
	var x *broken.Error
	var limit *safezip.LimitError
	switch {
	case err == nil || ctx.Err() != nil:
		return err
	case errors.Is(err, errLong), errors.As(err, &limit):
		return &importer.Stopped{Why: dispute.Say("paper.limit"), Err: err}
	case errors.Is(err, safezip.ErrEncrypted), d.encrypted(ctx):
		return &importer.Stopped{Why: dispute.Say("office.stop.encrypted"), Err: err}
	case errors.As(err, &x), errors.Is(err, safezip.ErrDamaged), errors.Is(err, safezip.ErrMethod):
		return &importer.Stopped{Why: dispute.Say("office.stop.damaged", cause.Of(err)), Err: err}
	}
	return err
}

// encrypted reports whether the manifest of an OpenDocument file says so.
func (d *document) encrypted(ctx context.Context) bool {
	found := false
	err := d.pack.each(ctx, "META-INF/manifest.xml", func(_ *xmlstream.Tag, name string) error {
		found = found || name == "encryption-data"
		return nil
	})
	return err == nil && found
}

// part reads one part's text. A part beside the main one that is damaged costs
// no more than itself.
func (d *document) part(ctx context.Context, name string, main bool, read func(*flow) func(*xmlstream.Tag, string) error) error {
	if d.pack.names[name] == nil {
		return nil
	}
	w := paper.Writer{Sink: d.sink, Entry: name}
	f := &flow{line: func(text string) error {
		if d.size += len(text); d.size > maxText {
			return errLong
		}
		d.glimpse.Line(text)
		return w.Line(text, 0, 0)
	}}
	err := d.pack.each(ctx, name, read(f))
	if err == nil {
		err = f.close()
	}
	flushed := w.Flush()
	d.units += w.Units
	d.changes += f.changes
	if flushed != nil {
		return flushed
	}
	var x *broken.Error
	if !main && (errors.As(err, &x) || errors.Is(err, safezip.ErrDamaged)) {
		if len(d.remarks) < maxRemarks {
			d.remarks = append(d.remarks, dispute.Say("office.damaged", name))
		}
		return nil
	}
	return err
}
