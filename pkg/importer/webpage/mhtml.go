package webpage

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/paper"
	"complain/pkg/internal/charset"
)

// The limits of an MHTML file.
const (
	maxParts  = 20_000
	maxFrames = 100 // pages inside the page
	maxHeader = 64 << 10
)

var errParts = errors.New("its parts cannot be told apart")

// savedHead reads the header block above an MHTML file, and reports whether it
// is of a page that a browser saved. QQ's message manager writes its chats in
// the same form, and mail begins alike.
func savedHead(head []byte) (textproto.MIMEHeader, bool) {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), "\r\n")
	head = head[:min(len(head), maxHeader)]
	if i := bytes.IndexByte(head, ':'); i <= 0 || i > 40 || bytes.ContainsAny(head[:i], " <\t\r\n") {
		return nil, false
	}
	h, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(head))).ReadMIMEHeader()
	if err != nil && len(h) == 0 {
		return nil, false
	}
	kind, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(h.Get("Content-Type"))), ";")
	if kind != "multipart/related" && kind != "text/html" && kind != "multipart/alternative" {
		return nil, false
	}
	if h.Get("Snapshot-Content-Location") != "" {
		return h, true
	}
	return h, savedBy(h.Get("From")) != "" || byOffice(h, head)
}

// byOffice reports whether Word or Excel saved a page: with no header that mail
// has, and the place of the file on a disk at its first part.
func byOffice(h textproto.MIMEHeader, head []byte) bool {
	for _, name := range []string{"From", "To", "Received", "Message-Id", "Date", "Subject"} {
		if h.Get(name) != "" {
			return false
		}
	}
	return h.Get("Mime-Version") != "" && bytes.Contains(head, []byte("\nContent-Location: file:///"))
}

// savedBy is the program that a From header of a saved page names: <Saved by
// Blink>, "Saved by Internet Explorer 11", and 由 Windows Internet Explorer 8 保存.
func savedBy(from string) string {
	from = strings.Trim(words(from), `"<> `)
	if name, ok := strings.CutPrefix(strings.ToLower(from), "saved by "); ok {
		return from[len(from)-len(name):]
	}
	name, before := strings.CutPrefix(from, "由")
	name, after := strings.CutSuffix(name, "保存")
	if name = strings.Trim(name, " <>"); before && after && name != "" {
		return name
	}
	return ""
}

// words decodes what RFC 2047 encodes in a header.
func words(value string) string {
	d := mime.WordDecoder{CharsetReader: func(label string, r io.Reader) (io.Reader, error) {
		e := charset.Labelled(label)
		if e == nil {
			return nil, errors.New("unknown encoding")
		}
		return e.NewDecoder().Reader(r), nil
	}}
	text, err := d.DecodeHeader(value)
	if err != nil {
		return strings.ToValidUTF8(value, "\uFFFD")
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}

// archive reads an MHTML file: the page, and the pages inside it. What else
// stands in it, pictures and styles, stays in it.
func (p *pages) archive(ctx context.Context, src *importer.Source) error {
	h, _ := savedHead(src.Head)
	f := p.facts
	if f.by = savedBy(h.Get("From")); byOffice(h, src.Head) {
		f.by = office
	}
	if f.subject = strings.TrimSpace(words(h.Get("Subject"))); !strings.Contains(f.subject, "?") {
		f.title = f.subject // Chrome wrote other letters than ASCII so until 2017
	}
	for _, name := range []string{"Snapshot-Content-Location", "X-Snapshot-Content-Location"} {
		if url := strings.TrimSpace(h.Get(name)); f.url == "" && address(url) {
			f.url = url
		}
	}
	if f.url != "" {
		f.remarks = append(f.remarks, dispute.Say("webpage.url-mhtml"))
	}
	if raw := strings.TrimSpace(h.Get("Date")); raw != "" {
		f.saved = paper.Stated{Code: "webpage.saved-mhtml", Raw: raw, When: mailDate(raw, src.Options.Zone)}
		if !weekdayFits(raw) {
			f.remarks = append(f.remarks, dispute.Say("webpage.weekday", raw))
		}
	}
	if src.Size() > maxFile {
		return errLarge
	}
	// The header again, from the file: it ends where the parts begin.
	in := bufio.NewReaderSize(src.Reader(), 64<<10)
	skipMark(in)
	if _, err := textproto.NewReader(in).ReadMIMEHeader(); err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	kind, parameters, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil && kind == "" {
		return errParts
	}
	if kind == "text/html" {
		return p.part(ctx, in, h, "html-1", true)
	}
	if parameters["boundary"] == "" {
		return errParts
	}
	return p.parts(ctx, multipart.NewReader(in, parameters["boundary"]))
}

func skipMark(in *bufio.Reader) {
	for {
		switch head, _ := in.Peek(3); {
		case string(head) == "\xef\xbb\xbf":
			in.Discard(3)
		case len(head) > 0 && (head[0] == '\r' || head[0] == '\n'):
			in.Discard(1)
		default:
			return
		}
	}
}

func (p *pages) parts(ctx context.Context, in *multipart.Reader) error {
	frames, others := 0, 0
	for n := 0; n < maxParts; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		part, err := in.NextRawPart()
		switch {
		case err == io.EOF:
			p.inside(others)
			return nil
		case err != nil && frames > 0: // cut, or damaged behind the page
			p.facts.remarks = append(p.facts.remarks, dispute.Say("webpage.cut"))
			p.inside(others)
			return nil
		case err != nil:
			return errParts
		}
		kind, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part.Header.Get("Content-Type"))), ";")
		if kind == "multipart/alternative" && frames == 0 {
			// Older programs put the page one level deeper.
			if _, parameters, err := mime.ParseMediaType(part.Header.Get("Content-Type")); err == nil && parameters["boundary"] != "" {
				if err := p.parts(ctx, multipart.NewReader(part, parameters["boundary"])); err != nil && err != errParts {
					return err
				}
				frames++
			}
			continue
		}
		if kind != "text/html" && kind != "application/xhtml+xml" || frames >= maxFrames {
			others++
			continue
		}
		frames++
		if err := p.part(ctx, part, part.Header, "html-"+strconv.Itoa(n+1), frames == 1); err != nil {
			return err
		}
	}
	return errParts
}

