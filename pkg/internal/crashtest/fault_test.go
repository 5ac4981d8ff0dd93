package crashtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/casefile"
)

// refused is what the program says on standard error under --json.
type refused struct {
	Error, Hint string
	Code        int
}

// wordsOfFailure checks that a failure is one clear line: what happened, what
// to do, exit code 1, nothing of the program's inside.
func wordsOfFailure(stderr []byte, code int) error { return wordsOfExit(stderr, code, 1) }

func wordsOfExit(stderr []byte, code int, want ...int) error {
	lines := bytes.Split(bytes.TrimSpace(stderr), []byte("\n"))
	var r refused
	switch err := json.Unmarshal(lines[0], &r); {
	case bytes.Contains(stderr, []byte("goroutine ")), bytes.Contains(stderr, []byte("panic")):
		return fmt.Errorf("a stack trace: %.300s", stderr)
	case len(lines) != 1 || err != nil:
		return fmt.Errorf("not one line of JSON: %.300q", stderr)
	case !slices.Contains(want, code) || r.Code != code:
		return fmt.Errorf("exit %d, code %d: %s", code, r.Code, stderr)
	case r.Error == "" || r.Hint == "" || strings.Contains(r.Error+r.Hint, "\n"):
		return fmt.Errorf("not one line of error and one of hint: %s", stderr)
	}
	return nil
}

// trouble is a case with one evidence in it, and a command to add more.
type trouble struct {
	base   string
	before []acknowledged
	sums   map[string][]byte
	args   []string
}

func newTrouble(t *testing.T) trouble {
	t.Helper()
	real := program(t)
	base := newCase(t, real)
	first, sums := evidence(t, 1, 1, 1000)
	before := acks(t, must(t, base, real, append([]string{"-C", caseName, "add-evidence", "--json"}, first...)...))
	paths, more := evidence(t, 2, 12, 400000)
	for sum, data := range more {
		sums[sum] = data
	}
	return trouble{base, before, sums, append([]string{"-C", caseName, "add-evidence", "--json"}, paths...)}
}

// intact checks the case after the trouble: nothing acknowledged is lost.
func (x trouble) intact(t *testing.T, dir string, stdout []byte) error {
	t.Helper()
	promised := append(x.before[:len(x.before):len(x.before)], acks(t, stdout)...)
	for _, mode := range []casefile.Mode{casefile.ReadOnly, casefile.ReadWrite} {
		if f := inspect(t.Context(), filepath.Join(dir, caseName), mode, promised, x.sums); f.corrupt != nil || len(f.lost) > 0 {
			return fmt.Errorf("the case (mode %d): %v", mode, f)
		}
	}
	return nil
}

// small mounts a file system of few megabytes, or skips the test.
func small(t *testing.T, megabytes int) (dir string, grow func(megabytes int)) {
	t.Helper()
	dir = t.TempDir()
	mount := func(options string) ([]byte, error) {
		return exec.Command("mount", "-t", "tmpfs", "-o", options, "none", dir).CombinedOutput()
	}
	if out, err := mount(fmt.Sprintf("size=%dm", megabytes)); err != nil {
		t.Skipf("no small disk can be mounted here: %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("unmount: %v: %s", err, out)
		}
	})
	return dir, func(megabytes int) {
		if out, err := mount(fmt.Sprintf("remount,size=%dm", megabytes)); err != nil {
			t.Fatalf("remount: %v: %s", err, out)
		}
	}
}

func TestDiskFull(t *testing.T) {
	began, real, x := time.Now(), program(t), newTrouble(t)
	dir, grow := small(t, 3)
	files, err := readFolder(x.base)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	stdout, stderr, code := run(t, dir, real, x.args...)
	stored := len(acks(t, stdout))
	if err := wordsOfFailure(stderr, code); err != nil {
		t.Error(err)
	}
	if stored == 0 {
		t.Error("nothing fitted: the disk is too small to show anything")
	}
	if err := x.intact(t, dir, stdout); err != nil {
		t.Error(err)
	}
	// A packet that does not fit leaves nothing behind.
	if err := os.WriteFile(filepath.Join(dir, "filler"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	fill(t, filepath.Join(dir, "filler"))
	_, stderr, code = run(t, dir, real, "-C", caseName, "export", "--json", "--to", "regulator", "-o", "packet.pdf")
	if err := wordsOfFailure(stderr, code); err != nil {
		t.Errorf("export: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "packet.pdf")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("export left a packet: %v", err)
	}
	if left := leftovers(t, dir, caseName, "filler"); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
	if err := x.intact(t, dir, stdout); err != nil {
		t.Errorf("after export: %v", err)
	}
	os.Remove(filepath.Join(dir, "filler"))
	// The hint is true: with more room, the same command ends the work.
	grow(32)
	again, stderr, code := run(t, dir, real, x.args...)
	if code != 0 {
		t.Errorf("with more room: exit %d: %s", code, stderr)
	}
	if err := x.intact(t, dir, append(stdout, again...)); err != nil {
		t.Errorf("with more room: %v", err)
	}
	t.Logf("disk full: %d stored and safe, then all %d with more room (%v)", stored, len(acks(t, again)), time.Since(began).Round(time.Second))
}

// fill writes to a file until the disk is full.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for block := make([]byte, 1<<16); len(block) > 0; {
		if _, err := f.Write(block); err != nil {
			block = block[:len(block)/2]
		}
	}
}

func TestFileSizeLimit(t *testing.T) {
	began, x := time.Now(), newTrouble(t)
	dir := copied(t, x.base)
	args := append([]string{"-c", `ulimit -f 4000 && exec "$0" "$@"`, program(t)}, x.args...)
	stdout, stderr, code := run(t, dir, "sh", args...)
	if err := wordsOfFailure(stderr, code); err != nil {
		t.Error(err)
	}
	if err := x.intact(t, dir, stdout); err != nil {
		t.Error(err)
	}
	stored := len(acks(t, stdout))
	if stored == 0 {
		t.Error("nothing fitted: the limit is too low to show anything")
	}
	t.Logf("ulimit -f: %d stored and safe (%v)", stored, time.Since(began).Round(time.Second))
}

// What cannot be acknowledged is no success.
func TestOutputCannotBeWritten(t *testing.T) {
	x := newTrouble(t)
	dir := copied(t, x.base)
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full here")
	}
	_, stderr, code := run(t, dir, "sh", append([]string{"-c", `exec "$0" "$@" >/dev/full`, program(t)}, x.args...)...)
	if code != 1 || len(bytes.TrimSpace(stderr)) == 0 || bytes.Contains(stderr, []byte("goroutine ")) {
		t.Errorf("exit %d: %.300s", code, stderr)
	}
	if err := x.intact(t, dir, nil); err != nil {
		t.Error(err)
	}
}

