package cli

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/demo"
	"complain/pkg/dispute"
	"complain/pkg/importer/all"
	"complain/pkg/ingest"
	"complain/pkg/tale"
)

func newDemo(s *session) *cobra.Command {
	c := command(s.Lang, "demo", "demo [DIR]", func(cmd *cobra.Command, args []string) error {
		dir := "complain-demo"
		if len(args) == 1 {
			dir = args[0]
		}
		return runDemo(cmd.Context(), s, dir)
	})
	c.Args = arguments(s.Lang, 0, 1, "DIR")
	return c
}

func runDemo(ctx context.Context, s *session, dir string) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return failure("error.demo-exists", dir).next("hint.demo-exists")
	}
	// Of an invented story the program witnesses nothing: its cases have the day's
	// clock, which may be set, so that their packets can be made again.
	s.sys.Now = s.sys.Today
	first := ""
	for _, name := range demo.Names() {
		path, err := demoCase(ctx, s, dir, name)
		if err != nil {
			return err
		}
		first = cmp.Or(first, filepath.Dir(path))
	}
	if !s.JSON {
		s.Print("demo.next", screen.Clean(first), screen.Clean(filepath.Join(dir, demoEvidence, "jacket")))
	}
	return nil
}

// demoEvidence is the folder of the samples' files, which wait there to be tried.
const demoEvidence = "evidence"

// demoCase makes the case of a sample the way the guide goes: the folder in, all
// that is proposed taken, and what no file says told.
func demoCase(ctx context.Context, s *session, dir, name string) (string, error) {
	folder := filepath.Join(dir, demoEvidence, name)
	if err := unpack(demo.Files(name), folder, s.sys.Now()); err != nil {
		return "", err
	}
	story, err := demo.TheStory(name, s.Lang.Tag())
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
		return "", err
	}
	path := filepath.Join(dir, name, slug(story.Case.Title)+casefile.Extension)
	f, err := create(ctx, s, path, story.Case)
	if err != nil {
		return "", err
	}
	defer f.Close()
	in := &ingest.Ingest{Store: ingest.InCase(f), Importers: all.Importers(), Fallback: all.Fallback(), Report: func(r ingest.Result) {
		if s.JSON {
			printResult(s, r, nil)
		}
	}}
	items, _ := ingest.Walk([]string{folder}, f.Path())
	if _, err := in.Add(ctx, items, ingest.Settings{}); err != nil {
		return "", err
	}
	if err := tell(ctx, s, f, story); err != nil {
		return "", err
	}
	if !s.JSON {
		s.Print("demo.made", screen.Clean(shown(path)))
	}
	return path, demoPackets(ctx, s, f, filepath.Dir(path), story.To)
}

// unpack writes the sample evidence where a person can look at it. It is as old as
// the clock that is handed in says, so that the case says nothing of another one.
func unpack(files fs.FS, dir string, now time.Time) error {
	return fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(name))
		if entry.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(target, data, 0o644); err != nil {
			return err
		}
		return os.Chtimes(target, now, now)
	})
}

// tell puts into the case what no file says, and takes what is proposed.
func tell(ctx context.Context, s *session, f *casefile.File, story demo.Story) error {
	for _, p := range story.Parties {
		if err := f.SetParty(ctx, p); err != nil {
			return err
		}
	}
	for _, c := range story.Claims {
		if _, err := f.AddClaim(ctx, c); err != nil {
			return err
		}
	}
	t, err := taleOf(ctx, s, f, false)
	if err != nil {
		return err
	}
	if _, err := t.Take(ctx, t.Proposals()); err != nil {
		return err
	}
	for _, told := range story.Statements {
		if err := stateFact(ctx, t, told); err != nil {
			return err
		}
	}
	return describe(ctx, s, f, story)
}

// stateFact adds what only the user can tell to an element of the story.
func stateFact(ctx context.Context, t *tale.Tale, told demo.Statement) error {
	e, ok := t.Practice.ElementNamed(t.Dossier.Case.Category, told.Element)
	if !ok {
		return usage("error.element", told.Element)
	}
	return t.State(ctx, e.ID, dispute.Record{At: told.At, Who: told.Who, Text: told.Text})
}

// describe says what each evidence is: in the story's words, and where it has none
// as it is proposed.
func describe(ctx context.Context, s *session, f *casefile.File, story demo.Story) error {
	evidence, err := f.AllEvidence(ctx)
	if err != nil {
		return err
	}
	for _, e := range evidence {
		x, ok := story.Exhibits[e.Name]
		if !ok {
			continue
		}
		e.Title, e.Source, e.Proves = x.Title, x.Source, x.Proves
		if err := f.Describe(ctx, e); err != nil {
			return err
		}
	}
	proposed, err := proposedNames(ctx, s, f)
	if err != nil {
		return err
	}
	if evidence, err = f.AllEvidence(ctx); err != nil {
		return err
	}
	_, err = sayNames(ctx, s, f, evidence, proposed, story.Case.Language)
	return err
}

// demoPackets writes the packets of a sample in every format.
func demoPackets(ctx context.Context, s *session, f *casefile.File, dir string, channels []string) error {
	for _, to := range channels {
		q, err := readRequest(ctx, s, f, exportOptions{to: to})
		if err != nil {
			return err
		}
		c, err := compose(ctx, s, f, q)
		if err != nil {
			return err
		}
		for _, form := range formats() {
			name := filepath.Join(dir, fmt.Sprintf("%s-%s%s", c.document.Title, strings.ReplaceAll(to, ".", "-"), form.extension))
			path, err := exportPacket(ctx, s, &exportCase{File: f}, c, form, exportOptions{output: name, force: true}, q)
			if err != nil {
				return err
			}
			if s.JSON {
				if err := s.WriteJSON(answer.DemoPacket{Channel: c.channel.ID, Format: form.name, Path: path, Ready: c.ready()}); err != nil {
					return err
				}
				continue
			}
			s.Print("export.done", screen.Clean(shown(path)), c.channel.Name.In(s.Lang.Tag()))
		}
	}
	return nil
}
