package crashtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complain/pkg/casefile"
)

// tally is what a replay over all states of a trace found.
type tally struct {
	operations, states, corrupt, lost int
	unreadable                        int // states that a read-only opening could not show
	first                             []string
}

func (y *tally) add(at string, f finding) {
	if f.corrupt != nil {
		y.corrupt++
	} else if len(f.lost) > 0 {
		y.lost++
	}
	if (f.corrupt != nil || len(f.lost) > 0) && len(y.first) < 5 {
		y.first = append(y.first, at+": "+f.String())
	}
}

func (y *tally) String() string {
	return fmt.Sprintf("%d operations, %d states: %d corrupt, %d lost acknowledged evidence, %d not readable before a writer came", y.operations, y.states, y.corrupt, y.lost, y.unreadable)
}

// traceable skips a test where nothing can be traced.
func traceable(t *testing.T) {
	t.Helper()
	if err := Traceable(t.Context()); err != nil {
		t.Skipf("the power cut is not replayed here: %v", err)
	}
}

// replay cuts the power after every so many operations of a trace, in all the
// ways of Cuts, and hands each folder found to look.
func replay(t *testing.T, trace *Trace, s scale, look func(at, dir string, stdout []byte)) (operations, states int) {
	t.Helper()
	disk := NewDisk(trace.Start)
	var stdout []byte
	for n, op := range trace.Operations {
		disk.Apply(op)
		if op.Kind == Say {
			stdout = append(stdout, op.Data...)
		}
		// What was just promised is always looked at.
		if n%s.every != 0 && op.Kind != Say && n != len(trace.Operations)-1 {
			continue
		}
		for i, cut := range Cuts(n, s.cuts, 1) {
			states++
			dir := found(t, disk.Cut(cut))
			look(fmt.Sprintf("operation %d (%s), cut %d %+v", n, op.Kind, i, cut), dir, stdout)
			os.RemoveAll(dir)
		}
	}
	return len(trace.Operations), states
}

