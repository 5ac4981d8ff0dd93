package discord

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/jsonstream"
)

func readJSON(ctx context.Context, log *transcript.Log) error {
	declared, count := "", 0
	err := log.Walk(ctx, jsonstream.Handler{
		Decide: transcript.Messages("channel", "messageCount"),
		Take: func(path []string, raw jsonstream.Raw) error {
			if len(path) == 2 {
				count++
				return log.Entry(raw, func(v jsonstream.Value, r *dispute.Record) *dispute.Note { return entry(log, v, r) })
			}
			v := jsonstream.Parse(raw.Bytes)
			if path[0] == "channel" {
				log.Chat = v.Get("name").Str()
			} else {
				declared = v.Str()
			}
			return nil
		},
	})
	if err != nil {
		return log.Stop(err)
	}
	log.Total("chat.total.messages", declared, count)
	log.End()
	return nil
}

func entry(log *transcript.Log, v jsonstream.Value, r *dispute.Record) *dispute.Note {
	if !isEntry(v) {
		why := dispute.Say("chat.entry-strange", v.Get("type").Str())
		return &why
	}
	at, ok := log.Machine(v.Get("timestamp").Str())
	r.Raw = v.Get("timestamp").Str()
	transcript.Tell(r, at, ok, r.Raw)
	author := v.Get("author")
	for _, name := range []string{"nickname", "name", "id"} {
		if r.Who == "" {
			r.Who = author.Get(name).Str()
		}
	}
	r.Text = v.Get("content").Str()
	switch kind := v.Get("type").Str(); kind {
	case "", "Default", "Reply", "0", "19", "ApplicationCommand", "ChatInputCommand", "ContextMenuCommand", "20", "23":
	case "Call", "3":
		r.Kind, r.Type, r.Status = dispute.Call, "call", v.Get("callEndedTimestamp").Str()
	default:
		r.Kind, r.Type = dispute.System, kind
	}
	from := v.Get("forwardedMessage")
	for _, a := range slices.Concat(v.Get("attachments").Items, from.Get("attachments").Items) {
		if r.Type == "" {
			r.Type = "attachment"
		}
		attach(log, r, a.Get("url").Str(), a.Get("fileName").Str())
	}
	for _, s := range v.Get("stickers").Items {
		if r.Type == "" {
			r.Type = "sticker"
		}
		if r.Text == "" {
			r.Text = s.Get("name").Str()
		}
	}
	if from.Kind == jsonstream.Object {
		r.Remarks = append(r.Remarks, dispute.Say("chat.forwarded", "?"))
		if r.Text == "" {
			r.Text = from.Get("content").Str()
		}
	}
	if edited := v.Get("timestampEdited").Str(); edited != "" {
		r.Remarks = append(r.Remarks, dispute.Say("chat.edited", edited))
		if r.Type == "" {
			r.Type = "edited"
		}
	}
	var cards []dispute.Field
	for _, e := range v.Get("embeds").Items {
		switch said := embed(e); {
		case said == "":
		case r.Text == "":
			r.Text = said
			r.Remarks = append(r.Remarks, dispute.Say("discord.embed"))
		case len(cards) < maxCards:
			cards = append(cards, dispute.Field{Name: "card", Value: said})
		}
	}
	for _, said := range labels(v.Get("components")) {
		r.Text = strings.TrimPrefix(r.Text+"\n["+said+"]", "\n")
	}
	for _, x := range v.Get("reactions").Items {
		if len(cards) < maxCards {
			cards = append(cards, dispute.Field{Name: "reaction", Value: strings.TrimSpace(x.Get("emoji", "name").Str() + " " + x.Get("count").Str())})
		}
	}
	r.Fields = append(cards, transcript.Fields(v, "content", "author.avatarUrl", "author.color", "timestamp")...)
	if log.Chat != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: log.Chat})
	}
	return nil
}

// attach notes a file. Unless the export was told to fetch files, it lies on
// Discord's servers, and is known by its name.
func attach(log *transcript.Log, r *dispute.Record, url, name string) {
	if name != "" && log.Has(name) {
		log.Attach(r, name)
		return
	}
	files := len(r.Files)
	log.Attach(r, url)
	if len(r.Files) == files && name != "" {
		r.Files = append(r.Files, name)
	}
}

// maxCards is how many cards and reactions of a message are kept as fields.
const maxCards = 20

// embed is what a card under a message says.
func embed(e jsonstream.Value) string {
	lines := []string{e.Get("author", "name").Str(), e.Get("title").Str(), e.Get("description").Str()}
	for _, f := range e.Get("fields").Items {
		lines = append(lines, strings.TrimSuffix(f.Get("name").Str()+": "+f.Get("value").Str(), ": "))
	}
	lines = append(lines, e.Get("footer", "text").Str())
	return strings.Join(slices.DeleteFunc(lines, func(s string) bool { return s == "" }), "\n")
}

// labels are what buttons and lists of choices say.
func labels(components jsonstream.Value) (out []string) {
	for _, c := range components.Items {
		for _, name := range []string{"label", "placeholder"} {
			if said := c.Get(name).Str(); said != "" {
				out = append(out, said)
			}
		}
		out = append(out, labels(c.Get("components"))...)
		out = append(out, labels(c.Get("options"))...)
	}
	return out
}