// inside says that pictures and the like stay where they are.
func (p *pages) inside(n int) {
	if n > 0 {
		p.facts.remarks = append(p.facts.remarks, dispute.Say("paper.inside", n))
	}
}

// part reads one page out of its wrapping.
func (p *pages) part(ctx context.Context, r io.Reader, h textproto.MIMEHeader, entry string, main bool) error {
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, r)
	}
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		p.facts.remarks = append(p.facts.remarks, dispute.Say("webpage.cut"))
	}
	if len(data) > maxFile {
		return errLarge
	}
	_, parameters, _ := mime.ParseMediaType(h.Get("Content-Type"))
	if at := strings.TrimSpace(h.Get("Content-Location")); main && p.facts.url == "" && p.facts.by != office && address(at) {
		p.facts.url = at
		p.facts.remarks = append(p.facts.remarks, dispute.Say("webpage.url-mhtml"))
	}
	// A frame that is damaged costs the page nothing.
	err = p.page(ctx, data, entry, parameters["charset"], main)
	if stop, over := stopped(err); !main && over && stop != nil && ctx.Err() == nil {
		return nil
	}
	return err
}

// weekdayFits reports whether the weekday that a date states is that of the
// date: Chrome up to 2020 wrote dates whose day and weekday are one apart.
func weekdayFits(raw string) bool {
	name, rest, ok := strings.Cut(raw, ", ")
	fields := strings.Fields(rest)
	if !ok || len(fields) < 3 {
		return true
	}
	t, err := time.Parse("2 Jan 2006", strings.Join(fields[:3], " "))
	return err != nil || t.Weekday().String()[:3] == name
}

// stated is a time with its zone. One of UTC is nobody's clock, and is shown on
// that of zone.
func stated(t time.Time, zone *time.Location) dispute.When {
	if _, offset := t.Zone(); offset != 0 {
		zone = time.FixedZone("", offset)
	}
	return dispute.Instant(t.In(zone), dispute.Second, dispute.ZoneStated)
}

// mailDate reads the Date of a saved page: Thu, 5 Mar 2026 14:03:22 -0000, with
// which Blink writes that the zone is not told; its clock is UTC's.
func mailDate(raw string, zone *time.Location) dispute.When {
	raw, _, _ = strings.Cut(raw, " (")
	for _, layout := range []string{"Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 02 Jan 2006 15:04:05 -0700"} {
		t, err := time.Parse(layout, strings.TrimSpace(raw))
		if err != nil || t.Year() < 1995 || t.Year() > 2100 {
			continue
		}
		if name, offset := t.Zone(); layout[len(layout)-1] == 'T' && (offset != 0 || name != "GMT" && name != "UTC") {
			continue // letters that stand for several zones
		}
		return stated(t, zone)
	}
	return dispute.When{}
}
