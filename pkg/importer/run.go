package importer

import (
	"context"
	"fmt"
	"io"

	"complain/pkg/dispute"
	"complain/pkg/internal/charset"
)

// Run reads src with im into sink. It is the only caller of Extract outside
// importers and their tests: a panic there comes back as a *Stopped.
func Run(ctx context.Context, im Importer, src *Source, sink Sink) error {
	return Guard(im.Name(), func() error {
		err := im.Extract(ctx, src, sink)
		if err == nil {
			src.twice(sink)
		}
		return err
	})
}

// twice says of text that was encoded twice that it stands as it does.
func (s *Source) twice(sink Sink) {
	text, encoding := s.HeadText()
	if encoding == charset.Binary {
		return
	}
	if stands, meant, ok := charset.Twice(text); ok {
		sink.Remark(dispute.Say("text.twice", excerpt(stands), excerpt(meant)))
	}
}

// excerpt is the beginning of a long word.
func excerpt(text string) string {
	if r := []rune(text); len(r) > 30 {
		return string(r[:30]) + "…"
	}
	return text
}

// Identify asks im for its match. The error is that of a panic in it.
func Identify(im Importer, src *Source) (m Match, err error) {
	err = Guard(im.Name(), func() error {
		m = im.Identify(src)
		return nil
	})
	return m, err
}

// Parts takes the files out of src, as c.Parts does. A panic there, or when a
// part is opened and read later, is an error too.
func Parts(ctx context.Context, c Container, src *Source, take func(Part) error) error {
	return Guard(c.Name(), func() error {
		return c.Parts(ctx, src, func(p Part) error {
			p.Open = guardedOpen(c.Name(), p.Open)
			return take(p)
		})
	})
}

// Guard calls fn. A panic in a reader is a fault of the program, not of the
// user, and must not cost the files that come after: here it becomes a *Stopped
// that names the reader. It catches nothing in goroutines that fn starts.
func Guard(reader string, fn func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &Stopped{Why: dispute.Say("stop.fault", reader), Err: fmt.Errorf("panic: %v", p)}
		}
	}()
	return fn()
}

func guardedOpen(reader string, open func(context.Context) (io.ReadCloser, error)) func(context.Context) (io.ReadCloser, error) {
	return func(ctx context.Context) (r io.ReadCloser, err error) {
		err = Guard(reader, func() error {
			r, err = open(ctx)
			return err
		})
		if err != nil {
			return nil, err
		}
		return guardedFile{reader, r}, nil
	}
}

// guardedFile is a part being read.
type guardedFile struct {
	reader string
	io.ReadCloser
}

func (f guardedFile) Read(p []byte) (n int, err error) {
	err = Guard(f.reader, func() error {
		n, err = f.ReadCloser.Read(p)
		return err
	})
	return n, err
}
