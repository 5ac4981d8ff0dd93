package casefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"hash"
	"sync"

	"complain/pkg/dispute"
)

// hasher reads blobs chunk by chunk. Reading, the hash of the whole and, where
// that does not prove a chunk, a hash of its own go on side by side.
type hasher struct {
	ctx  context.Context
	f    *File
	stmt *sql.Stmt
	free chan []byte
}

func newHasher(ctx context.Context, f *File) (*hasher, error) {
	stmt, err := f.conn.PrepareContext(ctx, `SELECT seq, sha256, data FROM chunk WHERE blob = ? ORDER BY seq`)
	if err != nil {
		return nil, f.fail("verify", err)
	}
	const buffers = 4
	h := &hasher{ctx: ctx, f: f, stmt: stmt, free: make(chan []byte, buffers)}
	for range buffers {
		h.free <- nil
	}
	return h, nil
}

func (h *hasher) close() { h.stmt.Close() }

// check says why a blob is not what was stored, or nil.
func (h *hasher) check(c content, progress func(done int64)) (*dispute.Note, error) {
	what, _ := c.label()
	rows, err := h.stmt.QueryContext(h.ctx, c.id)
	if err != nil {
		return nil, h.f.fail("read "+what, err)
	}
	defer rows.Close()
	sums := h.start(c.size)
	defer sums.end()
	var (
		seq, done, at int64
		sum, data     sql.RawBytes
	)
	for ; rows.Next(); seq++ {
		if err := rows.Scan(&at, &sum, &data); err != nil {
			return nil, h.f.fail("read "+what, err)
		}
		k := link{seq: seq, at: done, bytes: append((<-h.free)[:0], data...)}
		if proof(sum).shaped() {
			k.proof = bytes.Clone(sum)
		}
		k.misplaced = at != seq || int64(len(data)) != min(chunkSize, c.size-seq*chunkSize)
		sums.add(k)
		done += int64(len(data))
		progress(done)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, h.f.fail("read "+what, err)
	}
	whole, bad := sums.end()
	switch {
	case bad != nil:
		n := dispute.Say("damage.chunk", bad.at, bad.at+int64(len(bad.bytes)))
		return &n, nil
	case done != c.size:
		n := dispute.Say("damage.size", done, c.size)
		return &n, nil
	case whole != [sha256.Size]byte(c.sum):
		n := dispute.Say("damage.hash")
		return &n, nil
	}
	return nil, nil
}

// link is one chunk of a blob on its way through the hashes.
type link struct {
	seq, at   int64
	bytes     []byte
	proof     proof // as the file says
	misplaced bool
	compared  bool // whether right says that it is what was stored
	right     bool
}

// sums hashes the chunks of one blob all together, and alone where they must be.
type sums struct {
	h      *hasher
	only   bool // there is one chunk and no more
	whole  hash.Hash
	before []byte    // the words of whole before the next chunk
	bad    *link     // the first that is not what was stored
	first  chan link // to be hashed into the whole
	second chan link // and then alone
	wait   sync.WaitGroup
	ended  bool
}

// start begins with a blob. Small ones are hashed where they are read:
// handing them over takes longer.
func (h *hasher) start(size int64) *sums {
	s := &sums{h: h, only: size <= chunkSize, whole: sha256.New()}
	s.before = reached(s.whole, chunkSize)
	if s.only {
		return s
	}
	s.first, s.second = make(chan link, 1), make(chan link, 1)
	s.wait.Go(func() {
		for k := range s.first {
			s.together(&k)
			s.second <- k
		}
		close(s.second)
	})
	s.wait.Go(func() {
		for k := range s.second {
			s.check(k)
		}
	})
	return s
}

func (s *sums) add(k link) {
	if s.first == nil {
		s.together(&k)
		s.check(k)
		return
	}
	s.first <- k
}

// together hashes a chunk into the whole, which proves it where it goes on from
// what came before.
func (s *sums) together(k *link) {
	s.whole.Write(k.bytes)
	after := reached(s.whole, len(k.bytes))
	switch {
	case k.proof.linked() && bytes.Equal(k.proof[:stateSize], s.before):
		k.compared, k.right = true, bytes.Equal(k.proof[stateSize:], after)
	case !k.proof.linked() && s.only && k.seq == 0:
		k.compared, k.right = true, bytes.Equal(k.proof, s.whole.Sum(nil))
	}
	s.before = after
}

func (s *sums) check(k link) {
	if !k.compared {
		k.right = k.proof.proves(k.bytes, k.seq)
	}
	if s.bad == nil && (!k.right || k.misplaced) {
		first := k
		s.bad = &first
	}
	s.h.free <- k.bytes
}

// end waits for all chunks.
func (s *sums) end() (whole [sha256.Size]byte, bad *link) {
	if !s.ended && s.first != nil {
		close(s.first)
		s.wait.Wait()
	}
	s.ended = true
	return [sha256.Size]byte(s.whole.Sum(nil)), s.bad
}
