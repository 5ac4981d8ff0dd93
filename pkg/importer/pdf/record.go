package pdf

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/paper"
	"complain/pkg/internal/pdffile"
)

// paperRecord is the record of the whole file: what it says of itself.
func paperRecord(src *importer.Source, f *pdffile.File, pages []*pdffile.Page) dispute.Record {
	r := dispute.Record{Kind: dispute.Document, Type: "pdf"}
	say := func(code string, args ...any) { r.Remarks = append(r.Remarks, dispute.Say(code, args...)) }
	info := f.Info()
	text := func(key pdffile.Name) string { return line(pdffile.Text(f.Bytes(info[key]))) }
	x := readXMP(f.Metadata())
	created, changed := text("CreationDate"), text("ModDate")
	r.At, r.Remarks = times(src, created, x.created)
	if w := readDate(src, changed); w.Known() && r.At.Known() && w.Time().Sub(r.At.Time()).Abs() > paperApart {
		say("pdf.changed", w.Wall())
	}
	form := f.Form()
	attached := f.Attachments(pages)
	field := func(name, value string) {
		if value != "" {
			r.Fields = append(r.Fields, dispute.Field{Name: name, Value: value})
		}
	}
	number := func(n int) string {
		if n == 0 {
			return ""
		}
		return fmt.Sprint(n)
	}
	field("pages", fmt.Sprint(len(pages)))
	r.Fields = append(r.Fields, dispute.PaperFacts{
		Title:      cmp.Or(text("Title"), x.title),
		Author:     cmp.Or(text("Author"), x.author),
		Subject:    text("Subject"),
		Creator:    cmp.Or(text("Creator"), x.tool),
		Producer:   cmp.Or(text("Producer"), x.producer),
		PDFVersion: f.Version,
		Created:    created,
		Modified:   changed,
		XMPCreated: x.created,
	}.Fields()...)
	if f.Encrypted {
		field("encrypted", "yes")
	}
	field("signatures", number(len(form.Signatures)))
	for _, s := range form.Signatures {
		field("signed-by", line(s.Name))
		field("signed-at", line(s.Date))
	}
	field("form-fields", number(form.Fields))
	field("attachments", number(len(attached)))
	for _, a := range attached {
		field("attachment", line(a.Name))
		if name := baseName(a.Name); name != "" {
			r.Files = append(r.Files, name)
		}
	}
	if n := len(form.Signatures); n > 0 {
		say("pdf.signed", n)
	}
	if f.Encrypted && !f.Owner && len(src.Options.Passwords) == 0 {
		say("pdf.restricted")
	}
	if form.XFA {
		say("pdf.xfa")
	}
	return r
}

// maxField is how many bytes of one value are kept.
const maxField = 1000

// line is a value on one line.
func line(s string) string {
	s = strings.Join(strings.Fields(strings.ReplaceAll(s, "\x00", "")), " ")
	return strings.ToValidUTF8(s[:min(len(s), maxField)], "")
}

// paperApart is how far two times of a paper lie apart that are told as two.
const paperApart = 36 * time.Hour

// timeCodes are the remarks of what the record's time rests on. The
// dictionary's date comes before XMP's: it is what programs show and what
// printing programs write; where XMP alone states a zone, XMP comes first.
const (
	timeInfo = "pdf.time-info"
	timeXMP  = "pdf.time-xmp"
)

func times(src *importer.Source, created, xmpCreated string) (dispute.When, []dispute.Note) {
	info := paper.Stated{Code: timeInfo, Raw: created, When: readDate(src, created)}
	xmp := paper.Stated{Code: timeXMP, Raw: xmpCreated, When: paper.W3C(src, xmpCreated)}
	if info.When.Zone.From != dispute.ZoneStated && xmp.When.Zone.From == dispute.ZoneStated {
		return paper.Time(src, xmp, info)
	}
	return paper.Time(src, info, xmp)
}

// withoutTime leaves out the remark that a time rests on.
func withoutTime(notes []dispute.Note) []dispute.Note {
	return slices.DeleteFunc(notes, func(n dispute.Note) bool {
		return n.Code == timeInfo || n.Code == timeXMP || strings.HasPrefix(n.Code, "file-name.")
	})
}
