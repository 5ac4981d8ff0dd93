package crashtest

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complain/pkg/casefile"
)

// killed runs the program and kills it after a time. ended is true when it was
// faster.
func killed(t *testing.T, after time.Duration, dir, program string, args ...string) (stdout []byte, ended bool) {
	t.Helper()
	cmd := exec.Command(program, args...)
	var out bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stdout = dir, environment(t), &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	_ = cmd.Wait() // killed, or done with something to look at
	return out.Bytes(), cmd.ProcessState.Exited()
}

// lasts is how long a command takes when nobody kills it.
func lasts(t *testing.T, base, program string, args ...string) time.Duration {
	t.Helper()
	dir, start := copied(t, base), time.Now()
	if _, ended := killed(t, time.Hour, dir, program, args...); !ended {
		t.Fatal("it was killed by somebody else")
	}
	return time.Since(start)
}

// copied is a fresh copy of a folder.
func copied(t *testing.T, base string) string {
	t.Helper()
	files, err := readFolder(base)
	if err != nil {
		t.Fatal(err)
	}
	return found(t, files)
}

// leftovers lists what lies in a folder under neither a final name of ours nor
// one that says it is temporary.
func leftovers(t *testing.T, dir string, final ...string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
next:
	for _, e := range entries {
		name := e.Name()
		for _, f := range final {
			if name == f || name == f+"-journal" {
				continue next
			}
		}
		if strings.HasPrefix(name, ".") && strings.HasSuffix(name, ".part") {
			continue
		}
		out = append(out, name)
	}
	return out
}

func TestKillWhileAdding(t *testing.T) {
	began, real, s := time.Now(), program(t), proofs()
	base := newCase(t, real)
	first, sums := evidence(t, 1, 1, 1000)
	before := acks(t, must(t, base, real, append([]string{"-C", caseName, "add-evidence", "--json"}, first...)...))
	paths, more := evidence(t, 2, 12, 400000)
	for sum, data := range more {
		sums[sum] = data
	}
	args := append([]string{"-C", caseName, "add-evidence", "--json"}, paths...)
	whole := lasts(t, base, real, args...)
	random := rand.New(rand.NewPCG(1, 2))
	var inTime, midway, unreadable, lost, corrupt int
	for range s.kills {
		dir := copied(t, base)
		stdout, ended := killed(t, time.Duration(random.Int64N(int64(whole))), dir, real, args...)
		promised := append(before[:len(before):len(before)], acks(t, stdout)...)
		if ended { // the machine has become faster
			whole = whole * 9 / 10
		} else {
			inTime++
		}
		if more := len(promised) - len(before); !ended && more > 0 {
			midway++
		}
		path := filepath.Join(dir, caseName)
		if f := inspect(context.Background(), path, casefile.ReadOnly, promised, sums); f.corrupt != nil {
			unreadable++
		}
		f := inspect(context.Background(), path, casefile.ReadWrite, promised, sums)
		if f.corrupt != nil {
			corrupt++
			t.Errorf("corrupt: %v", f.corrupt)
		}
		lost += len(f.lost)
		for _, what := range f.lost {
			t.Errorf("lost: %s", what)
		}
		if left := leftovers(t, dir, caseName); len(left) > 0 {
			t.Errorf("left over: %v", left)
		}
		os.RemoveAll(dir)
	}
	t.Logf("kill -9 in add-evidence: %d kills, %d in time, %d after an acknowledgement: %d corrupt, %d lost, %d not readable before a writer came (%v)",
		s.kills, inTime, midway, corrupt, lost, unreadable, time.Since(began).Round(time.Second))
	if unreadable > 0 {
		t.Errorf("%d cases cannot be read until something is written to them", unreadable)
	}
	if inTime < s.kills/4 {
		t.Errorf("only %d of %d were killed in time", inTime, s.kills)
	}
}

// output is a command that writes a file.
type output struct {
	command string
	args    []string
	name    string
	// whole says what is wrong with a file under the final name.
	whole func(data []byte) error
}

func outputs() []output {
	return []output{
		{"export", []string{"export", "--json", "--to", "regulator", "-o", "packet.pdf"}, "packet.pdf", wholePDF},
		{"archive", []string{"archive", "--json", "-o", "case.zip"}, "case.zip", wholeZip},
	}
}

func wholePDF(data []byte) error {
	if !bytes.HasPrefix(data, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(data), []byte("%%EOF")) {
		return errors.New("no whole PDF")
	}
	return nil
}

func wholeZip(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, r); err != nil {
			return err
		}
		r.Close()
	}
	return nil
}

func TestKillWhileWritingOut(t *testing.T) {
	for _, o := range outputs() {
		t.Run(o.command, func(t *testing.T) {
			killWriter(t, o)
		})
	}
}

// killWriter kills a command that writes a file, in turns a new one and, with
// --force, in place of an older one.
func killWriter(t *testing.T, o output) {
	t.Helper()
	began, real, s := time.Now(), program(t), proofs()
	base := newCase(t, real)
	paths, sums := evidence(t, 4, 3, 200000)
	before := acks(t, must(t, base, real, append([]string{"-C", caseName, "add-evidence", "--json"}, paths...)...))
	args := append([]string{"-C", caseName}, o.args...)
	whole := lasts(t, base, real, args...)
	random := rand.New(rand.NewPCG(1, 3))
	old := []byte("an older file")
	var inTime, absent, there, unfinished int
	for round := range s.kills {
		dir, args := copied(t, base), args
		replacing := round%2 == 1 && o.command == "export"
		final := filepath.Join(dir, o.name)
		if replacing {
			if err := os.WriteFile(final, old, 0o600); err != nil {
				t.Fatal(err)
			}
			args = append(args[:len(args):len(args)], "--force")
		}
		// The file is written at the end: every other kill comes in the last
		// third of the time.
		after := whole
		if round/2%2 == 1 {
			after = whole / 3
		}
		stdout, ended := killed(t, whole*11/10-time.Duration(random.Int64N(int64(after))), dir, real, args...)
		if ended {
			whole = whole * 9 / 10
		} else {
			inTime++
		}
		data, err := os.ReadFile(final)
		switch {
		case errors.Is(err, fs.ErrNotExist) && !replacing && !json.Valid(stdout):
			absent++
		case err == nil && replacing && bytes.Equal(data, old) && !json.Valid(stdout):
			absent++
		case err == nil && o.whole(data) == nil:
			there++
		default:
			unfinished++
			t.Errorf("after %q: %d bytes under the final name: %v", stdout, len(data), err)
		}
		if f := inspect(context.Background(), filepath.Join(dir, caseName), casefile.ReadWrite, before, sums); f.corrupt != nil || len(f.lost) > 0 {
			t.Errorf("the case: %v", f)
		}
		if left := leftovers(t, dir, caseName, o.name); len(left) > 0 {
			t.Errorf("left over: %v", left)
		}
		os.RemoveAll(dir)
	}
	t.Logf("kill -9 in %s: %d kills, %d in time: %d absent or old, %d whole, %d unfinished under the final name (%v)",
		o.command, s.kills, inTime, absent, there, unfinished, time.Since(began).Round(time.Second))
	if inTime < s.kills/4 {
		t.Errorf("only %d of %d were killed in time", inTime, s.kills)
	}
}
