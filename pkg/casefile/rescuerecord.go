package casefile

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"maps"
	"slices"

	"complain/pkg/dispute"
)

// unreadReading is the reading of evidence that nobody has read.
func unreadReading() string {
	text, _ := json.Marshal(dispute.Reading{State: dispute.Unread}) // of plain values
	return string(text)
}

// readingSaid is what the log says of a reading whose own words are lost.
func readingSaid(said map[string]json.RawMessage) string {
	var r struct {
		State             dispute.ReadingState
		Importer, Variant string
		Version           int
		Units, Count      int
		Skipped           int
	}
	for name, into := range map[string]any{"state": &r.State, "importer": &r.Importer, "variant": &r.Variant, "version": &r.Version, "units": &r.Units, "count": &r.Count, "skipped": &r.Skipped} {
		_ = json.Unmarshal(said[name], into) // what is not there stays empty
	}
	if r.State == "" {
		return unreadReading()
	}
	text, _ := encodeJSON(dispute.Reading{State: r.State, Importer: r.Importer, Version: r.Version, Variant: r.Variant, Units: r.Units, Records: r.Count, Skipped: r.Skipped})
	return string(text)
}

// readRow is evidence of which records were read.
type readRow struct {
	id, count int64  // count is what its reading says
	want      []byte // NULL: none were read
	purged    bool
}

// setRecords holds the records of each evidence against what it says they are.
// Where some are missing the others stay, under new numbers.
func (r *rescue) setRecords(ctx context.Context) error {
	next, err := r.nextRecord(ctx)
	if err != nil {
		return err
	}
	next = max(next, r.sequences["record"]+1)
	if err := r.exec(ctx, `DELETE FROM record WHERE evidence IS NOT NULL AND evidence NOT IN (SELECT id FROM evidence)`); err != nil {
		return err
	}
	var all []readRow
	if err := r.each(ctx, func(scan func(...any) error) error {
		var e readRow
		var purged string
		err := scan(&e.id, &e.want, &e.count, &purged)
		e.purged = purged != "" && !r.lostNow(e.id)
		all = append(all, e)
		return err
	}, `SELECT id, records, coalesce(iif(json_valid(reading), reading ->> 'Records', 0), 0), purged FROM evidence ORDER BY id`); err != nil {
		return err
	}
	for _, e := range all {
		if next, err = r.setRecordsOf(ctx, e, next); err != nil {
			return err
		}
	}
	r.sequences["record"] = max(r.sequences["record"], next-1)
	return nil
}

// lostNow reports whether the bytes of evidence were found lost.
func (r *rescue) lostNow(evidence int64) bool {
	for _, d := range r.out.Lost {
		if d.Part == PartBytes && int64(d.Evidence) == evidence {
			return true
		}
	}
	return false
}

// found is a row of records that is whole.
type found struct {
	row     bundleRow
	skipped bool
}

func (r *rescue) setRecordsOf(ctx context.Context, e readRow, next int64) (int64, error) {
	if e.want == nil || e.purged {
		return next, r.exec(ctx, `DELETE FROM record WHERE evidence = ?`, e.id)
	}
	rows, sums, err := r.recordRows(ctx, e.id)
	if err != nil {
		return next, err
	}
	if string(sums) == string(e.want) {
		r.intact = append(r.intact, dispute.EvidenceID(e.id))
		return next, nil
	}
	there, whole := int64(0), sha256.New()
	for i := range rows {
		w := &rows[i].row
		if rows[i].skipped {
			if err := r.exec(ctx, `DELETE FROM record WHERE id = ?`, w.id); err != nil {
				return next, err
			}
			continue
		}
		old := w.id
		w.id, w.seq = next, there+1
		next, there = next+w.count, there+w.count
		if err := r.conn.QueryRowContext(ctx, `SELECT data FROM record WHERE id = ?`, old).Scan(&w.data); err != nil {
			return next, r.fail("read", err)
		}
		sum := w.sum()
		w.data = nil
		whole.Write(sum[:])
		if err := r.exec(ctx, `UPDATE record SET id = ?, seq = ?, sum = ? WHERE id = ?`, w.id, w.seq, sum[:], old); err != nil {
			return next, err
		}
	}
	var sum any
	if there > 0 {
		sum = whole.Sum(nil)
	}
	if what := dispute.EvidenceID(e.id).String(); there == 0 {
		r.lose(what, PartRecords, "rescue.no-records", e.count)
	} else {
		r.lose(what, PartRecords, "rescue.lost-records", max(e.count-there, 0), max(e.count, there))
	}
	return next, r.exec(ctx, `UPDATE evidence SET records = ? WHERE id = ?`, sum, e.id)
}

