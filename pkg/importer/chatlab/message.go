package chatlab

import (
	"context"
	"io"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/jsonstream"
)

// maxMembers bounds the names kept; no chat has as many members.
const maxMembers = 20_000

// chat is what the file says of the whole, which its messages do not repeat.
type chat struct {
	log            *transcript.Log
	name, platform string
	members        map[string]string // names by account
}

func (c *chat) meta(v jsonstream.Value) {
	c.name, c.platform = v.Get("name").Str(), v.Get("platform").Str()
}

func (c *chat) member(v jsonstream.Value) {
	if len(c.members) < maxMembers {
		c.members[v.Get("platformId").Str()] = name(v)
	}
}

// name is what somebody is called in the chat.
func name(v jsonstream.Value) string {
	if nick := v.Get("groupNickname").Str(); nick != "" {
		return nick
	}
	return v.Get("accountName").Str()
}

func (c *chat) readDocument(ctx context.Context) error {
	err := c.log.Walk(ctx, jsonstream.Handler{
		Decide: func(path []string, _ jsonstream.Kind) jsonstream.Action {
			switch {
			case len(path) == 0, len(path) == 1 && (path[0] == "messages" || path[0] == "members"):
				return jsonstream.Enter
			case len(path) == 1 && path[0] == "meta", len(path) == 2:
				return jsonstream.Take
			}
			return jsonstream.Skip
		},
		Take: func(path []string, raw jsonstream.Raw) error {
			switch path[0] {
			case "meta":
				c.meta(jsonstream.Parse(raw.Bytes))
			case "members":
				c.member(jsonstream.Parse(raw.Bytes))
			default:
				return c.log.Entry(raw, c.entry)
			}
			return nil
		},
	})
	return c.log.EndWith(err)
}

// readLines reads a value a line. A line that is none costs itself alone.
func (c *chat) readLines(ctx context.Context) error {
	lines := c.log.Src.Lines(ctx)
	for {
		line, err := lines.Next()
		if err == io.EOF {
			c.log.End()
			return nil
		}
		if err == nil {
			err = c.line(line.Text, transcript.At(conversation.SpanOf(line)))
		}
		if err != nil {
			return c.log.Stop(err)
		}
	}
}

func (c *chat) line(text string, at dispute.Locator) error {
	if conversation.IsBlank(text) {
		return c.log.Skip(at, "skip.blank")
	}
	if text[0] == '#' {
		return c.log.Skip(at, "chat.skip.banner")
	}
	v := valueOf(text)
	switch v.Get("_type").Str() {
	case "header":
		c.meta(v.Get("meta"))
	case "member":
		c.member(v)
	default:
		r := dispute.Record{Kind: dispute.Message, Locator: at}
		why := c.entry(v, &r)
		if why != nil {
			return c.log.Problem(at, dispute.Say("chat.entry-strange", conversation.Excerpt(text)))
		}
		if v.Broken {
			c.log.Broken(&r)
		}
		return c.log.Give(r)
	}
	return c.log.Skip(at, "chat.skip.banner")
}

// types is the format's numbering of messages.
var types = map[string]struct {
	kind dispute.Kind
	typ  string
}{
	"1": {dispute.Message, "media-omitted"}, "2": {dispute.Message, "media-omitted"}, "3": {dispute.Message, "media-omitted"},
	"4": {dispute.Message, "attachment"}, "5": {dispute.Message, "sticker"}, "7": {dispute.Message, "share"}, "8": {dispute.Message, "location"},
	"20": {dispute.Message, "red-packet"}, "21": {dispute.Message, "transfer"}, "22": {dispute.System, "notice"}, "23": {dispute.Call, "call"},
	"24": {dispute.Message, "share"}, "25": {dispute.Message, "quote"}, "26": {dispute.Message, "share"}, "27": {dispute.Message, "contact"},
	"80": {dispute.System, "notice"}, "81": {dispute.System, "recalled"},
}

func (c *chat) entry(v jsonstream.Value, r *dispute.Record) *dispute.Note {
	if v.Kind != jsonstream.Object || !v.Has("timestamp") || !v.Has("sender") && !v.Has("accountName") {
		why := dispute.Say("chat.entry-strange", conversation.Excerpt(v.Get("content").Str()))
		return &why
	}
	written := v.Get("timestamp").Str()
	at, ok := c.log.Machine(written)
	transcript.Tell(r, at, ok, written)
	if t, known := types[v.Get("type").Str()]; known {
		r.Kind, r.Type = t.kind, t.typ
	}
	account := v.Get("sender").Str()
	if r.Who = name(v); r.Who == "" {
		r.Who = c.members[account]
	}
	if _, known := c.members[account]; r.Who != "" && account != "" && (known || len(c.members) < maxMembers) {
		c.members[account] = r.Who
	}
	switch {
	case r.Kind == dispute.System:
		r.Who = ""
	case r.Who == "" && account != "":
		r.Who = account
		r.Remarks = append(r.Remarks, dispute.Say("chat.by-id"))
	}
	r.Text = v.Get("content").Str()
	if r.Text == "" && r.Type == "" {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
	r.Fields = transcript.Fields(v, "_type", "timestamp", "content", "accountName", "groupNickname")
	for _, f := range []dispute.Field{{Name: "chat", Value: c.name}, {Name: "platform", Value: c.platform}} {
		if f.Value != "" {
			r.Fields = append(r.Fields, f)
		}
	}
	return nil
}
