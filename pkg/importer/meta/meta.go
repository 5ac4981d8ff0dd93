// Package meta reads Messenger and Instagram chats, as Meta lets people download
// them: the older layout of JSON, the one of end-to-end encrypted chats, and web
// pages.
//
// It promises that every message ends as exactly one record or problem, in the
// order of the file, which is the newest first; and that text the exporter has
// written as bytes instead of letters is put right string by string, and only
// where the bytes are letters. It forbids any change to a string that holds
// other letters already.
package meta

import (
	"context"
	"strings"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/jsonstream"
)

// Importer reads Messenger's and Instagram's chats. The zero Importer is ready
// for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "meta" }

// Version implements importer.Importer.
func (Importer) Version() int { return 3 }

// The variants of the format.
const (
	older     = "json"
	encrypted = "json-e2ee"
	webPage   = "html"
)

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	if text, encoding := src.HeadText(); encoding != charset.Binary && isPage(src, text) {
		return importer.Match{Confidence: importer.Certain, Variant: webPage, Because: []dispute.Note{dispute.Say("meta.sign.page")}}
	}
	p := jsonstream.Look(src.Head, "messages/", "participants/")
	if p.Root != jsonstream.Object {
		return importer.Match{}
	}
	certain := func(variant, keys string) importer.Match {
		return importer.Match{Confidence: importer.Certain, Variant: variant, Because: []dispute.Note{dispute.Say("chat.sign.keys", keys)}}
	}
	switch first := p.First["messages/"]; {
	case isOlder(first):
		if first.Has("timestamp_ms") {
			return certain(older, "sender_name, timestamp_ms")
		}
		return certain(older, "sender_name, timestamp")
	case isEncrypted(first):
		return certain(encrypted, "senderName, timestamp, isUnsent")
	case p.Has("participants", "messages") && p.First["participants/"].Has("name") && (p.Has("thread_path") || p.Has("is_still_participant")):
		return certain(older, "participants, messages, thread_path")
	}
	return importer.Match{}
}

func isOlder(v jsonstream.Value) bool {
	return v.Has("sender_name") && (v.Has("timestamp_ms") || v.Has("timestamp"))
}

func isEncrypted(v jsonstream.Value) bool {
	return v.Has("senderName") && v.Has("timestamp") && (v.Has("isUnsent") || v.Has("text") || v.Has("media"))
}

// survey is what a first look over the file tells.
type survey struct {
	transcript.Direction
	chat string
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	log := transcript.New(src, sink)
	if text, _ := src.HeadText(); strings.HasPrefix(strings.TrimLeft(text, " \t\r\n\ufeff"), "<") {
		return readPage(ctx, log)
	}
	var s survey
	err := log.Walk(ctx, jsonstream.Handler{
		Decide: transcript.Messages("title", "threadName"),
		Take: func(path []string, raw jsonstream.Raw) error {
			v := jsonstream.Parse(raw.Bytes)
			if len(path) == 1 {
				s.chat = v.Str()
			} else if n, _, ok := stamp(v); ok {
				s.Add(n)
			}
			return nil
		},
	})
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	log.NewestFirst = s.NewestFirst()
	m := &messages{log: log}
	m.chat = m.text(s.chat)
	err = log.Walk(ctx, jsonstream.Handler{Decide: transcript.Messages(), Take: func(_ []string, raw jsonstream.Raw) error {
		return log.Entry(raw, m.entry)
	}})
	if m.repaired > 0 {
		sink.Remark(dispute.Say("meta.repaired", m.repaired))
	}
	return log.EndWith(err)
}

// stamp is a message's time in milliseconds. The older layout has had a member
// in whole seconds, and programs that convert it write seconds into the other:
// counted as milliseconds they would be of the years before there was such a chat.
func stamp(v jsonstream.Value) (milli int64, p dispute.Precision, ok bool) {
	n, ok := v.Get("timestamp_ms").Int()
	if !ok {
		n, ok = v.Get("timestamp").Int()
	}
	if ok && n > 0 && n < 1e11 {
		return n * 1000, dispute.Second, true
	}
	return n, precision(n), ok
}

