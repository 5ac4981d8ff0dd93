package cli

import (
	"context"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/pdffile"
	"complain/pkg/locale"
	"complain/pkg/recognise"
)

// recognisePages reads the pages of items; what was seen is stored and shown.
func recognisePages(ctx context.Context, s *session, f *casefile.File, items []recognise.Item, passwords []string, show *shower) error {
	reader, err := findReader(ctx, s)
	if err != nil {
		return err
	}
	p := s.Progress()
	defer p.Clear()
	r := &recognise.Run{
		Reader: reader, Passwords: passwords,
		Original: func(ctx context.Context, e dispute.Evidence) ([]byte, error) { return dossier.Picture(ctx, f, e) },
		Begin: func(i recognise.Item, page, done, of int) {
			name := i.Evidence.Name
			if i.Of > 0 {
				name = s.Say("read-text.page", name, page, i.Of)
			}
			p.Step(screen.Step{Name: name, Done: done, Files: of, Bytes: int64(done), Of: int64(of)})
		},
		Seen: func(got recognise.Seen) error {
			p.Clear()
			if why, ok := readTextFailure(got.Err); ok {
				return show.failed(got.Evidence, got.Number, got.Of, why)
			}
			if got.Err != nil {
				return got.Err
			}
			page := casefile.Recognised{Evidence: got.Evidence.ID, Page: got.Number, Engine: reader.Engine.Name, Languages: strings.Join(reader.Languages, "+"),
				Text: got.Page.Text, Words: storedWords(got.Page.Words)}
			if err := f.AddRecognised(ctx, page); err != nil {
				return err
			}
			return show.seen(got.Evidence, page, got.Of, got.Left, "read")
		},
	}
	return r.Read(ctx, items)
}

// readTextFailure says why no text could be recognised; ok is false for what
// ends the command.
func readTextFailure(err error) (why dispute.Note, ok bool) {
	if why, ok := recognise.Failure(err); ok {
		return why, true
	}
	return dossier.PictureFailure(err)
}

// scanRemark is a remark of reading as it is shown: what can be done about
// scans names the evidence.
func scanRemark(lang locale.Lang, e dispute.Evidence, n dispute.Note) string {
	if n.Code == recognise.ScansReadable && len(n.Args) > 0 && e.ID != 0 {
		return lang.Say("read-text.hint", n.Args[0], e.ID)
	}
	return lang.Note(n)
}

// surveyOf finds the scans of a paper in the case.
func surveyOf(ctx context.Context, f *casefile.File, e dispute.Evidence, passwords []string) (s recognise.Survey, why *dispute.Note, err error) {
	if e.Size > pdffile.MaxSize {
		n := note("read-text.too-large", pdffile.MaxSize>>20)
		return s, &n, nil
	}
	data, err := dossier.Original(ctx, f, e)
	if err != nil {
		return s, nil, err
	}
	return recognise.SurveyOf(ctx, data, passwords)
}

func storedWords(words []recognise.Word) []casefile.Word {
	out := make([]casefile.Word, len(words))
	for i, w := range words {
		out[i] = casefile.Word(w)
	}
	return out
}

// pageOf is a stored page as package recognise takes it.
func pageOf(r casefile.Recognised) recognise.Page {
	p := recognise.Page{Text: r.Text, Words: make([]recognise.Word, len(r.Words))}
	for i, w := range r.Words {
		p.Words[i] = recognise.Word(w)
	}
	return p
}
