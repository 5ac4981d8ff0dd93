package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/archive"
	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	causeof "complain/pkg/internal/cause"
	"complain/pkg/locale"
)

type archiveOptions struct {
	output, passphraseFile string
	encrypt, force         bool
}

func newArchive(s *session) *cobra.Command {
	var o archiveOptions
	c := command(s.Lang, "archive", "archive [-o FILE]", func(cmd *cobra.Command, _ []string) error { return runArchive(cmd.Context(), s, o) })
	c.Args = arguments(s.Lang, 0, 0, "")
	f := c.Flags()
	f.StringVarP(&o.output, "output", "o", "", s.Say("flag.archive.output"))
	f.BoolVar(&o.encrypt, "encrypt", false, s.Say("flag.archive.encrypt"))
	f.StringVar(&o.passphraseFile, "passphrase-file", "", s.Say("flag.archive.passphrase-file"))
	f.BoolVar(&o.force, "force", false, s.Say("flag.archive.force"))
	return c
}

func runArchive(ctx context.Context, s *session, o archiveOptions) error {
	sealed := o.encrypt || o.passphraseFile != ""
	switch {
	case o.output == "-":
		return usage("error.archive-stdout").next("hint.archive-stdout")
	case !sealed && strings.HasSuffix(strings.ToLower(o.output), ".age"):
		return usage("error.archive-plain", o.output).next("hint.archive-plain")
	}
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	path, err := archivePath(ctx, s, f, o, sealed)
	if err != nil {
		return err
	}
	options := archive.Options{Now: s.sys.Now, Agent: "complain " + Version, Listings: listings(s)}
	if sealed {
		if options.Passphrase, err = archivePassphrase(ctx, s.Screen, o); err != nil {
			return err
		}
	}
	p := s.Progress()
	options.Progress = archiveSteps(p)
	var made archive.Made
	err = s.writeNew(path, o.force, func(w *os.File) error {
		made, err = archive.Make(ctx, f, w, filepath.Dir(w.Name()), options)
		return err
	})
	p.Clear()
	if err != nil {
		return archiveFault(s.Lang, path, err)
	}
	if err := f.Log(ctx, "archive", "case", map[string]any{"file": filepath.Base(path), "sha256": made.SHA256, "size": made.Size,
		"manifest": made.Manifest, "encrypted": sealed, "entries": made.Entries, "head": made.Head}); err != nil {
		return err
	}
	if s.JSON {
		return s.WriteJSON(answer.Archive{Path: path, SHA256: made.SHA256, Size: made.Size, Manifest: made.Manifest,
			Encrypted: sealed, Files: made.Files, Evidence: made.Evidence, CustodyEntries: made.Entries, Head: made.Head})
	}
	s.Print("archive.done", made.Evidence, screen.Clean(shown(path)), made.Size)
	s.Print("archive.sha256", made.SHA256)
	if err := sayOriginals(ctx, s, f); err != nil {
		return err
	}
	if sealed {
		s.Talk("archive.next.sealed", screen.Clean(filepath.Base(path)))
	} else {
		s.Talk("archive.next")
	}
	return nil
}

// sayOriginals says that an archive holds what packets leave out.
func sayOriginals(ctx context.Context, s *session, f *casefile.File) error {
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return err
	}
	if n := len(dispute.Redactions(all).By); n > 0 {
		s.Talk("archive.originals", n)
	}
	s.Talk("archive.everything")
	return nil
}

// archivePath is where the archive goes, when it may go there: that is asked
// before a passphrase is.
func archivePath(ctx context.Context, s *session, f *casefile.File, o archiveOptions, sealed bool) (string, error) {
	path := o.output
	if path == "" {
		name, err := archive.Name(ctx, f, s.sys.Now())
		if err != nil {
			return "", err
		}
		extension := archive.Extension
		if sealed {
			extension = archive.SealedExtension
		}
		if o.force {
			return name + extension, nil
		}
		return freeName(name, extension), nil
	}
	there, err := os.Stat(path)
	if err != nil {
		return path, nil
	}
	if itself, err := os.Stat(f.Path()); err == nil && os.SameFile(there, itself) {
		return "", failure("error.archive-itself", path).next("hint.archive-itself")
	}
	if !o.force || there.IsDir() {
		return "", failure("error.output-exists", path).next("hint.archive-output-exists")
	}
	return path, nil
}

