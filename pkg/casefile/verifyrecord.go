package casefile

import (
	"context"
	"database/sql"

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
