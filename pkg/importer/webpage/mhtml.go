package webpage

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/paper"
	"complain/pkg/internal/mimetree"
)

// The limits of an MHTML file.
const (
	maxParts  = 20_000
	maxDepth  = 16
	maxFrames = 100 // pages inside the page
	maxHeader = 64 << 10
)

var errParts = errors.New("its parts cannot be told apart")

// savedHead reads the header block above an MHTML file, and reports whether it
// is of a page that a browser saved. QQ's message manager writes its chats in
// the same form, and mail begins alike.
func savedHead(head []byte) (*mimetree.Header, bool) {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), "\r\n")
	head = head[:min(len(head), maxHeader)]
	if i := bytes.IndexByte(head, ':'); i <= 0 || i > 40 || bytes.ContainsAny(head[:i], " <\t\r\n") {
		return nil, false
	}
	h := mimetree.ReadHeader(head)
	kind, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(string(h.Get("content-type")))), ";")
	if kind != "multipart/related" && kind != "text/html" && kind != "multipart/alternative" {
		return nil, false
	}
	if h.Count("snapshot-content-location") > 0 {
		return h, true
	}
	return h, savedBy(h.Text("from")) != "" || byOffice(h, head)
}

// byOffice reports whether Word or Excel saved a page: with no header that mail
// has, and the place of the file on a disk at its first part.
func byOffice(h *mimetree.Header, head []byte) bool {
	for _, name := range []string{"from", "to", "received", "message-id", "date", "subject"} {
		if len(h.Get(name)) > 0 {
			return false
		}
	}
	return h.Count("mime-version") > 0 && bytes.Contains(head, []byte("\nContent-Location: file:///"))
}

// savedBy is the program that a From header of a saved page names: <Saved by
// Blink>, "Saved by Internet Explorer 11", and 由 Windows Internet Explorer 8 保存.
func savedBy(from string) string {
	from = strings.Trim(from, `"<> `)
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

// archive reads an MHTML file: the page, and the pages inside it. What else
// stands in it, pictures and styles, stays in it.
func (p *pages) archive(ctx context.Context, src *importer.Source) error {
	h, _ := savedHead(src.Head)
	f := p.facts
	if f.by = savedBy(h.Text("from")); byOffice(h, src.Head) {
		f.by = office
	}
	if f.subject = h.Text("subject"); !strings.Contains(f.subject, "?") {
		f.title = f.subject // Chrome wrote other letters than ASCII so until 2017
	}
	for _, name := range []string{"snapshot-content-location", "x-snapshot-content-location"} {
		if url := string(h.Get(name)); f.url == "" && address(url) {
			f.url = url
		}
	}
	if f.url != "" {
		f.remarks = append(f.remarks, dispute.Say("webpage.url-mhtml"))
	}
	if raw := h.Text("date"); raw != "" {
		f.saved = paper.Stated{Code: "webpage.saved-mhtml", Raw: raw, When: mailDate(raw, src.Options.Zone)}
		if !weekdayFits(raw) {
			f.remarks = append(f.remarks, dispute.Say("webpage.weekday", raw))
		}
	}
	if src.Size() > maxFile {
		return errLarge
	}
	tree, err := mimetree.Read(ctx, src, mimetree.Span{To: src.Size()}, false, mimetree.Limits{Depth: maxDepth, Parts: maxParts})
	switch {
	case errors.Is(err, mimetree.ErrHeader):
		return errParts
	case err != nil:
		return err
	case len(tree.Root.Children) == 0 && tree.Root.Media != "text/html":
		return errParts
	}
	return p.parts(ctx, src, tree)
}

func (p *pages) parts(ctx context.Context, src *importer.Source, tree *mimetree.Tree) error {
	frames, others := 0, 0
	cut := slices.ContainsFunc(tree.Faults, func(f mimetree.Fault) bool { return f.Wrong == mimetree.Unclosed })
	err := tree.Leaves(func(part *mimetree.Part) error {
		if part.Media != "text/html" && part.Media != "application/xhtml+xml" || frames >= maxFrames {
			others++
			return nil
		}
		frames++
		content := part.Content(src, false)
		err := p.part(ctx, content, part, frames == 1)
		cut = cut || content.Short || content.Junk > 0
		return err
	})
	switch {
	case err != nil:
		return err
	case frames == 0:
		return errParts
	case cut:
		p.facts.remarks = append(p.facts.remarks, dispute.Say("webpage.cut"))
	}
	p.inside(others)
	if tree.TooMany || tree.TooDeep {
		return errParts
	}
	return nil
}

// inside says that pictures and the like stay where they are.
func (p *pages) inside(n int) {
	if n > 0 {
		p.facts.remarks = append(p.facts.remarks, dispute.Say("paper.inside", n))
	}
}

// part reads one page out of its wrapping.
func (p *pages) part(ctx context.Context, content io.Reader, part *mimetree.Part, main bool) error {
	data, err := io.ReadAll(io.LimitReader(content, maxFile+1))
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return err
	case len(data) > maxFile:
		return errLarge
	}
	if at := string(part.Head.Get("content-location")); main && p.facts.url == "" && p.facts.by != office && address(at) {
		p.facts.url = at
		p.facts.remarks = append(p.facts.remarks, dispute.Say("webpage.url-mhtml"))
	}
	// A frame that is damaged costs the page nothing.
	err = p.page(ctx, data, "html-"+part.Label(), part.Params["charset"], main)
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
