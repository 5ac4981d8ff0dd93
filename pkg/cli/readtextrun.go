package cli

import (
	"context"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
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
			p.Step(screen.Step{Name: name, Done: done, Files: of})
		},
		Seen: func(got recognise.Seen) error {
			p.Clear()
			if why, ok := readTextFailure(got.Err); ok {
				return show.failed(got.Evidence, got.Number, got.Of, why)
			}
			if got.Err != nil {
				return got.Err
			}
			page := dossier.Recognised(got.Evidence.ID, got.Number, reader, got.Page)
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
