package wechatexport

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/jsonstream"
)

func isWeflow(v jsonstream.Value) bool {
	return v.Has("createTime") && v.Has("isSend") && v.Has("content")
}

func isChatlog(v jsonstream.Value) bool {
	return v.Has("seq") && v.Has("time") && v.Has("talker") && v.Has("isSelf") && v.Has("content")
}

func isMemotrace(v jsonstream.Value) bool {
	return v.Has("StrContent") && v.Has("CreateTime") && v.Has("IsSender")
}

// readJSON reads a document whose messages are its elements, or the elements of
// its member messages.
func readJSON(ctx context.Context, log *transcript.Log) error {
	declared, chat, count := "", "", 0
	var session jsonstream.Value
	root := jsonstream.None
	var near owners
	people := senders{}
	if isMemotrace(transcript.FirstItem(log.Src.Head)) || isMemotrace(jsonstream.Look(log.Src.Head, "messages/").First["messages/"]) {
		if err := near.surveyJSON(ctx, log); err != nil {
			return err
		}
	}
	if people.behind(log.Src.Head) {
		if err := people.survey(ctx, log); err != nil {
			return err
		}
	}
	err := log.Walk(ctx, jsonstream.Handler{
		Decide: func(path []string, kind jsonstream.Kind) jsonstream.Action {
			if len(path) == 0 {
				root = kind
			}
			return entries(path, root)
		},
		Take: func(path []string, raw jsonstream.Raw) error {
			if len(path) == 1 && path[0] == "session" {
				v := jsonstream.Parse(raw.Bytes)
				session = v
				chat, declared = v.Get("displayName").Str(), v.Get("messageCount").Str()
				return nil
			}
			if path[0] == "senders" {
				people.add(path[1], jsonstream.Parse(raw.Bytes))
				return nil
			}
			count++
			return log.Entry(raw, func(v jsonstream.Value, r *dispute.Record) *dispute.Note {
				if chat != "" {
					defer func() { r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: chat}) }()
				}
				switch {
				case isWeflow(v):
					why := weflow(log, v, r)
					people.name(v, r)
					bySide(v, session, r)
					return why
				case isChatlog(v):
					return chatlog(log, v, r)
				case isMemotrace(v):
					return near.memotrace(log, func(name string) string { return v.Get(name).Str() }, transcript.Fields(v, "StrContent"), r)
				}
				why := dispute.Say("chat.entry-strange", v.Get("type").Str())
				return &why
			})
		},
	})
	if err != nil {
		return log.Stop(err)
	}
	log.Total("chat.total.messages", declared, count)
	log.End()
	return nil
}

func entries(path []string, root jsonstream.Kind) jsonstream.Action {
	switch {
	case len(path) == 0, len(path) == 1 && (path[0] == "messages" || path[0] == "senders"):
		return jsonstream.Enter
	case len(path) == 1 && (root == jsonstream.Array || path[0] == "session"), len(path) == 2 && (path[0] == "messages" || path[0] == "senders"):
		return jsonstream.Take
	}
	return jsonstream.Skip
}

func weflow(log *transcript.Log, v jsonstream.Value, r *dispute.Record) *dispute.Note {
	at, ok := log.Machine(v.Get("createTime").Str())
	if !ok {
		at, ok = log.Machine(v.Get("formattedTime").Str())
	}
	transcript.Tell(r, at, ok, v.Get("createTime").Str())
	r.Text = v.Get("content").Str()
	r.Who = v.Get("senderDisplayName").Str()
	r.Kind, r.Type = byNumber(v.Get("localType").Str(), "")
	if kind, typ := byWord(v.Get("type").Str()); r.Type == "" || r.Type == typeShare && typ != "" {
		r.Kind, r.Type = kind, typ
	}
	byID(r, v.Get("senderUsername").Str())
	recall(r)
	switch r.Type {
	case typeMedia, typeFile:
		if isPath(r.Text) {
			r.Type = typeFile
			log.Attach(r, r.Text)
		}
	}
	r.Fields = transcript.Fields(v, "createTime", "content", "senderDisplayName", "source")
	return nil
}

// bySide names the sender of an entry that names none, or only by an identifier, by
// its side: in a chat of two the other side is who the chat is with.
func bySide(v, session jsonstream.Value, r *dispute.Record) {
	account := v.Get("senderUsername").Str()
	other := ""
	for _, name := range []string{"username", "wxid", "accountId"} {
		if id := session.Get(name).Str(); id != "" {
			other = id
		}
	}
	unnamed := r.Who == "" || r.Who == account
	if r.Kind == dispute.System || !unnamed || senderID(v) != "" {
		return
	}
	sent := v.Get("isSend").True() || v.Get("isSend").Str() == "1"
	switch {
	case account != "" && account != other, account == "" && !sent && strings.Contains(session.Get("type").Str(), "群"):
		return
	case sent:
		r.Who = me
	case session.Get("displayName").Str() == "":
		return
	default:
		r.Who = session.Get("displayName").Str()
	}
	r.Remarks = slices.DeleteFunc(r.Remarks, func(n dispute.Note) bool { return n.Code == "chat.by-id" })
	r.Remarks = append(r.Remarks, dispute.Say("wechatexport.by-side"))
}

// byID puts an identifier where a name is missing. The system has no name.
func byID(r *dispute.Record, id string) {
	switch {
	case r.Kind == dispute.System:
		r.Who = ""
	case r.Who == "" && id != "":
		r.Who = id
		r.Remarks = append(r.Remarks, dispute.Say("chat.by-id"))
	}
}

// isPath reports whether what stands for a picture is the name of its file, and
// not a word in brackets.
func isPath(s string) bool {
	dot := -1
	for i, c := range s {
		switch {
		case c == '[' || c == '\n' || c == '<':
			return false
		case c == '.':
			dot = i
		}
	}
	return dot > 0 && len(s)-dot <= 6
}

func chatlog(log *transcript.Log, v jsonstream.Value, r *dispute.Record) *dispute.Note {
	at, ok := transcript.Offset(v.Get("time").Str())
	if !ok {
		at, ok = log.Machine(v.Get("time").Str())
	}
	transcript.Tell(r, at, ok, v.Get("time").Str())
	log.In(v.Get("talker").Str())
	r.Text = v.Get("content").Str()
	r.Who = v.Get("senderName").Str()
	r.Kind, r.Type = byNumber(v.Get("type").Str(), v.Get("subType").Str())
	byID(r, v.Get("sender").Str())
	recall(r)
	if r.Text == "" {
		r.Text = v.Get("contents", "title").Str()
	}
	if r.Type == typeFile {
		log.Attach(r, v.Get("contents", "title").Str())
	}
	r.Fields = transcript.Fields(v, "time", "content", "senderName")
	return nil
}
