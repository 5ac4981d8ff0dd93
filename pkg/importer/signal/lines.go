package signal

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/jsonstream"
)

// signal-export writes data.json beside its Markdown: a message a line.

// isEntry reports a message of such a file.
func isEntry(v jsonstream.Value) bool {
	return v.Has("date") && v.Has("sender") && v.Has("body") && v.Has("reactions") && v.Has("attachments")
}

func readLines(ctx context.Context, log *transcript.Log) error {
	err := log.Walk(ctx, jsonstream.Handler{
		Many:   true,
		Decide: func([]string, jsonstream.Kind) jsonstream.Action { return jsonstream.Take },
		Take: func(_ []string, raw jsonstream.Raw) error {
			return log.Entry(raw, func(v jsonstream.Value, r *dispute.Record) *dispute.Note { return entry(log, v, r) })
		},
	})
	return log.EndWith(err)
}

func entry(log *transcript.Log, v jsonstream.Value, r *dispute.Record) *dispute.Note {
	written := v.Get("date").Str()
	at, ok := transcript.Offset(written)
	if !ok {
		at, ok = local(log, written)
	}
	if !ok {
		at, ok = log.Machine(written)
	}
	transcript.Tell(r, at, ok, written)
	r.Raw = written
	r.Who, r.Text = v.Get("sender").Str(), strings.TrimRight(v.Get("body").Str(), "\n")
	if quote := strings.Trim(v.Get("quote").Str(), "\n"); quote != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "quote", Value: quote})
	}
	switch {
	case v.Get("deleted").True():
		r.Kind, r.Type = dispute.System, typeRecalled
		r.Remarks = append(r.Remarks, dispute.Say("chat.recalled"))
	case v.Get("missed").True():
		r.Kind, r.Type = dispute.Call, typeMissed
	case v.Get("call").True():
		r.Kind, r.Type = dispute.Call, typeCall
	case v.Get("sticker").Kind == jsonstream.Object:
		r.Type = typeSticker
		r.Fields = append(r.Fields, dispute.Field{Name: "sticker", Value: v.Get("sticker", "emoji").Str()})
	}
	for _, a := range v.Get("attachments").Items {
		r.Type = typeAttachment
		log.Attach(r, a.Get("path").Str())
	}
	for _, x := range v.Get("reactions").Items { // pairs of name and sign
		if len(x.Items) == 2 {
			r.Fields = append(r.Fields, dispute.Field{Name: "reaction", Value: x.Items[1].Str() + " " + x.Items[0].Str()})
		}
	}
	if r.Text == "" && r.Type == "" {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
	return nil
}

// local reads 2026-03-01T20:00:00.123000, the time of the computer that
// exported.
func local(log *transcript.Log, s string) (dispute.When, bool) {
	s, fraction, fine := strings.Cut(s, ".")
	c, p, ok := transcript.Stamp(s, "-", "T")
	if !ok {
		return dispute.When{}, false
	}
	if fine {
		n, rest, ok := transcript.Number(fraction, 6, 6)
		if !ok || rest != "" {
			return dispute.When{}, false
		}
		c.Milli, p = n/1000, dispute.Millisecond
	}
	at, err := log.Src.Local(c, p)
	return at, err == nil
}
