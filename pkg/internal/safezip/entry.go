package safezip

import (
	"archive/zip"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"io"
)

// Open reads the entry. The reader fails with a *LimitError as soon as more
// comes out than the limits allow, with an error that wraps ErrDamaged when
// the entry is not what the listing says, and with ctx's error when ctx ends.
// An encrypted entry opens after Unlock was given its password, and never with
// an error that shows it.
func (e *Entry) Open(ctx context.Context) (io.ReadCloser, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	switch limits := e.archive.limits; {
	case e.Encrypted && e.password == nil:
		return nil, fmt.Errorf("%q: %w", e.Name, ErrEncrypted)
	case e.Size > limits.Entry:
		return nil, fmt.Errorf("%q: %w", e.Name, &LimitError{"entry", limits.Entry})
	}
	open := e.file.Open
	if e.Encrypted {
		open = e.openEncrypted
	}
	rc, err := open()
	if err != nil {
		return nil, e.wrap(err)
	}
	return &entryReader{ctx: ctx, entry: e, rc: rc}, nil
}

// Locked reports whether a password that Unlock was not given would open the
// entry.
func (e *Entry) Locked() bool { return e.Encrypted && e.password == nil && e.scheme() != nil }

func (e *Entry) wrap(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return fmt.Errorf("%q: method %d: %w", e.Name, e.file.Method, ErrMethod)
	case errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrChecksum), errors.As(err, &corrupt),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, errSignature):
		return fmt.Errorf("%q: %w: %w", e.Name, ErrDamaged, err)
	}
	return fmt.Errorf("%q: %w", e.Name, err)
}

type entryReader struct {
	ctx   context.Context
	entry *Entry
	rc    io.ReadCloser
	n     int64
	err   error
}

// Read implements io.Reader.
func (r *entryReader) Read(p []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	if r.err = r.ctx.Err(); r.err != nil {
		return 0, r.err
	}
	n, err := r.rc.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = r.entry.wrap(err)
		return 0, r.err // what a damaged entry gave last was not checked
	}
	r.n += int64(n)
	if limit := r.entry.count(r.n); limit != nil {
		r.err = fmt.Errorf("%q: %w", r.entry.Name, limit)
		return 0, r.err
	}
	r.err = err
	return n, err
}

// Close implements io.Closer.
func (r *entryReader) Close() error { return r.rc.Close() }

// count takes note that n bytes came out of the entry so far.
func (e *Entry) count(n int64) *LimitError {
	a := e.archive
	a.mu.Lock()
	defer a.mu.Unlock()
	if n > e.seen {
		a.total += n - e.seen
		e.seen = n
	}
	// An entry cannot have been compressed to more than the archive.
	in := min(e.Compressed, a.size)
	switch {
	case n > a.limits.Entry:
		return &LimitError{"entry", a.limits.Entry}
	case a.total > a.limits.Total:
		return &LimitError{"total", a.limits.Total}
	case n > a.limits.RatioFree && n/a.limits.Ratio > in:
		return &LimitError{"ratio", a.limits.Ratio}
	case a.limits.SumFree > 0 && a.total > a.limits.SumFree && a.total/a.limits.Ratio > a.size:
		return &LimitError{"ratio", a.limits.Ratio}
	}
	return nil
}