func precision(milli int64) dispute.Precision {
	if milli%1000 == 0 {
		return dispute.Second
	}
	return dispute.Millisecond
}

// repair reads a string whose characters are the bytes of UTF-8, as the
// exporter writes everything: Rados\u00c5\u0082aw. One that holds any character
// beyond a byte, or bytes that are no letters, is not of that kind.
func repair(s string) (string, bool) {
	high := false
	for _, r := range s {
		if r > 0xff {
			return s, false
		}
		high = high || r >= 0x80
	}
	if !high {
		return s, false
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = append(b, byte(r))
	}
	if !utf8.Valid(b) {
		return s, false
	}
	return string(b), true
}

// messages makes records of the entries.
type messages struct {
	log      *transcript.Log
	chat     string
	repaired int
}

func (m *messages) text(s string) string {
	s, done := repair(s)
	if done {
		m.repaired++
	}
	return s
}

func (m *messages) entry(v jsonstream.Value, r *dispute.Record) *dispute.Note {
	newer := isEncrypted(v)
	if !newer && !isOlder(v) {
		why := dispute.Say("chat.entry-strange", v.Get("type").Str())
		return &why
	}
	milli, p, ok := stamp(v)
	if ok {
		r.At, ok = m.log.Instant(milli, p)
	}
	written := v.Get("timestamp_ms").Str() + v.Get("timestamp").Str()
	if !ok {
		r.At, ok = m.log.Machine(written)
	}
	transcript.Tell(r, r.At, ok, written)
	if newer {
		r.Who, r.Text = m.text(v.Get("senderName").Str()), m.text(v.Get("text").Str())
	} else {
		r.Who, r.Text = m.text(v.Get("sender_name").Str()), m.text(v.Get("content").Str())
	}
	m.content(v, r)
	switch v.Get("type").Str() {
	case "Subscribe", "Unsubscribe":
		r.Kind, r.Type = dispute.System, "notice"
	case "Call":
		r.Kind, r.Type = dispute.Call, "call"
	}
	if v.Has("call_duration") {
		r.Kind, r.Type = dispute.Call, "call"
		r.Status = v.Get("call_duration").Str()
		if v.Get("missed").True() {
			r.Type = "call-missed"
		}
	}
	if v.Get("is_unsent").True() || v.Get("isUnsent").True() {
		r.Type = "recalled"
		r.Remarks = append(r.Remarks, dispute.Say("chat.recalled"))
	}
	for _, f := range transcript.Fields(v, "sender_name", "content", "senderName", "text") {
		f.Value = m.text(f.Value)
		r.Fields = append(r.Fields, f)
	}
	if m.chat != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: m.chat})
	}
	return nil
}

// content is what a message holds beside text.
func (m *messages) content(v jsonstream.Value, r *dispute.Record) {
	for _, name := range []string{"photos", "videos", "audio_files", "gifs", "files", "media"} {
		for _, item := range v.Get(name).Items {
			r.Type = "attachment"
			m.log.Attach(r, m.text(item.Get("uri").Str()))
		}
	}
	if uri := v.Get("sticker", "uri").Str(); uri != "" {
		r.Type = "sticker"
		m.log.Attach(r, m.text(uri))
	}
	if share := v.Get("share"); share.Kind == jsonstream.Object {
		r.Type = "share"
		if r.Text == "" {
			r.Text = strings.TrimSpace(m.text(share.Get("share_text").Str()) + "\n" + m.text(share.Get("link").Str()))
		}
	}
	for _, reaction := range v.Get("reactions").Items {
		if len(r.Fields) < 50 {
			r.Fields = append(r.Fields, dispute.Field{
				Name:  "reaction",
				Value: m.text(reaction.Get("actor").Str()) + " " + m.text(reaction.Get("reaction").Str()),
			})
		}
	}
}
