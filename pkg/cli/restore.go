package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"

	"github.com/spf13/cobra"

	"complain/pkg/archive"
	"complain/pkg/casefile"
)

type restoreOptions struct{ archive, output, passphraseFile string }

func newRestore(a *app) *cobra.Command {
	var o restoreOptions
	c := a.command("restore", "restore FILE [-o CASE]", func(cmd *cobra.Command, args []string) error {
		o.archive = args[0]
		return a.runRestore(cmd.Context(), o)
	})
	c.Args = a.arguments(1, 1, "FILE")
	f := c.Flags()
	f.StringVarP(&o.output, "output", "o", "", a.say("flag.restore.output"))
	f.StringVar(&o.passphraseFile, "passphrase-file", "", a.say("flag.restore.passphrase-file"))
	return c
}

func (a *app) runRestore(ctx context.Context, o restoreOptions) error {
	f, err := os.Open(o.archive)
	if err != nil {
		return fmt.Errorf("read the archive: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("read the archive: %w", err)
	}
	if !info.Mode().IsRegular() {
		return failure("error.archive", o.archive, a.say("archive.fault.not-archive")).next("hint.archive.not-archive")
	}
	if o.output != "" { // before a passphrase is asked for
		if err := a.free(o.output); err != nil {
			return err
		}
	}
	b, err := archive.Open(ctx, f, info.Size(), func() (string, error) {
		switch {
		case o.passphraseFile != "":
			return passphraseFrom(o.passphraseFile)
		case !a.asks():
			return "", usage("error.passphrase-needed", o.archive).next("hint.passphrase-file")
		}
		return a.secret(ctx, "form.passphrase")
	})
	if err != nil {
		return a.archiveFault(o.archive, err)
	}
	path := o.output
	if path == "" {
		path = b.CaseName()
		if err := a.free(path); err != nil {
			return err
		}
	}
	p := a.progress()
	out, err := b.Restore(ctx, path, a.sys.Now, p.archive)
	p.clear()
	if errors.Is(err, casefile.ErrExists) {
		return a.taken(path)
	}
	if err != nil {
		about := o.archive
		if errors.Is(err, syscall.ENOSPC) || errors.Is(err, casefile.ErrFull) {
			about = path // it is the new file that has no room
		}
		return a.archiveFault(about, err)
	}
	v := out.Verified
	if a.json {
		return a.writeJSON(a.out, map[string]any{"path": path, "id": out.Case.ID, "title": out.Case.Title, "evidence": v.EvidenceChecked,
			"records": v.RecordsChecked, "custody_entries": v.CustodyEntries, "head": v.Head, "manifest": b.Manifest, "encrypted": b.Sealed})
	}
	a.print("restore.done", a.out.style.bold.Render(clean(shown(path))), clean(out.Case.Title))
	a.print("restore.checked", v.EvidenceChecked, v.RecordsChecked, v.CustodyEntries)
	a.print("restore.head", v.Head)
	return nil
}

// free refuses a name that is taken.
func (a *app) free(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return a.taken(path)
	}
	return nil
}

func (a *app) taken(path string) error {
	return failure("error.output-exists", path).next("hint.restore-output-exists")
}
