package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/choices"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
)

func newApply(s *session) *cobra.Command {
	c := command(s.Lang, "apply", "apply [FILE]", func(cmd *cobra.Command, args []string) error {
		file := ""
		if len(args) > 0 {
			file = args[0]
		}
		return runApply(cmd.Context(), s, file)
	})
	c.Args = arguments(s.Lang, 0, 1, "FILE")
	return c
}

// runApply makes the changes that were chosen in a page or a sheet: all of them,
// as one change, or none.
func runApply(ctx context.Context, s *session, file string) error {
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.CheckRows(ctx); err != nil {
		return err
	}
	c, err := f.Case(ctx)
	if err != nil {
		return err
	}
	from, chosen, err := chosenIn(ctx, s, f, c, file)
	if err != nil {
		return err
	}
	if chosen.Case != c.ID {
		return failure("error.choices-other", from, c.Title).next("hint.choices-other")
	}
	a, err := newApplier(ctx, s, f)
	if err != nil {
		return err
	}
	if err := errors.Join(a.elements(chosen), a.amounts(chosen)); err != nil {
		return err
	}
	changes, missing := choices.Diff(chosen, a.state)
	if missing != "" {
		return failure("error.choices-missing", missing).next("hint.choices-again")
	}
	v := answer.Applied{File: from, Changes: []answer.ChosenChange{}}
	for _, one := range changes {
		v.Changes = append(v.Changes, a.changeJSON(one))
	}
	if len(changes) == 0 {
		return s.Done(v, "apply.nothing", screen.Clean(from))
	}
	if !s.JSON {
		s.Talk("apply.from", screen.Clean(from))
		for _, one := range v.Changes {
			s.indent("  ", one.Text)
		}
	}
	if err := stillFits(ctx, s, f, chosen.Base); err != nil {
		return err
	}
	if err := f.Batch(ctx, func() error { return a.apply(ctx, changes) }); err != nil {
		return err
	}
	v.Applied = true
	if err := s.Done(v, "apply.done", len(changes)); err != nil {
		return err
	}
	s.Talk("apply.next")
	return nil
}

// stillFits asks where the case was changed since the choices began: what they say
// may overwrite what was said since.
func stillFits(ctx context.Context, s *session, f *casefile.File, base string) error {
	_, head, err := f.PacketHead(ctx)
	if err != nil || head == base {
		return err
	}
	code, n := "apply.unknown-base", 0
	known := false
	for e, err := range f.Custody(ctx) {
		if err != nil {
			return err
		}
		if known && e.Changes() {
			n++
		}
		known = known || e.Hash == base
	}
	if known {
		code = "apply.moved-on"
	}
	s.Talk(code, n)
	if s.dryRun {
		return nil
	}
	ok, err := s.Confirm("apply.confirm")
	if err == nil && !ok {
		err = failure("error.not-applied").next("hint.choices-again")
	}
	return err
}

// chosenIn reads choices from a file, from standard input for "-", or from the
// newest file of choices of this case that a browser saved.
func chosenIn(ctx context.Context, s *session, f *casefile.File, c dispute.Case, file string) (from string, chosen *choices.Choices, err error) {
	var data []byte
	switch file {
	case "":
		file, data = newestChoices(s, f.Path(), c.ID)
		if file == "" {
			return "", nil, failure("error.no-choices").next("hint.no-choices")
		}
	case "-":
		if data, err = io.ReadAll(io.LimitReader(s.sys.In, choices.Largest+1)); err != nil {
			return "", nil, err
		}
	default:
		if data, err = readPlain(file, choices.Largest); err != nil {
			return "", nil, err
		}
	}
	if from = shown(file); file == "-" {
		from = s.Say("apply.pasted")
	}
	chosen, err = readChoices(ctx, s, c, data)
	switch {
	case errors.Is(err, choices.ErrNoChoices):
		return from, nil, failure("error.choices-none", from).next("hint.no-choices")
	case errors.Is(err, choices.ErrNewer):
		return from, nil, failure("error.choices-newer", from).next("hint.newer")
	case errors.Is(err, choices.ErrWrong):
		c := failure("error.choices-wrong", from, detail(err)).next("hint.choices-again")
		c.err = err
		return from, nil, c
	}
	return from, chosen, err
}

// detail is what an error of choices says behind its own words: a place.
func detail(err error) string {
	return screen.Clean(strings.TrimPrefix(err.Error(), choices.ErrWrong.Error()+": "))
}

// readChoices reads what a page saved, or a workbook.
func readChoices(ctx context.Context, s *session, c dispute.Case, data []byte) (*choices.Choices, error) {
	if form := sheet.FormOf(data[:min(len(data), 1024)]); form != sheet.Text && !choices.Is(data) {
		return readSheet(ctx, s, c, data, form)
	}
	chosen, err := choices.Read(bytes.NewReader(data))
	return &chosen, err
}

// newestChoices looks where browsers save files and where the case lies, for the
// newest choices of the case.
func newestChoices(s *session, caseFile, id string) (path string, data []byte) {
	var newest time.Time
	for _, folder := range choiceFolders(s, caseFile) {
		entries, err := os.ReadDir(folder)
		if err != nil {
			continue // many of them are not there
		}
		for _, e := range entries {
			if !strings.HasPrefix(e.Name(), "choices-") || !strings.Contains(e.Name(), ".json") {
				continue
			}
			info, err := e.Info()
			if err != nil || !info.Mode().IsRegular() || info.Size() > choices.Largest || !info.ModTime().After(newest) {
				continue
			}
			read, err := os.ReadFile(filepath.Join(folder, e.Name()))
			if err != nil {
				continue
			}
			if chosen, err := choices.Read(bytes.NewReader(read)); err == nil && chosen.Case == id {
				path, data, newest = filepath.Join(folder, e.Name()), read, info.ModTime()
			}
		}
	}
	return path, data
}

// downloads are the names of the folder that browsers save into.
var downloads = []string{"Downloads", "Download", "downloads"}

func choiceFolders(s *session, caseFile string) []string {
	out := []string{filepath.Dir(caseFile), "."}
	if dir := s.sys.Getenv("XDG_DOWNLOAD_DIR"); dir != "" {
		out = append(out, dir)
	}
	if s.sys.Downloads != nil && s.sys.Downloads() != "" {
		out = append(out, s.sys.Downloads())
	}
	if home := s.sys.home(); home != "" {
		out = append(out, userDownloads(home)...)
		for _, name := range append(slices.Clone(downloads), s.Say("apply.downloads")) {
			out = append(out, filepath.Join(home, name))
		}
	}
	return out
}

// userDownloads is the folder that a desktop names for downloads, in its own
// language.
func userDownloads(home string) []string {
	data, err := os.ReadFile(filepath.Join(home, ".config", "user-dirs.dirs"))
	if err != nil {
		return nil
	}
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), "XDG_DOWNLOAD_DIR="); ok {
			return []string{strings.Replace(strings.Trim(value, `"`), "$HOME", home, 1)}
		}
	}
	return nil
}
