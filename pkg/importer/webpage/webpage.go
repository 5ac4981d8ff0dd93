// Package webpage reads pages that browsers saved: HTML, with or without the
// mark that a browser leaves in it, and MHTML. Safari's .webarchive is
// recognised and kept.
//
// It promises the title, the address and the time of saving as far as the file
// states them, with who stated them, and the page's text in the order of the
// file, in pieces that can be found and cited. It forbids running or loading
// anything, and taking what the page says for a fact: numbers of orders and
// amounts in its text are hints. Anyone can edit a saved page.
package webpage

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"path"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/paper"
	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/broken"
	"complain/pkg/internal/hint"
	"complain/pkg/internal/htmlstream"
	"complain/pkg/internal/media"
)

// Importer reads saved pages. The zero value is ready.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "webpage" }

// Version implements importer.Importer.
func (Importer) Version() int { return 5 }

// The variants.
const (
	variantHTML    = "html"
	variantMHTML   = "mhtml"
	variantArchive = "webarchive"
)

// mediaTypes are what the variants are; any other file is said to be a page.
var mediaTypes = map[string]string{variantHTML: media.HTML, variantMHTML: "multipart/related", variantArchive: "application/x-webarchive", "": media.HTML}

// The programs that state no address.
const (
	safari = "Safari"
	office = "Office" // its address is a folder on the way
)

// Identify implements importer.Importer. A page of HTML could be an export of a
// chat as well, whose importer knows it by signs of its own.
func (Importer) Identify(src *importer.Source) importer.Match {
	match := func(c importer.Confidence, variant string, why dispute.Note) importer.Match {
		return importer.Match{Confidence: c, Variant: variant, Because: []dispute.Note{why}}
	}
	switch layout(src) {
	case variantArchive:
		return match(importer.Certain, variantArchive, dispute.Say("webpage.sign.webarchive"))
	case variantMHTML:
		return match(importer.Certain, variantMHTML, dispute.Say("webpage.sign.mhtml"))
	case variantHTML:
		return match(importer.Shape, variantHTML, dispute.Say("webpage.sign.html"))
	}
	return importer.Match{}
}

// layout tells the variants apart by how a file begins; "" is none of them.
func layout(src *importer.Source) string {
	if bytes.HasPrefix(src.Head, []byte("bplist00")) && bytes.Contains(src.Head, []byte("WebMainResource")) {
		return variantArchive
	}
	if _, ok := savedHead(src.Head); ok {
		return variantMHTML
	}
	if media.Type(src.Head) == media.HTML {
		return variantHTML
	}
	return ""
}

// The limits of a page, in bytes. Pages saved as one file hold their pictures,
// and the file is held whole.
const (
	maxFile  = 48 << 20
	maxToken = 16 << 20 // a tag, with the picture in it
	maxText  = 16 << 20
)

// facts is what a saved page says of itself.
type facts struct {
	zone      *time.Location // of the case
	title     string
	subject   string // the title as the head of an MHTML file has it
	url       string // as the program that saved it wrote it
	canonical string // as the page itself says
	by        string // what saved it
	charset   string
	begun     bool // the title or a line was read
	saved     paper.Stated
	remarks   []dispute.Note
	hints     strings.Builder // the beginning of the text, for hints
	glimpse   conversation.Glimpse
}

// The bounds of the search for hints.
const (
	maxSearched = 256 << 10
	maxHints    = 12 // of a kind
)

// hintNames are the fields that hints become, so that nobody takes them for
// what the file states.
var hintNames = map[hint.Kind]string{hint.Order: "hint-order", hint.Tracking: "hint-tracking", hint.Amount: "hint-amount"}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	f := &facts{zone: src.Options.Zone}
	p := &pages{src: src, sink: sink, facts: f}
	var err error
	switch layout(src) {
	case variantArchive:
		f.by = safari
		sink.Remark(dispute.Say("webpage.webarchive-kept"))
	case variantMHTML:
		err = p.archive(ctx, src)
	default:
		err = p.single(ctx, src)
	}
	stop, over := stopped(err)
	if err != nil && !over {
		return err
	}
	if err := sink.Record(f.record(src)); err != nil {
		return err
	}
	for _, give := range p.held {
		if err := give(); err != nil {
			return err
		}
	}
	sink.Units(1 + p.units)
	if err := f.glimpse.Tell(src.Options.As, sink.Doubt); err != nil {
		return err
	}
	if err := table(ctx, src, sink); err != nil {
		return err
	}
	return stop
}

// table doubts a page that is named as a table: it has one that nobody knows, or none.
func table(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	ending := strings.ToLower(path.Ext(src.Name))
	if src.Options.As != "" || ending != ".xls" && ending != ".xlsx" && ending != ".csv" {
		return nil
	}
	if rows, _ := tabular.Seems(ctx, src); rows > 0 {
		return sink.Doubt(dispute.Locator{}, dispute.Say(dispute.UnreadTable, rows))
	}
	return sink.Doubt(dispute.Locator{}, dispute.Say("webpage.no-table", ending))
}

// stopped says why a page could not be read on; over is false for errors that
// are not of the page. A page that is cut is no failure: browsers show it too.
func stopped(err error) (stop error, over bool) {
	switch {
	case err == nil:
		return nil, true
	case errors.Is(err, broken.ErrCut):
		return nil, true
	case errors.Is(err, errText):
		return &importer.Stopped{Why: dispute.Say("paper.limit"), Err: err}, true
	case errors.Is(err, htmlstream.ErrLong), errors.Is(err, errLarge):
		return &importer.Stopped{Why: dispute.Say("webpage.stop.large", maxFile>>20, maxToken>>20), Err: err}, true
	case errors.Is(err, errParts):
		return &importer.Stopped{Why: dispute.Say("webpage.stop.parts"), Err: err}, true
	}
	return nil, false
}

var (
	errLarge = errors.New("the page is too large")
	errText  = errors.New("more text than is kept")
)

// record is the record of the whole page.
func (f *facts) record(src *importer.Source) dispute.Record {
	f.title = cmp.Or(f.title, f.subject)
	r := dispute.Record{Kind: dispute.Document, Text: f.title}
	said := dispute.PaperFacts{MediaType: mediaTypes[layout(src)], Title: f.title, URL: f.url, Saved: f.saved.Raw, SavedBy: f.by, Charset: f.charset}
	if f.canonical != f.url {
		said.CanonicalURL = f.canonical
	}
	r.Fields = said.Fields()
	for _, h := range hint.Distinct(hint.Find(strings.ToValidUTF8(f.title+"\n"+f.hints.String(), "\uFFFD")), maxHints) {
		if name := hintNames[h.Kind]; name != "" && h.Value != "" {
			r.Fields = append(r.Fields, dispute.Field{Name: name, Value: h.Value})
		}
	}
	at, notes := paper.Time(src, f.saved)
	r.At, r.Remarks = at, append(notes, f.remarks...)
	if f.url == "" && f.by != safari && f.by != office {
		r.Remarks = append(r.Remarks, dispute.Say("webpage.no-url"))
	}
	return r
}
