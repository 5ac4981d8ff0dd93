package qq

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/htmlstream"
)

// QQChatExporter's web page: a block for each message, with its day as an
// attribute and its time in words.

func isPage(text string) bool {
	return strings.HasPrefix(strings.TrimLeft(text, " \t\r\n\ufeff"), "<") &&
		(strings.Contains(text, "QCE_METADATA") || strings.Contains(text, "QQChatExporter") || strings.Contains(text, `class="message-block"`) && strings.Contains(text, "data-sender-uid"))
}

func readPage(ctx context.Context, log *transcript.Log) error {
	messages := 0
	err := htmlstream.Read(log.Src.Reader(), 0, ctx.Err, htmlstream.Handler{
		Wanted: func(n *htmlstream.Node) bool { return n.Is("div", "message-block") || n.Is("h1", "hero-title") },
		Take: func(n *htmlstream.Node) error {
			if n.Is("h1") {
				log.Chat = n.Words()
				return nil
			}
			messages++
			return block(log, n)
		},
	})
	if err != nil {
		return log.Stop(err)
	}
	if messages == 0 { // those of large exports stand in files beside the page
		if err := log.Sink.Doubt(dispute.Locator{}, dispute.Say("qq.elsewhere")); err != nil {
			return err
		}
	}
	if err := log.Skip(dispute.Locator{}, "chat.skip.banner"); err != nil {
		return err
	}
	log.End()
	return nil
}

func block(log *transcript.Log, n *htmlstream.Node) error {
	r := dispute.Record{Kind: dispute.Message, Locator: dispute.Locator{Offset: n.Offset, Length: n.Length}}
	day := n.Attribute("data-date")
	clock, content := n.Find("span", "time"), n.Find("div", "content")
	if system := n.Find("div", "system-message-container"); system != nil {
		r.Kind, r.Type = dispute.System, typeNotice
		if parts := system.All("div"); len(parts) > 0 {
			clock = parts[len(parts)-1]
		}
		content = system
	}
	if content == nil {
		return log.Problem(r.Locator, dispute.Say("chat.entry-strange", conversation.Excerpt(n.Words())))
	}
	written := day
	if clock != nil {
		r.Raw = clock.Words()
		written = r.Raw
	}
	at, ok := log.Machine(written)
	if !ok && day != "" {
		at, ok = log.Machine(strings.TrimSpace(day + " " + written))
	}
	transcript.Tell(&r, at, ok, written)
	if name := n.Find("span", "sender"); name != nil {
		r.Who = name.Words()
	}
	r.Text = strings.TrimSpace(strings.TrimSuffix(content.Words(), r.Raw))
	if quote := content.Find("div", "reply-content"); quote != nil {
		r.Fields = append(r.Fields, dispute.Field{Name: "quote", Value: quote.Words()})
		r.Text = strings.TrimSpace(strings.TrimPrefix(r.Text, quote.Words()))
	}
	pageFiles(log, &r, content)
	if m := n.Find("div", "message"); m != nil {
		for _, f := range []struct{ name, attribute string }{{"account", "data-sender-uid"}, {"id", "id"}} {
			if value := m.Attribute(f.attribute); value != "" {
				r.Fields = append(r.Fields, dispute.Field{Name: f.name, Value: value})
			}
		}
	}
	if log.Chat != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: log.Chat})
	}
	describe(&r, "")
	return log.Give(r)
}

func pageFiles(log *transcript.Log, r *dispute.Record, content *htmlstream.Node) {
	for _, e := range []struct{ name, attribute string }{{"img", "src"}, {"audio", "src"}, {"video", "src"}, {"source", "src"}, {"a", "href"}} {
		for _, n := range content.All(e.name) {
			file := n.Attribute(e.attribute)
			if file == "" || strings.HasPrefix(file, "data:") || strings.HasPrefix(file, "#") || strings.HasPrefix(file, "javascript:") {
				continue
			}
			r.Type = "attachment"
			log.Attach(r, file)
		}
	}
}
