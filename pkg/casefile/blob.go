package casefile

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"complain/pkg/dispute"
)

// chunkSize is the length of every chunk of a blob but the last. One row a
// blob would end at SQLite's limit of 1 GB and hold it in memory whole.
const chunkSize = 1 << 20

// firstRead is how much memory a file gets before it is known to need more:
// most files are small.
const firstRead = 64 << 10

// piece is a chunk on its way into the file.
type piece struct {
	data  []byte
	proof proof
	err   error // what ended the reading, io.EOF at the end
}

// hashAhead reads r and hashes it in a goroutine of its own, while the caller
// writes the pieces. The last piece has an error. stop ends the goroutine; what it
// returns is the sum when the last piece was read.
func hashAhead(r io.Reader) (pieces <-chan piece, done func(data []byte), stop func() [sha256.Size]byte) {
	const depth = 3
	out, free, quit := make(chan piece, depth), make(chan []byte, depth), make(chan struct{})
	whole := newProver()
	for range depth {
		free <- nil // made when first used
	}
	go func() {
		defer close(out)
		for {
			var buf []byte
			select {
			case buf = <-free:
			case <-quit:
				return
			}
			n, err := 0, error(nil)
			if buf == nil {
				buf = make([]byte, firstRead)
				n, err = fill(r, buf)
			}
			if err == nil && n < chunkSize {
				buf = slices.Grow(buf[:n], chunkSize-n)[:chunkSize]
				var more int
				more, err = fill(r, buf[n:])
				n += more
			}
			p := piece{data: buf[:n], err: err}
			if n > 0 {
				if p.proof, err = whole.next(p.data); err != nil {
					p.err = err
				}
			}
			err = p.err
			out <- p // has room: there are as many places as buffers
			if err != nil {
				return
			}
		}
	}()
	return out, func(data []byte) { free <- data }, func() [sha256.Size]byte {
		close(quit)
		for range out {
		}
		return whole.sum()
	}
}

// writeBlob stores the bytes of r inside the caller's transaction. When the
// case has them already, nothing is written and known is true.
func (f *File) writeBlob(ctx context.Context, r io.Reader) (id int64, known bool, err error) {
	// Chunks need the blob's row, and the row a hash, which is known at the end
	// only. Until then it is zeros, which no content is known to hash to.
	if err := f.conn.QueryRowContext(ctx, `INSERT INTO blob (sha256, size) VALUES (zeroblob(32), -1) RETURNING id`).Scan(&id); err != nil {
		return 0, false, f.fail("store", err)
	}
	pieces, done, stop := hashAhead(r)
	size, err := f.writeChunks(ctx, id, pieces, done)
	sum := stop()
	if err != nil {
		return 0, false, err
	}
	var before int64
	err = f.conn.QueryRowContext(ctx, `SELECT id FROM blob WHERE sha256 = ? AND id <> ?`, sum[:], id).Scan(&before)
	switch {
	case err == nil:
		if err := f.exec(ctx, `DELETE FROM chunk WHERE blob = ?`, id); err != nil {
			return 0, false, err
		}
		return before, true, f.exec(ctx, `DELETE FROM blob WHERE id = ?`, id)
	case !errors.Is(err, sql.ErrNoRows):
		return 0, false, f.fail("store", err)
	}
	return id, false, f.exec(ctx, `UPDATE blob SET sha256 = ?, size = ? WHERE id = ?`, sum[:], size, id)
}

func (f *File) writeChunks(ctx context.Context, blob int64, pieces <-chan piece, done func([]byte)) (size int64, err error) {
	insert, err := f.conn.PrepareContext(ctx, `INSERT INTO chunk (blob, seq, sha256, data) VALUES (?, ?, ?, ?)`)
	if err != nil {
		return 0, f.fail("store", err)
	}
	defer insert.Close()
	for seq := 0; ; seq++ {
		p := <-pieces
		if len(p.data) > 0 {
			size += int64(len(p.data))
			if _, err := insert.ExecContext(ctx, blob, seq, []byte(p.proof), p.data); err != nil {
				return 0, f.fail("store", err)
			}
		}
		switch p.err {
		case nil:
			done(p.data)
		case io.EOF:
			return size, nil
		default:
			return 0, p.err
		}
	}
}

