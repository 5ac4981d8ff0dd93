package transcript

import (
	"bytes"
	"context"
	"slices"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/internal/jsonstream"
)

// Walk goes over the source's JSON document.
func (l *Log) Walk(ctx context.Context, h jsonstream.Handler) error {
	return jsonstream.Walk(l.reader(), ctx.Err, h)
}

// Messages is a jsonstream.Handler's Decide for documents with their messages in
// an array of that name: each is taken, and so are the members named, which
// stand beside it.
func Messages(beside ...string) func([]string, jsonstream.Kind) jsonstream.Action {
	return func(path []string, _ jsonstream.Kind) jsonstream.Action {
		switch {
		case len(path) == 0, len(path) == 1 && path[0] == "messages":
			return jsonstream.Enter
		case len(path) == 2 && path[0] == "messages", len(path) == 1 && slices.Contains(beside, path[0]):
			return jsonstream.Take
		}
		return jsonstream.Skip
	}
}

// FirstItem is the first element of a document that is an array, as far as its head
// holds it.
func FirstItem(head []byte) jsonstream.Value {
	var first jsonstream.Value
	_ = jsonstream.Walk(bytes.NewReader(head), func() error { return nil }, jsonstream.Handler{
		Decide: func(path []string, kind jsonstream.Kind) jsonstream.Action {
			switch {
			case len(path) == 0 && kind == jsonstream.Array:
				return jsonstream.Enter
			case len(path) == 1 && first.Kind == jsonstream.None:
				return jsonstream.Take
			}
			return jsonstream.Skip
		},
		Take: func(_ []string, raw jsonstream.Raw) error {
			first = jsonstream.Parse(raw.Bytes)
			return nil
		},
	})
	return first
}

// Place is where a value stands.
func Place(raw jsonstream.Raw) dispute.Locator {
	return dispute.Locator{Offset: raw.Offset, Length: raw.Length}
}

// Entry gives one message of a JSON document. read fills in the record, or says
// why there is none.
func (l *Log) Entry(raw jsonstream.Raw, read func(v jsonstream.Value, r *dispute.Record) *dispute.Note) error {
	at := Place(raw)
	v := jsonstream.Parse(raw.Bytes)
	switch v.Kind {
	case jsonstream.Object:
	case jsonstream.None:
		return l.Problem(at, dispute.Say("chat.entry-long", raw.Length))
	default:
		return l.Problem(at, dispute.Say("chat.entry-strange", conversation.Excerpt(string(raw.Bytes))))
	}
	r := dispute.Record{Kind: dispute.Message, Locator: at}
	if why := read(v, &r); why != nil {
		return l.Problem(at, *why)
	}
	if name := v.Twice(); name != "" {
		r.Remarks = append(r.Remarks, dispute.Say("chat.twice", name))
	}
	if v.Broken {
		l.Broken(&r)
	}
	return l.Give(r)
}

// What a record keeps of the members that its format gives no meaning to.
const (
	maxFields = 60
	maxField  = 2000 // bytes
)

// Fields are the numbers and words of an object and of the objects directly in
// it, as written, without those named and those that are empty.
func Fields(v jsonstream.Value, except ...string) []dispute.Field {
	var out []dispute.Field
	var add func(prefix string, v jsonstream.Value, deeper bool)
	add = func(prefix string, v jsonstream.Value, deeper bool) {
		for _, m := range v.Members {
			name := prefix + m.Name
			switch {
			case slices.Contains(except, name) || len(out) >= maxFields:
			case m.Value.Kind == jsonstream.Object && deeper:
				add(name+".", m.Value, false)
			case m.Value.Text != "" && m.Value.Kind != jsonstream.Null && len(m.Value.Text) <= maxField:
				out = append(out, dispute.Field{Name: name, Value: m.Value.Text})
			}
		}
	}
	add("", v, true)
	return out
}

// Tell gives r its time; where ok is false what is written is none, which is
// said, and the words stay.
func Tell(r *dispute.Record, at dispute.When, ok bool, written string) {
	if ok {
		r.At = at
		if endsDay(written) {
			r.Remarks = append(r.Remarks, dispute.Say(dispute.RemarkDayEnd, conversation.Excerpt(written)))
		}
		return
	}
	r.At = dispute.When{}
	r.Remarks = append(r.Remarks, *BadTime(written))
}

// BadTime says that a time cannot be read.
func BadTime(written string) *dispute.Note {
	n := dispute.Untimed(conversation.Excerpt(written))
	return &n
}

// endsDay reports whether a time is written as the end of a day, which is read as the
// beginning of the next.
func endsDay(written string) bool {
	return len(written) >= 16 && written[11:16] == "24:00" && written[4] == '-'
}
