package dossier

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/internal/media"
	"complain/pkg/packet"
)

// Seemings finds evidence that bears the title of an office's answer, of which
// the user has not said so yet: by the text of papers, as importers read it and
// as a program saw it in pictures. It looks at one evidence, or for 0 at all.
// Saying so is the user's: a title can be quoted.
func Seemings(ctx context.Context, f *casefile.File, book func() (*channel.Book, error), id dispute.EvidenceID) ([]packet.Seeming, error) {
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
		answer, ok, err := titled(ctx, f, book, e)
		for _, p := range pages {
			if p.Evidence == e.ID && !ok && err == nil {
				answer, ok, err = TitledAs(book, p.Text)
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
func titled(ctx context.Context, f *casefile.File, book func() (*channel.Book, error), e dispute.Evidence) (answer channel.Answer, ok bool, err error) {
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
		if answer, ok, err = TitledAs(book, r.Text); ok || err != nil {
			return answer, ok, err
		}
	}
	return answer, false, nil
}

// TitledAs is the answer whose title text bears. It asks for the data on answers
// only where there is text.
func TitledAs(open func() (*channel.Book, error), text string) (answer channel.Answer, ok bool, err error) {
	if text == "" {
		return answer, false, nil
	}
	book, err := open()
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
