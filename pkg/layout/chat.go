package layout

import (
	"cmp"
	"context"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/view"
)

// chats are the conversations, whose messages are read when they are written.
func (l *Layout) chats(ctx context.Context) []view.Chat {
	var out []view.Chat
	for _, e := range l.plan.Evidence() {
		if l.talk[e.ID] == 0 {
			continue
		}
		out = append(out, view.Chat{ID: e.ID.String(), Title: cmp.Or(e.Title, e.Name), Count: l.talk[e.ID], Messages: func(yield func(view.Message, error) bool) {
			for r, err := range l.file.Records(ctx, casefile.Filter{Evidence: e.ID}) {
				if err == nil && !r.Kind.Talk() {
					continue
				}
				l.covered.Record(&r)
				if !yield(l.message(r), err) || err != nil {
					return
				}
			}
		}})
	}
	return out
}

func (l *Layout) message(r dispute.Record) view.Message {
	m := view.Message{Record: r.ID, Seq: r.Seq, At: r.At.Wall(), Who: r.Who, Text: r.Text, System: r.Kind != dispute.Message, Files: l.files(r)}
	if e, ok := l.in[r.ID]; ok {
		m.In = true
		var names []string
		for _, id := range e.Elements {
			names = append(names, l.elementName(id))
		}
		m.Because = strings.Join(names, l.lang.Say("list.comma"))
	}
	return m
}

// files are the attachments of a message, with where they are.
func (l *Layout) files(r dispute.Record) []view.Ref {
	var out []view.Ref
	for _, name := range r.Files {
		ref := view.Ref{Label: l.mask(l.covered.Text(r.Evidence, name))}
		if id, ok := l.plan.Attached(r.Evidence, name); ok {
			ref.To = id.String()
			ref.Label = id.String() + " " + ref.Label
		}
		out = append(out, ref)
	}
	return out
}
