package disk

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// tree makes a folder with a folder in it, a file in each, and a link out of it.
func tree(t *testing.T) (path, outside string) {
	t.Helper()
	path, outside = filepath.Join(t.TempDir(), "tree"), filepath.Join(t.TempDir(), "outside")
	for _, name := range []string{filepath.Join(path, "a", "one"), filepath.Join(path, "two"), filepath.Join(outside, "kept")} {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("x"), 0o400); err != nil {
			t.Fatal(err)
		}
	}
	_ = os.Symlink(outside, filepath.Join(path, "a", "link")) // which not everybody may make on Windows
	return path, outside
}

func TestRemoveAll(t *testing.T) {
	for name, remove := range map[string]func(string) error{"as the system does": RemoveAll, "one after the other": removeEach} {
		path, outside := tree(t)
		if err := remove(path); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: the folder is there (%v)", name, err)
		}
		if _, err := os.Stat(filepath.Join(outside, "kept")); err != nil {
			t.Errorf("%s: what a link leads to is gone: %v", name, err)
		}
		if err := remove(path); err != nil {
			t.Errorf("%s: what is gone already: %v", name, err)
		}
	}
}

func TestRenameReplaces(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
	for _, name := range []string{from, to} {
		if err := os.WriteFile(name, []byte(filepath.Base(name)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := Rename(from, to); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(to); err != nil || string(data) != "from" {
		t.Errorf("%q %v", data, err)
	}
	if err := Rename(from, to); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("of what is not there: %v", err)
	}
}

// Where the system refuses it, a file that stays open is ErrOpen, and one that is
// closed in a moment is none.
func TestWhatIsOpen(t *testing.T) {
	dir := t.TempDir()
	name, other := filepath.Join(dir, "packet.pdf"), filepath.Join(dir, "new")
	if err := os.WriteFile(other, []byte("new"), 0o600); err != nil {
		t.Fatal(err)
	}
	held, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	if os.Remove(name) == nil {
		t.Skip("this system lets names of open files go")
	}
	if err := Rename(other, name); !errors.Is(err, ErrOpen) {
		t.Errorf("replaced: %v", err)
	}
	if err := Remove(name); !errors.Is(err, ErrOpen) {
		t.Errorf("removed: %v", err)
	}
	time.AfterFunc(50*time.Millisecond, func() { held.Close() })
	if err := Rename(other, name); err != nil {
		t.Errorf("closed meanwhile: %v", err)
	}
}
