package scratch

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"
)

// holder is the environment by which this test's program is another process
// that makes a folder and waits.
const holder = "SCRATCH_TEST_HOLD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(holder); dir != "" {
		f, err := Make(dir)
		if err != nil {
			os.Exit(1)
		}
		if err := os.WriteFile(filepath.Join(f.Path(), "new"), []byte("half a pac"), 0o600); err != nil {
			os.Exit(1)
		}
		os.Stdout.WriteString(filepath.Base(f.Path()) + "\n")
		time.Sleep(time.Hour) // select{} alone would be a deadlock, which ends the process
	}
	os.Exit(m.Run())
}

// another starts a process that holds a folder in dir.
func another(t *testing.T, dir string) (name string, kill func()) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), holder+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill = sync.OnceFunc(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	t.Cleanup(kill)
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("the other process made no folder")
	}
	return lines.Text(), kill
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestWhatAKilledProcessLeftIsRemovedByTheNext(t *testing.T) {
	dir := t.TempDir()
	living, killLiving := another(t, dir)
	dead, kill := another(t, dir)
	kill()
	if got := names(t, dir); !slices.Contains(got, dead) {
		t.Fatalf("the killed process left nothing: %q", got)
	}
	mine, err := Make(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); slices.Contains(got, dead) || !slices.Contains(got, living) || len(got) != 2 {
		t.Errorf("%q, with %s dead and %s alive", got, dead, living)
	}
	if data, err := os.ReadFile(filepath.Join(dir, living, "new")); err != nil || string(data) != "half a pac" {
		t.Errorf("of the living process: %q %v", data, err)
	}
	if err := mine.Close(); err != nil {
		t.Fatal(err)
	}
	killLiving()
	sweep(dir)
	if got := names(t, dir); len(got) != 0 {
		t.Errorf("left: %q", got)
	}
}

// A process sees its own folders as held too.
func TestFoldersOfOneProcess(t *testing.T) {
	dir := t.TempDir()
	a, err := Make(dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Make(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); len(got) != 2 {
		t.Errorf("%q", got)
	}
	if info, err := os.Stat(a.Path()); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	a.Close()
	b.Close()
	if got := names(t, dir); len(got) != 0 {
		t.Errorf("left: %q", got)
	}
}

func TestOnlyOurOwnIsRemoved(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	kept := []string{
		".complain-1.part",               // a file
		".complain-2.part/packet.pdf",    // a folder without our lock
		".complain-x.part/complain.lock", // not a name of ours
		"complain-3.part/complain.lock",
		".complain-4.part/complain.lock/x", // a folder by the lock's name
		".archive-5.part/case.complain",
		"packet.pdf",
	}
	for _, name := range kept {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	precious := filepath.Join(elsewhere, lockName)
	if err := os.WriteFile(precious, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, filepath.Join(dir, ".complain-6.part")); err != nil && runtime.GOOS != "windows" {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, ".complain-7.part"), 0o700); err != nil {
		t.Fatal(err)
	}
	sweep(dir)
	for _, path := range append(kept, precious) {
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, filepath.FromSlash(path))
		}
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%s is gone", path)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, ".complain-7.part")); err == nil {
		t.Error("an empty folder, of a process killed at once, is still there")
	}
}

// Processes that make folders at the same time do not take each other's.
func TestManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				f, err := Make(dir)
				if err != nil {
					t.Error(err)
					return
				}
				name := filepath.Join(f.Path(), "new")
				if err := os.WriteFile(name, nil, 0o600); err != nil {
					t.Error(err)
				}
				if err := f.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if got := names(t, dir); len(got) != 0 {
		t.Errorf("left: %q", got)
	}
}

func TestErrorDoesNotNameTheFolder(t *testing.T) {
	_, err := Make(filepath.Join(t.TempDir(), "nowhere"))
	if _, named := err.(*fs.PathError); err == nil || named {
		t.Errorf("%v", err)
	}
}

func TestErrorsNameWhatTheUserNamed(t *testing.T) {
	t.Chdir(t.TempDir())
	f, err := Make(".") // whose files os names without the dot
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	inside := filepath.Join(f.Path(), "new")
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"a write":   {fmt.Errorf("restore: %w", &fs.PathError{Op: "write", Path: inside, Err: syscall.ENOSPC}), `write out/packet.pdf: ` + syscall.ENOSPC.Error()},
		"a rename":  {&os.LinkError{Op: "rename", Old: inside, New: "out/packet.pdf", Err: syscall.EACCES}, `write out/packet.pdf: ` + syscall.EACCES.Error()},
		"elsewhere": {&fs.PathError{Op: "open", Path: "bill.csv", Err: syscall.ENOENT}, "open bill.csv: " + syscall.ENOENT.Error()},
	} {
		if got := f.Named(c.err, "out/packet.pdf"); got.Error() != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if f.Named(nil, "x") != nil {
		t.Error("an error of nothing")
	}
}
