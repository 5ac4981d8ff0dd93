package wechatexport

import (
	"context"
	"errors"
	"html"
	"path"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/broken"
	"complain/pkg/internal/htmlstream"
	"complain/pkg/internal/jsonstream"
)

// Pages whose messages stand in a script.
const (
	weflowData    = "window.WEFLOW_DATA = "
	weflowChunk   = "window.__WEFLOW_CHUNK_LOADED__("
	echotraceData = "const messagesData = "
	me            = "我"
)

func readScript(ctx context.Context, log *transcript.Log, variant string) error {
	marker, read := weflowData, weflowItem
	switch text, _ := log.Src.HeadText(); {
	case variant == echotracePage:
		marker, read = echotraceData, echotraceItem
	case strings.HasPrefix(strings.TrimLeft(text, " \t\r\n\ufeff"), weflowChunk):
		marker = ","
	}
	log.Chat = pageTitle(log)
	count := 0
	array := false
	_, err := log.WalkBehind(ctx, marker, jsonstream.Handler{
		Decide: func(path []string, kind jsonstream.Kind) jsonstream.Action {
			switch {
			case len(path) == 0 && kind == jsonstream.Array:
				array = true
				return jsonstream.Enter
			case len(path) == 1:
				return jsonstream.Take
			}
			return jsonstream.Skip
		},
		Take: func(_ []string, raw jsonstream.Raw) error {
			count++
			return log.Entry(raw, func(v jsonstream.Value, r *dispute.Record) *dispute.Note { return read(log, v, r) })
		},
	})
	var wrong *broken.Error
	if err != nil && (array || !errors.As(err, &wrong)) { // where there is no array, the page says so
		return log.Stop(err)
	}
	if count == 0 {
		if err := log.Sink.Doubt(dispute.Locator{}, dispute.Say("wechatexport.elsewhere", strings.TrimSuffix(log.Src.Name, ".html")+"_data")); err != nil {
			return err
		}
	}
	if err := log.Skip(dispute.Locator{}, "chat.skip.banner"); err != nil {
		return err
	}
	log.End()
	return nil
}

// pageTitle is the name of the chat: the page's title without what the exporter
// puts behind it.
func pageTitle(log *transcript.Log) string {
	text, _ := log.Src.HeadText()
	if folder, of := strings.CutSuffix(path.Base(path.Dir(log.Src.Path)), "_data"); of { // a piece beside its page
		return folder
	}
	_, rest, ok := strings.Cut(text, "<title>")
	title, _, closed := strings.Cut(rest, "</title>")
	if !ok || !closed {
		return ""
	}
	title = html.UnescapeString(title)
	if name, _, ok := strings.Cut(title, " - 聊天记录"); ok {
		return name
	}
	return title
}

// weflowItem reads an entry of WeFlow's page: t the second, s whether it was sent,
// b its body as HTML.
func weflowItem(log *transcript.Log, v jsonstream.Value, r *dispute.Record) *dispute.Note {
	if !v.Has("t") || !v.Has("b") {
		why := dispute.Say("chat.entry-strange", conversation.Excerpt(v.Get("i").Str()))
		return &why
	}
	at, ok := log.Machine(v.Get("t").Str())
	transcript.Tell(r, at, ok, v.Get("t").Str())
	body := fragment(v.Get("b").Str())
	if n := body.Find("", "message-time"); n != nil {
		r.Raw = n.Words()
	}
	switch name := body.Find("", "sender-name"); {
	case name != nil && name.Words() != "":
		r.Who = name.Words()
	case v.Get("s").Str() == "1":
		r.Who = me
	case log.Chat == "":
		r.Remarks = append(r.Remarks, dispute.Say("wechatexport.other-side"))
	default:
		r.Who = log.Chat
	}
	if quote := body.Find("", "quoted-message"); quote != nil {
		r.Fields = append(r.Fields, dispute.Field{Name: "quote", Value: quote.Words()})
	}
	var said []string
	for _, n := range body.All("", "message-text") {
		said = append(said, spoken(n))
	}
	r.Text = strings.Join(said, "\n")
	for _, n := range body.All("", "message-media") {
		for _, source := range []string{"src", "href"} {
			if file := n.Attribute(source); file != "" && !strings.HasPrefix(file, "data:") {
				r.Type = typeFile
				log.Attach(r, unescapePath(file))
				break
			}
		}
	}
	for _, n := range body.All("a", "message-link-card") {
		r.Type = typeShare
		r.Fields = append(r.Fields, dispute.Field{Name: "href", Value: n.Attribute("href")})
	}
	finishScript(log, v, r)
	return nil
}

// echotraceItem reads an entry of EchoTrace's page.
func echotraceItem(log *transcript.Log, v jsonstream.Value, r *dispute.Record) *dispute.Note {
	if !v.Has("timestamp") || !v.Has("content") {
		why := dispute.Say("chat.entry-strange", conversation.Excerpt(v.Get("content").Str()))
		return &why
	}
	at, ok := log.Machine(v.Get("timestamp").Str())
	transcript.Tell(r, at, ok, v.Get("timestamp").Str())
	r.Text, r.Who = v.Get("content").Str(), v.Get("senderName").Str()
	if v.Get("isSend").True() {
		r.Who = me
	}
	finishScript(log, v, r)
	return nil
}

// finishScript tells what the page does not: which messages are the system's.
func finishScript(log *transcript.Log, v jsonstream.Value, r *dispute.Record) {
	r.Fields = append(r.Fields, transcript.Fields(v, "a", "b", "t", "timestamp", "content", "senderName")...)
	if log.Chat != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: log.Chat})
	}
	if ofSystem(r.Text) {
		r.Kind, r.Type, r.Who = dispute.System, typeNotice, ""
		r.Remarks = append(r.Remarks, dispute.Say("chat.by-wording"))
		recall(r)
		return
	}
	if r.Type == "" {
		bracketed(r)
	}
}

// ofSystem reports the words that WeChat itself puts into chats. A page does not
// set them apart from what people say.
func ofSystem(text string) bool {
	for _, words := range []string{"撤回了一条消息", "以上是打招呼的内容", "现在可以开始聊天了", "拍了拍", "邀请你加入了群聊", "加入了群聊", "修改群名为", "移出了群聊", "领取了你的红包", "你领取了", "收到红包，请在手机上查看", "消息已发出，但被对方拒收了", "开启了朋友验证"} {
		if strings.Contains(text, words) && len(text) < 200 && !strings.Contains(text, "\n") {
			return true
		}
	}
	return false
}

// fragment is a piece of HTML as a tree.
func fragment(text string) *htmlstream.Node {
	root := &htmlstream.Node{}
	_ = htmlstream.Read(strings.NewReader("<section>"+text+"</section>"), 0, never, htmlstream.Handler{
		Wanted: func(n *htmlstream.Node) bool { return n.Is("section") },
		Take: func(n *htmlstream.Node) error {
			root = n
			return nil
		},
	})
	return root
}

// spoken is the words of an element with the names of the pictures in it.
func spoken(n *htmlstream.Node) string {
	named := *n
	named.Children = nil
	for _, c := range n.Children {
		if alt := c.Attribute("alt"); c.Is("img") && alt != "" {
			c = &htmlstream.Node{Text: alt}
		}
		named.Children = append(named.Children, c)
	}
	return named.Words()
}
