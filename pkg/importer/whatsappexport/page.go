package whatsappexport

import (
	"context"
	"net/url"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/htmlstream"
)

// page reads a web page of the exporter: days between messages, which have the
// time of day alone.
type page struct {
	log *transcript.Log
	old bool
	day string
}

func readPage(ctx context.Context, log *transcript.Log, old bool) error {
	p := &page{log: log, old: old}
	err := htmlstream.Read(log.Src.Reader(), 0, ctx.Err, htmlstream.Handler{
		Wanted: p.wanted,
		Take: func(n *htmlstream.Node) error {
			if old {
				return p.takeOld(n)
			}
			return p.take(n)
		},
	})
	return log.EndWith(err)
}

func (p *page) wanted(n *htmlstream.Node) bool {
	if p.old {
		return n.Is("div", "w3-row", "w3-margin-bottom") || n.Is("header")
	}
	return n.Is("div", "items-center", "group") && n.Attribute("id") != "" || n.Is("div", "flex", "justify-center") || n.Is("h2", "font-medium")
}

// headline is the name of the chat.
func (p *page) headline(text string) {
	for _, before := range []string{"Chat history with ", "Whatsapp - "} {
		text = strings.TrimPrefix(text, before)
	}
	p.log.Chat = text
}

func (p *page) take(n *htmlstream.Node) error {
	at := dispute.Locator{Offset: n.Offset, Length: n.Length}
	switch {
	case n.Is("h2"):
		p.headline(n.Words())
		return nil
	case n.Is("div", "justify-center"):
		if words := n.Words(); isDay(words) {
			p.day = words
			return p.log.Skip(at, "chat.skip.day")
		}
		return nil // the end of the page
	}
	r := dispute.Record{Kind: dispute.Message, Locator: at}
	sent := n.Is("div", "justify-end")
	body, foot := n.Find("p", "text-sm"), n.Find("", "text-[10px]")
	if body == nil || foot == nil {
		return p.log.Problem(at, dispute.Say("chat.entry-strange", conversation.Excerpt(n.Words())))
	}
	clock := foot.Words()
	name := ""
	if spans := foot.All("span"); !sent && len(spans) > 1 {
		name, clock = spans[0].Words(), spans[len(spans)-1].Words()
	}
	clock, _, _ = strings.Cut(clock, " ") // the signs of receipt
	if notice := body.Find("div", "bg-[#FFF3C5]"); notice != nil {
		r.Kind, r.Type = dispute.System, "notice"
	}
	if quote := n.Find("div", "reply-box"); quote != nil {
		p.quote(&r, quote)
	}
	return p.give(r, n.Attribute("id"), sent, name, clock, body)
}

func (p *page) takeOld(n *htmlstream.Node) error {
	at := dispute.Locator{Offset: n.Offset, Length: n.Length}
	if n.Is("header") {
		p.headline(n.Words())
		return nil
	}
	if day := n.Child("div", "w3-center"); day != nil && isDay(day.Words()) {
		p.day = day.Words()
	}
	r := dispute.Record{Kind: dispute.Message, Locator: at}
	name, clock := n.Find("div", "name"), n.Find("div", "w3-left", "blue")
	sent := clock != nil
	if !sent {
		clock = n.Find("div", "w3-right-align", "blue")
	}
	side := "w3-left-align"
	if sent {
		side = "w3-right-align"
	}
	body := lastOf(n.All("div", side))
	if name == nil || clock == nil || body == nil {
		return p.log.Problem(at, dispute.Say("chat.entry-strange", conversation.Excerpt(n.Words())))
	}
	if quote := body.Find("div", "reply"); quote != nil {
		p.quote(&r, quote)
		body = without(body, quote)
	}
	if body.Child("div", "w3-panel") != nil && body.Find("a") == nil {
		r.Kind, r.Type = dispute.System, "notice"
	}
	return p.give(r, n.Attribute("id"), sent, name.Words(), clock.Words(), body)
}

func lastOf(nodes []*htmlstream.Node) *htmlstream.Node {
	if len(nodes) == 0 {
		return nil
	}
	return nodes[len(nodes)-1]
}

// without is n without one of its children.
func without(n, child *htmlstream.Node) *htmlstream.Node {
	own := *n
	own.Children = nil
	for _, c := range n.Children {
		if c != child {
			own.Children = append(own.Children, c)
		}
	}
	return &own
}

func (p *page) quote(r *dispute.Record, n *htmlstream.Node) {
	words := strings.TrimSpace(strings.TrimPrefix(n.Words(), "Replying to"))
	r.Fields = append(r.Fields, dispute.Field{Name: "quote", Value: strings.Trim(words, `"`)})
}

// give makes the record of what was found of a message.
func (p *page) give(r dispute.Record, id string, sent bool, name, clock string, body *htmlstream.Node) error {
	written := strings.TrimSpace(p.day + " " + clock)
	r.Raw = written
	at, ok := p.log.Machine(written)
	transcript.Tell(&r, at, ok, written)
	switch {
	case r.Kind == dispute.System:
	case sent:
		r.Who = me(p.log)
	case name != "":
		r.Who = name
	default:
		r.Who = p.log.Chat
	}
	r.Text = body.Words()
	if r.Kind != dispute.System {
		p.files(&r, body)
	}
	r.Fields = append(r.Fields, dispute.Field{Name: "id", Value: id})
	if p.log.Chat != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: p.log.Chat})
	}
	return p.log.Give(r)
}

func (p *page) files(r *dispute.Record, body *htmlstream.Node) {
	for _, e := range []struct{ name, attribute string }{{"a", "href"}, {"source", "src"}, {"source", "data-src"}} {
		for _, n := range body.All(e.name) {
			file := n.Attribute(e.attribute)
			if file == "" || strings.Contains(file, ":") || strings.HasPrefix(file, "#") {
				continue
			}
			if plain, err := url.PathUnescape(file); err == nil {
				file = plain
			}
			r.Type = "attachment"
			p.log.Attach(r, file)
		}
	}
}

// isDay reports a day as the exporter writes it between messages.
func isDay(text string) bool {
	_, rest, ok := transcript.Date(text, "-")
	return ok && rest == ""
}
