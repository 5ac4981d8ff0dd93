package discord

import (
	"context"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/htmlstream"
)

// page reads the HTML. Messages stand in groups of one speaker, who is named at
// the first.
type page struct {
	log      *transcript.Log
	entries  int // of the preamble
	messages int
	declared string
}

func readHTML(ctx context.Context, log *transcript.Log) error {
	p := &page{log: log}
	err := htmlstream.Read(log.Src.Reader(), 0, ctx.Err, htmlstream.Handler{
		Wanted: func(n *htmlstream.Node) bool {
			return n.Is("div", "chatlog__message-group") || n.Is("div", "preamble__entry") || n.Is("div", "postamble__entry")
		},
		Take: p.take,
	})
	if err != nil {
		return log.Stop(err)
	}
	log.Total("chat.total.messages", p.declared, p.messages)
	log.End()
	return nil
}

func (p *page) take(n *htmlstream.Node) error {
	switch {
	case n.Is("div", "preamble__entry"):
		if p.entries++; p.entries == 2 { // the server stands above it
			p.log.Chat = n.Words()
		}
		return nil
	case n.Is("div", "postamble__entry"):
		if _, rest, ok := strings.Cut(n.Words(), "Exported "); ok {
			number, _, _ := strings.Cut(rest, " message")
			p.declared = strings.ReplaceAll(number, ",", "")
		}
		return nil
	}
	messages := n.All("div", "chatlog__message-container")
	if len(messages) == 0 { // before 2021
		messages = n.All("div", "chatlog__message")
	}
	who, user := speaker(n)
	for _, m := range messages {
		p.messages++
		if err := p.message(m, who, user); err != nil {
			return err
		}
	}
	if len(messages) == 0 {
		return p.log.Problem(dispute.Locator{Offset: n.Offset, Length: n.Length}, dispute.Say("chat.entry-strange", conversation.Excerpt(n.Words())))
	}
	return nil
}

// speaker is who speaks in a group or message, by the name shown and by the
// account's.
func speaker(n *htmlstream.Node) (name, account string) {
	for _, class := range []string{"chatlog__author", "chatlog__author-name", "chatlog__system-notification-author"} {
		if s := n.Find("", class); s != nil {
			return s.Words(), s.Attribute("title")
		}
	}
	return "", ""
}

// instant is the time that Discord put into a message's number: milliseconds
// since the beginning of 2015, in UTC.
func (p *page) instant(id string) (dispute.When, bool) {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil || n < 1<<22 {
		return dispute.When{}, false
	}
	const epoch = 1_420_070_400_000
	return p.log.Instant(int64(n>>22)+epoch, dispute.Millisecond)
}

