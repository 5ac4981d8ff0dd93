// Package googlechat reads the messages.json of Google Chat, as Takeout hands it
// out: one file a conversation.
//
// It promises that every message ends as exactly one record or problem, and that
// deleted messages and what was quoted, edited or attached are told as the file
// tells them. It forbids guessing at dates in words that are not English: a time
// that cannot be read is unknown, and the words stay.
package googlechat

import (
	"context"
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/jsonstream"
)

// Importer reads Google Chat's messages. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "googlechat" }

// Version implements importer.Importer.
func (Importer) Version() int { return 1 }

const variant = "json"

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	p := jsonstream.Look(src.Head, "messages/")
	if p.Root != jsonstream.Object || !isEntry(p.First["messages/"]) {
		return importer.Match{}
	}
	return importer.Match{Confidence: importer.Certain, Variant: variant, Because: []dispute.Note{
		dispute.Say("chat.sign.keys", "messages, creator, created_date"),
	}}
}

func isEntry(v jsonstream.Value) bool {
	return v.Get("creator").Kind == jsonstream.Object && (v.Has("created_date") || v.Has("topic_id") || v.Has("message_id"))
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	log := transcript.New(src, sink)
	err := log.Walk(ctx, jsonstream.Handler{Decide: transcript.Messages(), Take: func(_ []string, raw jsonstream.Raw) error {
		return log.Entry(raw, func(v jsonstream.Value, r *dispute.Record) *dispute.Note { return entry(log, v, r) })
	}})
	return log.EndWith(err)
}

func entry(log *transcript.Log, v jsonstream.Value, r *dispute.Record) *dispute.Note {
	if !isEntry(v) {
		why := dispute.Say("chat.entry-strange", conversation.Excerpt(v.Get("text").Str()))
		return &why
	}
	written := v.Get("created_date").Str()
	if written == "" { // of a message that was deleted, in some versions
		written = v.Get("updated_date").Str()
	}
	at, ok := when(log, written)
	transcript.Tell(r, at, ok, written)
	r.Raw = written
	creator := v.Get("creator")
	if r.Who = creator.Get("name").Str(); r.Who == "" {
		r.Who = creator.Get("email").Str()
	}
	// Thread of its own in a space: messages of one topic follow one another.
	r.Text = v.Get("text").Str()
	for _, a := range v.Get("attached_files").Items {
		r.Type = "attachment"
		file := a.Get("export_name").Str()
		if file == "" {
			file = a.Get("original_name").Str()
		}
		log.Attach(r, file)
	}
	for _, a := range v.Get("annotations").Items {
		annotate(r, a)
	}
	if updated := v.Get("updated_date").Str(); updated != "" && updated != written {
		r.Remarks = append(r.Remarks, dispute.Say("chat.edited", updated))
		if r.Type == "" {
			r.Type = "edited"
		}
	}
	if v.Get("message_state").Str() == "DELETED" || v.Has("deletion_metadata") {
		r.Type = "recalled"
		r.Remarks = append(r.Remarks, dispute.Say("chat.recalled"))
	}
	if r.Text == "" && r.Type == "" {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
	quote := v.Get("quoted_message_metadata")
	if text := quote.Get("text").Str(); text != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "quote", Value: strings.TrimPrefix(quote.Get("creator", "name").Str()+": "+text, ": ")})
	}
	r.Fields = append(r.Fields, transcript.Fields(v, "text", "created_date", "creator.name", "quoted_message_metadata.text")...)
	for _, reaction := range v.Get("reactions").Items {
		if emoji := reaction.Get("emoji", "unicode").Str(); emoji != "" && len(r.Fields) < 50 {
			r.Fields = append(r.Fields, dispute.Field{Name: "reaction", Value: strings.Join(append([]string{emoji}, words(reaction.Get("reactor_emails"))...), " ")})
		}
	}
	return nil
}

func words(list jsonstream.Value) (out []string) {
	for _, item := range list.Items {
		out = append(out, item.Str())
	}
	return out
}

// annotate takes what the app adds to a message: a link with its title, a call.
func annotate(r *dispute.Record, a jsonstream.Value) {
	if link := a.Get("url_metadata"); link.Kind == jsonstream.Object {
		for _, name := range []string{"title", "snippet"} {
			if value := link.Get(name).Str(); value != "" && len(r.Fields) < 50 {
				r.Fields = append(r.Fields, dispute.Field{Name: "link." + name, Value: value})
			}
		}
	}
	if a.Has("video_call_metadata") {
		r.Kind, r.Type = dispute.Call, "call"
	}
	if a.Has("gsuite_integration_metadata") || a.Has("membership_changed") {
		r.Kind, r.Type = dispute.System, "notice"
	}
}

// layouts are the ways in which Takeout writes times, in English.
var layouts = []string{
	"Monday, January 2, 2006 at 3:04:05 PM MST",
	"Monday, January 2, 2006 at 15:04:05 MST",
	"Monday, 2 January 2006 at 15:04:05 MST",
	"Monday 2 January 2006 at 15:04:05 MST",
}

func when(log *transcript.Log, written string) (dispute.When, bool) {
	plain := strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(written)
	for _, layout := range layouts {
		t, err := time.Parse(layout, plain)
		if err != nil {
			continue
		}
		if name, seconds := t.Zone(); seconds != 0 || name != "UTC" && name != "GMT" {
			return dispute.When{}, false
		}
		return log.Instant(t.UnixMilli(), dispute.Second)
	}
	return log.Machine(plain)
}
