package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
)

// changes are the commands that change a case or write a file, by their paths.
// Each has --dry-run: it does all that it does, on a case that forgets it.
var changes = []string{
	"new", "add-evidence", "export", "view", "apply", "sheet", "file", "undo", "purge", "reimport", "read-text", "redact", "archive", "next",
	"case set", "case flag", "case happened", "case field", "claim add", "claim remove", "claim set", "deadlines set",
	"event add", "event pin", "event unpin", "event set", "event join", "event split", "event remove",
	"evidence set", "evidence note", "evidence withdraw", "evidence restore", "evidence mend",
	"filings set", "filings withdraw", "filings restore", "log call", "log reply", "log visit", "log note",
	"mask add", "mask keep", "mask remove", "packet include", "packet exclude", "packet order", "party set", "party remove", "stamp request", "stamp attach", "stamp verify",
	"config set", "config unset", "story take", "story fill", "story none", "story drop", "story order", "who bind",
}

// Changing lists the commands that change a case or write a file, by their paths:
// what holds for all of them is proven of each.
func Changing() []string { return slices.Clone(changes) }

// rehearsals gives the commands that change something --dry-run.
func rehearsals(s *session, root *cobra.Command) {
	for _, path := range changes {
		c, _, err := root.Find(strings.Fields(path))
		if err != nil || c == root || c.Flags().Lookup("dry-run") != nil {
			continue
		}
		c.Flags().BoolVarP(&s.dryRun, "dry-run", "n", false, s.Say("flag.rehearse"))
	}
}

// final says before something is done that complain undo does not take it back, once
// in a run.
func (s *session) final(code string) {
	if !s.dryRun && s.finality != code {
		s.finality = code
		s.Talk(code)
	}
}

// rehearse has the case forget what is done to it where the run is a dry one.
func (s *session) rehearse(ctx context.Context, f *casefile.File) error {
	if !s.dryRun {
		return nil
	}
	s.Talk("rehearse.nothing-kept")
	return f.Rehearse(ctx)
}
