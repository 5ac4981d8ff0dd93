package casefile

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"fmt"
	"hash"

	"complain/pkg/dispute"
)

// Reading is an evidence being read: records are added one by one, and all
// become visible with Commit.
type Reading struct {
	f      *File
	ctx    context.Context
	id     dispute.EvidenceID
	span   *span
	insert *sql.Stmt
	first  int64 // number of the first record
	stored int64 // records in rows
	bundle bundle
	sums   hash.Hash
}

// Read begins to read an evidence anew: records of an earlier reading are
// replaced. Other writers wait until Commit or Abandon.
func (f *File) Read(ctx context.Context, id dispute.EvidenceID) (*Reading, error) {
	s, err := f.begin(ctx)
	if err != nil {
		return nil, err
	}
	r := &Reading{f: f, ctx: ctx, id: id, span: s, sums: sha256.New()}
	if err := r.begin(); err != nil {
		r.Abandon()
		return nil, err
	}
	return r, nil
}

func (r *Reading) begin() error {
	if _, err := r.f.standing(r.ctx, r.id); err != nil {
		return err
	}
	var err error
	if r.first, err = r.f.nextRecord(r.ctx); err != nil {
		return err
	}
	if err := r.f.exec(r.ctx, `DELETE FROM record WHERE evidence = ?`, int64(r.id)); err != nil {
		return err
	}
	if err := r.f.discardPictures(r.ctx, `evidence = ?`, int64(r.id)); err != nil { // made anew for the next packet
		return err
	}
	if r.insert, err = r.f.conn.PrepareContext(r.ctx, insertRecord); err != nil {
		return r.f.fail("write", err)
	}
	return nil
}

// Record adds a record; its evidence and place are set here.
func (r *Reading) Record(rec dispute.Record) error {
	r.bundle.add(&rec)
	if r.bundle.full() {
		return r.flush()
	}
	return nil
}

// flush writes the records that wait.
func (r *Reading) flush() error {
	if r.bundle.count == 0 {
		return nil
	}
	w := bundleRow{id: r.first + r.stored, evidence: sql.NullInt64{Int64: int64(r.id), Valid: true}, seq: r.stored + 1,
		count: r.bundle.count, data: r.bundle.data}
	sum := w.sum()
	if _, err := r.insert.ExecContext(r.ctx, w.args(sum[:])...); err != nil {
		return r.f.fail("write", err)
	}
	r.sums.Write(sum[:])
	r.stored += r.bundle.count
	r.bundle.reset()
	return nil
}

// Restart forgets the records added so far: reading begins again.
func (r *Reading) Restart() error {
	r.stored = 0
	r.bundle.reset()
	r.sums.Reset()
	return r.f.exec(r.ctx, `DELETE FROM record WHERE evidence = ?`, int64(r.id))
}

// Commit stores what came of the reading and makes its records visible.
// Options are what it depended on beside the bytes.
func (r *Reading) Commit(reading dispute.Reading, options any) error {
	if err := r.commit(reading, options); err != nil {
		r.Abandon()
		return err
	}
	r.insert.Close()
	return r.span.end(r.ctx)
}

func (r *Reading) commit(reading dispute.Reading, options any) error {
	if err := r.flush(); err != nil {
		return err
	}
	text, err := encodeJSON(reading)
	if err != nil {
		return err
	}
	opts, err := encodeJSON(options)
	if err != nil {
		return err
	}
	var sum any
	first := int64(0)
	if r.stored > 0 {
		sum, first = r.sums.Sum(nil), r.first
		// The row's number is that of its first record; the next must come after
		// its last.
		if err := r.f.exec(r.ctx, `UPDATE sqlite_sequence SET seq = ? WHERE name = 'record'`, r.first+r.stored-1); err != nil {
			return err
		}
	}
	if err := r.f.exec(r.ctx, `UPDATE evidence SET reading = ?, options = ?, records = ? WHERE id = ?`,
		string(text), string(opts), sum, int64(r.id)); err != nil {
		return err
	}
	return r.f.logColumns(r.ctx, "read", &evidenceRow, map[string]any{
		"state": reading.State, "importer": reading.Importer, "version": reading.Version, "variant": reading.Variant,
		"units": reading.Units, "count": reading.Records, "skipped": reading.Skipped, "problems": len(reading.Problems), firstMark: first,
	}, "reading options records", "evidence.id = ?", int64(r.id))
}

// Abandon undoes the reading: the evidence stands as it did before.
func (r *Reading) Abandon() {
	if r.insert != nil {
		r.insert.Close()
	}
	r.span.abandon(r.ctx)
}

// ReadOptions reads back what a reading depended on, as given to Commit.
func (f *File) ReadOptions(ctx context.Context, id dispute.EvidenceID, into any) error {
	var text string
	if err := f.conn.QueryRowContext(ctx, `SELECT options FROM evidence WHERE id = ?`, int64(id)).Scan(&text); err != nil {
		return f.fail("read "+id.String(), err)
	}
	if text == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return fmt.Errorf("%s: %w: %w", id, ErrDamaged, err)
	}
	return nil
}
