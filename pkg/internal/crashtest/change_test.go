package crashtest

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"complain/pkg/casefile"
	"complain/pkg/choices"
	"complain/pkg/cli"
	"complain/pkg/internal/trial"
)

// cutElsewhere are the commands whose power is cut in a proof of its own, or that
// write nothing of the case: why.
var cutElsewhere = map[string]string{
	"add-evidence":  "TestPowerCut: what is stored stays, read or not",
	"new":           "TestPowerCutInNew",
	"export":        "TestPowerCutWhileWritingOut",
	"archive":       "TestPowerCutWhileWritingOut",
	"view":          "a file as export writes it",
	"sheet":         "a file as export writes it",
	"config set":    "the user's settings, not a case",
	"config unset":  "the user's settings, not a case",
	"read-text":     "needs Tesseract; a row as recognition writes it, like those of mask add",
	"evidence note": "needs a recording; a row like that of event add",
	"stamp attach":  "needs the token of an authority; a row like that of stamp request",
	"stamp verify":  "needs the token of an authority; a row like that of stamp request",
	"next":          "a row like that of case flag",
	"deadlines set": "needs an office's answer; a row like that of case happened",
	"story take":    "needs a proposal; a row as story fill writes it",
	"story drop":    "a row like that of story none",
}

// cutChanges is how each command that changes a case is run, for its power to be cut.
func cutChanges() map[string][]string {
	all := maps.Clone(trial.Changes)
	delete(all, "add-evidence") // which has a proof of its own
	all["apply"] = []string{"/choices.json"}
	return all
}

// changedCase is a case in which every command of cutChanges finds something to
// change; the files that it needs are in another folder, where nothing is cut.
func changedCase(t *testing.T, real string) (dir, files string) {
	t.Helper()
	dir, files = t.TempDir(), t.TempDir()
	if err := trial.Write(files); err != nil {
		t.Fatal(err)
	}
	must(t, dir, real, append(slices.Clone(trial.New), "--path", caseName)...)
	for _, args := range trial.Setup {
		if _, stderr, code := run(t, dir, real, ofCase(files, args)...); code != 0 && code != 1 {
			t.Fatalf("%s: exit %d: %s", strings.Join(args, " "), code, stderr)
		}
	}
	f, err := casefile.Open(t.Context(), filepath.Join(dir, caseName), casefile.ReadOnly, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := f.Case(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	title := "The chat"
	text, err := json.Marshal(choices.Choices{Format: choices.Format, Version: choices.Version, Case: c.ID, Base: logOf(t.Context(), f).head,
		Evidence: map[string]choices.Evidence{"E1": {Title: &title}}})
	if err == nil {
		err = os.WriteFile(filepath.Join(files, "choices.json"), text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir, files
}

// ofCase is a command line on the case, with its files named in full.
func ofCase(files string, args []string) []string {
	return append([]string{"-C", caseName, "--no-input", "--yes"}, trial.In(files, args)...)
}

// written is what the log of a case says of how far it goes.
type written struct {
	head    string
	entries int64
	wrong   error
}

func logOf(ctx context.Context, f *casefile.File) written {
	v, err := f.Verify(ctx, nil)
	if err == nil {
		err = v.Err()
	}
	return written{v.Head, v.CustodyEntries, err}
}

func writtenIn(dir string) written {
	f, err := casefile.Open(context.Background(), filepath.Join(dir, caseName), casefile.ReadOnly, clock)
	if err != nil {
		return written{wrong: err}
	}
	defer f.Close()
	return logOf(context.Background(), f)
}

// Every command that changes a case has a proof, and whenever its power is cut the
// case is whole and as it was, or as it was to be, with nothing between.
func TestPowerCutInEveryChange(t *testing.T) {
	for _, path := range cli.Changing() {
		_, here := cutChanges()[path]
		if _, elsewhere := cutElsewhere[path]; here == elsewhere {
			t.Errorf("complain %s: what a power cut does to it is not proven: give it a line of cutChanges, or say in cutElsewhere why not", path)
		}
	}
	for _, path := range slices.Concat(slices.Collect(maps.Keys(cutChanges())), slices.Collect(maps.Keys(cutElsewhere))) {
		if !slices.Contains(cli.Changing(), path) {
			t.Errorf("complain %s changes nothing", path)
		}
	}
	traceable(t)
	s, real := proofs(), program(t)
	base, files := changedCase(t, real)
	data, err := os.ReadFile(filepath.Join(base, caseName))
	if err != nil {
		t.Fatal(err)
	}
	before := writtenIn(base)
	states := 0
	for i, path := range slices.Sorted(maps.Keys(cutChanges())) {
		if i%s.changes != 0 {
			continue
		}
		dir := found(t, map[string][]byte{caseName: data})
		trace, err := Record(t.Context(), dir, environment(t), real, ofCase(files, append(strings.Fields(path), cutChanges()[path]...))...)
		if err != nil {
			t.Fatal(err)
		}
		after := writtenIn(dir)
		if trace.ExitCode != 0 && trace.ExitCode != 1 || after.wrong != nil || after.entries <= before.entries {
			t.Errorf("complain %s: exit %d, %+v: %s", path, trace.ExitCode, after, trace.Stderr)
			continue
		}
		_, n := replay(t, trace, s, func(at, dir string, stdout []byte) {
			got := writtenIn(dir)
			promised := len(stdout) > 0 && len(stdout) == len(trace.Stdout)
			if got != after && (got != before || promised) {
				t.Errorf("complain %s, %s: the case is %+v, was %+v and was to be %+v", path, at, got, before, after)
			}
		})
		states += n
		os.RemoveAll(dir)
	}
	t.Logf("power cut in every %d. of %d commands: %d states", s.changes, len(cutChanges()), states)
}
