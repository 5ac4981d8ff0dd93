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
	seq    int
	sums   hash.Hash
	buf    []byte
}

// Read begins to read an evidence anew: records of an earlier reading are
// replaced. Other writers wait until Commit or Abandon.
func (f *File) Read(ctx context.Context, id dispute.EvidenceID) (*Reading, error) {
	s, err := f.begin(ctx)
	if err != nil {
		return nil, err
	}
	r := &Reading{f: f, ctx: ctx, id: id, span: s, sums: sha256.New()}
	_, err = f.standing(ctx, id)
	if err == nil {
		err = f.exec(ctx, `DELETE FROM record WHERE evidence = ?`, int64(id))
	}
	if err == nil {
		err = f.discardPictures(ctx, `evidence = ?`, int64(id)) // made anew for the next packet
	}
	if err == nil {
		if r.insert, err = f.conn.PrepareContext(ctx, insertRecord); err != nil {
			err = f.fail("write", err)
		}
	}
	if err != nil {
		r.Abandon()
		return nil, err
	}
	return r, nil
}

// Record adds a record; its evidence and place are set here.
func (r *Reading) Record(rec dispute.Record) error {
	r.seq++
	rec.Evidence, rec.Seq = r.id, r.seq
	w, err := newRow(rec)
	if err != nil {
		return err
	}
	var sum [sha256.Size]byte
	sum, r.buf = w.sum(r.buf)
	r.sums.Write(sum[:])
	if _, err := r.insert.ExecContext(r.ctx, append(w.args(), sum[:])...); err != nil {
		return r.f.fail("write", err)
	}
	return nil
}

// Restart forgets the records added so far: reading begins again.
func (r *Reading) Restart() error {
	r.seq = 0
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
	text, err := encodeJSON(reading)
	if err != nil {
		return err
	}
	opts, err := encodeJSON(options)
	if err != nil {
		return err
	}
	var sum any
	if r.seq > 0 {
		sum = r.sums.Sum(nil)
	}
	if err := r.f.exec(r.ctx, `UPDATE evidence SET reading = ?, options = ?, records = ? WHERE id = ?`,
		string(text), string(opts), sum, int64(r.id)); err != nil {
		return err
	}
	return r.f.logColumns(r.ctx, "read", &evidenceRow, map[string]any{
		"state": reading.State, "importer": reading.Importer, "version": reading.Version, "variant": reading.Variant,
		"units": reading.Units, "count": reading.Records, "skipped": reading.Skipped, "problems": len(reading.Problems),
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
