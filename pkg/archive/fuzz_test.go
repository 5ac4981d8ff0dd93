package archive

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
)

// Whatever the bytes, restoring ends with a case or with nothing.
func FuzzRestore(f *testing.F) {
	_, out := packed(f, []piece{{"a.txt", []byte("one")}, {"b.txt", []byte("two")}}, options())
	archive := read(f, out)
	f.Add(archive)
	f.Add(archive[:len(archive)/2])
	b := taken(f, archive)
	b.remove(f, casePath)
	b.forge(f)
	f.Add(b.zip(f))
	f.Add([]byte("age-encryption.org/v1\n-> scrypt x 18\n"))
	f.Fuzz(func(t *testing.T, p []byte) {
		dir := t.TempDir()
		path := filepath.Join(dir, "back.complain")
		b, err := Open(context.Background(), bytes.NewReader(p), int64(len(p)), func() (string, error) { return "x", nil })
		if err == nil {
			_, err = b.Restore(context.Background(), path, clock, nil)
		}
		if err != nil {
			empty(t, dir)
			return
		}
		if _, err := os.Stat(path); err != nil {
			t.Error("restored, and there is no case")
		}
	})
}

// The archive of a quarter of a gigabyte, beside what a disk can do: copying
// the case alone writes as many bytes as half the archive has.
func BenchmarkMake(b *testing.B) {
	path := filepath.Join(b.TempDir(), "case.complain")
	build(b, path, []piece{{"a.mp4", noise(1, 128<<20)}, {"b.mp4", noise(2, 128<<20)}})
	b.SetBytes(256 << 20)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := pack(b, path, filepath.Join(b.TempDir(), "out.zip"), options()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRestore(b *testing.B) {
	_, out := packed(b, []piece{{"a.mp4", noise(1, 128<<20)}, {"b.mp4", noise(2, 128<<20)}}, options())
	f, err := os.Open(out)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(256 << 20)
	b.ReportAllocs()
	for b.Loop() {
		bag, err := Open(b.Context(), f, info.Size(), nil)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := bag.Restore(b.Context(), filepath.Join(b.TempDir(), "back.complain"), clock, nil); err != nil {
			b.Fatal(err)
		}
	}
}
