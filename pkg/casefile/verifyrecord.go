package casefile

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/dispute"
)

// verifyRecords hashes every record, and the records of each evidence together.
func (f *File) verifyRecords(ctx context.Context, v *Verification) error {
	c, err := f.chain(ctx, 0, true)
	if err != nil {
		return v.tell("file", PartFile, err)
	}
	// In the order of their numbers, which is that of each evidence's places too:
	// any other order would take evidence and seq from the index, not the row.
	rows, err := f.conn.QueryContext(ctx, `SELECT `+bundleColumns+`, sum FROM record ORDER BY id`)
	if err != nil {
		return v.tell("file", PartFile, f.fail("verify", err))
	}
	defer rows.Close()
	var (
		w   bundleRow
		sum sql.RawBytes
	)
	targets := append(w.targets(), &sum)
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			// A value of another kind than the column's: STRICT tables hold none.
			v.add(Damage{What: w.String(), Why: dispute.Say("damage.unreadable"), Part: PartRecords})
			continue
		}
		v.RecordsChecked += int(w.count)
		v.addAll(c.take(&w, sum))
	}
	if err := rows.Err(); err != nil {
		return v.tell("file", PartFile, f.fail("verify", err))
	}
	v.addAll(c.end())
	return nil
}

func changedRecords(w *bundleRow) Damage {
	if !w.evidence.Valid {
		return Damage{What: w.String(), Why: dispute.Say("damage.statement"), Part: PartSaid}
	}
	id := dispute.EvidenceID(w.evidence.Int64)
	return Damage{What: w.String(), Why: dispute.Say("damage.record", id), Part: PartRecords, Evidence: id}
}

// firstMark is the key under which the log keeps the number of the first record of
// an evidence. The others follow it, and no hash covers numbers: records that are
// read again get others.
const firstMark = "first"

// firsts is what the log says of the first record's number, by evidence. What
// versions 1 and 2 read has none until it is read again or migrated.
func (h *history) firsts() map[dispute.EvidenceID]int64 {
	out := map[dispute.EvidenceID]int64{}
	for subject, said := range h.said {
		number, isEvidence := strings.CutPrefix(subject, "E")
		id, err := strconv.ParseInt(number, 10, 64)
		if !isEvidence || err != nil || h.doubtful[subject] {
			continue
		}
		var first int64
		if json.Unmarshal(said[firstMark], &first) == nil && first > 0 {
			out[dispute.EvidenceID(id)] = first
		}
	}
	return out
}

// verifyFirsts holds the number of the first record of each evidence against the
// log: packets name records by their numbers.
func (f *File) verifyFirsts(ctx context.Context, v *Verification, firsts map[dispute.EvidenceID]int64) error {
	for _, id := range slices.Sorted(maps.Keys(firsts)) {
		first, err := f.firstRecord(ctx, id)
		if err != nil {
			return v.tell(id.String(), PartRecords, err)
		}
		if first != 0 && first != firsts[id] {
			v.add(Damage{What: id.String(), Why: dispute.Say("damage.first", first, firsts[id]), Part: PartRecords, Evidence: id})
		}
	}
	return nil
}

// firstRecord is the number of the first record of an evidence, 0 where it has none.
func (f *File) firstRecord(ctx context.Context, id dispute.EvidenceID) (int64, error) {
	return f.count(ctx, `SELECT coalesce((SELECT id FROM record WHERE evidence = ? AND seq = 1), 0)`, int64(id))
}

// logFirsts says in the log which number the first record of each evidence has,
// where it does not say so.
func (f *File) logFirsts(ctx context.Context) error {
	h, err := f.history(ctx)
	if err != nil {
		return err
	}
	said := h.firsts()
	rows, err := f.conn.QueryContext(ctx, `SELECT evidence, id FROM record WHERE evidence IS NOT NULL AND seq = 1 ORDER BY evidence`)
	if err != nil {
		return f.fail("read the records", err)
	}
	defer rows.Close()
	differ := map[dispute.EvidenceID]int64{}
	for rows.Next() {
		var id dispute.EvidenceID
		var first int64
		if err := rows.Scan(&id, &first); err != nil {
			return f.fail("read the records", err)
		}
		if said[id] != first {
			differ[id] = first
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return f.fail("read the records", err)
	}
	for _, id := range slices.Sorted(maps.Keys(differ)) {
		if err := f.log(ctx, "number", id.String(), map[string]any{firstMark: differ[id]}); err != nil {
			return err
		}
	}
	return nil
}
