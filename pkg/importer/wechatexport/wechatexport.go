// Package wechatexport reads what third-party programs export of WeChat chats:
// MemoTrace's CSV, TXT and JSON, WeFlow's JSON, whole and compact, and TXT,
// EchoTrace's JSON, chatlog's text, CSV and JSON, and the CSV of PyWxDump.
//
// It promises that every line, row or entry ends as exactly one record, skip or
// problem; that an instant a file states wins over its local text, which is
// kept; that the words of the account's owner are never given the name of the
// other side, which some exports print beside both; and that a time whose year
// or day was left out is a problem, never a guess. It forbids touching WeChat's
// own databases: only what was exported is read.
package wechatexport

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

// Importer reads exported WeChat chats. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "wechatexport" }

// Version implements importer.Importer.
func (Importer) Version() int { return 4 }

// The variants: which program, and which of its formats.
const (
	weflowJSON    = "weflow-json"
	weflowText    = "weflow-txt"
	echotraceJSON = "echotrace-json"
	chatlogJSON   = "chatlog-json"
	chatlogText   = "chatlog-txt"
	chatlogCSV    = "chatlog-csv"
	memotraceJSON = "memotrace-json"
	memotraceText = "memotrace-txt"
	memotraceCSV  = "memotrace-csv"
	pywxdumpCSV   = "pywxdump-csv"
	weflowPage    = "weflow-html"
	weflowMD      = "weflow-md"
	weflowBook    = "weflow-xlsx"
	echotracePage = "echotrace-html"
	echotraceBook = "echotrace-xlsx"
	exporterText  = "wechatexporter-txt"
	exporterPage  = "wechatexporter-html"
)

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	text, encoding := src.HeadText()
	if encoding == charset.Binary {
		return identifyBook(src)
	}
	if variant, sign := pageOf(text); variant != "" {
		return importer.Match{Confidence: importer.Certain, Variant: variant, Because: []dispute.Note{dispute.Say("chat.sign.maker", sign)}}
	}
	start := strings.TrimLeft(text, " \t\r\n\ufeff")
	if strings.HasPrefix(start, "{") || strings.HasPrefix(start, "[") {
		return identifyJSON(src.Head)
	}
	first, _, _ := strings.Cut(start, "\n")
	first = strings.TrimRight(first, "\r")
	if layout := layoutOf(transcript.Cells(first)); layout != "" {
		return importer.Match{Confidence: importer.Certain, Variant: layout, Because: []dispute.Note{
			dispute.Say("chat.sign.columns", conversation.Excerpt(first)),
		}}
	}
	if m := identifyExporter(text); m.Confidence > importer.None {
		return m
	}
	return identifyText(text)
}

// pageOf tells pages and Markdown, by what only one program writes.
func pageOf(text string) (variant, maker string) {
	start := strings.TrimLeft(text, " \t\r\n\ufeff")
	switch {
	case strings.HasPrefix(start, "<") && strings.Contains(text, weflowData), strings.HasPrefix(start, weflowChunk):
		return weflowPage, "WeFlow"
	case isMarkdown(start):
		return weflowMD, "WeFlow"
	case strings.HasPrefix(start, "<") && strings.Contains(text, " - 聊天记录</title>") && (strings.Contains(text, "messages-container") || strings.Contains(text, echotraceData)):
		return echotracePage, "EchoTrace"
	case strings.HasPrefix(start, "<") && isExporterPage(text):
		return exporterPage, "WechatExporter"
	}
	return "", ""
}

func identifyJSON(head []byte) importer.Match {
	p := jsonstream.Look(head, "weflow", "session", "messages/")
	certain := func(variant string, because dispute.Note) importer.Match {
		return importer.Match{Confidence: importer.Certain, Variant: variant, Because: []dispute.Note{because}}
	}
	var entry jsonstream.Value
	switch p.Root {
	case jsonstream.Object:
		if p.Has("weflow", "messages") || p.Has("weflow", "session") {
			return certain(weflowJSON, dispute.Say("chat.sign.maker", "WeFlow "+p.First["weflow"].Get("version").Str()))
		}
		entry = p.First["messages/"]
		if p.First["session"].Has("displayName") && isWeflow(entry) {
			return certain(echotraceJSON, dispute.Say("chat.sign.keys", "session, messages, createTime, isSend, content"))
		}
	case jsonstream.Array:
		entry = transcript.FirstItem(head)
	}
	switch {
	case isMemotrace(entry):
		return certain(memotraceJSON, dispute.Say("chat.sign.keys", "IsSender, CreateTime, StrContent"))
	case isChatlog(entry):
		return certain(chatlogJSON, dispute.Say("chat.sign.keys", "seq, time, talker, isSelf, content"))
	}
	return importer.Match{}
}

// Extract implements importer.Importer.
func (im Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	log := transcript.New(src, sink)
	switch variant := im.Identify(src).Variant; variant {
	case weflowJSON, echotraceJSON, chatlogJSON, memotraceJSON:
		return readJSON(ctx, log)
	case memotraceCSV, pywxdumpCSV, chatlogCSV:
		return readTable(ctx, log)
	case weflowPage, echotracePage:
		return readScript(ctx, log, variant)
	case exporterPage:
		return readExporterPage(ctx, log)
	case weflowBook, echotraceBook:
		return readBook(ctx, log)
	case weflowText, memotraceText, chatlogText, weflowMD, exporterText:
		return readText(ctx, log, variant)
	}
	// Said to be one of these by the user: take it for what it looks like.
	text, _ := src.HeadText()
	if start := strings.TrimLeft(text, " \t\r\n\ufeff"); strings.HasPrefix(start, "{") || strings.HasPrefix(start, "[") {
		return readJSON(ctx, log)
	}
	return readText(ctx, log, memotraceText)
}