// dropBlob removes bytes that nothing refers to any more.
func (f *File) dropBlob(ctx context.Context, blob int64) error {
	const unused = ` AND NOT EXISTS (SELECT 1 FROM evidence WHERE blob = ?1) AND NOT EXISTS (SELECT 1 FROM rendition WHERE blob = ?1)
		AND NOT EXISTS (SELECT 1 FROM said WHERE blob = ?1)`
	if err := f.exec(ctx, `DELETE FROM chunk WHERE blob = ?1`+unused, blob); err != nil {
		return err
	}
	return f.exec(ctx, `DELETE FROM blob WHERE id = ?1`+unused, blob)
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
// its proof when it is read.
type Blob struct {
	f     *File
	ctx   context.Context
	id    int64
	size  int64
	label string
	part  Part

	at    int64 // number of the chunk in data, -1 when none
	data  []byte
	proof proof // of data
}

// Open opens the bytes of an evidence. Reads fail with an error that wraps
// ErrDamaged where a chunk is not what was stored. The Blob must not outlive
// ctx or the File.
func (f *File) Open(ctx context.Context, id dispute.EvidenceID) (*Blob, error) {
	b := &Blob{f: f, ctx: ctx, label: id.String(), part: PartBytes, at: -1}
	var purged string
	err := f.conn.QueryRowContext(ctx, `SELECT blob.id, blob.size, purged FROM evidence JOIN blob ON blob.id = evidence.blob WHERE evidence.id = ?`, int64(id)).
		Scan(&b.id, &b.size, &purged)
	if err != nil {
		return nil, f.missing(id.String(), err)
	}
	if purged != "" {
		return nil, &PurgedError{id, purged}
	}
	return b, b.checkSize()
}

// checkSize holds the size that the blob's row says against its chunks, before
// anybody asks for that much memory.
func (b *Blob) checkSize() error {
	if b.f.salvage { // each chunk is found or not, whatever the index says
		return b.checkBound()
	}
	chunks, err := b.f.count(b.ctx, `SELECT count(*) FROM chunk WHERE blob = ?`, b.id)
	if err != nil {
		return err
	}
	if b.size < 0 || b.size > chunks*chunkSize || b.size <= (chunks-1)*chunkSize {
		return damaged(Damage{What: b.label, Why: dispute.Say("damage.size", chunks*chunkSize, b.size), Part: b.part})
	}
	return nil
}

// Size is the length in bytes.
func (b *Blob) Size() int64 { return b.size }

// checkBound refuses a size that the case file cannot hold.
func (b *Blob) checkBound() error {
	info, err := os.Stat(b.f.path)
	if err != nil {
		return fmt.Errorf("read %s: %w", b.label, err)
	}
	if b.size < 0 || b.size > info.Size() {
		return damaged(Damage{What: b.label, Why: dispute.Say("damage.size", info.Size(), b.size), Part: b.part})
	}
	return nil
}

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
	var at place
	var sum []byte
	// By the row's number, so that blob and seq come from the row itself: the
	// index may name another.
	const chunk = `SELECT blob, seq, sha256, data FROM chunk WHERE id = `
	err := b.f.conn.QueryRowContext(b.ctx, chunk+`(SELECT id FROM chunk WHERE blob = ? AND seq = ?)`, b.id, seq).Scan(&at.blob, &at.seq, &sum, &b.data)
	if err != nil && b.f.salvage {
		id, e := b.f.chunkAt(b.ctx, place{b.id, seq})
		if e != nil {
			return e
		}
		err = b.f.conn.QueryRowContext(b.ctx, chunk+`?`, id).Scan(&at.blob, &at.seq, &sum, &b.data)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return b.damaged(seq)
	}
	if err != nil {
		return b.f.fail("read "+b.label, err)
	}
	want := min(chunkSize, b.size-seq*chunkSize)
	if int64(len(b.data)) != want || at != (place{b.id, seq}) || !proof(sum).proves(b.data, seq) {
		return b.damaged(seq)
	}
	b.at, b.proof = seq, sum
	return nil
}

// damaged says which bytes are not those that were stored.
func (b *Blob) damaged(seq int64) error {
	return damaged(Damage{What: b.label, Why: dispute.Say("damage.chunk", seq*chunkSize, min((seq+1)*chunkSize, b.size)), Part: b.part})
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
