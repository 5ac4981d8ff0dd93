// Package pdf takes in papers as PDF: invoices, contracts, letters, statements.
//
// It promises one record for the whole file, with what the file says of itself,
// and one for each page with text; a page without any is a skip that says so,
// and a page whose letters the file does not name is a problem, never a guess.
// The time is that at which the file says it was made, each source named as
// what it is; an invoice's own date comes first. Files inside the file become
// evidence of their own. It forbids judging signatures: they are reported as
// present, and not verified. Reading ends after five seconds, and what was not
// read is said.
package pdf

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/filedate"
	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdfpicture"
	"complain/pkg/internal/pdftext"
)

// Importer reads PDF files. The zero value is ready.
type Importer struct{}

// timeLimit is how long one file is read. maxText is how many bytes of text are
// kept of one file.
const (
	timeLimit = 4500 * time.Millisecond
	maxText   = 32 << 20
)

// Name implements importer.Importer.
func (Importer) Name() string { return "pdf" }

// Version implements importer.Importer.
func (Importer) Version() int { return 8 }

// Identify implements importer.Importer. The mark may stand behind a few bytes
// that a mail or a printer left; objects must follow it.
func (Importer) Identify(src *importer.Source) importer.Match {
	at := bytes.Index(src.Head[:min(len(src.Head), 1024)], []byte("%PDF-"))
	if at < 0 || !bytes.Contains(src.Head[at:], []byte(" obj")) {
		return importer.Match{}
	}
	variant := ""
	if v := src.Head[at+len("%PDF-"):]; len(v) >= 3 && v[1] == '.' {
		variant = string(v[:3])
	}
	if variant < "1.0" || variant > "2.9" {
		return importer.Match{}
	}
	return importer.Match{Confidence: importer.Certain, Variant: variant, Because: []dispute.Note{dispute.Say("pdf.magic")}}
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	limited, cancel := context.WithTimeout(ctx, timeLimit)
	defer cancel()
	f, err := open(limited, src)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, pdffile.ErrPassword) {
		code := "ask.password.pdf"
		if len(src.Options.Passwords) > 0 {
			code = "ask.password.pdf-wrong"
		}
		return &importer.Undecided{Question: dispute.Say(code), Flag: "password"}
	}
	if tables[strings.ToLower(path.Ext(src.Name))] {
		sink.Remark(dispute.Say("bill.stop.pdf"))
	}
	if err != nil {
		return unreadable(src, sink, f, cmp.Or(limited.Err(), err))
	}
	pages, pagesErr := f.Pages()
	if len(pages) == 0 {
		return unreadable(src, sink, f, cmp.Or(limited.Err(), pdffile.ErrDamaged))
	}
	texts, err := read(ctx, f, pages)
	if err != nil {
		return err
	}
	r := paperRecord(src, f, pages)
	var read invoices
	read.fill(src, &r, texts)
	if err := sink.Record(r); err != nil {
		return err
	}
	for i, t := range texts {
		if err := give(sink, i+1, t); err != nil {
			return err
		}
	}
	if err := read.give(sink); err != nil {
		return err
	}
	units := 1 + len(pages) + len(read.several)
	if table := readStatement(src, texts); table != nil {
		n, err := table.give(sink)
		if units += n; err != nil {
			return err
		}
	} else if n := dealings(texts); n >= fewDealings && !read.any && src.Options.As == "" {
		if err := sink.Doubt(dispute.Locator{}, dispute.Say("pdf.table-unread", n)); err != nil {
			return err
		}
	} else if err := tellTalk(src, texts, sink); err != nil {
		return err
	}
	remarkScans(sink, texts)
	if f.Recovered {
		sink.Remark(dispute.Say("pdf.recovered"))
	}
	if errors.Is(pagesErr, pdffile.ErrTooMuch) {
		sink.Remark(dispute.Say("pdf.many-pages", pdffile.MaxPages))
	}
	if declared := f.Int(f.Dict(f.Catalog()["Pages"])["Count"]); declared > 0 {
		sink.Total(dispute.Total{What: dispute.Say("pdf.pages"), Declared: fmt.Sprint(declared), Read: fmt.Sprint(len(pages)), OK: declared == len(pages)})
	}
	for _, t := range read.totals {
		sink.Total(t)
	}
	sink.Units(units)
	return nil
}

// tellTalk doubts a paper that looks like a conversation.
func tellTalk(src *importer.Source, texts []pageText, sink importer.Sink) error {
	var glimpse conversation.Glimpse
	for _, t := range texts {
		for line := range strings.Lines(t.Text.Text) {
			glimpse.Line(strings.TrimRight(line, "\r\n"))
		}
	}
	return glimpse.Tell(src.Options.As, sink.Doubt)
}

// tables are names under which people expect rows to be read.
var tables = map[string]bool{".csv": true, ".tsv": true, ".xls": true, ".xlsx": true}

