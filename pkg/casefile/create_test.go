package casefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// Where there are no hard links, a finished file gets its name all the same, and
// no other file loses its own.
func TestNameWithoutHardLinks(t *testing.T) {
	dir := t.TempDir()
	tmp, path := filepath.Join(dir, "new"), filepath.Join(dir, "a.complain")
	write := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(path, want string) {
		t.Helper()
		if got, err := os.ReadFile(path); err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v; want %q", filepath.Base(path), got, err, want)
		}
	}
	write(tmp, "first")
	if err := nameUnlinked(tmp, path); err != nil {
		t.Fatal(err)
	}
	holds(path, "first")
	if _, err := os.Lstat(tmp); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the unfinished file is still there: %v", err)
	}

	write(tmp, "second")
	if err := nameUnlinked(tmp, path); !errors.Is(err, ErrExists) {
		t.Errorf("a name that is taken: %v", err)
	}
	holds(path, "first")
	holds(tmp, "second")

	// A name that was taken for nothing is given back.
	other := filepath.Join(dir, "b.complain")
	if err := nameUnlinked(filepath.Join(dir, "gone"), other); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is gone: %v", err)
	}
	if _, err := os.Lstat(other); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the name stays taken: %v", err)
	}
}
