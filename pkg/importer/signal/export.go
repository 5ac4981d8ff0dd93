package signal

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/jsonstream"
)

// Signal itself exports chats of 2026 and later as main.jsonl: an object a
// line, each with one member. People and groups (recipient) and chats come
// before the messages (chatItem) that name them by number.

// isExport reports the first line of such a file.
func isExport(v jsonstream.Value) bool {
	return v.Has("version") && v.Has("backupTimeMs")
}

// export reads main.jsonl.
type export struct {
	log    *transcript.Log
	people map[string]string // recipient -> name
	chats  map[string]string // chat -> name
	self   string            // the recipient whose file this is
	owner  string            // their name
}

func readExport(ctx context.Context, log *transcript.Log) error {
	e := &export{log: log, people: map[string]string{}, chats: map[string]string{}}
	err := log.Walk(ctx, jsonstream.Handler{
		Many:   true,
		Decide: func([]string, jsonstream.Kind) jsonstream.Action { return jsonstream.Take },
		Take:   func(_ []string, raw jsonstream.Raw) error { return e.frame(raw) },
	})
	return log.EndWith(err)
}

// maxKnown bounds the people and chats remembered.
const maxKnown = 100_000

func (e *export) frame(raw jsonstream.Raw) error {
	v := jsonstream.Parse(raw.Bytes)
	at := transcript.Place(raw)
	switch {
	case v.Has("chatItem"), v.Kind != jsonstream.Object:
		return e.log.Entry(raw, e.item)
	case v.Has("account"):
		e.owner = joined(v.Get("account", "givenName").Str(), v.Get("account", "familyName").Str())
		if e.owner == "" {
			e.owner = v.Get("account", "username").Str()
		}
	case v.Has("recipient"):
		r := v.Get("recipient")
		if id := r.Get("id").Str(); len(e.people) < maxKnown {
			e.people[id] = recipient(r)
			if r.Has("self") {
				e.self = id
			}
		}
	case v.Has("chat"):
		if c := v.Get("chat"); len(e.chats) < maxKnown {
			e.chats[c.Get("id").Str()] = e.name(c.Get("recipientId").Str())
		}
	}
	return e.log.Skip(at, "signal.skip.frame")
}

// recipient is the name of a person or group, as the owner of the file gave it
// before what they call themselves.
func recipient(r jsonstream.Value) string {
	c := r.Get("contact")
	for _, name := range []string{
		joined(c.Get("nickname", "given").Str(), c.Get("nickname", "family").Str()),
		joined(c.Get("systemGivenName").Str(), c.Get("systemFamilyName").Str()),
		joined(c.Get("profileGivenName").Str(), c.Get("profileFamilyName").Str()),
		c.Get("e164").Str(), c.Get("username").Str(), c.Get("aci").Str(),
		r.Get("group", "snapshot", "title", "title").Str(),
		r.Get("distributionList", "distributionList", "name").Str(),
	} {
		if name != "" {
			return name
		}
	}
	return ""
}

func joined(given, family string) string { return strings.TrimSpace(given + " " + family) }

func (e *export) name(id string) string {
	if id == e.self && id != "" && e.owner != "" {
		return e.owner
	}
	return e.people[id]
}

// The types of record.
const (
	typeAttachment = "attachment"
	typeContact    = "contact"
	typeSticker    = "sticker"
	typeRecalled   = "recalled"
	typeEdited     = "edited"
	typeViewOnce   = "view-once"
	typePoll       = "poll"
	typeCall       = "call"
	typeMissed     = "call-missed"
)

func (e *export) item(v jsonstream.Value, r *dispute.Record) *dispute.Note {
	item := v.Get("chatItem")
	sent, ok := item.Get("dateSent").Int()
	at := dispute.When{}
	if ok && sent > 0 {
		at, ok = e.log.Instant(sent, dispute.Millisecond)
	} else {
		at, ok = e.log.Machine(item.Get("dateSent").Str())
	}
	transcript.Tell(r, at, ok, item.Get("dateSent").Str())
	author, chat := item.Get("authorId").Str(), item.Get("chatId").Str()
	if r.Who = e.name(author); r.Who == "" {
		r.Who = author
		r.Remarks = append(r.Remarks, dispute.Say("chat.by-id"))
	}
	e.log.In(chat)
	e.content(item, r)
	for _, old := range item.Get("revisions").Items {
		if r.Type == "" {
			r.Type = typeEdited
		}
		r.Remarks = append(r.Remarks, dispute.Say("chat.edited", e.written(old.Get("dateSent"))))
		r.Fields = append(r.Fields, dispute.Field{Name: "before", Value: old.Get("standardMessage", "text", "body").Str()})
	}
	field := func(name, value string) {
		if value != "" {
			r.Fields = append(r.Fields, dispute.Field{Name: name, Value: value})
		}
	}
	field("chat", e.chats[chat])
	switch {
	case item.Has("outgoing"):
		field("direction", "out")
	case item.Has("incoming"):
		field("direction", "in")
		field("received", e.written(item.Get("incoming", "dateReceived")))
	}
	return nil
}

