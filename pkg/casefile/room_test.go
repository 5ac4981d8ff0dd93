package casefile

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// A large file is not begun where it cannot end; a small one is tried.
func TestRoomIsLookedAtFirst(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	folder, asked := "", 0
	f.space = func(dir string) (int64, bool) { folder, asked = dir, asked+1; return 20 << 20, true }
	large := make([]byte, largeFile)
	read := false
	_, _, err := f.Store(ctx, Incoming{Name: "film.mp4", Path: "film.mp4", Size: largeFile, Reader: readerFunc(func(p []byte) (int, error) {
		read = true
		return 0, errors.New("read")
	})})
	var room *RoomError
	if !errors.As(err, &room) || !errors.Is(err, ErrFull) || room.Free != 20<<20 || room.Needs <= largeFile || read {
		t.Errorf("%v, read %t", err, read)
	}
	if folder != filepath.Dir(f.path) {
		t.Errorf("looked at %q", folder)
	}
	store(t, f, "small.txt", []byte("small"))
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
	f.space = func(string) (int64, bool) { return 0, false }
	if _, _, err := f.Store(ctx, Incoming{Name: "film.mp4", Path: "film.mp4", Size: largeFile, Reader: bytes.NewReader(large)}); err != nil {
		t.Errorf("where the system does not say: %v", err)
	}
	f.space = func(string) (int64, bool) { return 1 << 20, true }
	copied := filepath.Join(t.TempDir(), "copy"+Extension)
	if err := f.CopyTo(ctx, copied); !errors.Is(err, ErrFull) {
		t.Errorf("copy: %v", err)
	}
	if _, err := os.Stat(copied); err == nil {
		t.Error("a copy was begun")
	}
	if free, known := freeSpace(t.TempDir()); !known || free <= 0 {
		t.Errorf("this system says %d, %t", free, known)
	}
}

type readerFunc func(p []byte) (int, error)

func (r readerFunc) Read(p []byte) (int, error) { return r(p) }
