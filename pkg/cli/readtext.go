package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/media"
	"complain/pkg/recognise"
)

type readTextOptions struct {
	again        bool
	passwordFile string
}

func newReadText(s *session) *cobra.Command {
	var o readTextOptions
	c := command(s.Lang, "read-text", "read-text [E1...]", func(cmd *cobra.Command, args []string) error {
		return runReadText(cmd.Context(), s, args, o)
	})
	c.Flags().BoolVar(&o.again, "again", false, s.Say("flag.again"))
	c.Flags().StringVar(&o.passwordFile, "password-file", "", s.Say("flag.password-file"))
	return c
}

func runReadText(ctx context.Context, s *session, args []string, o readTextOptions) error {
	passwords, err := passwordsFrom(o.passwordFile)
	if err != nil {
		return err
	}
	f, c, err := openWith(ctx, s.open, casefile.ReadWrite, caseOf)
	if err != nil {
		return err
	}
	defer f.Close()
	seen, err := seenNamed(ctx, f, args)
	if err != nil {
		return err
	}
	if len(seen) == 0 {
		s.Talk("read-text.no-pictures")
		return nil
	}
	show := shower{scr: s.Screen, c: c, whole: len(args) > 0}
	var waiting []recognise.Item
	for _, e := range seen {
		w := recognise.Item{Evidence: e}
		if e.MediaType == media.PDF {
			paper, why, err := dossier.Scans(ctx, f, e, passwords)
			if err != nil {
				return err
			}
			if why != nil {
				if err := show.failed(e, 0, 0, *why); err != nil {
					return err
				}
				continue
			}
			switch {
			case len(paper.Scans)+len(paper.Closed) == 0 && show.whole:
				s.Talk("read-text.no-scans", e.ID, paper.Pages)
			case paper.Lettered > 0:
				s.Talk("read-text.own-text", e.ID, paper.Lettered, paper.Pages)
			}
			for _, page := range paper.Closed {
				if err := show.failed(e, page.Number, paper.Pages, note("read-text.page-format", page.Format)); err != nil {
					return err
				}
			}
			w.Of, w.Pages = paper.Pages, paper.Scans
		} else {
			w.Pages = []int{1}
		}
		if !o.again {
			if err := show.kept(ctx, f, &w); err != nil {
				return err
			}
		}
		if len(w.Pages) > 0 {
			waiting = append(waiting, w)
		}
	}
	if len(waiting) > 0 {
		s.final("read-text.final")
		if err := recognisePages(ctx, s, f, waiting, passwords, &show); err != nil {
			return err
		}
	}
	return show.end()
}

// seenNamed finds the pictures and papers that args name, or all of the case.
func seenNamed(ctx context.Context, f *casefile.File, args []string) ([]dispute.Evidence, error) {
	var ids []dispute.EvidenceID
	if len(args) > 0 {
		chosen, err := chosenEvidence(ctx, f, args, false)
		if err != nil {
			return nil, err
		}
		for _, e := range chosen {
			if len(chosen) == 1 || media.Picture(e.MediaType) || e.MediaType == media.PDF { // of many, those that can be read
				ids = append(ids, e.ID)
			}
		}
	}
	seen, err := dossier.Seen(ctx, f, ids)
	if no := (*dossier.NotSeenError)(nil); errors.As(err, &no) {
		return nil, usage("error.no-scan", no.Evidence, no.MediaType).next("hint.no-picture")
	}
	return seen, err
}

// findReader finds the installed recogniser and the languages that it shall use.
func findReader(ctx context.Context, s *session) (*recognise.Reader, error) {
	path, err := s.sys.LookPath("tesseract")
	if err != nil {
		return nil, failure("error.no-tesseract").next("hint.tesseract")
	}
	engine, err := recognise.Open(ctx, path, s.sys.Environ())
	if errors.Is(err, recognise.ErrProgram) {
		c := failure("error.tesseract", screen.Clean(shown(path)), err).next("hint.tesseract")
		if said := (*recognise.SaidError)(nil); errors.As(err, &said) {
			c.args[1] = screen.Clean(said.Text)
		}
		c.err = err
		return nil, c
	}
	if err != nil {
		return nil, err
	}
	languages, missing := recognise.Choose(recognise.Wanted(), engine.Languages)
	if len(languages) == 0 {
		return nil, failure("error.tesseract-languages", strings.Join(missing, ", ")).next("hint.tesseract")
	}
	if len(missing) > 0 {
		s.Talk("read-text.missing", strings.Join(missing, ", "))
		s.Talk("hint.tesseract")
	}
	return &recognise.Reader{Engine: engine, Languages: languages}, nil
}