func open(ctx context.Context, src *importer.Source) (*pdffile.File, error) {
	if src.Size() > pdffile.MaxSize {
		return nil, pdffile.ErrTooLarge
	}
	data := make([]byte, src.Size())
	if _, err := io.ReadFull(src.Reader(), data); err != nil {
		return nil, err
	}
	return pdffile.Open(ctx, data, src.Options.Passwords)
}

// unreadable gives the record of a file that cannot be opened, and says why.
func unreadable(src *importer.Source, sink importer.Sink, f *pdffile.File, err error) error {
	stop := &importer.Stopped{Err: err}
	switch {
	case errors.Is(err, pdffile.ErrNotPDF):
		stop.Why = dispute.Say("pdf.no-pdf")
		return stop
	case errors.Is(err, pdffile.ErrTooLarge):
		stop.Why = dispute.Say("pdf.too-large", pdffile.MaxSize>>20)
	case errors.Is(err, pdffile.ErrCipher):
		stop.Why = dispute.Say("pdf.cipher")
	case errors.Is(err, pdffile.ErrDamaged):
		stop.Why = dispute.Say("pdf.damaged")
	case errors.Is(err, context.DeadlineExceeded):
		stop.Why = dispute.Say("pdf.slow")
	default:
		return err
	}
	r := dispute.Record{Kind: dispute.Document, Type: "pdf"}
	if name, ok := filedate.Read(src.Name, src.Options.Zone, src.Options.ZoneFrom); ok && name.When.Known() {
		r.At, r.Remarks = name.When, []dispute.Note{name.Note()}
	}
	if f != nil && f.Encrypted {
		r.Fields = []dispute.Field{{Name: "encrypted", Value: "yes"}}
	}
	if err := sink.Record(r); err != nil {
		return err
	}
	return stop
}

// pageText is a page as far as it was read.
type pageText struct {
	pdftext.Text
	late   bool   // the time was over, or the text too much
	looked bool   // its text stands in pictures, which a program may recognise
	format string // why none can: their compression; "" else
}

// read reads the text of all pages. The error is that of ctx.
func read(ctx context.Context, f *pdffile.File, pages []*pdffile.Page) ([]pageText, error) {
	reader := pdftext.NewReader(f)
	out := make([]pageText, len(pages))
	total := 0
	for i, p := range pages {
		t, err := reader.Page(p)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if total += len(t.Text); err != nil || total > maxText {
			for j := i; j < len(out); j++ {
				out[j].late = true
			}
			break
		}
		out[i].Text = t
		if !pdfpicture.MayBeScan(t) {
			continue
		}
		if seen, err := pdfpicture.Look(f, p); err == nil && seen.IsScan(t) {
			out[i].looked, out[i].format = true, seen.Format()
		}
	}
	return out, nil
}

// give gives one page to the sink.
func give(sink importer.Sink, number int, t pageText) error {
	at := dispute.Locator{Page: number}
	switch {
	case t.late:
		return sink.Problem(at, dispute.Say("pdf.page-late"))
	case t.Letters == 0 && errors.Is(t.Failed, pdffile.ErrTooMuch):
		return sink.Problem(at, dispute.Say("pdf.page-limit"))
	case t.Letters == 0 && t.Failed != nil:
		return sink.Problem(at, dispute.Say("pdf.page-damaged"))
	case t.scan():
		return sink.Skip(at, dispute.Say("pdf.page-scan"))
	case t.Letters == 0:
		return sink.Skip(at, dispute.Say("pdf.page-blank"))
	case t.Unknown*2 > t.Letters:
		return sink.Problem(at, dispute.Say("pdf.page-unreadable", t.Unknown, t.Letters))
	}
	r := dispute.Record{Kind: dispute.Page, Locator: at, Text: t.Text.Text}
	for _, x := range []struct {
		code string
		n    int
	}{{"pdf.letters-unknown", t.Unknown}, {"pdf.letters-invisible", t.Invisible}, {"pdf.letters-outside", t.Outside}} {
		if x.n > 0 {
			r.Remarks = append(r.Remarks, dispute.Say(x.code, x.n))
		}
	}
	if t.Failed != nil {
		r.Remarks = append(r.Remarks, dispute.Say("pdf.page-part"))
	}
	if err := sink.Record(r); err != nil {
		return err
	}
	switch {
	case t.Failed != nil:
		return sink.Doubt(at, dispute.Say("pdf.page-part"))
	case many(t.Unknown, t.Letters):
		return sink.Doubt(at, dispute.Say("pdf.letters-lost", t.Unknown, t.Letters))
	case t.Outside >= 20 && t.Outside*10 > t.Letters:
		return sink.Doubt(at, dispute.Say("pdf.letters-beyond", t.Outside, t.Letters+t.Outside))
	}
	return nil
}

// many reports whether so many letters of a page are lost that what it says may be
// another thing: more than a sign or two.
func many(lost, letters int) bool {
	return lost >= 20 || lost >= 3 && lost*50 > letters || lost >= 2 && lost*10 > letters
}
