// Package telegram reads what Telegram Desktop exports: result.json of one chat
// or of a whole account, and messages.html.
//
// It promises that every entry ends as exactly one record, skip or problem;
// that an instant wins over the exporter's local time, which is kept; that
// forwarded words are marked with whom they are from; and that services of the
// app are told from people by the file's own marks. It forbids carrying an
// hour over to a service line of the HTML, which has none.
package telegram

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/jsonstream"
)

// Importer reads Telegram's exports. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "telegram" }

// Version implements importer.Importer.
func (Importer) Version() int { return 3 }

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	text, encoding := src.HeadText()
	if encoding == charset.Binary {
		return importer.Match{}
	}
	start := strings.TrimLeft(text, " \t\r\n\ufeff")
	certain := func(variant string, because dispute.Note) importer.Match {
		return importer.Match{Confidence: importer.Certain, Variant: variant, Because: []dispute.Note{because}}
	}
	switch {
	case strings.HasPrefix(start, "<"):
		if isHTML(text) {
			return certain("html", dispute.Say("telegram.sign.html"))
		}
		return importer.Match{}
	case !strings.HasPrefix(start, "{"):
		return importer.Match{}
	}
	p := jsonstream.Look(src.Head, "messages/", "chats/list/", "type")
	switch {
	case isEntry(p.First["messages/"]):
		return certain("json", dispute.Say("chat.sign.keys", keysOf(p.First["messages/"])))
	case p.Has("messages", "name", "id") && chatTypes[p.First["type"].Str()]:
		return certain("json", dispute.Say("telegram.sign.type", p.First["type"].Str()))
	case p.Has("personal_information"), p.Has("chats") && p.First["chats/list/"].Has("messages"):
		return certain("json-full", dispute.Say("telegram.sign.full"))
	}
	return importer.Match{}
}

// chatTypes are the kinds of chat that a file of one chat may be of.
var chatTypes = map[string]bool{
	"personal_chat": true, "bot_chat": true, "saved_messages": true, "private_group": true, "private_supergroup": true,
	"public_supergroup": true, "private_channel": true, "public_channel": true, "verification_codes": true, "replies": true,
}

// isEntry reports a message of Telegram's.
func isEntry(v jsonstream.Value) bool {
	dated := v.Has("date_unixtime") || v.Has("date")
	said := v.Has("from") || v.Has("actor") || v.Has("text")
	return slices.Contains([]string{"message", "service", "unsupported"}, v.Get("type").Str()) && dated && said
}

func keysOf(v jsonstream.Value) string {
	var keys []string
	for _, name := range []string{"type", "date", "date_unixtime", "from", "from_id", "actor", "text"} {
		if v.Has(name) {
			keys = append(keys, name)
		}
	}
	return strings.Join(keys, ", ")
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	log := transcript.New(src, sink)
	text, _ := src.HeadText()
	if strings.HasPrefix(strings.TrimLeft(text, " \t\r\n\ufeff"), "<") {
		return readHTML(ctx, log)
	}
	return readJSON(ctx, log)
}
