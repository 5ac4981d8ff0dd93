package casefile

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
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
	insert *sql.Stmt
	seq    int
	sums   hash.Hash
	buf    []byte
}

// Read begins to read an evidence anew: records of an earlier reading are
// replaced. Other writers wait until Commit or Abandon.
func (f *File) Read(ctx context.Context, id dispute.EvidenceID) (*Reading, error) {
	if _, err := f.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return nil, f.fail("begin to write", err)
	}
	r := &Reading{f: f, ctx: ctx, id: id, sums: sha256.New()}
	err := f.exec(ctx, `DELETE FROM record WHERE evidence = ?`, int64(id))
	if err == nil {
		r.insert, err = f.conn.PrepareContext(ctx, insertRecord)
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
	err := r.commit(reading, options)
	if err != nil {
		r.Abandon()
	}
	return err
}

func (r *Reading) commit(reading dispute.Reading, options any) error {
	text, err := json.Marshal(reading)
	if err != nil {
		return err
	}
	opts, err := json.Marshal(options)
	if err != nil {
		return err
	}
	var sum any
	digest := ""
	if r.seq > 0 {
		sum = r.sums.Sum(nil)
		digest = hex.EncodeToString(r.sums.Sum(nil))
	}
	if err := r.f.exec(r.ctx, `UPDATE evidence SET reading = ?, options = ?, records = ? WHERE id = ?`,
		string(text), string(opts), sum, int64(r.id)); err != nil {
		return err
	}
	if err := r.f.log(r.ctx, "read", r.id.String(), map[string]any{
		"state": reading.State, "importer": reading.Importer, "version": reading.Version, "variant": reading.Variant,
		"options": json.RawMessage(opts), "units": reading.Units, "records": reading.Records, "skipped": reading.Skipped,
		"problems": len(reading.Problems), "sha256": digest,
	}); err != nil {
		return err
	}
	if err := r.insert.Close(); err != nil {
		return r.f.fail("write", err)
	}
	if _, err := r.f.conn.ExecContext(r.ctx, "COMMIT"); err != nil {
		return r.f.fail("write", err)
	}
	return nil
}

// Abandon undoes the reading: the evidence stands as it did before.
func (r *Reading) Abandon() {
	if r.insert != nil {
		r.insert.Close()
	}
	// Whatever made the reading fail may have rolled back already.
	_, _ = r.f.conn.ExecContext(context.WithoutCancel(r.ctx), "ROLLBACK")
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
