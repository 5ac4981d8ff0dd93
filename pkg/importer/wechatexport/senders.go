package wechatexport

import (
	"bytes"
	"cmp"
	"context"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/jsonstream"
)

// senders are the people whom the messages of a compact export name by a number.
type senders map[string]jsonstream.Value

// maxSenders bounds them; no chat has as many members.
const maxSenders = 20_000

// add takes one of the list, or a member of an object, whose name is the number then.
func (s senders) add(key string, v jsonstream.Value) {
	id := cmp.Or(senderID(v), v.Get("id").Str(), key)
	if len(s) < maxSenders && id != "" {
		s[id] = v
	}
}

// senderID is the number by which an entry names somebody.
func senderID(v jsonstream.Value) string {
	for _, name := range []string{"senderID", "senderId", "sender_id"} {
		if id := v.Get(name).Str(); id != "" {
			return id
		}
	}
	return ""
}

// behind reports whether messages name people by numbers, and the list of them does not
// stand in front of the messages.
func (s senders) behind(head []byte) bool {
	messages := bytes.Index(head, []byte(`"messages"`))
	list := bytes.Index(head, []byte(`"senders"`))
	return messages >= 0 && (list < 0 || list > messages) && (bytes.Contains(head, []byte(`"senderI`)) || bytes.Contains(head, []byte(`"sender_id"`)))
}

// survey reads the list of a document that has it behind its messages.
func (s senders) survey(ctx context.Context, log *transcript.Log) error {
	// What cannot be read is met again when the messages are.
	_ = log.Walk(ctx, jsonstream.Handler{
		Decide: func(path []string, _ jsonstream.Kind) jsonstream.Action {
			switch {
			case len(path) == 0, len(path) == 1 && path[0] == "senders":
				return jsonstream.Enter
			case len(path) == 2:
				return jsonstream.Take
			}
			return jsonstream.Skip
		},
		Take: func(path []string, raw jsonstream.Raw) error {
			s.add(path[1], jsonstream.Parse(raw.Bytes))
			return nil
		},
	})
	return ctx.Err()
}

// name puts the name for the number of a message. The account unknown is nobody.
func (s senders) name(v jsonstream.Value, r *dispute.Record) {
	id := senderID(v)
	if id == "" || r.Who != "" || r.Kind == dispute.System {
		return
	}
	who, known := s[id]
	account := who.Get("accountId").Str()
	switch {
	case !known:
		r.Remarks = append(r.Remarks, dispute.Say("wechatexport.no-sender", id))
	case account == "unknown":
	default:
		r.Who = who.Get("displayName").Str()
		if r.Who == "" {
			r.Who = who.Get("nickname").Str()
		}
		byID(r, account)
	}
}
