package casefile

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"

	"complain/pkg/dispute"
)

// Filter chooses records. The zero Filter takes all of evidence that stands.
type Filter struct {
	Evidence  dispute.EvidenceID // 0: any
	Kind      dispute.Kind       // "": any
	From, To  int                // Seq, both inclusive; 0: no bound
	Withdrawn bool               // also of withdrawn evidence
	// Holding, unless nil, is shown the stored form of records that stand together,
	// in which each of their texts occurs as it is: where it says false, none of
	// them is wanted.
	Holding func(stored []byte) bool
}

// Records reads records in the order in which they were stored: by evidence
// and place in it, statements last. Each is compared with its hash, and the
// records of each evidence with what it says they are: a *DamageError names what
// is not what was stored, and who goes on after it gets what is. Texts of records that stood near one another
// share memory: who keeps few of many should clone them.
func (f *File) Records(ctx context.Context, filter Filter) iter.Seq2[dispute.Record, error] {
	return func(yield func(dispute.Record, error) bool) {
		for r, err := range f.Passing(ctx, filter) {
			if !yield(*r, err) {
				return
			}
		}
	}
}

// Passing is Records for who keeps few of very many: all records are handed over in
// the same memory, so that one is gone with the next.
func (f *File) Passing(ctx context.Context, filter Filter) iter.Seq2[*dispute.Record, error] {
	return func(yield func(*dispute.Record, error) bool) {
		for b, err := range f.Bundles(ctx, filter) {
			if err != nil {
				if !yield(new(dispute.Record), err) {
					return
				}
				continue
			}
			if !b.row.unpack(b.data, func(r *dispute.Record, err error) bool {
				if err == nil && !filter.takes(r) {
					return true
				}
				return yield(r, err)
			}) {
				return
			}
		}
	}
}

// Bundle is records that stand together in the case, not yet taken apart. It has
// its own memory.
type Bundle struct {
	row    bundleRow // without its data
	data   string
	filter Filter
}

// Passing gives those of a bundle that were asked for, all in the same memory.
func (b *Bundle) Passing(yield func(*dispute.Record, error) bool) {
	b.row.unpack(b.data, func(r *dispute.Record, err error) bool {
		return err == nil && !b.filter.takes(r) || yield(r, err)
	})
}

// Bundles is Records for who takes the records apart elsewhere, several bundles
// at once.
func (f *File) Bundles(ctx context.Context, filter Filter) iter.Seq2[Bundle, error] {
	return func(yield func(Bundle, error) bool) {
		// Two queries, since SQLite would sort all rows to put NULL last.
		read := `evidence IS NOT NULL`
		if filter.Evidence != 0 {
			read = `evidence = ?1`
		}
		if !filter.Withdrawn {
			read += ` AND evidence NOT IN (SELECT id FROM evidence WHERE withdrawn <> '')`
		}
		chain, err := f.chain(ctx, filter.Evidence, filter.Withdrawn)
		if err != nil {
			yield(Bundle{}, err)
			return
		}
		if f.bundles(ctx, filter, chain, read+` ORDER BY evidence, seq`, yield) && filter.Evidence == 0 {
			f.bundles(ctx, filter, &recordChain{}, `evidence IS NULL ORDER BY seq`, yield)
		}
	}
}

// bundles reads all rows, also those of which nothing is wanted: only together
// can they be compared with what the evidence says.
func (f *File) bundles(ctx context.Context, filter Filter, chain *recordChain, where string, yield func(Bundle, error) bool) (more bool) {
	tell := func(wrong []Damage) bool {
		return len(wrong) == 0 || yield(Bundle{}, damaged(wrong...))
	}
	rows, err := f.conn.QueryContext(ctx, `SELECT `+bundleColumns+`, sum FROM record WHERE `+where, int64(filter.Evidence))
	if err != nil {
		yield(Bundle{}, f.fail("read the records", err))
		return false
	}
	defer rows.Close()
	var (
		w   bundleRow
		sum sql.RawBytes
	)
	targets := append(w.targets(), &sum)
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			yield(Bundle{}, f.fail("read the records", err))
			return false
		}
		wrong := chain.take(&w, sum)
		if !tell(wrong) {
			return false
		}
		if slices.ContainsFunc(wrong, func(d Damage) bool { return d.What == w.String() }) || !filter.reaches(&w) {
			continue
		}
		b := Bundle{row: w, data: string(w.data), filter: filter}
		b.row.data = nil
		if !yield(b, nil) {
			return false
		}
	}
	if err := rows.Err(); err != nil {
		yield(Bundle{}, f.fail("read the records", err))
		return false
	}
	return tell(chain.end())
}

// reaches reports whether a row can hold records that the filter takes.
func (filter *Filter) reaches(w *bundleRow) bool {
	return (filter.Holding == nil || filter.Holding(w.data)) && (filter.From == 0 || w.seq+w.count > int64(filter.From)) && (filter.To == 0 || w.seq <= int64(filter.To))
}

