package casefile

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"hash"

	"complain/pkg/dispute"
)

// recordChain compares the rows of the table record with their hashes as they
// are read: each row by itself, and the rows of each evidence together, which
// must come one after the other.
type recordChain struct {
	want    map[int64][]byte // what each evidence says its records are
	current int64            // the evidence whose rows come; 0 for statements
	first   int64            // number of its first record
	next    int64            // place of its next record
	sums    hash.Hash
}

// chain begins to read the records of one evidence, or of all for 0. Those of
// withdrawn evidence are left out where they are not asked for.
func (f *File) chain(ctx context.Context, evidence dispute.EvidenceID, withdrawn bool) (*recordChain, error) {
	rows, err := f.conn.QueryContext(ctx, `SELECT id, records FROM evidence WHERE (?1 = 0 OR id = ?1) AND (?2 OR withdrawn = '')`, int64(evidence), withdrawn)
	if err != nil {
		return nil, f.fail("read the records", err)
	}
	defer rows.Close()
	c := &recordChain{want: map[int64][]byte{}, sums: sha256.New()}
	for rows.Next() {
		var id int64
		var sum []byte
		if err := rows.Scan(&id, &sum); err != nil {
			return nil, f.fail("read the records", err)
		}
		c.want[id] = sum
	}
	if err := rows.Err(); err != nil {
		return nil, f.fail("read the records", err)
	}
	return c, nil
}

// take compares the next row, and returns what is wrong with it or with the
// evidence before.
func (c *recordChain) take(w *bundleRow, stored sql.RawBytes) (wrong []Damage) {
	got := w.sum()
	if w.evidence.Int64 != c.current {
		wrong = c.finish()
		c.current, c.first, c.next = w.evidence.Int64, w.id-w.seq+1, 1
	}
	ordered := w.bounded() && (!w.evidence.Valid || w.seq == c.next && w.id == c.first+w.seq-1)
	if string(got[:]) != string(stored) || !ordered {
		wrong = append(wrong, changedRecords(w))
	}
	c.next = w.seq + w.count
	if w.evidence.Valid {
		c.sums.Write(got[:])
	}
	return wrong
}

// finish ends the evidence whose rows came.
func (c *recordChain) finish() (wrong []Damage) {
	if c.current == 0 {
		return nil
	}
	if sum := c.sums.Sum(nil); string(sum) != string(c.want[c.current]) {
		wrong = append(wrong, lostRecords(c.current))
	}
	delete(c.want, c.current)
	c.sums.Reset()
	c.current = 0
	return wrong
}

// end is what is wrong when no more rows come.
func (c *recordChain) end() []Damage {
	wrong := c.finish()
	for id, sum := range c.want {
		if sum != nil {
			wrong = append(wrong, lostRecords(id))
		}
	}
	return wrong
}

func lostRecords(evidence int64) Damage {
	id := dispute.EvidenceID(evidence)
	return Damage{What: id.String(), Why: dispute.Say("damage.records", id), Part: PartRecords, Evidence: id}
}
