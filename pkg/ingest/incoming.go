package ingest

import (
	"bytes"
	"context"
	"errors"
	"io"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/media"
)

// openError and readError mark errors of the file that was to be stored.
type (
	openError struct{ error }
	readError struct{ error }
)

func (e openError) Unwrap() error { return e.error }
func (e readError) Unwrap() error { return e.error }

type marked struct{ r io.Reader }

func (m marked) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	if err != nil && err != io.EOF {
		err = readError{err}
	}
	return n, err
}

func (in *Ingest) store(ctx context.Context, r io.Reader, i casefile.Incoming) (dispute.Evidence, bool, error) {
	head := make([]byte, importer.HeadSize)
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.EOF && !errors.Is(err, io.ErrUnexpectedEOF) {
		return dispute.Evidence{}, false, readError{err}
	}
	i.MediaType = media.Type(head[:n])
	i.Reader = marked{in.pace.storing(io.MultiReader(bytes.NewReader(head[:n]), r))}
	if again := i.Again; again != nil {
		i.Again = func() (io.ReadCloser, error) {
			r, err := again()
			if err != nil {
				return nil, readError{err}
			}
			if at, ok := r.(io.ReaderAt); ok {
				return struct {
					marked
					io.ReaderAt
					io.Closer
				}{marked{r}, at, r}, nil
			}
			return struct {
				marked
				io.Closer
			}{marked{r}, r}, nil
		}
	}
	e, known, err := in.Store.Store(ctx, i)
	if err != nil || !known || i.Official == nil || i.Parent != 0 || e.Official != nil {
		return e, known, err
	}
	// The bytes came before, and only now is it said what they are.
	e.Official = i.Official
	return e, known, in.Store.Describe(ctx, e)
}
