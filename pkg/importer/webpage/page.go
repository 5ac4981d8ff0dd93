package webpage

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/paper"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/htmlstream"
	"complain/pkg/internal/pattern"
)

// pages gathers the text of a file's pages: the record of the whole, which
// comes first, needs what is found while they are read.
type pages struct {
	src   *importer.Source
	sink  importer.Sink
	facts *facts
	held  []func() error // give the records, in order
	units int
	size  int // bytes of text so far
}

// hold takes a piece of text until the record of the whole was given. It is the
// sink of a paper.Writer.
type hold struct {
	importer.Sink
	p *pages
}

// Record implements importer.Sink.
func (h hold) Record(r dispute.Record) error {
	h.p.units += r.Locator.Units()
	h.p.held = append(h.p.held, func() error { return h.p.sink.Record(r) })
	return nil
}

// Skip implements importer.Sink.
func (h hold) Skip(at dispute.Locator, why dispute.Note) error {
	h.p.units += at.Units()
	h.p.held = append(h.p.held, func() error { return h.p.sink.Skip(at, why) })
	return nil
}

// single reads a file that is one page.
func (p *pages) single(ctx context.Context, src *importer.Source) error {
	if src.Size() > maxFile {
		return errLarge
	}
	data := make([]byte, src.Size())
	n, err := src.ReadAt(data, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return p.page(ctx, data[:n], "", "", true)
}

// page reads a page. entry names it inside the file; label is the encoding that
// something outside of the page states.
func (p *pages) page(ctx context.Context, data []byte, entry, label string, main bool) error {
	e, name, whole, err := p.encodingOf(data, label)
	if err != nil {
		return err
	}
	if whole { // tags are not in ASCII: places are those of the text
		data, e = []byte(charset.DecodeAs(e, data)), nil
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	f := p.facts
	if main {
		f.charset = name
	}
	w := paper.Writer{Sink: hold{p.sink, p}, Entry: entry, Unlined: entry == "" && !whole}
	err = htmlstream.ReadPage(bytes.NewReader(data), ctx.Err, htmlstream.Page{
		MaxToken: maxToken,
		Decode:   func(raw []byte) string { return charset.DecodeAs(e, raw) },
		Title: func(text string) {
			f.begun = true
			if main && f.title == "" {
				f.title = text
			}
		},
		Comment: func(text string) {
			if main && f.by == "" && !f.begun { // behind that, it is of what the page holds
				f.comment(text)
			}
		},
		Tag: func(name string, attribute map[string]string) {
			if main {
				f.tag(name, attribute)
			}
		},
		Script: func(text string) { f.glimpse.Data(text, ctx.Err) },
		Mark: func(name string, attribute map[string]string) htmlstream.Mark {
			f.glimpse.Element(name, attribute)
			return htmlstream.Plain
		},
		Line: func(l htmlstream.Line) error {
			f.begun = true
			if p.size += len(l.Text); p.size > maxText {
				return errText
			}
			f.look(l)
			if f.hints.Len() < maxSearched {
				f.hints.WriteString(l.Text)
				f.hints.WriteByte('\n')
			}
			if whole || entry != "" {
				return w.Line(l.Text, 0, 0)
			}
			return w.Line(l.Text, l.From, l.To)
		},
	})
	return errors.Join(err, w.Flush())
}

// look takes in a line for what the page may hold. The values of fields are lines of
// their own to it: people see a box around each, and no line between them.
func (f *facts) look(l htmlstream.Line) {
	f.row(l)
	if len(l.Fields) == 0 {
		f.glimpse.Line(l.Text)
		return
	}
	at, parts := 0, make([]string, 0, len(l.Fields)+1)
	for _, end := range append(l.Fields, len(l.Text)) {
		end = min(end, len(l.Text))
		if part := strings.TrimSpace(l.Text[at:end]); part != "" {
			parts = append(parts, part)
			f.glimpse.Line(part)
		}
		at = end
	}
	if len(l.Cells) < 2 && len(parts) > 1 {
		f.glimpse.Row(parts)
	}
}

// row takes in a line of a table.
func (f *facts) row(l htmlstream.Line) {
	if len(l.Cells) < 2 {
		return
	}
	cells := make([]string, 0, len(l.Cells))
	for i, from := range l.Cells {
		to := len(l.Text)
		if i+1 < len(l.Cells) {
			to = min(l.Cells[i+1], to)
		}
		cells = append(cells, l.Text[min(from, to):to])
	}
	f.glimpse.Row(cells)
}

// What browsers write into a page that they save.
var (
	savedFrom  = pattern.New(`^\s*saved from url=\([0-9]+\)(\S+)\s*$`)
	singleFile = pattern.New(`^\s*(?:Page saved with|Archive processed by) SingleFile`)
	singleURL  = pattern.New(`(?m)^\s*url:\s*(\S+)`)
	singleDate = pattern.New(`(?m)^\s*saved date:\s*([^\r\n]+)`)
)

// comment looks for the mark of a browser.
func (f *facts) comment(text string) {
	switch m := savedFrom.FindStringSubmatch(text); {
	case m != nil:
		f.by = "browser"
		if address(m[1]) {
			f.url = m[1]
			f.remarks = append(f.remarks, dispute.Say("webpage.url-comment"))
		}
	case singleFile.MatchString(text):
		f.by = "SingleFile"
		if m := singleURL.FindStringSubmatch(text); m != nil && address(m[1]) {
			f.url = m[1]
			f.remarks = append(f.remarks, dispute.Say("webpage.url-singlefile"))
		}
		if m := singleDate.FindStringSubmatch(text); m != nil {
			raw := strings.TrimSpace(m[1])
			f.saved = paper.Stated{Code: "webpage.saved-singlefile", Raw: raw, When: scriptDate(raw, f.zone)}
		}
	}
}

// address reports whether a text is of a page on the web, or of a file.
func address(text string) bool {
	scheme, rest, ok := strings.Cut(strings.ToLower(text), "://")
	return ok && rest != "" && (scheme == "http" || scheme == "https" || scheme == "file")
}

// tag takes what the page says of its own address.
func (f *facts) tag(name string, attribute map[string]string) {
	var found string
	switch {
	case name == "link" && strings.EqualFold(attribute["rel"], "canonical"):
		found = attribute["href"]
	case name == "meta" && strings.EqualFold(attribute["property"], "og:url"):
		found = attribute["content"]
	}
	if found = strings.TrimSpace(found); f.canonical == "" && address(found) {
		f.canonical = found
	}
}

// scriptDate reads a date as JavaScript writes it: Thu Mar 05 2026 14:03:22
// GMT+0800 (China Standard Time).
func scriptDate(text string, zone *time.Location) dispute.When {
	text, _, _ = strings.Cut(text, " (")
	t, err := time.Parse("Mon Jan 02 2006 15:04:05 GMT-0700", strings.TrimSpace(text))
	if err != nil || t.Year() < 1995 || t.Year() > 2100 {
		return dispute.When{}
	}
	return stated(t, zone)
}

// encodingOf is the encoding of a page: a mark of byte order, then what is
// valid UTF-8 and nothing less, then what the page or its wrapping states, then
// what the bytes plainly are. What the user says comes before all of that. whole is
// set for encodings in which bytes of tags may be halves of characters.
func (p *pages) encodingOf(data []byte, label string) (e encoding.Encoding, name string, whole bool, err error) {
	if said, ok := p.src.Said(); ok {
		return charset.Labelled(string(said)), string(said), shifts(string(said)), nil
	}
	guess, bom, ascii := charset.Detect(data[:min(len(data), importer.HeadSize)])
	switch {
	case guess.Wide():
		return charset.Labelled(string(guess)), string(guess), true, nil
	case guess == charset.ISO2022KR, guess == charset.ISO2022CN:
		return charset.Labelled(string(guess)), string(guess), true, nil
	case bom > 0, !ascii && utf8.Valid(data):
		return nil, string(charset.UTF8), false, nil
	}
	label = cmp.Or(label, charset.OfPage(data))
	if e = charset.Labelled(label); e != nil && label != "" {
		name, _ = htmlindex.Name(e)
		if name != string(charset.UTF8) {
			return e, name, shifts(name), nil
		}
	}
	if utf8.Valid(data) {
		return nil, string(charset.UTF8), false, nil
	}
	guess, certain := charset.Judge(data)
	if !certain {
		return nil, "", false, importer.AskEncoding(data)
	}
	return charset.Labelled(string(guess)), string(guess), false, nil
}

// shifts reports the encodings in which bytes of tags may be halves of characters.
func shifts(name string) bool {
	return strings.HasPrefix(name, "iso-2022") || charset.Encoding(name).Wide()
}
