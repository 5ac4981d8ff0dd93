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
	byID := map[dispute.EvidenceID]dispute.Evidence{}
	for _, e := range all {
		byID[e.ID] = e
	}
	pages, err := f.RecognisedText(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []packet.Seeming
	for _, e := range all {
		if id != 0 && e.ID != id || !maySeem(e, byID[e.Parent]) {
			continue
		}
		answer, ok, err := titled(ctx, f, book, e)
		for _, p := range pages {
			if p.Evidence == e.ID && !ok && err == nil {
				answer, ok, err = titledAs(book, p.Text)
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

// maySeem reports whether e may be an answer of which nobody has said so. What was
// made from other evidence, or came inside an answer, is said there; in is what e
// came in, or the zero value.
func maySeem(e, in dispute.Evidence) bool {
	return e.Official == nil && in.Official == nil && e.Withdrawn == "" && e.Derived == nil
}

// titled is the answer whose title stands on the first page that has one.
func titled(ctx context.Context, f *casefile.File, book func() (*channel.Book, error), e dispute.Evidence) (answer channel.Answer, ok bool, err error) {
	t := TitlesOf(book, e, dispute.Evidence{})
	if t == nil {
		return answer, false, nil
	}
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: e.ID}) {
		if err != nil {
			return answer, false, err
		}
		if more, err := t.Look(r); err != nil || !more {
			return t.Answer, t.Found, err
		}
	}
	return t.Answer, t.Found, nil
}

// Titles looks for the title of an answer in the records of one file.
type Titles struct {
	Answer channel.Answer
	Found  bool
	book   func() (*channel.Book, error)
}

// TitlesOf is the search in the records of e, which came in in, or in nothing when
// that is the zero value. It is nil where they can hold no title that is still
// to be said: of a picture, of what was not read, of an answer.
func TitlesOf(book func() (*channel.Book, error), e, in dispute.Evidence) *Titles {
	if e.Reading.Records == 0 || media.Picture(e.MediaType) || !maySeem(e, in) {
		return nil
	}
	return &Titles{book: book}
}

// Look looks at the next record, and reports whether more are wanted: the first
// one tells a paper from a conversation, which is not read to its end.
func (t *Titles) Look(r dispute.Record) (more bool, err error) {
	if r.Kind != dispute.Document && r.Kind != dispute.Page {
		return false, nil
	}
	t.Answer, t.Found, err = titledAs(t.book, r.Text)
	return !t.Found, err
}

// titledAs is the answer whose title text bears. It asks for the data on answers
// only where there is text.
func titledAs(open func() (*channel.Book, error), text string) (answer channel.Answer, ok bool, err error) {
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
