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

// tried is how each command that changes a case is run on the case of trial.
// Those without rows in the case, and those that are final, are none of them.
var tried = map[string][]string{
	"add-evidence":      {"more.txt", "--as", "pasted"},
	"case set":          {"--order", "4316208857120346159", "--currency", "GBP"},
	"case flag":         {"bought_for_business", "no"},
	"case happened":     {"order_placed", "2026-03-01"},
	"case field":        {"goods-brand", "某牌"},
	"claim add":         {"refund", "--amount", "5"},
	"claim remove":      {"1"},
	"claim set":         {"1", "--amount", "6"},
	"event add":         {"wrote again", "--at", "2026-03-06"},
	"event pin":         {"R1", "R2"},
	"event unpin":       {"R1"},
	"event set":         {"R1", "--text", "asked for a refund"},
	"event join":        {"R1", "R2"},
	"event split":       {"R1"},
	"event remove":      {"R4"},
	"evidence set":      {"E1", "--title", "chat", "--proves", "what was said"},
	"evidence withdraw": {"E1", "--why", "other order"},
	"evidence restore":  {"E3"},
	"file":              {"--to", "regulator", "--on", "2026-03-08"},
	"log call":          {"nobody answered", "--on", "2026-03-07", "--to", "seller"},
	"log reply":         {"refused", "--on", "2026-03-07", "--to", "seller"},
	"log visit":         {"closed", "--on", "2026-03-07", "--to", "seller"},
	"log note":          {"waited", "--on", "2026-03-07"},
	"mask add":          {"blue kettle"},
	"mask keep":         {"0755-26680000"},
	"mask remove":       {"1"},
	"packet include":    {"E1"},
	"packet exclude":    {"E1"},
	"packet order":      {"E2", "E1", "--group", "time"},
	"party set":         {"seller", "--name", "Company"},
	"redact":            {"R2", "--why", "private"},
	"party remove":      {"seller"},
	"who bind":          {"B", "seller"},
	"filings set":       {"F1", "--ref", "A-1"},
	"filings withdraw":  {"F1", "--why", "sent to another office"},
	"stamp request":     {},
}

// untried are changes that the trial has no room for: of files alone, of pictures
// and recordings, of a category's story, and what is final. What they do to the
// case is a row of a kind that others are tried with.
var untried = []string{
	"config set", "config unset", "new", "export", "view", "apply", "sheet", "archive", "undo", "purge", "reimport", "read-text", "evidence note", "evidence mend", "next", "deadlines set",
	"filings restore", "stamp attach", "stamp verify", "story take", "story fill", "story none", "story drop", "story order",
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
	for name, text := range map[string]string{
		"chat.txt": "A 2026-03-01 10:30\nrefund please\n\nB 2026-03-01 10:31\nno\n\nA 2026-03-01 10:32\nwhy\n",
		"more.txt": "A 2026-03-02 10:30\nhello\n\nB 2026-03-02 10:31\nhello\n", "gone.txt": "A 2026-03-03 10:30\nhello\n\nB 2026-03-03 10:31\nwell\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if code := Main([]string{"new", "Cup", "--path", "a.complain", "--seller", "Shop", "--no-input"}, quiet(sys)); code != 0 {
		t.Fatal(code)
	}
	must("add-evidence", "chat.txt", "--as", "pasted")
	must("claim", "add", "refund", "--amount", "128")
	must("event", "add", "called", "--at", "2026-03-05")
	must("mask", "add", "green kettle")
	must("event", "pin", "R1")
	if err := os.WriteFile("film.bin", []byte{1, 2, 3}, 0o600); err != nil {
		t.Fatal(err)
	}
	must("add-evidence", "film.bin")
	must("add-evidence", "gone.txt", "--as", "pasted")
	must("evidence", "withdraw", "E3", "--why", "x")
	must("file", "--to", "platform", "--on", "2026-03-06")
	for _, path := range changes {
		if _, ok := tried[path]; ok == slices.Contains(untried, path) {
			t.Errorf("%s is not tried", path)
		}
	}
	ran := 0
	for path, args := range tried {
		before := asItStands(t)
		words := append(strings.Fields(path), args...)
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
