package casefile

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"complain/pkg/dispute"
)

// Damage is one damaged thing.
type Damage struct {
	What string // "E3", "R27", "custody 5", "file"
	Why  dispute.Note
}

// Verification is what Verify found.
type Verification struct {
	EvidenceChecked int
	BytesChecked    int64
	RecordsChecked  int
	CustodyEntries  int64
	Head            string // hash of the last custody entry
	Damaged         []Damage
}

// Verify compares all bytes, records and log entries with their hashes.
// progress is called with the bytes done and to do; it may be nil. An error
// means that verification itself could not go on; damage is not an error.
func (f *File) Verify(ctx context.Context, progress func(done, total int64)) (Verification, error) {
	if progress == nil {
		progress = func(done, total int64) {}
	}
	var v Verification
	for _, step := range []func(context.Context, *Verification, func(done, total int64)) error{
		f.verifyFile, f.verifyEvidence, f.verifyRecords, f.verifyCustody,
	} {
		if err := step(ctx, &v, progress); err != nil {
			return v, err
		}
	}
	return v, nil
}

func (v *Verification) damage(what, code string, args ...any) {
	v.Damaged = append(v.Damaged, Damage{what, dispute.Say(code, args...)})
}

// tell makes damage out of an error that says so, and returns any other.
func (v *Verification) tell(what string, err error) error {
	if errors.Is(err, ErrDamaged) {
		v.damage(what, "damage.unreadable", err)
		return nil
	}
	return err
}

func (f *File) verifyFile(ctx context.Context, v *Verification, _ func(done, total int64)) error {
	for _, check := range []string{"PRAGMA quick_check(20)", "PRAGMA foreign_key_check"} {
		rows, err := f.conn.QueryContext(ctx, check)
		if err != nil {
			if err := v.tell("file", f.fail("verify", err)); err != nil {
				return err
			}
			continue
		}
		for rows.Next() {
			var columns [4]any
			names, _ := rows.Columns()
			targets := make([]any, len(names))
			for i := range targets {
				targets[i] = &columns[min(i, 3)]
			}
			if err := rows.Scan(targets...); err != nil {
				rows.Close()
				return f.fail("verify", err)
			}
			if columns[0] != "ok" {
				v.damage("file", "damage.structure", fmt.Sprint(columns[0]))
			}
		}
		err = rows.Err()
		rows.Close()
		if err != nil {
			if err := v.tell("file", f.fail("verify", err)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *File) verifyEvidence(ctx context.Context, v *Verification, progress func(done, total int64)) error {
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return v.tell("file", err)
	}
	var total int64
	for _, e := range all {
		total += e.Size
	}
	for _, e := range all {
		v.EvidenceChecked++
		b, err := f.Open(ctx, e.ID)
		if err != nil {
			return err
		}
		h := sha256.New()
		n, err := io.Copy(h, io.NewSectionReader(b, 0, b.Size()))
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := v.tell(e.ID.String(), err); err != nil {
				return err
			}
		} else if hex.EncodeToString(h.Sum(nil)) != e.SHA256 {
			v.damage(e.ID.String(), "damage.hash", e.Name)
		}
		v.BytesChecked += n
		progress(v.BytesChecked, total)
	}
	return nil
}

func (f *File) verifyRecords(ctx context.Context, v *Verification, _ func(done, total int64)) error {
	want := map[int64][]byte{}
	rows, err := f.conn.QueryContext(ctx, `SELECT id, records FROM evidence WHERE records IS NOT NULL`)
	if err != nil {
		return v.tell("file", f.fail("verify", err))
	}
	for rows.Next() {
		var id int64
		var sum []byte
		if err := rows.Scan(&id, &sum); err != nil {
			rows.Close()
			return f.fail("verify", err)
		}
		want[id] = sum
	}
	err = rows.Err()
	rows.Close()
	if err != nil {
		return v.tell("file", f.fail("verify", err))
	}
	rows, err = f.conn.QueryContext(ctx, `SELECT id, `+recordColumns+`, sum FROM record ORDER BY evidence, seq`)
	if err != nil {
		return v.tell("file", f.fail("verify", err))
	}
	defer rows.Close()
	var (
		w    row
		id   int64
		sum  []byte
		buf  []byte
		sums = map[int64][]byte{}
	)
	running, current := sha256.New(), int64(0)
	targets := append(append([]any{&id}, w.targets()...), &sum)
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return v.tell("file", f.fail("verify", err))
		}
		v.RecordsChecked++
		var got [sha256.Size]byte
		got, buf = w.sum(buf)
		if string(got[:]) != string(sum) {
			v.damage(fmt.Sprintf("R%d", id), "damage.record", dispute.EvidenceID(w.evidence.Int64).String())
		}
		if !w.evidence.Valid {
			continue
		}
		if w.evidence.Int64 != current {
			running.Reset()
			current = w.evidence.Int64
		}
		running.Write(got[:])
		sums[current] = running.Sum(nil)
	}
	if err := rows.Err(); err != nil {
		return v.tell("file", f.fail("verify", err))
	}
	for id, sum := range want {
		if string(sums[id]) != string(sum) {
			v.damage(dispute.EvidenceID(id).String(), "damage.records", dispute.EvidenceID(id).String())
		}
	}
	return nil
}

func (f *File) verifyCustody(ctx context.Context, v *Verification, _ func(done, total int64)) error {
	prev := make([]byte, sha256.Size)
	for e, err := range f.Custody(ctx) {
		if err != nil {
			return v.tell("custody", err)
		}
		v.CustodyEntries++
		hash := entryHash(prev, e.Seq, e.At, e.Action, e.Subject, string(e.Detail))
		if hex.EncodeToString(hash[:]) != e.Hash || e.Seq != v.CustodyEntries {
			v.damage(fmt.Sprintf("custody %d", e.Seq), "damage.chain", e.Seq)
		}
		prev, _ = hex.DecodeString(e.Hash)
		v.Head = e.Hash
	}
	if v.CustodyEntries == 0 {
		v.damage("custody", "damage.no-log")
	}
	return nil
}
