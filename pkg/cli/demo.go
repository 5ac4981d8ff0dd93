package cli

import (
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
	// Of an invented story the program witnesses nothing: its case has the day's
	// clock, which may be set, so that its packets can be made again.
	s.sys.Now = s.sys.Today
	folder := filepath.Join(dir, "evidence")
	if err := unpack(demo.Files(), folder, s.sys.Now()); err != nil {
		return err
	}
	story, err := demo.TheStory(s.Lang.Tag())
	if err != nil {
		return err
	}
	path := filepath.Join(dir, slug(story.Case.Title)+casefile.Extension)
	f, err := create(ctx, s, path, story.Case)
	if err != nil {
		return err
	}
	defer f.Close()
	in := &ingest.Ingest{Store: ingest.InCase(f), Importers: all.Importers(), Fallback: all.Fallback(), Report: func(r ingest.Result) { printResult(s, r, nil) }}
	items, _ := ingest.Walk([]string{folder}, f.Path())
	if _, err := in.Add(ctx, items, ingest.Settings{}); err != nil {
		return err
	}
	if err := tell(ctx, f, story); err != nil {
		return err
	}
	if !s.JSON {
		s.Print("demo.made", screen.Clean(shown(path)))
	}
	if err := demoPackets(ctx, s, f, dir); err != nil {
		return err
	}
	if !s.JSON {
		s.Print("demo.next", screen.Clean(dir))
	}
	return nil
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

// tell puts into the case what no file says.
func tell(ctx context.Context, f *casefile.File, story demo.Story) error {
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
	for _, s := range story.Statements {
		if _, err := f.State(ctx, dispute.Record{At: s.At, Who: s.Who, Text: s.Text}); err != nil {
			return err
		}
	}
	names := map[dispute.EvidenceID]string{}
	evidence, err := f.AllEvidence(ctx)
	if err != nil {
		return err
	}
	for _, e := range evidence {
		names[e.ID] = e.Name
		x, ok := story.Exhibits[e.Name]
		if !ok {
			continue
		}
		e.Title, e.Source, e.Proves = x.Title, x.Source, x.Proves
		if err := f.Describe(ctx, e); err != nil {
			return err
		}
	}
	var pinned []dispute.Record
	for r, err := range f.Records(ctx, casefile.Filter{}) {
		if err != nil {
			return err
		}
		for _, pin := range story.Pins {
			if names[r.Evidence] == pin.File && strings.Contains(r.Text, pin.Text) {
				pinned = append(pinned, r)
				break
			}
		}
	}
	return f.Pin(ctx, pinned, true)
}

// demoPackets writes every packet in every format.
func demoPackets(ctx context.Context, s *session, f *casefile.File, dir string) error {
	for _, to := range []string{"platform", "association", "regulator"} {
		q, err := readRequest(ctx, s, f, exportOptions{to: to})
		if err != nil {
			return err
		}
		c, err := compose(ctx, s, f, q)
		if err != nil {
			return err
		}
		for _, form := range formats() {
			name := filepath.Join(dir, fmt.Sprintf("%s-%s%s", c.document.Title, to, form.extension))
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
