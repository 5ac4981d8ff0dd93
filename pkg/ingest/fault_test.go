package ingest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"testing"

	"complain/pkg/importer"
)

// faulty is a container that fails where a file tells it to.
type faulty struct{ lines }

func (f faulty) Identify(src *importer.Source) importer.Match {
	if bytes.Contains(src.Head, []byte("PANIC-IDENTIFY")) {
		panic("looking")
	}
	return f.lines.Identify(src)
}

func (f faulty) Parts(ctx context.Context, src *importer.Source, take func(importer.Part) error) error {
	inside := func(name string, open func(context.Context) (io.ReadCloser, error)) error {
		return take(importer.Part{Name: name, Path: name, Open: open})
	}
	switch {
	case bytes.Contains(src.Head, []byte("PANIC-PARTS")):
		panic("inside")
	case bytes.Contains(src.Head, []byte("PANIC-OPEN")):
		return inside("part.txt", func(context.Context) (io.ReadCloser, error) { panic("opening") })
	case bytes.Contains(src.Head, []byte("PANIC-READ")):
		return inside("part.txt", func(context.Context) (io.ReadCloser, error) { return io.NopCloser(torn{}), nil })
	case bytes.Contains(src.Head, []byte("FAIL")):
		return errors.New("torn")
	}
	return nil
}

// torn is a reader that has a fault.
type torn struct{}

func (torn) Read([]byte) (int, error) { panic("reading") }

// Whatever a reader does, it costs no other file, and is said of its own once.
func TestFaultyReaders(t *testing.T) {
	b := newIngest(t, faulty{lines{"lines"}})
	for _, c := range []struct{ name, text string }{
		{"1.txt", "LINES PANIC-PARTS\na"}, {"2.txt", "LINES FAIL\nb"}, {"3.txt", "LINES PANIC-IDENTIFY\nc"}, {"4.txt", "LINES PANIC-OPEN\nd"},
		{"5.txt", "LINES PANIC-READ\ne"}, {"6.txt", "LINES\npanic\n"}, {"7.txt", "LINES\nlast"},
	} {
		b.write(t, c.name, c.text)
	}
	if _, err := b.addPaths(context.Background(), []string{b.dir}, Settings{}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range b.results {
		switch failure := r.Evidence.Reading.Failure; {
		case r.Refused != nil:
			got = append(got, filepath.Base(r.Given)+" refused "+r.Refused.Code)
		case failure != nil:
			got = append(got, filepath.Base(r.Given)+" "+r.Evidence.Reading.Importer+" "+failure.Code)
		default:
			got = append(got, filepath.Base(r.Given)+" "+r.Evidence.Reading.Importer)
		}
	}
	slices.Sort(got) // small files are reported together, before what is in them
	want := []string{"1.txt lines", "1.txt refused stop.fault", "2.txt lines", "2.txt refused refuse.read", "3.txt document stop.fault",
		"4.txt lines", "5.txt lines", "6.txt lines stop.fault", "7.txt lines", "part.txt refused stop.fault", "part.txt refused stop.fault"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
