package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"complain/pkg/archive"
	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	causeof "complain/pkg/internal/cause"
)

type restoreOptions struct{ archive, output, passphraseFile string }

func newRestore(s *session) *cobra.Command {
	var o restoreOptions
	c := command(s.Lang, "restore", "restore FILE [-o CASE]", func(cmd *cobra.Command, args []string) error {
		o.archive = args[0]
		return runRestore(cmd.Context(), s, o)
	})
	c.Args = arguments(s.Lang, 1, 1, "FILE")
	f := c.Flags()
	f.StringVarP(&o.output, "output", "o", "", s.Say("flag.restore.output"))
	f.StringVar(&o.passphraseFile, "passphrase-file", "", s.Say("flag.restore.passphrase-file"))
	return c
}

func runRestore(ctx context.Context, s *session, o restoreOptions) error {
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
		return failure("error.archive", o.archive, s.Say("archive.fault.not-archive")).next("hint.archive.not-archive")
	}
	if o.output != "" { // before a passphrase is asked for
		if err := free(o.output); err != nil {
			return err
		}
	}
	b, err := archive.Open(ctx, f, info.Size(), func() (string, error) {
		switch {
		case o.passphraseFile != "":
			return passphraseFrom(o.passphraseFile)
		case !s.Asks():
			return "", usage("error.passphrase-needed", o.archive).next("hint.passphrase-file")
		}
		return s.Secret(ctx, "form.passphrase")
	})
	if err != nil {
		return archiveFault(s.Lang, o.archive, err)
	}
	path := o.output
	if path == "" {
		path = b.CaseName()
		if err := free(path); err != nil {
			return err
		}
	}
	p := s.Progress()
	out, err := b.Restore(ctx, path, s.sys.Now, archiveSteps(p))
	p.Clear()
	if errors.Is(err, casefile.ErrExists) {
		return taken(path)
	}
	if err != nil {
		about := o.archive
		if causeof.Of(err) == causeof.Full || errors.Is(err, casefile.ErrFull) {
			about = path // it is the new file that has no room
		}
		return archiveFault(s.Lang, about, err)
	}
	v := out.Verified
	if s.JSON {
		return s.WriteJSON(answer.Restored{Path: path, ID: out.Case.ID, Title: out.Case.Title, Evidence: v.EvidenceChecked,
			Records: v.RecordsChecked, CustodyEntries: v.CustodyEntries, Head: v.Head, Manifest: b.Manifest, Encrypted: b.Sealed})
	}
	s.Print("restore.done", s.Out.Style.Bold.Render(screen.Clean(shown(path))), screen.Clean(out.Case.Title))
	s.Print("restore.checked", v.EvidenceChecked, v.RecordsChecked, v.CustodyEntries)
	s.Print("restore.head", v.Head)
	return nil
}

// free refuses a name that is taken.
func free(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return taken(path)
	}
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		return writing(path, err)
	}
	return nil
}

func taken(path string) error {
	return failure("error.output-exists", path).next("hint.restore-output-exists")
}
