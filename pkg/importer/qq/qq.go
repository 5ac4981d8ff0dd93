// Package qq reads what QQ and its exporters write of chats: the message
// manager's .txt and .mht, and the JSON, web page and workbook of QQChatExporter.
//
// It promises that every line, row or entry ends as exactly one record, skip or
// problem; that names stay as written, with the account beside them; and that
// QQ's own accounts (10000, 1000000) are the system and nobody's words. It
// forbids guessing a day that a line does not have.
package qq

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/jsonstream"
)

// Importer reads QQ's chats. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "qq" }

// Version implements importer.Importer.
func (Importer) Version() int { return 6 }

// The variants of the format.
const (
	variantText  = "txt"
	variantMHT   = "mht"
	variantJSON  = "json"
	variantLines = "jsonl"
	variantPage  = "html"
	variantBook  = "xlsx"
)

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	text, encoding := src.HeadText()
	if encoding == charset.Binary {
		return identifyBook(src)
	}
	if isPage(text) {
		return match(importer.Certain, variantPage, dispute.Say("chat.sign.maker", "QQChatExporter"))
	}
	start := strings.TrimLeft(text, " \t\r\n\ufeff")
	switch {
	case strings.HasPrefix(start, "{"):
		return identifyJSON(src.Head)
	case mhtHead(text):
		return match(importer.Certain, variantMHT, dispute.Say("qq.sign.mht"))
	}
	if maker, ok := exporterHead(text); ok {
		return match(importer.Certain, variantText, dispute.Say("chat.sign.maker", conversation.Excerpt(maker)))
	}
	if isStream(text) {
		return match(importer.Certain, variantText, dispute.Say("chat.sign.maker", "QQChatExporter"))
	}
	return identifyText(text)
}

func match(c importer.Confidence, variant string, because ...dispute.Note) importer.Match {
	return importer.Match{Confidence: c, Variant: variant, Because: because}
}

// maxAbove is how many lines people may have put above the first message.
const maxAbove = 5

func identifyText(text string) importer.Match {
	var (
		banner, above, named, bare int
		first                      string
		g                          grammar
	)
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		h, ok := readHead(line)
		switch {
		case ok && h.account != "":
			if named++; first == "" {
				first = conversation.Excerpt(line)
			}
		case ok:
			bare++
		case isBanner(line) && named+bare == 0:
			banner++
		case named+bare > 0 || conversation.IsBlank(line) || g.furniture(line):
		default:
			above++
		}
	}
	var m importer.Match
	switch {
	case banner > 0 && above <= maxAbove:
		m = match(importer.Certain, variantText, dispute.Say("qq.sign.banner"))
	case named > 0 && named >= bare && above <= maxAbove:
		m = match(importer.Shape, variantText)
	default:
		return importer.Match{}
	}
	if first != "" {
		m.Because = append(m.Because, dispute.Say("qq.sign.head", first))
	}
	return m
}

func identifyJSON(head []byte) importer.Match {
	p := jsonstream.Look(head, "metadata", "messages/")
	first := p.First["messages/"]
	maker := p.First["metadata"].Get("name").Str()
	switch {
	case strings.HasPrefix(maker, "QQChatExporter"):
		return match(importer.Certain, variantJSON, dispute.Say("chat.sign.maker", conversation.Excerpt(maker)))
	case p.Has("metadata", "chatInfo") && p.Has("messages") && isEntry(first):
		return match(importer.Certain, variantJSON, dispute.Say("chat.sign.keys", "metadata, chatInfo, messages"))
	}
	if whole := jsonstream.Look(firstLine(head), ""); isEntry(whole.First[""]) {
		return match(importer.Certain, variantLines, dispute.Say("chat.sign.keys", "timestamp, sender.uin, content"))
	}
	return importer.Match{}
}

func firstLine(head []byte) []byte {
	line, _, _ := strings.Cut(strings.TrimLeft(string(head), "\ufeff \r\n"), "\n")
	return []byte(line)
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	log := transcript.New(src, sink)
	text, encoding := src.HeadText()
	switch start := strings.TrimLeft(text, " \t\r\n\ufeff"); {
	case encoding == charset.Binary:
		return readBook(ctx, log)
	case isPage(text):
		return readPage(ctx, log)
	case strings.HasPrefix(start, "{"):
		return readJSON(ctx, log)
	case mhtHead(text):
		return readMHT(ctx, log)
	}
	if _, ok := exporterHead(text); ok {
		return readExporter(ctx, log)
	}
	if isStream(text) {
		return readStream(ctx, log)
	}
	heads, err := survey(ctx, log)
	if err != nil {
		return err
	}
	return transcript.ReadText(ctx, log, &grammar{src: src, shape: heads})
}
