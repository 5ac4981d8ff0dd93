package ingest

import (
	"context"
	"io"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

// Store is where evidence goes, and what is known of it. There are two: a case
// file, by InCase, and Dry, which keeps nothing. All else is the same for both,
// so that a dry run says what the run will. Methods are as those of
// casefile.File that bear their names.
type Store interface {
	Case(ctx context.Context) (dispute.Case, error)
	Evidence(ctx context.Context, id dispute.EvidenceID) (dispute.Evidence, error)
	AllEvidence(ctx context.Context) ([]dispute.Evidence, error)
	Siblings(ctx context.Context, e dispute.Evidence) ([]string, error)
	ReadOptions(ctx context.Context, id dispute.EvidenceID, into any) error
	Open(ctx context.Context, id dispute.EvidenceID) (Bytes, error)

	NextBatch(ctx context.Context) (int64, error)
	Store(ctx context.Context, in casefile.Incoming) (e dispute.Evidence, known bool, err error)
	Describe(ctx context.Context, e dispute.Evidence) error
	Read(ctx context.Context, id dispute.EvidenceID) (Reading, error)
	Batch(ctx context.Context, fn func() error) error
}

// Bytes is the bytes of an evidence, to be read until Close.
type Bytes struct {
	*io.SectionReader
	io.Closer
}

func bytesOf(r io.ReaderAt, at, size int64, c io.Closer) Bytes {
	return Bytes{io.NewSectionReader(r, at, size), c}
}

// noClose is for bytes that need no closing.
type noClose struct{}

func (noClose) Close() error { return nil }

// Reading is an evidence being read, as *casefile.Reading is.
type Reading interface {
	Record(r dispute.Record) error
	Restart() error
	Commit(r dispute.Reading, options any) error
	Abandon()
}

// InCase is the store that is a case file.
func InCase(f *casefile.File) Store { return inCase{f} }

type inCase struct{ *casefile.File }

func (c inCase) Open(ctx context.Context, id dispute.EvidenceID) (Bytes, error) {
	b, err := c.File.Open(ctx, id)
	if err != nil {
		return Bytes{}, err
	}
	return bytesOf(b, 0, b.Size(), noClose{}), nil
}

func (c inCase) Read(ctx context.Context, id dispute.EvidenceID) (Reading, error) {
	r, err := c.File.Read(ctx, id)
	if err != nil {
		return nil, err
	}
	return r, nil
}
