package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dossier"
	"complain/pkg/internal/trial"
	"complain/pkg/locale"
)

// readers are the commands that change neither a case nor a file of it.
var readers = []string{
	"rescue",
	"status", "check", "timeline", "timeline show", "records", "search", "filings get", "evidence list", "evidence show", "evidence get", "mask list", "packet list", "party list",
	"claim list", "claim kinds", "story money", "verify", "custody", "stamp list", "stamp get", "restore", "map", "channels law", "channels clock", "channels route", "channels words", "channels status", "channels edit",
	"tables", "man", "config list", "config get", "howto", "template list", "template show", "template copy", "demo", "exit-codes", "numbers", "guide", // which runs the others
}

// Every command either reads, or says what it would do with --dry-run.
func TestEveryChangeCanBeRehearsed(t *testing.T) {
	for _, c := range commands(testRoot(locale.English)) {
		path := strings.TrimPrefix(c.CommandPath(), "complain ")
		if c.HasSubCommands() {
			continue
		}
		switch read, change := slices.Contains(readers, path), slices.Contains(changes, path); {
		case read == change:
			t.Errorf("%s: a command reads or changes: put it on the one list or the other", path)
		case change && c.Flags().Lookup("dry-run") == nil:
			t.Errorf("%s has no --dry-run", path)
		}
	}
}

// untried are changes that the trial has no room for: of files alone, of pictures
// and recordings, of a category's story, and what is final. What they do to the
// case is a row of a kind that others are tried with.
var untried = []string{
	"config set", "config unset", "new", "export", "view", "apply", "sheet", "archive", "undo", "purge", "reimport", "read-text", "evidence note", "evidence mend", "next", "deadlines set",
	"stamp attach", "stamp verify", "story take", "story drop",
}

// Every command that changes a case, taken back, leaves the case as it was; in a
// dry run it changes nothing.
func TestEveryChangeCanBeTakenBack(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	sys := OS()
	sys.Random = zeros{}
	sys.Getenv = func(string) string { return "" }
	sys.Now = func() time.Time { return time.Date(2026, 3, 20, 1, 2, 3, 0, time.UTC) }
	sys.Today = sys.Now
	run := func(args ...string) (int, string) {
		var out bytes.Buffer
		sys.Out, sys.Err, sys.In = &out, &out, nil
		code := Main(append(slices.Clone(args), "-C", "a.complain", "--no-input", "--yes"), sys)
		return code, out.String()
	}
	must := func(args ...string) {
		t.Helper()
		if code, out := run(args...); code != exitDone && code != exitLook {
			t.Fatalf("complain %s: %d\n%s", strings.Join(args, " "), code, out)
		}
	}
	if err := trial.Write("."); err != nil {
		t.Fatal(err)
	}
	if code := Main(append(slices.Clone(trial.New), "--path", "a.complain", "--no-input"), quiet(sys)); code != 0 {
		t.Fatal(code)
	}
	for _, line := range trial.Setup {
		must(trial.In(".", line)...)
	}
	for _, path := range changes {
		if trial.Changes[path] == nil && !slices.Contains(untried, path) {
			t.Errorf("%s is not tried", path)
		}
	}
	ran := 0
	for path, args := range trial.Changes {
		if slices.Contains(untried, path) {
			continue
		}
		before := asItStands(t)
		words := append(strings.Fields(path), trial.In(".", args)...)
		if code, out := run(append(slices.Clone(words), "--dry-run")...); code != exitDone && code != exitLook || asItStands(t) != before {
			t.Errorf("%s --dry-run: %d %s", path, code, out)
			continue
		}
		code, out := run(words...)
		if code != exitDone && code != exitLook || asItStands(t) == before {
			t.Errorf("%s changed nothing: %d %s", path, code, out)
			continue
		}
		if code, out := run("undo"); code != exitDone {
			t.Errorf("%s: undo: %d %s", path, code, out)
		}
		if got := asItStands(t); got != before {
			t.Errorf("%s: taken back, the case holds\n%s\nand before\n%s", path, got, before)
		}
		_ = os.Remove("manifest.tsq")
		ran++
	}
	if ran < 25 {
		t.Errorf("only %d commands were taken back", ran)
	}
	// What is final says so, and changes nothing.
	must("reimport", "E1")
	before := asItStands(t)
	if code, out := run("undo"); code != exitFailed || !strings.Contains(out, "cannot be taken back") || asItStands(t) != before {
		t.Errorf("reimport: %d %s", code, out)
	}
	must("purge", "E2", "--why", "private", "--confirm", "E2")
	before = asItStands(t)
	if code, out := run("undo"); code != exitFailed || !strings.Contains(out, "cannot be taken back") || asItStands(t) != before {
		t.Errorf("purge: %d %s", code, out)
	}
	if code, out := run("verify"); code != exitDone {
		t.Errorf("%s", out)
	}
}

func quiet(sys System) System {
	sys.Out, sys.Err = io.Discard, io.Discard
	return sys
}

// asItStands is what stands in the case: all rows but those of withdrawn evidence
// and the log.
func asItStands(t *testing.T) string {
	t.Helper()
	ctx := context.Background()
	f, err := casefile.Open(ctx, "a.complain", casefile.ReadOnly, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	say := func(v any, err error) {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%+v\n", v)
	}
	say(f.Case(ctx))
	say(f.Parties(ctx))
	all, err := f.Claims(ctx)
	for _, c := range all {
		if c.Amount != nil {
			say(c.Amount.String(), err)
			c.Amount = nil
		}
		say(c, err)
	}
	evidence, err := f.AllEvidence(ctx)
	for _, e := range evidence {
		if e.Withdrawn == "" {
			say(e.ID.String()+e.Title+e.Proves+e.Source+e.SHA256, err)
		}
	}
	for r, err := range f.Records(ctx, casefile.Filter{}) {
		r.Amount = nil
		say(r, err)
	}
	say(f.Pins(ctx))
	stamps, err := f.Stamps(ctx)
	say(len(stamps), err)
	for _, kind := range []string{dossier.FlagSaid, dossier.HappenedSaid, dossier.FilingSaid, dossier.ContactSaid, dossier.StepSaid, dossier.AgreedSaid,
		dossier.FieldSaid, dossier.EventSaid, dossier.ElementSaid, dossier.OrderSaid, dossier.JoinSaid, dossier.SplitSaid, dossier.NamedSaid, dossier.MaskSaid, dossier.CoveringSaid,
		dossier.ExhibitSaid, dossier.ExhibitOrderSaid} {
		sayings, err := f.Said(ctx, kind)
		for _, s := range sayings {
			say(s.Kind+s.Key+string(s.Body)+s.SHA256, err)
		}
	}
	return b.String()
}