// written is an instant for people to read.
func (e *export) written(v jsonstream.Value) string {
	if n, ok := v.Int(); ok {
		if when, ok := e.log.Instant(n, dispute.Millisecond); ok {
			return when.String()
		}
	}
	return v.Str()
}

// content reads what was said: one of the members that a message may have.
func (e *export) content(item jsonstream.Value, r *dispute.Record) {
	field := func(name, value string) {
		if value != "" {
			r.Fields = append(r.Fields, dispute.Field{Name: name, Value: value})
		}
	}
	switch {
	case item.Has("standardMessage"):
		m := item.Get("standardMessage")
		r.Text = m.Get("text", "body").Str()
		for _, a := range m.Get("attachments").Items {
			r.Type = typeAttachment
			e.attach(r, a.Get("pointer"))
		}
		if long := m.Get("longText"); long.Kind == jsonstream.Object {
			e.attach(r, long)
			r.Remarks = append(r.Remarks, dispute.Say("signal.long-text"))
		}
		field("quote", m.Get("quote", "text", "body").Str())
		e.reactions(r, m)
	case item.Has("remoteDeletedMessage"), item.Has("adminDeletedMessage"):
		r.Kind, r.Type = dispute.System, typeRecalled
		r.Remarks = append(r.Remarks, dispute.Say("chat.recalled"))
	case item.Has("stickerMessage"):
		r.Type, r.Text = typeSticker, item.Get("stickerMessage", "sticker", "emoji").Str()
		e.reactions(r, item.Get("stickerMessage"))
	case item.Has("contactMessage"):
		r.Type = typeContact
		c := item.Get("contactMessage", "contact", "name")
		r.Text = joined(c.Get("givenName").Str(), c.Get("familyName").Str())
	case item.Has("viewOnceMessage"):
		r.Type = typeViewOnce
		e.attach(r, item.Get("viewOnceMessage", "attachment", "pointer"))
	case item.Has("directStoryReplyMessage"):
		m := item.Get("directStoryReplyMessage")
		if r.Text = m.Get("textReply", "text", "body").Str(); r.Text == "" {
			r.Text = m.Get("emoji").Str()
		}
		e.reactions(r, m)
	case item.Has("poll"):
		r.Type, r.Text = typePoll, item.Get("poll", "question").Str()
		for _, o := range item.Get("poll", "options").Items {
			r.Text += "\n- " + o.Get("option").Str()
		}
	case item.Get("updateMessage").Has("individualCall"):
		e.call(r, item.Get("updateMessage", "individualCall"))
	case item.Get("updateMessage").Has("groupCall"):
		e.call(r, item.Get("updateMessage", "groupCall"))
	case item.Has("updateMessage"):
		r.Kind, r.Type = dispute.System, "update"
		if what := item.Get("updateMessage").Members; len(what) > 0 {
			r.Type = what[0].Name
			r.Fields = append(r.Fields, transcript.Fields(what[0].Value)...)
			for _, u := range what[0].Value.Get("updates").Items {
				for _, m := range u.Members {
					field("update", m.Name)
				}
			}
		}
	default:
		r.Kind, r.Type = dispute.System, "other"
		for _, m := range item.Members {
			if m.Value.Kind == jsonstream.Object && strings.HasSuffix(m.Name, "Message") || m.Name == "paymentNotification" || m.Name == "giftBadge" {
				r.Type = m.Name
			}
		}
	}
}

func (e *export) call(r *dispute.Record, call jsonstream.Value) {
	r.Kind, r.Type = dispute.Call, typeCall
	if state := call.Get("state").Str(); strings.Contains(state, "MISSED") || strings.Contains(state, "NOT_ACCEPTED") || strings.Contains(state, "DECLINED") {
		r.Type = typeMissed
	}
	r.Fields = append(r.Fields, transcript.Fields(call)...)
}

func (e *export) reactions(r *dispute.Record, m jsonstream.Value) {
	for _, x := range m.Get("reactions").Items {
		r.Fields = append(r.Fields, dispute.Field{Name: "reaction", Value: strings.TrimSpace(x.Get("emoji").Str() + " " + e.name(x.Get("authorId").Str()))})
	}
}

// attach notes a file. The export names most of its files by nothing but the
// SHA-256 of their bytes, which is that of the evidence that they become.
func (e *export) attach(r *dispute.Record, pointer jsonstream.Value) {
	field := func(name, value string) {
		if value != "" {
			r.Fields = append(r.Fields, dispute.Field{Name: name, Value: value})
		}
	}
	if name := pointer.Get("fileName").Str(); name != "" {
		e.log.Attach(r, "files/"+name)
	}
	field("attachment", pointer.Get("contentType").Str())
	hash := pointer.Get("locatorInfo", "plaintextHash").Str()
	for _, encoding := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding} {
		if sum, err := encoding.DecodeString(hash); err == nil && len(sum) == 32 {
			field("attachment-sha256", hex.EncodeToString(sum))
			return
		}
	}
	field("attachment-hash", hash)
}
