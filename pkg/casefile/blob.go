package casefile

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"

	"complain/pkg/dispute"
)

// chunkSize is the length of every chunk of a blob but the last. One row a
// blob would end at SQLite's limit of 1 GB and hold it in memory whole.
const chunkSize = 512 << 10

// writeBlob stores the bytes of r inside the caller's transaction. When the
// case has them already, nothing is written and known is true.
func (f *File) writeBlob(ctx context.Context, r io.Reader) (id int64, sum [sha256.Size]byte, size int64, known bool, err error) {
	bad := func(err error) (int64, [sha256.Size]byte, int64, bool, error) {
		return 0, sum, 0, false, err
	}
	// The blob's row needs the hash, which is known at the end only.
	placeholder := sha256.Sum256(fmt.Append(nil, "writing"))
	if err := f.conn.QueryRowContext(ctx, `INSERT INTO blob (sha256, size) VALUES (?, -1) RETURNING id`, placeholder[:]).Scan(&id); err != nil {
		return bad(f.fail("store", err))
	}
	insert, err := f.conn.PrepareContext(ctx, `INSERT INTO chunk (blob, seq, sha256, data) VALUES (?, ?, ?, ?)`)
	if err != nil {
		return bad(f.fail("store", err))
	}
	defer insert.Close()
	whole := sha256.New()
	buf := make([]byte, chunkSize)
	for seq := 0; ; seq++ {
		n, err := fill(r, buf)
		if n > 0 {
			part := sha256.Sum256(buf[:n])
			whole.Write(buf[:n])
			size += int64(n)
			if _, err := insert.ExecContext(ctx, id, seq, part[:], buf[:n]); err != nil {
				return bad(f.fail("store", err))
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return bad(err)
		}
	}
	whole.Sum(sum[:0])
	var before int64
	err = f.conn.QueryRowContext(ctx, `SELECT id FROM blob WHERE sha256 = ?`, sum[:]).Scan(&before)
	switch {
	case err == nil:
		if err := f.exec(ctx, `DELETE FROM chunk WHERE blob = ?`, id); err != nil {
			return bad(err)
		}
		return before, sum, size, true, f.exec(ctx, `DELETE FROM blob WHERE id = ?`, id)
	case !errors.Is(err, sql.ErrNoRows):
		return bad(f.fail("store", err))
	}
	return id, sum, size, false, f.exec(ctx, `UPDATE blob SET sha256 = ?, size = ? WHERE id = ?`, sum[:], size, id)
}

// fill reads until buf is full or r ends. Unlike io.ReadFull it keeps r's own
// io.ErrUnexpectedEOF, which says that an archive is cut, apart from its end.
func fill(r io.Reader, buf []byte) (n int, err error) {
	for n < len(buf) && err == nil {
		var m int
		m, err = r.Read(buf[n:])
		n += m
	}
	return n, err
}

// Blob is the bytes of one evidence or rendition. Every chunk is compared with
// its hash when it is read.
type Blob struct {
	f     *File
	ctx   context.Context
	id    int64
	size  int64
	label string

	at   int64 // number of the chunk in data, -1 when none
	data []byte
}

// Open opens the bytes of an evidence. Reads fail with an error that wraps
// ErrDamaged where a chunk is not what was stored. The Blob must not outlive
// ctx or the File.
func (f *File) Open(ctx context.Context, id dispute.EvidenceID) (*Blob, error) {
	b := &Blob{f: f, ctx: ctx, label: id.String(), at: -1}
	err := f.conn.QueryRowContext(ctx, `SELECT blob.id, blob.size FROM evidence JOIN blob ON blob.id = evidence.blob WHERE evidence.id = ?`, int64(id)).
		Scan(&b.id, &b.size)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("%s: %w", id, ErrNotFound)
	}
	if err != nil {
		return nil, f.fail("read "+id.String(), err)
	}
	return b, nil
}

// Size is the length in bytes.
func (b *Blob) Size() int64 { return b.size }

// ReadAt implements io.ReaderAt.
func (b *Blob) ReadAt(p []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, fmt.Errorf("read %s: negative offset", b.label)
	}
	for n < len(p) && off < b.size {
		if err := b.load(off / chunkSize); err != nil {
			return n, err
		}
		m := copy(p[n:], b.data[off%chunkSize:])
		n, off = n+m, off+int64(m)
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (b *Blob) load(seq int64) error {
	if b.at == seq {
		return nil
	}
	b.at = -1
	var sum []byte
	err := b.f.conn.QueryRowContext(b.ctx, `SELECT sha256, data FROM chunk WHERE blob = ? AND seq = ?`, b.id, seq).Scan(&sum, &b.data)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%s: chunk %d is missing: %w", b.label, seq, ErrDamaged)
	}
	if err != nil {
		return b.f.fail("read "+b.label, err)
	}
	want := min(chunkSize, b.size-seq*chunkSize)
	if got := sha256.Sum256(b.data); string(got[:]) != string(sum) || int64(len(b.data)) != want {
		return fmt.Errorf("%s: chunk %d is not what was stored: %w", b.label, seq, ErrDamaged)
	}
	b.at = seq
	return nil
}

// hasSize reports whether the case holds bytes of this size: a cheap first look
// before a file is hashed.
func (f *File) hasSize(ctx context.Context, size int64) (bool, error) {
	var n int
	if err := f.conn.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM blob WHERE size = ?)`, size).Scan(&n); err != nil {
		return false, f.fail("read", err)
	}
	return n == 1, nil
}