// found lays out a folder as the power cut left it.
func found(t *testing.T, files map[string][]byte) (dir string) {
	t.Helper()
	dir, err := os.MkdirTemp(built(), "state-*")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// replayAdd traces add-evidence of a build of the program and replays it.
func replayAdd(t *testing.T, s scale, changes ...Change) *tally {
	t.Helper()
	real := program(t)
	dir := newCase(t, real)
	first, sums := evidence(t, 1, 1, 1000)
	before := acks(t, must(t, dir, real, append([]string{"-C", caseName, "add-evidence", "--json"}, first...)...))
	paths, more := evidence(t, 2, 6, 60000)
	for sum, data := range more {
		sums[sum] = data
	}
	trace, err := Record(t.Context(), dir, environment(t), program(t, changes...), append([]string{"-C", caseName, "add-evidence", "--json"}, paths...)...)
	if err != nil {
		t.Fatal(err)
	}
	if trace.ExitCode != 0 {
		t.Fatalf("exit %d: %s", trace.ExitCode, trace.Stderr)
	}
	if said := acks(t, trace.Stdout); len(said) < len(paths) {
		t.Fatalf("%d acknowledged of %d", len(said), len(paths))
	}
	y := &tally{}
	y.operations, y.states = replay(t, trace, s, func(at, dir string, stdout []byte) {
		path := filepath.Join(dir, caseName)
		promised := append(before[:len(before):len(before)], acks(t, stdout)...)
		// The next thing a person does may be to look, or to go on adding.
		if f := inspect(context.Background(), path, casefile.ReadOnly, promised, sums); f.corrupt != nil || len(f.lost) > 0 {
			y.unreadable++
		}
		y.add(at, inspect(context.Background(), path, casefile.ReadWrite, promised, sums))
	})
	return y
}

func TestPowerCut(t *testing.T) {
	traceable(t)
	start := time.Now()
	y := replayAdd(t, proofs())
	t.Logf("power cut in add-evidence: %v (%v)", y, time.Since(start).Round(time.Second))
	if y.unreadable > 0 {
		t.Errorf("%d states cannot be looked at until something is written to them", y.unreadable)
	}
	if y.corrupt+y.lost > 0 {
		t.Errorf("a power cut costs evidence:\n%s", strings.Join(y.first, "\n"))
	}
}

// A replay that finds nothing wrong with a program that never waits for the
// disk would prove nothing.
func TestPowerCutBites(t *testing.T) {
	traceable(t)
	s := proofs()
	s.every *= 5
	for _, c := range []struct {
		setting string
		corrupt bool
	}{{"OFF", true}, {"FULL", false}} {
		start := time.Now()
		y := replayAdd(t, s, Change{Folder: "pkg/casefile", Old: "synchronous(EXTRA)", New: "synchronous(" + c.setting + ")"})
		t.Logf("power cut with synchronous=%s: %v (%v)", c.setting, y, time.Since(start).Round(time.Second))
		if y.lost == 0 || c.corrupt && y.corrupt == 0 {
			t.Errorf("synchronous=%s passes: the replay does not bite", c.setting)
		}
	}
}

func TestPowerCutInNew(t *testing.T) {
	traceable(t)
	start := time.Now()
	dir := t.TempDir()
	trace, err := Record(t.Context(), dir, environment(t), program(t), "new", "--json", "--path", caseName, "--seller", "Northwind", "Phone refund")
	if err != nil || trace.ExitCode != 0 {
		t.Fatalf("%v: %+v", err, trace)
	}
	broken := 0
	operations, states := replay(t, trace, proofs(), func(at, dir string, stdout []byte) {
		path := filepath.Join(dir, caseName)
		if _, err := os.Stat(path); err != nil && len(stdout) == 0 {
			return
		}
		if f := inspect(t.Context(), path, casefile.ReadWrite, nil, nil); f.corrupt != nil {
			broken++
			t.Errorf("%s: %v", at, f)
		}
	})
	t.Logf("power cut in new: %d operations, %d states: %d broken (%v)", operations, states, broken, time.Since(start).Round(time.Second))
}

func TestPowerCutWhileWritingOut(t *testing.T) {
	traceable(t)
	for _, o := range outputs() {
		t.Run(o.command, func(t *testing.T) {
			cutWriter(t, o)
		})
	}
}

// cutWriter replays a power cut in a command that writes a file: a new one, or
// for export in place of an older one.
func cutWriter(t *testing.T, o output) {
	t.Helper()
	start := time.Now()
	dir := newCase(t, program(t))
	paths, _ := evidence(t, 3, 2, 1000)
	must(t, dir, program(t), append([]string{"-C", caseName, "add-evidence", "--quiet"}, paths...)...)
	final := filepath.Join(dir, o.name)
	args := append([]string{"-C", caseName}, o.args...)
	var old []byte
	if o.command == "export" {
		old = []byte("an older packet")
		if err := os.WriteFile(final, old, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, "--force")
	}
	trace, err := Record(t.Context(), dir, environment(t), program(t), args...)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(final)
	if err == nil {
		err = o.whole(whole)
	}
	if err != nil {
		t.Fatalf("%v\n%s%s", err, trace.Stdout, trace.Stderr)
	}
	broken := 0
	operations, states := replay(t, trace, proofs(), func(at, dir string, stdout []byte) {
		got, err := os.ReadFile(filepath.Join(dir, o.name))
		switch {
		case err == nil && bytes.Equal(got, whole):
		case len(stdout) == 0 && old == nil && errors.Is(err, fs.ErrNotExist):
		case len(stdout) == 0 && old != nil && bytes.Equal(got, old):
		default:
			broken++
			t.Errorf("%s: broken or gone: %d bytes, %v", at, len(got), err)
		}
		if f := inspect(t.Context(), filepath.Join(dir, caseName), casefile.ReadWrite, nil, nil); f.corrupt != nil {
			broken++
			t.Errorf("%s: %v", at, f)
		}
	})
	t.Logf("power cut in %s: %d operations, %d states: %d broken (%v)", o.command, operations, states, broken, time.Since(start).Round(time.Second))
}
