// Package slack reads the JSON of a Slack export: the file of one day of one
// channel, an array of messages, or an object that holds one.
//
// It promises that every entry ends as exactly one record or problem; that the
// time is taken to the second, since what stands behind it is a serial number;
// and that people are named as the entry itself names them, by their identifier
// where it gives no name. It forbids reading users.json for names: an importer
// sees one file.
package slack

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/jsonstream"
)

// Importer reads Slack's chats. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "slack" }

// Version implements importer.Importer.
func (Importer) Version() int { return 4 }

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	for _, entry := range []jsonstream.Value{transcript.FirstItem(src.Head), jsonstream.Look(src.Head, "messages/").First["messages/"]} {
		if isEntry(entry) {
			return importer.Match{Confidence: importer.Certain, Variant: "json", Because: []dispute.Note{
				dispute.Say("chat.sign.keys", "type, ts, text"),
			}}
		}
	}
	return importer.Match{}
}

// isEntry reports a message of Slack's: its ts is seconds, a dot and six
// digits.
func isEntry(v jsonstream.Value) bool {
	_, ok := seconds(v.Get("ts").Text)
	return ok && v.Get("ts").Kind == jsonstream.String && v.Has("type") && (v.Has("text") || v.Has("user") || v.Has("subtype"))
}

func seconds(ts string) (int64, bool) {
	whole, part, ok := strings.Cut(ts, ".")
	n, rest, fine := transcript.Number(whole, 9, 11)
	_, more, digits := transcript.Number(part, 6, 6)
	return int64(n), ok && fine && digits && rest == "" && more == ""
}

// walk hands out the entries of a file.
func walk(ctx context.Context, log *transcript.Log, take func(raw jsonstream.Raw) error) error {
	array := false
	return log.Walk(ctx, jsonstream.Handler{
		Decide: func(path []string, kind jsonstream.Kind) jsonstream.Action {
			switch {
			case len(path) == 0:
				array = kind == jsonstream.Array
				return jsonstream.Enter
			case len(path) == 1 && array, len(path) == 2 && path[0] == "messages":
				return jsonstream.Take
			case len(path) == 1 && path[0] == "messages":
				return jsonstream.Enter
			}
			return jsonstream.Skip
		},
		Take: func(_ []string, raw jsonstream.Raw) error { return take(raw) },
	})
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	log := transcript.New(src, sink)
	var d transcript.Direction
	err := walk(ctx, log, func(raw jsonstream.Raw) error {
		if n, ok := seconds(jsonstream.Parse(raw.Bytes).Get("ts").Str()); ok {
			d.Add(n)
		}
		return nil
	})
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	log.NewestFirst = d.NewestFirst()
	err = walk(ctx, log, func(raw jsonstream.Raw) error {
		return log.Entry(raw, func(v jsonstream.Value, r *dispute.Record) *dispute.Note { return entry(log, v, r) })
	})
	return log.EndWith(err)
}

// maxCards is how many of the cards under a message are kept as fields.
const maxCards = 20

func entry(log *transcript.Log, v jsonstream.Value, r *dispute.Record) *dispute.Note {
	n, ok := seconds(v.Get("ts").Str())
	if ok {
		r.At, ok = log.Instant(n*1000, dispute.Second)
	}
	if !ok {
		r.At, ok = log.Machine(v.Get("ts").Str())
	}
	transcript.Tell(r, r.At, ok, v.Get("ts").Str())
	who(v, r)
	r.Text = v.Get("text").Str()
	subtype := v.Get("subtype").Str()
	switch subtype {
	case "", "thread_broadcast", "me_message", "bot_message", "file_share", "file_comment":
	case "tombstone", "message_deleted":
		r.Kind, r.Type = dispute.System, "recalled"
		r.Remarks = append(r.Remarks, dispute.Say("chat.recalled"))
	case "huddle_thread":
		r.Kind, r.Type = dispute.Call, "call"
	default:
		r.Kind, r.Type = dispute.System, subtype
	}
	for _, f := range v.Get("files").Items {
		if r.Type == "" {
			r.Type = "attachment"
		}
		file(log, f, r)
	}
	if edited, ok := seconds(v.Get("edited", "ts").Str()); ok {
		when := v.Get("edited", "ts").Str()
		if at, ok := log.Instant(edited*1000, dispute.Second); ok {
			when = at.String()
		}
		r.Remarks = append(r.Remarks, dispute.Say("chat.edited", when))
		if r.Type == "" {
			r.Type = "edited"
		}
	}
	if r.Text == "" {
		r.Text = blockText(v.Get("blocks"))
	} else if more := beside(v.Get("blocks"), r.Text); more != "" {
		r.Text += "\n" + more
	}
	var cards []dispute.Field
	for _, a := range v.Get("attachments").Items {
		switch text := shared(a); {
		case r.Text == "":
			r.Text = text
		case text != "" && len(cards) < maxCards:
			cards = append(cards, dispute.Field{Name: "card", Value: text})
		}
	}
	for _, x := range v.Get("reactions").Items {
		if len(cards) < maxCards {
			var by []string
			for _, user := range x.Get("users").Items {
				by = append(by, user.Str())
			}
			cards = append(cards, dispute.Field{Name: "reaction", Value: strings.Join(append([]string{":" + x.Get("name").Str() + ":"}, by...), " ")})
		}
	}
	r.Fields = append(cards, transcript.Fields(v, "text", "blocks", "user_profile.avatar_hash", "user_profile.image_72")...)
	return nil
}

// who is the sender as the entry names them.
func who(v jsonstream.Value, r *dispute.Record) {
	profile := v.Get("user_profile")
	for _, name := range []string{
		profile.Get("display_name").Str(), profile.Get("real_name").Str(), profile.Get("name").Str(),
		v.Get("username").Str(), v.Get("bot_profile", "name").Str(),
	} {
		if name != "" {
			r.Who = name
			return
		}
	}
	for _, id := range []string{v.Get("user").Str(), v.Get("bot_id").Str()} {
		if id != "" {
			r.Who = id
			r.Remarks = append(r.Remarks, dispute.Say("chat.by-id"))
			return
		}
	}
}

func file(log *transcript.Log, f jsonstream.Value, r *dispute.Record) {
	name := f.Get("name").Str()
	if name == "" {
		name = f.Get("title").Str()
	}
	switch f.Get("mode").Str() {
	case "tombstone", "hidden_by_limit":
		r.Remarks = append(r.Remarks, dispute.Say("chat.not-exported", conversation.Excerpt(f.Get("id").Str()+" "+name)))
		return
	}
	if log.Has(name) || f.Get("url_private").Str() == "" {
		log.Attach(r, name)
		return
	}
	log.Attach(r, f.Get("url_private").Str())
	if name != "" {
		r.Files = append(r.Files, name)
	}
}
