package cause

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestWindowsSays(t *testing.T) {
	dir := t.TempDir()
	open := filepath.Join(dir, "open")
	f, err := os.Create(open)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	_, folder := os.ReadFile(dir)
	_, missing := os.ReadFile(filepath.Join(dir, "nowhere", "x"))
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"a folder read":         {folder, Folder},
		"a missing file":        {missing, "cause.missing"},
		"an open file":          {os.Remove(open), OpenElsewhere},
		"a name with a ?":       {os.WriteFile(filepath.Join(dir, "a?b"), nil, 0o600), "cause.invalid"},
		"a full disk":           {&os.PathError{Op: "write", Path: open, Err: syscall.Errno(112)}, Full},
		"a reader that is gone": {&os.PathError{Op: "write", Path: open, Err: syscall.Errno(232)}, unread},
	} {
		if got := Of(c.err); got != c.want {
			t.Errorf("%s (%v): %s, want %s", name, c.err, got, c.want)
		}
	}
}

func TestUnread(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	r.Close()
	if _, err := w.Write([]byte("x")); !Unread(err) {
		t.Errorf("%v", err)
	}
	if Unread(nil) || Unread(os.ErrClosed) {
		t.Error("any error is one")
	}
}
