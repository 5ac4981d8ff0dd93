package sms

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/xmlstream"
)

// The types of record.
const (
	typeDraft  = "draft"
	typeFailed = "not-sent"
	typeFile   = "attachment"
	typeCall   = "call"
	typeMissed = "call-missed"
)

// maxParts is how many parts of one picture message are read.
const maxParts = 1000

// backup gathers elements into records.
type backup struct {
	log      *transcript.Log
	declared string
	read     int

	open   *xmlstream.Tag // the sms, mms or call being read
	texts  []string
	names  []string // files of a picture message
	kinds  []string
	from   string // its sender's number
	broken bool
}

func (b *backup) tag(t *xmlstream.Tag) error {
	switch {
	case t.Depth == 1 && !t.End:
		b.declared = t.Get("count")
	case t.Depth == 2 && !t.End:
		b.open, b.broken = t, t.Broken
		b.texts, b.names, b.kinds, b.from = nil, nil, nil, ""
	case t.Depth == 2:
		at := dispute.Locator{Offset: b.open.Offset, Length: t.Offset + t.Length - b.open.Offset}
		b.read++
		return b.give(at)
	case b.open != nil && !t.End && t.Name == "part":
		b.broken = b.broken || t.Broken
		b.part(t)
	case b.open != nil && !t.End && t.Name == "addr" && t.Get("type") == "137":
		if address := value(t, "address"); address != "insert-address-token" {
			b.from = address
		}
	}
	return nil
}

// part is a piece of a picture message: its text, or a picture.
func (b *backup) part(t *xmlstream.Tag) {
	kind := t.Get("ct")
	switch {
	case kind == "application/smil" || len(b.names)+len(b.texts) >= maxParts:
	case kind == "text/plain":
		if text := value(t, "text"); text != "" {
			b.texts = append(b.texts, text)
		}
	default:
		name := value(t, "cl")
		for _, other := range []string{"name", "fn"} {
			if name == "" {
				name = value(t, other)
			}
		}
		b.names, b.kinds = append(b.names, name), append(b.kinds, kind)
	}
}

// value is an attribute; the program writes null where there is none.
func value(t *xmlstream.Tag, name string) string {
	if v := t.Get(name); v != "null" {
		return v
	}
	return ""
}

// party is the other side: the name in the address book, or the number.
func (b *backup) party(number string) string {
	if name := value(b.open, "contact_name"); name != "" && name != "(Unknown)" {
		return name
	}
	return number
}

func (b *backup) give(at dispute.Locator) error {
	t := b.open
	r := dispute.Record{Kind: dispute.Message, Locator: at}
	// The program writes all text messages, then all picture messages, and
	// some versions one conversation after another.
	b.log.In(t.Name + value(t, "address") + value(t, "number"))
	written := t.Get("date")
	when, ok := b.log.Machine(written) // some versions write the seconds of the network
	transcript.Tell(&r, when, ok, written)
	for _, a := range t.Attr {
		if a.Value != "" && a.Value != "null" && a.Name != "body" && len(a.Value) <= 2000 {
			r.Fields = append(r.Fields, dispute.Field{Name: a.Name, Value: a.Value})
		}
	}
	switch t.Name {
	case "sms":
		r.Text = value(t, "body")
		b.side(&r, t.Get("type"), value(t, "address"))
	case "mms":
		b.pictures(&r)
	case "call":
		b.call(&r)
	default:
		return b.log.Problem(at, dispute.Say("chat.entry-strange", conversation.Excerpt("<"+t.Name+">")))
	}
	if t.Name != "call" && r.Text == "" && len(r.Files) == 0 {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
	if b.broken {
		b.log.Broken(&r)
	}
	return b.log.Give(r)
}

// side tells by the box a message lay in whose words it holds.
func (b *backup) side(r *dispute.Record, box, number string) {
	say := func(code string, args ...any) {
		r.Remarks = append(r.Remarks, dispute.Note{Code: code, Args: dispute.Say(code, args...).Args})
	}
	switch box {
	case "1":
		if r.Who = b.party(number); r.Who == "" {
			say("sms.no-number")
		}
	case "2":
		r.Who = b.log.Src.Options.Me
		say("chat.own")
	case "3":
		r.Kind, r.Type = dispute.System, typeDraft
		say("sms.draft")
	case "4", "5", "6":
		r.Kind, r.Type = dispute.System, typeFailed
		say("sms.not-sent")
	default:
		r.Kind = dispute.System
		say("sms.no-box", box)
	}
	if r.Kind == dispute.System || box == "2" {
		if to := b.party(number); to != "" {
			r.Fields = append(r.Fields, dispute.Field{Name: "to", Value: to})
		}
	}
}

func (b *backup) pictures(r *dispute.Record) {
	r.Text = strings.Join(b.texts, "\n")
	if subject := value(b.open, "sub"); subject != "" && r.Text == "" {
		r.Text = subject
	}
	number := value(b.open, "address")
	if b.from != "" && b.open.Get("msg_box") == "1" && strings.Contains(number, "~") {
		// A message to several: the name in the address book is of all of them.
		r.Who = b.from
	} else {
		b.side(r, b.open.Get("msg_box"), number)
	}
	for i, name := range b.names {
		if r.Type == "" {
			r.Type = typeFile
		}
		if name == "" {
			name = b.kinds[i]
		}
		r.Files = append(r.Files, name)
		r.Remarks = append(r.Remarks, dispute.Say("sms.inside", name, b.kinds[i]))
	}
}

func (b *backup) call(r *dispute.Record) {
	r.Kind, r.Type = dispute.Call, typeCall
	number := value(b.open, "number")
	r.Status = b.open.Get("duration")
	switch b.open.Get("type") {
	case "2":
		r.Who = b.log.Src.Options.Me
		r.Remarks = append(r.Remarks, dispute.Say("chat.own"))
		r.Fields = append(r.Fields, dispute.Field{Name: "to", Value: b.party(number)})
	case "3", "5", "6":
		r.Type = typeMissed
		r.Who = b.party(number)
	default:
		r.Who = b.party(number)
	}
}