func archivePassphrase(ctx context.Context, scr *screen.Screen, o archiveOptions) (words string, err error) {
	if !scr.JSON {
		// Said with -q too: it is a warning about what cannot be undone.
		fmt.Fprintln(scr.Err, scr.Err.Style.Warn.Render(scr.Say("archive.lost")))
	}
	if o.passphraseFile != "" {
		return passphraseFrom(o.passphraseFile)
	}
	return newPassphrase(ctx, scr)
}

// listings is the JSON lines of an archive: those that --json prints, in the
// language of the case, so that an archive does not depend on who makes it.
func listings(s *session) []archive.Listing {
	type lines = func(ctx context.Context, lang locale.Lang, f *casefile.File, line func(any) error) error
	list := func(name string, each lines) archive.Listing {
		return archive.Listing{Name: name, Write: func(ctx context.Context, f *casefile.File, w io.Writer) error {
			c, err := f.Case(ctx)
			if err != nil {
				return err
			}
			return each(ctx, s.Lang.For(c.Language), f, func(v any) error { return screen.EncodeJSON(w, v) })
		}}
	}
	return []archive.Listing{list("records.jsonl", recordLines), list("timeline.jsonl", eventLines(s.book)), list("custody.jsonl", custodyLines)}
}

func recordLines(ctx context.Context, lang locale.Lang, f *casefile.File, line func(any) error) error {
	importers, err := importerNames(ctx, f)
	if err != nil {
		return err
	}
	for r, err := range f.Records(ctx, casefile.Filter{Withdrawn: true}) {
		if err != nil {
			return err
		}
		if err := line(recordJSON(lang, r, importers[r.Evidence])); err != nil {
			return err
		}
	}
	return nil
}

func eventLines(book func() (*channel.Book, error)) func(context.Context, locale.Lang, *casefile.File, func(any) error) error {
	return func(ctx context.Context, lang locale.Lang, f *casefile.File, line func(any) error) error {
		l, err := dossier.Open(ctx, f, dossier.Options{Book: book, Lang: lang, Messages: func(*dispute.Record) bool { return true }})
		if err != nil {
			return err
		}
		for _, e := range l.Events {
			if err := line(eventJSON(lang, e)); err != nil {
				return err
			}
		}
		return nil
	}
}

func custodyLines(ctx context.Context, _ locale.Lang, f *casefile.File, line func(any) error) error {
	for e, err := range f.Custody(ctx) {
		if err != nil {
			return err
		}
		if err := line(custodyJSON(e)); err != nil {
			return err
		}
	}
	return nil
}

// archiveSteps shows how far work on an archive has come.
func archiveSteps(p *screen.Progress) func(archive.Step) {
	return func(at archive.Step) { p.Step(screen.Step{Name: at.Name, Bytes: at.Done, Of: at.Total}) }
}

// archiveFault says in words what is wrong with the archive at path.
func archiveFault(lang locale.Lang, path string, err error) error {
	var fault *archive.Fault
	switch {
	case causeof.Of(err) == causeof.Full, errors.Is(err, casefile.ErrFull):
		c := failure("error.full", shown(path)).next("hint.full")
		c.err = err
		return c
	case errors.As(err, &fault):
	case errors.Is(err, casefile.ErrDamaged):
		c := explain(err)
		return c.next("hint.archive-damaged-case")
	default:
		return err
	}
	c := failure("error.archive", path, lang.Note(fault.Why))
	c.err = err
	switch {
	case errors.Is(err, archive.ErrPassphrase):
		return c.next("hint.archive.passphrase")
	case errors.Is(err, archive.ErrUnsafe):
		return c.next("hint.archive.unsafe")
	case errors.Is(err, archive.ErrNotArchive):
		return c.next("hint.archive.not-archive")
	case errors.Is(err, casefile.ErrNewer):
		return c.next("hint.newer")
	case errors.Is(err, casefile.ErrOlder):
		return c.next("hint.archive.older")
	}
	c.code = exitDamaged
	return c.next("hint.archive.damaged")
}
