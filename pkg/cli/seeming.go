package cli

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/ingest"
	"complain/pkg/internal/media"
	"complain/pkg/packet"
)

// seemings finds evidence that bears the title of an office's answer, of which
// the user has not said so yet: by the text of papers, as importers read it and
// as a program saw it in pictures. It looks at one evidence, or for 0 at all.
// Saying so is the user's: a title can be quoted.
func (a *app) seemings(ctx context.Context, f *casefile.File, id dispute.EvidenceID) ([]packet.Seeming, error) {
	all, err := evidenceOf(ctx, f, id)
	if err != nil {
		return nil, err
	}
	said := map[dispute.EvidenceID]bool{}
	for _, e := range all {
		said[e.ID] = e.Official != nil
	}
	pages, err := f.RecognisedText(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []packet.Seeming
	for _, e := range all {
		// What was made from other evidence, or came inside an answer, is said there.
		if said[e.ID] || said[e.Parent] || e.Withdrawn != "" || e.Derived != nil || id != 0 && e.ID != id {
			continue
		}
		answer, ok, err := a.titled(ctx, f, e)
		for _, p := range pages {
			if p.Evidence == e.ID && !ok && err == nil {
				answer, ok, err = a.titledAs(p.Text)
			}
		}
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, packet.Seeming{Evidence: e.ID, Answer: answer})
		}
	}
	return out, nil
}

// titled is the answer whose title stands on the first page that has one. The
// first record tells a paper from a conversation, which is not read to its end.
func (a *app) titled(ctx context.Context, f *casefile.File, e dispute.Evidence) (answer channel.Answer, ok bool, err error) {
	if e.Reading.Records == 0 || media.Picture(e.MediaType) {
		return answer, false, nil
	}
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: e.ID}) {
		if err != nil {
			return answer, false, err
		}
		if r.Kind != dispute.Document && r.Kind != dispute.Page {
			break
		}
		if answer, ok, err = a.titledAs(r.Text); ok || err != nil {
			return answer, ok, err
		}
	}
	return answer, false, nil
}

// titledAs reads the data on answers only for what has text.
func (a *app) titledAs(text string) (answer channel.Answer, ok bool, err error) {
	if text == "" {
		return answer, false, nil
	}
	book, err := a.book()
	if err != nil {
		return answer, false, err
	}
	answer, ok = book.TitledAs(text)
	return answer, ok, nil
}

// evidenceOf is one evidence with the one it came in, or for 0 all.
func evidenceOf(ctx context.Context, f *casefile.File, id dispute.EvidenceID) ([]dispute.Evidence, error) {
	if id == 0 {
		return f.AllEvidence(ctx)
	}
	e, err := f.Evidence(ctx, id)
	if err != nil || e.Parent == 0 {
		return []dispute.Evidence{e}, err
	}
	parent, err := f.Evidence(ctx, e.Parent)
	return []dispute.Evidence{e, parent}, err
}

// seemsHint says what to do about it.
func (a *app) seemsHint(s packet.Seeming) string {
	return a.say("official.seems", s.Evidence, s.Answer.Name(string(a.lang)), s.Answer.Call())
}

func (a *app) seemsJSON(s packet.Seeming) map[string]any {
	return map[string]any{"evidence": s.Evidence.String(), "kind": s.Answer.ID, "title": s.Answer.Name(string(a.lang))}
}

// resultSeems is the answer whose title a file bears, if it does. What cannot be
// read of it now is said by the commands that read the case.
func (a *app) resultSeems(ctx context.Context, f *casefile.File, r ingest.Result) []packet.Seeming {
	if r.Refused != nil || r.Evidence.ID < 1 {
		return nil
	}
	seems, err := a.seemings(ctx, f, r.Evidence.ID)
	if err != nil {
		return nil
	}
	return seems
}