func (p *page) message(n *htmlstream.Node, who, account string) error {
	at := dispute.Locator{Offset: n.Offset, Length: n.Length}
	id := n.Attribute("data-message-id")
	when, ok := p.instant(id)
	if !ok {
		return p.log.Problem(at, dispute.Say("discord.no-number", conversation.Excerpt(n.Words())))
	}
	if own, title := speaker(n); own != "" {
		who, account = own, title
	}
	r := dispute.Record{Kind: dispute.Message, Locator: at, At: when, Who: who, Raw: shownTime(n)}
	r.Remarks = append(r.Remarks, dispute.Say("discord.by-number"))
	if notice := n.Find("", "chatlog__system-notification-content"); notice != nil {
		r.Kind, r.Type, r.Text = dispute.System, "notice", notice.Words()
		if strings.HasPrefix(r.Text, "started a call") {
			r.Kind, r.Type = dispute.Call, "call"
		}
	}
	if content := n.Find("div", "chatlog__content"); content != nil {
		r.Text = strings.TrimSpace(shown(content))
		if edited := content.Find("", "chatlog__edited-timestamp"); edited != nil {
			r.Type = "edited"
			r.Remarks = append(r.Remarks, dispute.Say("chat.edited", edited.Attribute("title")))
		}
	}
	for _, a := range n.All("div", "chatlog__attachment") {
		r.Type = typeAttachment
		p.attach(&r, a)
	}
	for _, s := range n.All("div", "chatlog__sticker") {
		if r.Type == "" {
			r.Type = "sticker"
		}
		if r.Text == "" {
			r.Text = s.Attribute("title")
		}
	}
	for _, e := range n.All("div", "chatlog__embed") {
		switch words := e.Words(); {
		case words == "":
		case r.Text == "":
			r.Text = words
			r.Remarks = append(r.Remarks, dispute.Say("discord.embed"))
		case len(r.Fields) < maxCards:
			r.Fields = append(r.Fields, dispute.Field{Name: "card", Value: words})
		}
	}
	for _, x := range n.All("div", "chatlog__reaction") {
		said := strings.TrimSpace(shown(x))
		if title := x.Attribute("title"); title != "" && !strings.Contains(said, title) {
			said = title + " " + said
		}
		if len(r.Fields) < maxCards {
			r.Fields = append(r.Fields, dispute.Field{Name: "reaction", Value: strings.Join(strings.Fields(said), " ")})
		}
	}
	field := func(name, value string) {
		if value != "" {
			r.Fields = append(r.Fields, dispute.Field{Name: name, Value: value})
		}
	}
	field("id", id)
	if account != who {
		field("author.name", account)
	}
	if reply := n.Find("div", "chatlog__reply-content"); reply != nil {
		field("reply-to", reply.Words())
	}
	field("chat", p.log.Chat)
	if r.Text == "" && r.Type == "" {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
	return p.log.Give(r)
}

// shownTime is the time beside a message, in the words of the country of the
// computer that it was exported on.
func shownTime(n *htmlstream.Node) string {
	for _, class := range []string{"chatlog__timestamp", "chatlog__system-notification-timestamp", "chatlog__short-timestamp"} {
		if t := n.Find("", class); t != nil {
			if title := t.Attribute("title"); title != "" {
				return title
			}
			return t.Words()
		}
	}
	return ""
}

// attach notes a file: a picture's or film's own address, else that of the link.
func (p *page) attach(r *dispute.Record, n *htmlstream.Node) {
	for _, name := range []string{"source", "img", "video", "audio"} {
		if m := n.Find(name); m != nil && m.Attribute("src") != "" {
			p.log.Attach(r, unescaped(m.Attribute("src")))
			return
		}
	}
	if a := n.Find("a"); a != nil {
		p.log.Attach(r, unescaped(a.Attribute("href")))
	}
}

// unescaped is the path of a local file out of an address.
func unescaped(address string) string {
	if strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://") || !strings.Contains(address, "%") {
		return address
	}
	var b strings.Builder
	for i := 0; i < len(address); i++ {
		if address[i] == '%' && i+2 < len(address) {
			if c, err := strconv.ParseUint(address[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(c))
				i += 2
				continue
			}
		}
		b.WriteByte(address[i])
	}
	return b.String()
}

// shown is the text of a message as its page shows it: line ends count there,
// and small pictures stand for their signs.
func shown(n *htmlstream.Node) string {
	var b strings.Builder
	preserved := true
	var walk func(n *htmlstream.Node)
	walk = func(n *htmlstream.Node) {
		switch {
		case n.Name == "" && (preserved || !strings.HasPrefix(n.Text, "\n") || strings.TrimSpace(n.Text) != ""):
			b.WriteString(n.Text)
		case n.Name == "br":
			b.WriteByte('\n')
		case n.Name == "img":
			b.WriteString(n.Attribute("alt"))
		case n.Is("", "chatlog__edited-timestamp"):
			return
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	inner := n.Find("", "chatlog__markdown-preserve")
	if inner == nil {
		inner = n.Find("", "preserve-whitespace")
	}
	if inner == nil {
		inner, preserved = n, false
	}
	walk(inner)
	return b.String()
}