func (filter *Filter) takes(r *dispute.Record) bool {
	return (filter.Kind == "" || r.Kind == filter.Kind) && r.Seq >= filter.From && (filter.To == 0 || r.Seq <= filter.To)
}

// Beside reads the records that stand together with one place of an evidence.
// They are compared with their hash, not with what the evidence says: who reads in
// another order than the case's does that first, in the same View.
func (f *File) Beside(ctx context.Context, evidence dispute.EvidenceID, seq int) (out []dispute.Record, err error) {
	if f.beside == nil { // it is asked thousands of times
		if f.beside, err = f.conn.PrepareContext(ctx, `SELECT `+bundleColumns+`, sum FROM record WHERE evidence = ? AND seq <= ? ORDER BY seq DESC LIMIT 1`); err != nil {
			return nil, f.fail("read the records", err)
		}
	}
	rows, err := f.beside.QueryContext(ctx, int64(evidence), seq)
	if err != nil {
		return nil, f.fail("read the records", err)
	}
	defer rows.Close()
	var (
		w   bundleRow
		sum sql.RawBytes
	)
	if !rows.Next() {
		return nil, cmp.Or(rows.Err(), error(&MissingError{What: fmt.Sprintf("%s %d", evidence, seq)}))
	}
	if err := rows.Scan(append(w.targets(), &sum)...); err != nil {
		return nil, f.fail("read the records", err)
	}
	if want := w.sum(); !bytes.Equal(want[:], sum) {
		return nil, fmt.Errorf("%s: %w", w.String(), ErrDamaged)
	}
	out = make([]dispute.Record, 0, w.count)
	w.each(func(r *dispute.Record, e error) bool {
		out, err = append(out, *r), e
		return e == nil
	})
	return out, err
}

// Record reads one record, and compares it and those beside it as Records does.
func (f *File) Record(ctx context.Context, id int64) (dispute.Record, error) {
	missing := &MissingError{What: fmt.Sprintf("R%d", id)}
	var evidence, seq int64
	err := f.conn.QueryRowContext(ctx, `SELECT coalesce(evidence, 0), seq + ?1 - id FROM record WHERE id <= ?1 AND id + count > ?1 ORDER BY id DESC LIMIT 1`, id).
		Scan(&evidence, &seq)
	if errors.Is(err, sql.ErrNoRows) {
		return dispute.Record{}, missing
	}
	if err != nil {
		return dispute.Record{}, f.fail("read the records", err)
	}
	found, err := dispute.Record{}, error(missing)
	take := func(r *dispute.Record, e error) bool {
		switch {
		case e != nil:
			err = e
			return false
		case r.ID == id:
			found, err = *r, nil
		}
		return true
	}
	if evidence == 0 {
		f.bundles(ctx, Filter{}, &recordChain{}, `evidence IS NULL ORDER BY seq`, func(b Bundle, e error) bool {
			if e != nil {
				return take(nil, e)
			}
			return b.row.unpack(b.data, take)
		})
		return found, err
	}
	for r, e := range f.Passing(ctx, Filter{Evidence: dispute.EvidenceID(evidence), From: int(seq), To: int(seq), Withdrawn: true}) {
		if !take(r, e) {
			break
		}
	}
	return found, err
}

// mostNumbers is how many records a case can ever have had: a larger last number
// is a damaged one.
const mostNumbers = 1 << 48

// nextRecord is the number of the next record. Inside a transaction.
func (f *File) nextRecord(ctx context.Context) (int64, error) {
	last, err := f.count(ctx, `SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'record'), 0),
		coalesce((SELECT id + count - 1 FROM record ORDER BY id DESC LIMIT 1), 0))`)
	if err == nil && (last < 0 || last > mostNumbers) {
		err = damaged(Damage{What: "file", Why: dispute.Say("damage.structure", fmt.Sprintf("record %d", last)), Part: PartFile})
	}
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
		k := kept{Seq: seq, Count: b.count, Data: b.data}
		return f.logColumns(ctx, "state", &statementRow, map[string]any{"at": r.At.String(), "who": r.Who, "text": r.Text, keptMark: k}, "", "id = ?", id)
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
		return fmt.Errorf("record %d was read from %s and stays: %w", id, r.Evidence, ErrNotFound)
	}
	return f.update(ctx, func() error {
		k, err := f.keepStatement(ctx, id)
		if err != nil {
			return err
		}
		if err := f.exec(ctx, `DELETE FROM record WHERE id = ?`, id); err != nil {
			return err
		}
		return f.log(ctx, "retract", fmt.Sprintf("R%d", id), map[string]any{"at": r.At.String(), "who": r.Who, "text": r.Text, keptMark: k})
	})
}