// injected runs the program and lets a system call fail: the when-th, and with
// a plus sign all that follow. It returns how often that came about.
func injected(t *testing.T, dir, call, fault, when string, args ...string) (stdout, stderr []byte, code, times int) {
	t.Helper()
	log := filepath.Join(t.TempDir(), "trace")
	inject := fmt.Sprintf("inject=%s:error=%s:when=%s", call, fault, when)
	stdout, stderr, code = run(t, dir, "strace", append([]string{"-f", "-o", log, "-e", "signal=none", "-e", "trace=" + call, "-e", inject, program(t)}, args...)...)
	trace, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	return stdout, stderr, code, strings.Count(string(trace), "(INJECTED)")
}

// TestFaults makes single system calls fail, and all from one on.
func TestFaults(t *testing.T) {
	traceable(t)
	began, x, s := time.Now(), newTrouble(t), proofs()
	var runs, faults, failed, survived int
	for _, c := range []struct{ call, fault string }{
		{"pwrite64", "EIO"}, {"pwrite64", "ENOSPC"}, {"fsync", "EIO"}, {"fsync", "ENOSPC"}, {"unlink,unlinkat", "EIO"}, {"pread64", "EIO"},
	} {
		hits := 0
		// The first calls, then further and further into the work, until there
		// are none: strace counts the calls of each thread apart.
		for i, none := 0, 0; i < s.faults && none < 3; i++ {
			when := fmt.Sprint(1 + i*(i+1)/2)
			if i%2 == 1 {
				when += "+"
			}
			dir := copied(t, x.base)
			stdout, stderr, code, n := injected(t, dir, c.call, c.fault, when, x.args...)
			runs, faults, none = runs+1, faults+n, none+1
			at := fmt.Sprintf("%s %s when=%s", c.call, c.fault, when)
			if n > 0 {
				hits, none = hits+1, 0
			}
			switch {
			case n == 0:
			case code == 0:
				survived++
			default:
				failed++
				want := []int{1}
				if c.call == "pread64" {
					// SQLite takes a file that cannot be read for a damaged one;
					// the hint, to copy it first, is right for a failing disk.
					want = append(want, 4)
				}
				if err := wordsOfExit(stderr, code, want...); err != nil {
					t.Errorf("%s: %v", at, err)
				}
			}
			if err := x.intact(t, dir, stdout); err != nil {
				t.Errorf("%s: %v", at, err)
			}
			os.RemoveAll(dir)
		}
		if hits == 0 {
			t.Errorf("%s: never injected", c.call)
		}
	}
	t.Logf("injected faults: %d runs, %d faults, %d failed in clear words, %d went on, every case intact (%v)", runs, faults, failed, survived, time.Since(began).Round(time.Second))
}

// A file that could not be written out, or named, is not there.
func TestFaultsWhileWritingOut(t *testing.T) {
	traceable(t)
	base := newCase(t, program(t))
	failed := 0
	for _, o := range outputs() {
		for _, c := range []struct{ call, fault, when string }{
			{"fsync", "EIO", "1"}, {"fsync", "ENOSPC", "1+"}, {"linkat,rename,renameat,renameat2", "EIO", "1+"}, {"pwrite64", "EIO", "1"},
		} {
			dir := copied(t, base)
			stdout, stderr, code, n := injected(t, dir, c.call, c.fault, c.when, append([]string{"-C", caseName}, o.args...)...)
			at := fmt.Sprintf("%s: %s %s when=%s", o.command, c.call, c.fault, c.when)
			data, err := os.ReadFile(filepath.Join(dir, o.name))
			if err == nil && o.whole(data) != nil {
				t.Errorf("%s: %d bytes under the final name", at, len(data))
			}
			switch {
			case n == 0:
				t.Errorf("%s: never injected", at)
			case code == 0 || code == 3: // the file was made; what failed came after
				if err != nil {
					t.Errorf("%s: exit %d and no file: %s", at, code, stdout)
				}
			default:
				failed++
				if err := wordsOfFailure(stderr, code); err != nil {
					t.Errorf("%s: %v", at, err)
				}
			}
			if f := inspect(t.Context(), filepath.Join(dir, caseName), casefile.ReadOnly, nil, nil); f.corrupt != nil {
				t.Errorf("%s: the case: %v", at, f)
			}
			os.RemoveAll(dir)
		}
	}
	t.Logf("injected faults in export and archive: %d failed in clear words, none left an unfinished file", failed)
}
