package telegram

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/jsonstream"
)

// The types of record.
const (
	typeNotice = "notice"
	typeCall   = "call"
	typeFile   = "attachment"
	typeMedia  = "media-omitted"
	typePlace  = "location"
	typeCard   = "contact"
	typePoll   = "poll"
	typeEdited = "edited"
)

// inChat reports the way into a chat: the document itself, or an element of
// chats.list or left_chats.list.
func inChat(path []string) bool {
	return len(path) == 0 || len(path) == 3 && (path[0] == "chats" || path[0] == "left_chats") && path[1] == "list"
}

// document is what is known of the chat being read.
type document struct {
	log  *transcript.Log
	full bool
	kind string // "private_group"
}

func readJSON(ctx context.Context, log *transcript.Log) error {
	d := &document{log: log}
	err := log.Walk(ctx, jsonstream.Handler{Decide: d.decide, Take: d.take})
	return log.EndWith(err)
}

func (d *document) decide(path []string, kind jsonstream.Kind) jsonstream.Action {
	n := len(path)
	switch {
	case inChat(path):
		log := d.log
		d.kind, log.Chat, log.Since = "", "", transcript.Sequence{}
		return jsonstream.Enter
	case n <= 2 && (path[0] == "chats" || path[0] == "left_chats") && (n == 1 || path[1] == "list"):
		d.full = true
		return jsonstream.Enter
	case inChat(path[:n-1]) && (path[n-1] == "name" || path[n-1] == "type"):
		return jsonstream.Take
	case inChat(path[:n-1]) && path[n-1] == "messages":
		return jsonstream.Enter
	case n >= 2 && inChat(path[:n-2]) && path[n-2] == "messages":
		return jsonstream.Take
	}
	return jsonstream.Skip
}

func (d *document) take(path []string, raw jsonstream.Raw) error {
	switch path[len(path)-1] {
	case "name":
		d.log.Chat = jsonstream.Parse(raw.Bytes).Str()
		return nil
	case "type":
		d.kind = jsonstream.Parse(raw.Bytes).Str()
		return nil
	}
	return d.log.Entry(raw, d.entry)
}

func (d *document) entry(v jsonstream.Value, r *dispute.Record) *dispute.Note {
	if !isEntry(v) {
		why := dispute.Say("chat.entry-strange", v.Get("type").Str())
		return &why
	}
	d.when(v, r)
	r.Text, r.Who = plain(v.Get("text")), v.Get("from").Str()
	id := v.Get("from_id").Str()
	if v.Get("type").Str() == "service" {
		r.Who, id = v.Get("actor").Str(), v.Get("actor_id").Str()
		d.service(v, r)
	}
	if r.Who == "" && id != "" { // the account was deleted
		r.Who = id
		r.Remarks = append(r.Remarks, dispute.Say("chat.by-id"))
	}
	d.content(v, r)
	if from := v.Get("forwarded_from"); from.Kind != jsonstream.None {
		name := from.Str()
		if name == "" {
			name = "?"
		}
		r.Remarks = append(r.Remarks, dispute.Say("chat.forwarded", name))
	}
	d.edited(v, r)
	buttons(v.Get("inline_bot_buttons"), r)
	r.Fields = append(r.Fields, transcript.Fields(v, "text", "from", "actor", "date_unixtime", "edited_unixtime")...)
	if d.log.Chat != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: d.log.Chat})
	}
	return nil
}

// when gives a message its time. The instant wins; the local text stays among
// the fields.
func (d *document) when(v jsonstream.Value, r *dispute.Record) {
	written := v.Get("date_unixtime").Str()
	if written == "" || written == "0" {
		written = v.Get("date").Str()
	}
	at, ok := d.log.Machine(written)
	transcript.Tell(r, at, ok, written)
}

func (d *document) service(v jsonstream.Value, r *dispute.Record) {
	action := v.Get("action").Str()
	r.Kind, r.Type = dispute.System, typeNotice
	if action == "phone_call" || action == "group_call" {
		r.Kind, r.Type = dispute.Call, typeCall
	}
	r.Status = v.Get("discard_reason").Str()
	if r.Text == "" {
		r.Text = action
		if title := v.Get("title").Str(); title != "" {
			r.Text += ": " + title
		}
		var members []string
		for _, m := range v.Get("members").Items {
			members = append(members, m.Str())
		}
		if len(members) > 0 {
			r.Text += ": " + strings.Join(members, ", ")
		}
	}
	if action == "send_payment" {
		d.paid(v, r)
	}
}

