// Package whatsappexport reads what WhatsApp-Chat-Exporter makes of a phone's
// database: JSON, and web pages of two generations.
//
// It promises that every message ends as exactly one record or problem, with its
// side, and its speaker where the file names one. It forbids guessing who holds the
// phone: the side that sent is called Me unless the user said who that is.
package whatsappexport

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

// Importer reads the exporter's files. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "whatsappexport" }

// Version implements importer.Importer.
func (Importer) Version() int { return 1 }

// The variants of the format.
const (
	variantJSON = "json"
	variantPage = "html"
	variantOld  = "html-old"
)

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	text, encoding := src.HeadText()
	if encoding == charset.Binary {
		return importer.Match{}
	}
	match := func(variant string, because dispute.Note) importer.Match {
		return importer.Match{Confidence: importer.Certain, Variant: variant, Because: []dispute.Note{because}}
	}
	switch start := strings.TrimLeft(text, " \t\r\n\ufeff"); {
	case strings.HasPrefix(start, "{"):
		if firstOf(src.Head) {
			return match(variantJSON, dispute.Say("chat.sign.keys", "messages, from_me, timestamp, key_id"))
		}
	case !strings.HasPrefix(start, "<"):
	case strings.Contains(text, "bg-whatsapp"):
		return match(variantPage, dispute.Say("chat.sign.maker", "WhatsApp-Chat-Exporter"))
	case strings.Contains(text, "<title>Whatsapp - ") && strings.Contains(text, "w3-"):
		return match(variantOld, dispute.Say("chat.sign.maker", "WhatsApp-Chat-Exporter"))
	}
	return importer.Match{}
}

// firstOf reports whether the first message of the first chat is one of the
// exporter's.
func firstOf(head []byte) bool {
	found, looked := false, false
	_ = jsonstream.Walk(strings.NewReader(string(head)), func() error { return nil }, jsonstream.Handler{
		Decide: func(path []string, kind jsonstream.Kind) jsonstream.Action {
			switch {
			case looked || kind != jsonstream.Object:
				return jsonstream.Skip
			case len(path) < 2, len(path) == 2 && path[1] == "messages":
				return jsonstream.Enter
			case len(path) == 3:
				return jsonstream.Take
			}
			return jsonstream.Skip
		},
		Take: func(_ []string, raw jsonstream.Raw) error {
			looked, found = true, isEntry(jsonstream.Parse(raw.Bytes))
			return nil
		},
	})
	return found
}

func isEntry(v jsonstream.Value) bool {
	return v.Has("from_me") && v.Has("timestamp") && v.Has("key_id")
}

// me is what the side is called that sent.
func me(log *transcript.Log) string {
	if said := log.Src.Options.Me; said != "" {
		return said
	}
	return "Me"
}

// Extract implements importer.Importer.
func (im Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	log := transcript.New(src, sink)
	text, _ := src.HeadText()
	if strings.HasPrefix(strings.TrimLeft(text, " \t\r\n\ufeff"), "<") {
		return readPage(ctx, log, im.Identify(src).Variant == variantOld)
	}
	chat := ""
	err := log.Walk(ctx, jsonstream.Handler{
		Decide: func(path []string, kind jsonstream.Kind) jsonstream.Action {
			switch {
			case len(path) == 0, len(path) == 1 && kind == jsonstream.Object, len(path) == 2 && path[1] == "messages" && kind == jsonstream.Object:
				if len(path) == 1 {
					chat = path[0]
				}
				return jsonstream.Enter
			case len(path) == 2 && path[1] == "name", len(path) == 3:
				return jsonstream.Take
			}
			return jsonstream.Skip
		},
		Take: func(path []string, raw jsonstream.Raw) error {
			if len(path) == 2 {
				if name := jsonstream.Parse(raw.Bytes).Str(); name != "" {
					chat = name
				}
				return nil
			}
			log.In(path[0])
			log.Chat = chat
			return log.Entry(raw, func(v jsonstream.Value, r *dispute.Record) *dispute.Note { return entry(log, v, r) })
		},
	})
	return log.EndWith(err)
}

func entry(log *transcript.Log, v jsonstream.Value, r *dispute.Record) *dispute.Note {
	if !isEntry(v) {
		why := dispute.Say("chat.entry-strange", conversation.Excerpt(v.Get("data").Str()))
		return &why
	}
	written := v.Get("timestamp").Str()
	at, ok := log.Machine(written)
	transcript.Tell(r, at, ok, written)
	data := v.Get("data").Str()
	switch {
	case v.Get("meta").True():
		r.Kind, r.Type, r.Text = dispute.System, "notice", lines(data)
	case v.Get("media").True():
		r.Type, r.Text = "attachment", lines(v.Get("caption").Str())
		log.Attach(r, data)
	default:
		r.Text = lines(data)
		if caption := v.Get("caption").Str(); caption != "" {
			r.Text = strings.TrimPrefix(r.Text+"\n"+lines(caption), "\n")
		}
	}
	switch sender := v.Get("sender").Str(); {
	case r.Kind == dispute.System:
	case v.Get("from_me").True():
		r.Who = me(log)
	case sender != "":
		r.Who = sender
	default:
		r.Who = log.Chat
	}
	if v.Get("sticker").True() {
		r.Type = "sticker"
	}
	if r.Text == "" && r.Type == "" {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
	if quote := v.Get("quoted_data").Str(); quote != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "quote", Value: lines(quote)})
	}
	r.Fields = append(r.Fields, transcript.Fields(v, "timestamp", "time", "data", "sender", "caption", "quoted_data", "thumb")...)
	r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: log.Chat})
	return nil
}

// lines puts line ends back where the exporter writes the tags of its pages.
func lines(text string) string {
	return strings.NewReplacer("<br>", "\n", "<br/>", "\n", "<br />", "\n").Replace(text)
}
