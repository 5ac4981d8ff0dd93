package imessage

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/htmlstream"
)

// isHTML reports the program's pages by the classes it gives.
func isHTML(text string) bool {
	return strings.Contains(text, `class="timestamp"`) &&
		(strings.Contains(text, `class="message"`) && strings.Contains(text, `class="sender"`) || strings.Contains(text, `class="announcement"`))
}

func wanted(n *htmlstream.Node) bool { return n.Is("div", "message") || n.Is("div", "announcement") }

// page reads a page of messages.
type page struct {
	log *transcript.Log
	top map[string]bool
}

func readHTML(ctx context.Context, log *transcript.Log) error {
	p := page{log: log, top: map[string]bool{}}
	read := func(take func(*htmlstream.Node) error) error {
		return htmlstream.Read(log.Src.Reader(), 0, ctx.Err, htmlstream.Handler{Wanted: wanted, Take: take})
	}
	err := read(func(n *htmlstream.Node) error {
		if time, sender := stamp(n), sender(n); len(p.top) < maxKeys {
			if h, ok := readHead(time); ok {
				p.top[key(h.time, sender)] = true
			}
		}
		return nil
	})
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return log.EndWith(read(p.take))
}

func words(n *htmlstream.Node) string {
	if n == nil {
		return ""
	}
	return n.Words()
}

func stamp(n *htmlstream.Node) string { return words(n.Find("span", "timestamp")) }

func sender(n *htmlstream.Node) string { return words(n.Find("span", "sender")) }

// without is n without the elements below it of that class.
func without(n *htmlstream.Node, class string) *htmlstream.Node {
	own := *n
	own.Children = nil
	for _, c := range n.Children {
		if !c.Is("", class) {
			own.Children = append(own.Children, without(c, class))
		}
	}
	return &own
}

func (p *page) take(n *htmlstream.Node) error {
	at := dispute.Locator{Offset: n.Offset, Length: n.Length}
	own := without(n, "replies")
	if err := p.give(own, at, false); err != nil {
		return err
	}
	// Messages below this one: replies, which also stand at their own place.
	for _, reply := range n.All("div", "message") {
		place := dispute.Locator{Offset: reply.Offset, Length: reply.Length}
		inner := without(reply, "replies")
		h, ok := readHead(stamp(inner))
		if ok && p.top[key(h.time, sender(inner))] {
			if err := p.log.Skip(place, "imessage.skip.reply"); err != nil {
				return err
			}
			continue
		}
		if err := p.give(inner, place, true); err != nil {
			return err
		}
	}
	return nil
}

func (p *page) give(n *htmlstream.Node, at dispute.Locator, reply bool) error {
	time := stamp(n)
	h, ok := readHead(time)
	if !ok || h.wrong || h.notice != "" {
		return p.log.Problem(at, *transcript.BadTime(conversation.Excerpt(time)))
	}
	when, err := p.log.Src.Local(h.clock, dispute.Second)
	if err != nil {
		return p.log.Problem(at, *transcript.BadTime(time))
	}
	r := dispute.Record{Kind: dispute.Message, At: when, Locator: at, Raw: time}
	if h.receipt != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "receipt", Value: h.receipt})
	}
	if reply {
		r.Type = typeReply
		r.Remarks = append(r.Remarks, dispute.Say("imessage.reply"))
	}
	notice := n
	if !n.Is("div", "announcement") {
		notice = n.Find("div", "announcement")
	}
	if notice != nil && n.Find("span", "sender") == nil {
		r.Kind, r.Type = dispute.System, "notice"
		r.Text = strings.TrimSpace(strings.TrimPrefix(notice.Words(), time))
		return p.log.Give(r)
	}
	r.Who = sender(n)
	p.parts(n, &r)
	describe(&r)
	return p.log.Give(r)
}

// parts are the pieces of a message: its text, its files, what the program
// notes about it.
func (p *page) parts(n *htmlstream.Node, r *dispute.Record) {
	var lines []string
	for _, span := range n.All("span") {
		switch {
		case span.Is("span", "bubble"), span.Is("span", "deleted"), span.Is("span", "subject"), span.Is("span", "reply_context"), span.Is("span", "unsent"):
			if text := span.Words(); text != "" && !slices.Contains(lines, text) {
				lines = append(lines, text)
			}
		}
	}
	for _, class := range []string{"app", "edited", "tapbacks", "expressive"} {
		for _, d := range append(n.All("div", class), n.All("span", class)...) {
			if text := d.Words(); text != "" && !slices.Contains(lines, text) {
				lines = append(lines, text)
			}
		}
	}
	r.Text = strings.Join(lines, "\n")
	for _, name := range []string{"img", "video", "audio", "source", "a"} {
		for _, e := range n.All(name) {
			file := e.Attribute("src")
			if name == "a" {
				file = e.Attribute("href")
			}
			scheme, _, _ := strings.Cut(file, "/")
			if file == "" || strings.Contains(scheme, ":") || strings.HasPrefix(file, "#") {
				continue
			}
			before := len(r.Files)
			p.log.Attach(r, file)
			if len(r.Files) > before && slices.Contains(r.Files[:before], r.Files[before]) {
				r.Files = r.Files[:before]
			}
			r.Type = typeFile
		}
	}
	if edited := n.Find("div", "edited"); edited != nil {
		r.Type = "edited"
	}
}
