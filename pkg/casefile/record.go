package casefile

import (
	"context"
	"fmt"
	"iter"

	"complain/pkg/dispute"
)

// Filter chooses records. The zero Filter takes all of evidence that stands.
type Filter struct {
	Evidence  dispute.EvidenceID // 0: any
	Kind      dispute.Kind       // "": any
	From, To  int                // Seq, both inclusive; 0: no bound
	Withdrawn bool               // also of withdrawn evidence
}

// Records reads records in the order in which they were stored: by evidence
// and place in it, statements last. Texts of records that stood near one another
// share memory: who keeps few of many should clone them.
func (f *File) Records(ctx context.Context, filter Filter) iter.Seq2[dispute.Record, error] {
	return func(yield func(dispute.Record, error) bool) {
		// Two queries, since SQLite would sort all rows to put NULL last.
		read := `evidence IS NOT NULL`
		if filter.Evidence != 0 {
			read = `evidence = ?1`
		}
		if !filter.Withdrawn {
			read += ` AND evidence NOT IN (SELECT id FROM evidence WHERE withdrawn <> '')`
		}
		if f.records(ctx, filter, read+` ORDER BY evidence, seq`, yield) && filter.Evidence == 0 {
			f.records(ctx, filter, `evidence IS NULL ORDER BY seq`, yield)
		}
	}
}

func (f *File) records(ctx context.Context, filter Filter, where string, yield func(dispute.Record, error) bool) (more bool) {
	rows, err := f.conn.QueryContext(ctx, `SELECT `+bundleColumns+` FROM record
		WHERE (?2 = 0 OR seq + count > ?2) AND (?3 = 0 OR seq <= ?3) AND `+where, int64(filter.Evidence), filter.From, filter.To)
	if err != nil {
		yield(dispute.Record{}, f.fail("read the records", err))
		return false
	}
	defer rows.Close()
	var w bundleRow
	for rows.Next() {
		if err := rows.Scan(w.targets()...); err != nil {
			yield(dispute.Record{}, f.fail("read the records", err))
			return false
		}
		if !w.each(func(r dispute.Record, err error) bool {
			if err == nil && !filter.takes(&r) {
				return true
			}
			return yield(r, err)
		}) {
			return false
		}
	}
	if err := rows.Err(); err != nil {
		yield(dispute.Record{}, f.fail("read the records", err))
		return false
	}
	return true
}

func (filter *Filter) takes(r *dispute.Record) bool {
	return (filter.Kind == "" || r.Kind == filter.Kind) && r.Seq >= filter.From && (filter.To == 0 || r.Seq <= filter.To)
}

// Record reads one record.
func (f *File) Record(ctx context.Context, id int64) (dispute.Record, error) {
	rows, err := f.conn.QueryContext(ctx, `SELECT `+bundleColumns+` FROM record WHERE id <= ? ORDER BY id DESC LIMIT 1`, id)
	if err != nil {
		return dispute.Record{}, f.fail("read the records", err)
	}
	defer rows.Close()
	found, err := dispute.Record{}, error(&MissingError{What: fmt.Sprintf("R%d", id)})
	if rows.Next() {
		var w bundleRow
		if err := rows.Scan(w.targets()...); err != nil {
			return dispute.Record{}, f.fail("read the records", err)
		}
		w.each(func(r dispute.Record, e error) bool {
			if e != nil || r.ID == id {
				found, err = r, e
			}
			return r.ID != id
		})
	}
	if e := rows.Err(); e != nil {
		return dispute.Record{}, f.fail("read the records", e)
	}
	return found, err
}

// nextRecord is the number of the next record. Inside a transaction.
func (f *File) nextRecord(ctx context.Context) (int64, error) {
	last, err := f.count(ctx, `SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'record'), 0),
		coalesce((SELECT id + count - 1 FROM record ORDER BY id DESC LIMIT 1), 0))`)
	return last + 1, err
}

const insertRecord = `INSERT INTO record (` + bundleColumns + `, sum) VALUES (?, ?, ?, ?, ?, ?)`

func (w *bundleRow) args(sum []byte) []any {
	return []any{w.id, w.evidence, w.seq, w.count, []byte(w.data), sum}
}

// State adds a statement of the user's own and returns its record number.
func (f *File) State(ctx context.Context, r dispute.Record) (id int64, err error) {
	err = f.update(ctx, func() error {
		seq, err := f.count(ctx, `SELECT coalesce(max(seq), 0) + 1 FROM record WHERE evidence IS NULL`)
		if err != nil {
			return err
		}
		r.Evidence, r.Kind, r.Seq = 0, dispute.Statement, int(seq)
		r.Locator = dispute.Locator{Row: r.Seq}
		if id, err = f.nextRecord(ctx); err != nil {
			return err
		}
		var b bundle
		b.add(&r)
		w := bundleRow{id: id, seq: seq, count: b.count, data: b.data}
		sum := w.sum()
		if err := f.exec(ctx, insertRecord, w.args(sum[:])...); err != nil {
			return err
		}
		return f.logColumns(ctx, "state", &statementRow, map[string]any{"at": r.At.String(), "who": r.Who, "text": r.Text}, "", "id = ?", id)
	})
	return id, err
}

// Retract removes a statement of the user's own; the custody log keeps its words.
func (f *File) Retract(ctx context.Context, id int64) error {
	r, err := f.Record(ctx, id)
	if err != nil {
		return err
	}
	if r.Kind != dispute.Statement {
		return fmt.Errorf("R%d was read from %s and stays: %w", id, r.Evidence, ErrNotFound)
	}
	return f.update(ctx, func() error {
		if err := f.exec(ctx, `DELETE FROM record WHERE id = ?`, id); err != nil {
			return err
		}
		return f.log(ctx, "retract", fmt.Sprintf("R%d", id), map[string]any{"at": r.At.String(), "who": r.Who, "text": r.Text})
	})
}
