package casefile

import (
	"context"
	"errors"
)

// errNested marks a mistake in this program: a write inside View, or a Batch
// inside another.
var errNested = errors.New("a transaction inside another that cannot hold it")

// span is a transaction, or inside a Batch a savepoint: a part that can be
// undone alone.
type span struct {
	f            *File
	commit, undo string
}

// begin opens a span that other writers wait for.
func (f *File) begin(ctx context.Context) (*span, error) {
	start, s := "BEGIN IMMEDIATE", &span{f, "COMMIT", "ROLLBACK"}
	switch {
	case f.viewing:
		return nil, f.fail("begin to write", errNested)
	case f.lost:
		return nil, f.fail("begin to write", errors.New("the transaction was undone"))
	case f.batching, f.rehearse:
		start, s = "SAVEPOINT part", &span{f, "RELEASE part", "ROLLBACK TO part; RELEASE part"}
	}
	if err := f.holdPages(ctx); err != nil {
		return nil, err
	}
	if _, err := f.conn.ExecContext(ctx, start); err != nil {
		return nil, f.fail("begin to write", err)
	}
	return s, nil
}

// end makes what the span did last: after a COMMIT it is on the disk.
func (s *span) end(ctx context.Context) error {
	if _, err := s.f.conn.ExecContext(ctx, s.commit); err != nil {
		s.abandon(ctx)
		return s.f.fail("write", err)
	}
	return nil
}

// abandon undoes the span. It does so even when ctx is what ended it.
func (s *span) abandon(ctx context.Context) {
	_, err := s.f.conn.ExecContext(context.WithoutCancel(ctx), s.undo)
	// SQLite undoes a whole transaction by itself when the disk is full, and
	// then has no savepoint any more. What follows in the batch must not be
	// stored by itself.
	if err != nil && s.f.batching {
		s.f.lost = true
	}
}

// update runs fn in one span.
func (f *File) update(ctx context.Context, fn func() error) error {
	s, err := f.begin(ctx)
	if err != nil {
		return err
	}
	if err := fn(); err != nil {
		s.abandon(ctx)
		return err
	}
	return s.end(ctx)
}

// Batch runs fn, whose calls that write are kept together in one transaction:
// they are on the disk, all of them, when Batch returns nil, and none of them
// otherwise. A call in fn that fails undoes itself alone. Many small files are
// stored several times faster this way, since each transaction waits for the
// disk five times.
func (f *File) Batch(ctx context.Context, fn func() error) error {
	if f.batching {
		return f.fail("begin to write", errNested)
	}
	s, err := f.begin(ctx)
	if err != nil {
		return err
	}
	f.batching = true
	err = fn()
	f.batching = false
	if err == nil && f.lost {
		err = f.fail("write", errors.New("the transaction was undone"))
	}
	f.lost = false
	if err != nil {
		s.abandon(ctx)
		return err
	}
	return s.end(ctx)
}

// View runs fn, whose reads all see the case as it is at one moment, whatever
// others write meanwhile. Writers can begin but not finish until fn returns, so
// it must not wait for anything.
func (f *File) View(ctx context.Context, fn func() error) error {
	if f.batching || f.viewing || f.rehearse {
		return fn()
	}
	if _, err := f.conn.ExecContext(ctx, "BEGIN"); err != nil {
		return f.fail("read", err)
	}
	f.viewing = true
	defer func() {
		f.viewing = false
		// Nothing was written; the end of a read cannot fail in a way that matters.
		_, _ = f.conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	}()
	return fn()
}

func (f *File) exec(ctx context.Context, query string, args ...any) error {
	if _, err := f.conn.ExecContext(ctx, query, args...); err != nil {
		return f.fail("write", err)
	}
	return nil
}

func (f *File) deleteOne(ctx context.Context, what, query string, args ...any) error {
	result, err := f.conn.ExecContext(ctx, query, args...)
	if err != nil {
		return f.fail("write", err)
	}
	if n, err := result.RowsAffected(); err == nil && n == 0 {
		return &MissingError{What: what}
	}
	return nil
}
