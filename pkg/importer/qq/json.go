package qq

import (
	"context"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/jsonstream"
)

// isEntry reports a message of QQChatExporter.
func isEntry(v jsonstream.Value) bool {
	return v.Has("timestamp") && v.Get("sender").Has("uin") && v.Get("content").Kind == jsonstream.Object
}

// readJSON reads QQChatExporter's JSON: one document, or a message a line.
func readJSON(ctx context.Context, log *transcript.Log) error {
	lines := isEntry(jsonstream.Look(firstLine(log.Src.Head), "").First[""])
	declared, count := "", 0
	decide := transcript.Messages("statistics", "chatInfo")
	if lines {
		decide = func([]string, jsonstream.Kind) jsonstream.Action { return jsonstream.Take }
	}
	err := log.Walk(ctx, jsonstream.Handler{
		Many:   lines,
		Decide: decide,
		Take: func(path []string, raw jsonstream.Raw) error {
			if len(path) == 1 {
				v := jsonstream.Parse(raw.Bytes)
				if path[0] == "chatInfo" {
					log.Chat = v.Get("name").Str()
				} else {
					declared = v.Get("totalMessages").Str()
				}
				return nil
			}
			count++
			return log.Entry(raw, func(v jsonstream.Value, r *dispute.Record) *dispute.Note { return entry(log, v, r) })
		},
	})
	if err != nil {
		return log.Stop(err)
	}
	if p := jsonstream.Look(log.Src.Head, "chunked"); count == 0 && p.Has("chunked") {
		if err := log.Sink.Doubt(dispute.Locator{}, dispute.Say("qq.elsewhere")); err != nil {
			return err
		}
		declared = ""
	}
	log.Total("chat.total.messages", declared, count)
	log.End()
	return nil
}

func entry(log *transcript.Log, v jsonstream.Value, r *dispute.Record) *dispute.Note {
	if !v.Has("timestamp") || v.Get("sender").Kind != jsonstream.Object {
		why := dispute.Say("chat.entry-strange", v.Get("id").Str())
		return &why
	}
	written := v.Get("timestamp").Str() // seconds, milliseconds, or ISO 8601, by version
	at, ok := log.Machine(written)
	transcript.Tell(r, at, ok, written)
	sender := v.Get("sender")
	r.Who = sender.Get("name").Str()
	r.Text = v.Get("content", "text").Str()
	r.Fields = transcript.Fields(v, "timestamp", "sender.name", "content.text", "content.html", "content.raw")
	if log.Chat != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: log.Chat})
	}
	for _, item := range v.Get("content", "resources").Items {
		r.Type = "attachment"
		for _, name := range []string{"filename", "fileName", "localPath", "url"} {
			if file := item.Get(name).Str(); file != "" {
				log.Attach(r, file)
				break
			}
		}
	}
	account := sender.Get("uin").Str()
	describe(r, account)
	if v.Get("isSystemMessage").True() || v.Get("system").True() || v.Get("type").Str() == "system" {
		r.Kind, r.Type = dispute.System, typeNotice
	}
	if v.Get("isRecalled").True() || v.Get("recalled").True() {
		r.Type = typeRecalled
		r.Remarks = append(r.Remarks, dispute.Say("chat.recalled"))
	}
	return nil
}