// recordRows lists the rows of an evidence by place, and the hash over their sums
// where they follow one another.
func (r *rescue) recordRows(ctx context.Context, evidence int64) (rows []found, sums []byte, err error) {
	h, at, first, ordered := sha256.New(), int64(1), int64(0), true
	err = r.each(ctx, func(scan func(...any) error) error {
		var f found
		var sum []byte
		if err := scan(&f.row.id, &f.row.seq, &f.row.count, &sum); err != nil {
			return err
		}
		f.row.evidence = sql.NullInt64{Int64: evidence, Valid: true}
		if first == 0 {
			first = f.row.id - f.row.seq + 1
		}
		ordered = ordered && f.row.seq == at && f.row.id == first+f.row.seq-1
		f.skipped = f.row.seq < at // stands there twice
		if !f.skipped {
			at = f.row.seq + f.row.count
			h.Write(sum)
		}
		rows = append(rows, f)
		return nil
	}, `SELECT id, seq, count, sum FROM record WHERE evidence = ? ORDER BY seq, id`, evidence)
	if err != nil || !ordered {
		return rows, nil, err
	}
	return rows, h.Sum(nil), nil
}

// aside is where records wait that are to have other numbers: beyond all that a
// case has ever given.
const aside = int64(1) << 50

// setFirsts gives records the numbers that the log says they have, where all of an
// evidence are there and no others have these numbers.
func (r *rescue) setFirsts(ctx context.Context) error {
	firsts := r.h.firsts()
	var moved []dispute.EvidenceID
	for _, id := range r.intact {
		first, err := r.firstRecord(ctx, id)
		if err != nil {
			return err
		}
		if first == 0 || firsts[id] == 0 || first == firsts[id] {
			continue
		}
		r.set(id.String(), PartRecords, "damage.first", first, firsts[id])
		if err := r.renumber(ctx, id, aside); err != nil {
			return err
		}
		moved = append(moved, id)
	}
	for _, id := range moved {
		first, err := r.firstRecord(ctx, id)
		if err != nil {
			return err
		}
		last, err := r.count(ctx, `SELECT max(id + count - 1) FROM record WHERE evidence = ?`, int64(id))
		if err != nil {
			return err
		}
		to := firsts[id]
		taken, err := r.count(ctx, `SELECT count(*) FROM record WHERE id < ? AND id + count > ?`, to+last-first+1, to)
		if err != nil {
			return err
		}
		if taken > 0 {
			to = r.sequences["record"] + 1
		}
		if err := r.renumber(ctx, id, to-first); err != nil {
			return err
		}
		r.sequences["record"] = max(r.sequences["record"], to+last-first)
	}
	return nil
}

// renumber gives all records of an evidence numbers that are more by so much.
func (r *rescue) renumber(ctx context.Context, id dispute.EvidenceID, more int64) error {
	return r.exec(ctx, `UPDATE record SET id = id + ? WHERE evidence = ?`, more, int64(id))
}

// setNumbers has numbers that were used not be used again.
func (r *rescue) setNumbers(ctx context.Context) error {
	for _, table := range slices.Sorted(maps.Keys(numbered)) {
		last := max(r.sequences[table], r.h.highest(numbered[table]))
		if last == 0 {
			continue
		}
		// The row is there where the table has had one.
		if err := r.exec(ctx, `INSERT INTO sqlite_sequence (name, seq) SELECT ?, 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)`, table); err != nil {
			return err
		}
		if err := r.exec(ctx, `UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?`, last, table); err != nil {
			return err
		}
	}
	return nil
}
