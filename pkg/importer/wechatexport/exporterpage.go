package wechatexport

import (
	"context"
	"net/url"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/htmlstream"
)

// isExporterPage reports a page of WechatExporter by the classes that it gives to
// its messages.
func isExporterPage(text string) bool {
	return strings.Contains(text, `class="msg chat`) && strings.Contains(text, `class="nt-box"`)
}

func readExporterPage(ctx context.Context, log *transcript.Log) error {
	err := htmlstream.Read(log.Src.Reader(), 0, ctx.Err, htmlstream.Handler{
		Wanted: func(n *htmlstream.Node) bool { return n.Is("div", "msg") },
		Take:   func(n *htmlstream.Node) error { return exporterMessage(log, n) },
	})
	return log.EndWith(err)
}

func exporterMessage(log *transcript.Log, n *htmlstream.Node) error {
	r := dispute.Record{Kind: dispute.Message, Locator: dispute.Locator{Offset: n.Offset, Length: n.Length}}
	box := n.Find("div", "content-box")
	if n.Is("div", "chat-notice") {
		r.Kind, r.Type, r.Text = dispute.System, typeNotice, n.Words()
		recall(&r)
		return log.Give(r)
	}
	head := n.Find("div", "nt-box")
	if head == nil || box == nil {
		return log.Problem(r.Locator, dispute.Say("chat.entry-strange", conversation.Excerpt(n.Words())))
	}
	name := head.Find("span", "dspname")
	r.Raw = head.Words()
	written := r.Raw
	if name != nil {
		r.Who = name.Words()
		written = strings.TrimSpace(strings.TrimPrefix(r.Raw, r.Who))
		if id := name.Attribute("wxid"); id != "" {
			r.Fields = append(r.Fields, dispute.Field{Name: "account", Value: id})
		}
	}
	at, ok := log.Machine(written)
	transcript.Tell(&r, at, ok, written)
	r.Text = box.Words()
	if pre := box.Find("pre"); pre != nil && n.Find("img", "transfer-icon") == nil {
		r.Text = verbatim(pre)
	}
	for _, kind := range []struct{ element, attribute string }{{"img", "src"}, {"audio", "src"}, {"source", "src"}, {"video", "src"}, {"a", "href"}} {
		for _, e := range box.All(kind.element) {
			if file := e.Attribute(kind.attribute); file != "" && !strings.Contains(file, ":") && !strings.HasPrefix(file, "#") {
				r.Type = typeFile
				log.Attach(&r, unescapePath(file))
			}
		}
	}
	if n.Find("img", "transfer-icon") != nil {
		r.Type = typeTransfer
	}
	if r.Type == "" {
		bracketed(&r)
	}
	return log.Give(r)
}

func unescapePath(path string) string {
	if plain, err := url.PathUnescape(path); err == nil {
		return plain
	}
	return path
}

// verbatim is the text of an element in which white space counts.
func verbatim(n *htmlstream.Node) string {
	var b strings.Builder
	var walk func(n *htmlstream.Node)
	walk = func(n *htmlstream.Node) {
		b.WriteString(n.Text)
		if n.Is("br") {
			b.WriteByte('\n')
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}
