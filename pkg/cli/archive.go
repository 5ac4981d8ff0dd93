package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"complain/pkg/archive"
	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/ingest"
)

type archiveOptions struct {
	output, passphraseFile string
	encrypt, force         bool
}

func newArchive(a *app) *cobra.Command {
	var o archiveOptions
	c := a.command("archive", "archive [-o FILE]", func(cmd *cobra.Command, _ []string) error { return a.runArchive(cmd.Context(), o) })
	c.Args = a.arguments(0, 0, "")
	f := c.Flags()
	f.StringVarP(&o.output, "output", "o", "", a.say("flag.archive.output"))
	f.BoolVar(&o.encrypt, "encrypt", false, a.say("flag.archive.encrypt"))
	f.StringVar(&o.passphraseFile, "passphrase-file", "", a.say("flag.archive.passphrase-file"))
	f.BoolVar(&o.force, "force", false, a.say("flag.archive.force"))
	return c
}

func (a *app) runArchive(ctx context.Context, o archiveOptions) error {
	sealed := o.encrypt || o.passphraseFile != ""
	switch {
	case o.output == "-":
		return usage("error.archive-stdout").next("hint.archive-stdout")
	case !sealed && strings.HasSuffix(strings.ToLower(o.output), ".age"):
		return usage("error.archive-plain", o.output).next("hint.archive-plain")
	}
	f, err := a.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	path, err := a.archivePath(ctx, f, o, sealed)
	if err != nil {
		return err
	}
	options := archive.Options{Now: a.sys.Now, Agent: "complain " + Version, Listings: a.listings()}
	if sealed {
		if options.Passphrase, err = a.archivePassphrase(ctx, o); err != nil {
			return err
		}
	}
	p := a.progress()
	options.Progress = p.archive
	var made archive.Made
	err = writeNew(path, o.force, func(w *os.File) error {
		made, err = archive.Make(ctx, f, w, filepath.Dir(w.Name()), options)
		return err
	})
	p.clear()
	if err != nil {
		return a.archiveFault(path, err)
	}
	if err := f.Log(ctx, "archive", "case", map[string]any{"file": filepath.Base(path), "sha256": made.SHA256, "size": made.Size,
		"manifest": made.Manifest, "encrypted": sealed, "entries": made.Entries, "head": made.Head}); err != nil {
		return err
	}
	if a.json {
		return a.writeJSON(a.out, map[string]any{"path": path, "sha256": made.SHA256, "size": made.Size, "manifest": made.Manifest,
			"encrypted": sealed, "files": made.Files, "evidence": made.Evidence, "custody_entries": made.Entries, "head": made.Head})
	}
	a.print("archive.done", made.Evidence, clean(shown(path)), made.Size)
	a.print("archive.sha256", made.SHA256)
	if sealed {
		a.talk("archive.next.sealed", clean(filepath.Base(path)))
	} else {
		a.talk("archive.next")
	}
	return nil
}

// archivePath is where the archive goes, when it may go there: that is asked
// before a passphrase is.
func (a *app) archivePath(ctx context.Context, f *casefile.File, o archiveOptions, sealed bool) (string, error) {
	path := o.output
	if path == "" {
		name, err := archive.Name(ctx, f, a.sys.Now())
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
		return a.freeName(name, extension), nil
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

func (a *app) archivePassphrase(ctx context.Context, o archiveOptions) (words string, err error) {
	if !a.json {
		// Said with -q too: it is a warning about what cannot be undone.
		fmt.Fprintln(a.err, a.err.style.warn.Render(a.say("archive.lost")))
	}
	if o.passphraseFile != "" {
		return passphraseFrom(o.passphraseFile)
	}
	return a.newPassphrase(ctx)
}

// listings is the JSON lines of an archive: those that --json prints, in the
// language of the case, so that an archive does not depend on who makes it.
func (a *app) listings() []archive.Listing {
	list := func(name string, each func(b *app, ctx context.Context, f *casefile.File, line func(any) error) error) archive.Listing {
		return archive.Listing{Name: name, Write: func(ctx context.Context, f *casefile.File, w io.Writer) error {
			c, err := f.Case(ctx)
			if err != nil {
				return err
			}
			b := *a
			b.lang = a.lang.For(c.Language)
			return each(&b, ctx, f, func(v any) error { return b.writeJSON(w, v) })
		}}
	}
	return []archive.Listing{list("records.jsonl", (*app).recordLines), list("timeline.jsonl", (*app).eventLines), list("custody.jsonl", (*app).custodyLines)}
}

func (a *app) recordLines(ctx context.Context, f *casefile.File, line func(any) error) error {
	importers, err := importerNames(ctx, f)
	if err != nil {
		return err
	}
	for r, err := range f.Records(ctx, casefile.Filter{Withdrawn: true}) {
		if err != nil {
			return err
		}
		if err := line(a.recordJSON(r, importers[r.Evidence])); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) eventLines(ctx context.Context, f *casefile.File, line func(any) error) error {
	l, err := dossier.Open(ctx, f, dossier.Options{Book: a.book, Lang: a.lang, Messages: func(*dispute.Record) bool { return true }})
	if err != nil {
		return err
	}
	for _, e := range l.Events {
		if err := line(a.eventJSON(e)); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) custodyLines(ctx context.Context, f *casefile.File, line func(any) error) error {
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

// archive shows how far work on an archive has come.
func (p *progress) archive(s archive.Step) {
	p.step(ingest.Step{Name: s.Name, Bytes: s.Done, Of: s.Total})
}

// archiveFault says in words what is wrong with the archive at path.
func (a *app) archiveFault(path string, err error) error {
	var fault *archive.Fault
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, casefile.ErrFull):
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
	c := failure("error.archive", path, a.lang.Note(fault.Why))
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