// edited says that a message was changed later. A reaction sets the same mark,
// so beside reactions it may be no change at all.
func (d *document) edited(v jsonstream.Value, r *dispute.Record) {
	at := v.Get("edited").Str()
	if at == "" {
		at = v.Get("edited_unixtime").Str()
	}
	switch {
	case at == "":
	case len(v.Get("reactions").Items) > 0:
		r.Remarks = append(r.Remarks, dispute.Say("telegram.edited-or-reacted", at))
	default:
		r.Remarks = append(r.Remarks, dispute.Say("chat.edited", at))
		if r.Type == "" {
			r.Type = typeEdited
		}
	}
	for _, x := range v.Get("reactions").Items {
		what := x.Get("emoji").Str()
		if what == "" {
			what = x.Get("type").Str()
		}
		for _, who := range x.Get("recent").Items {
			r.Fields = append(r.Fields, dispute.Field{Name: "reaction", Value: strings.Join([]string{what, who.Get("from").Str(), who.Get("date").Str()}, " ")})
		}
		if len(x.Get("recent").Items) == 0 {
			r.Fields = append(r.Fields, dispute.Field{Name: "reaction", Value: what + " " + x.Get("count").Str()})
		}
	}
}

// buttons are words of the message too: a line each, with what they point at.
func buttons(rows jsonstream.Value, r *dispute.Record) {
	for _, row := range rows.Items {
		for _, b := range row.Items {
			words := b.Get("text").Str()
			if to := b.Get("data").Str(); strings.HasPrefix(to, "http") {
				words += " <" + to + ">"
			}
			if words != "" {
				r.Text = strings.TrimPrefix(r.Text+"\n["+words+"]", "\n")
			}
		}
	}
}

// content is what a message holds beside text.
func (d *document) content(v jsonstream.Value, r *dispute.Record) {
	for _, name := range []string{"photo", "file"} {
		file := v.Get(name).Str()
		if file == "" {
			continue
		}
		r.Type = typeFile
		if strings.HasPrefix(file, "(") { // (File not included. Change data exporting settings to download.)
			if named := v.Get("file_name").Str(); named != "" {
				file = named + " " + file
			}
			r.Type = typeMedia
			r.Remarks = append(r.Remarks, dispute.Say("chat.not-exported", conversation.Excerpt(file)))
			continue
		}
		d.log.Attach(r, file)
	}
	for _, c := range []struct{ name, typ string }{
		{"location_information", typePlace}, {"contact_information", typeCard}, {"poll", typePoll},
	} {
		if v.Has(c.name) && r.Type == "" {
			r.Type = c.typ
		}
	}
	if invoice := v.Get("invoice_information"); invoice.Kind == jsonstream.Object {
		bill(invoice, r)
	}
	for _, item := range v.Get("todo_list", "answers").Items {
		r.Text = strings.TrimPrefix(r.Text+"\n- "+plain(item.Get("text")), "\n")
	}
	if question := plain(v.Get("poll", "question")); question != "" && !strings.Contains(r.Text, question) {
		r.Text = strings.TrimPrefix(r.Text+"\n"+question, "\n")
		for _, a := range v.Get("poll", "answers").Items {
			r.Text += "\n- " + plain(a.Get("text"))
		}
	}
}

// plain is a text that is a string, or a list of strings and of pieces with
// some formatting.
func plain(v jsonstream.Value) string {
	if v.Kind != jsonstream.Array {
		return v.Str()
	}
	var b strings.Builder
	for _, item := range v.Items {
		if item.Kind == jsonstream.Object {
			item = item.Get("text")
		}
		b.WriteString(item.Str())
	}
	return b.String()
}

var months = []string{
	"January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December",
}

// month is the number of a month's English name, or 0.
func month(name string) int { return slices.Index(months, name) + 1 }
