package casefile

import (
	"context"
	"crypto/sha256"
	"database/sql"

	"complain/pkg/dispute"
)

// verifyRecords hashes every record, and the records of each evidence together.
func (f *File) verifyRecords(ctx context.Context, v *Verification) error {
	want, err := f.recordSums(ctx)
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
		w    bundleRow
		sum  sql.RawBytes
		sums = map[int64][]byte{}
	)
	running, current := sha256.New(), int64(0)
	finish := func() {
		if current != 0 {
			sums[current] = running.Sum(nil)
		}
	}
	targets := append(w.targets(), &sum)
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			// A value of another kind than the column's: STRICT tables hold none.
			v.add(Damage{What: w.String(), Why: dispute.Say("damage.unreadable", err), Part: PartRecords})
			continue
		}
		v.RecordsChecked += int(w.count)
		got := w.sum()
		if string(got[:]) != string(sum) {
			v.add(changedRecords(&w))
		}
		if !w.evidence.Valid {
			continue
		}
		if w.evidence.Int64 != current {
			finish()
			running.Reset()
			current = w.evidence.Int64
		}
		running.Write(got[:])
	}
	finish()
	if err := rows.Err(); err != nil {
		return v.tell("file", PartFile, f.fail("verify", err))
	}
	for id, sum := range want {
		if string(sums[id]) != string(sum) {
			name := dispute.EvidenceID(id).String()
			v.add(Damage{What: name, Why: dispute.Say("damage.records", name), Part: PartRecords})
		}
	}
	return nil
}

func changedRecords(w *bundleRow) Damage {
	if !w.evidence.Valid {
		return Damage{What: w.String(), Why: dispute.Say("damage.statement"), Part: PartSaid}
	}
	id := dispute.EvidenceID(w.evidence.Int64)
	return Damage{What: w.String(), Why: dispute.Say("damage.record", id), Part: PartRecords, Evidence: id}
}

// recordSums is what each evidence says its records are, also those that say
// there are none.
func (f *File) recordSums(ctx context.Context) (map[int64][]byte, error) {
	rows, err := f.conn.QueryContext(ctx, `SELECT id, records FROM evidence`)
	if err != nil {
		return nil, f.fail("verify", err)
	}
	defer rows.Close()
	out := map[int64][]byte{}
	for rows.Next() {
		var id int64
		var sum []byte
		if err := rows.Scan(&id, &sum); err != nil {
			return nil, f.fail("verify", err)
		}
		out[id] = sum
	}
	if err := rows.Err(); err != nil {
		return nil, f.fail("verify", err)
	}
	return out, nil
}
