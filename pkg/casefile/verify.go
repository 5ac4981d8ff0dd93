package casefile

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// Part says what of a case a damage concerns, which decides what still works
// and what to do.
type Part string

// The parts.
const (
	PartFile    Part = "file"    // the structure that SQLite keeps
	PartBytes   Part = "bytes"   // of one evidence
	PartPicture Part = "picture" // made for packets; it can be made again
	PartRecords Part = "records" // read from one evidence; they can be read again
	PartSaid    Part = "said"    // what people said, or when and how things came in
	PartLog     Part = "log"     // the custody log
)

// Damage is one damaged thing.
type Damage struct {
	What string // "E3", "R27", "party seller", "custody 5", "file"
	Why  dispute.Note
	Part Part
	// Evidence is the one that is concerned; 0 where none is.
	Evidence dispute.EvidenceID
	// Column is the column of a row that is not what the custody log says, and
	// Said what the log says, as JSON; both "" for other damage.
	Column, Said string
}

// Verification is what Verify found.
type Verification struct {
	EvidenceChecked int // whose bytes were hashed
	Evidence        int // that have bytes
	BytesChecked    int64
	Bytes           int64
	Purged          int
	RecordsChecked  int
	RowsChecked     int // compared with the custody log
	CustodyEntries  int64
	Head            string // hash of the last custody entry
	Damaged         []Damage
	// Clock is where the times of the log cannot all be right. It is no damage.
	Clock []ClockStep
}

// Sample is the share of the evidence whose bytes are hashed. All else is
// always checked. The zero Sample is everything.
type Sample struct {
	Percent float64 // 0 or 100: all
	Seed    uint64  // the same seed chooses the same evidence
}

// Verify compares all bytes, records, rows and log entries with their hashes.
// progress is called with the bytes done and to do; it may be nil. An error
// means that verification itself could not go on; damage is not an error.
func (f *File) Verify(ctx context.Context, progress func(done, total int64)) (Verification, error) {
	return f.VerifySample(ctx, Sample{}, progress)
}

// VerifySample is Verify for a share of the evidence.
func (f *File) VerifySample(ctx context.Context, s Sample, progress func(done, total int64)) (v Verification, err error) {
	if progress == nil {
		progress = func(done, total int64) {}
	}
	err = f.guarded(&v, func() error {
		// Rows and log are compared at one moment. The bytes come after: they never
		// change, and hashing them must not hold up a writer for minutes.
		if err := f.View(ctx, func() error {
			for _, step := range []func(context.Context, *Verification) error{f.verifyStructure, f.verifyLog, f.verifyRecords} {
				if err := step(ctx, &v); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
		return f.verifyBytes(ctx, &v, s, progress)
	})
	return v, err
}

func (v *Verification) addAll(damaged []Damage) {
	for _, d := range damaged {
		v.add(d)
	}
}

func (v *Verification) add(d Damage) {
	if d.Evidence == 0 {
		// What is named for an evidence concerns it: "E2", "picture E2 print 0".
		_, _ = fmt.Sscanf(strings.TrimPrefix(d.What, "picture "), "E%d", &d.Evidence)
	}
	// A broken page is met by every step that comes upon it.
	if d.What == "file" && slices.ContainsFunc(v.Damaged, func(o Damage) bool {
		return o.What == "file" && o.Why.Code == d.Why.Code && slices.Equal(o.Why.Args, d.Why.Args)
	}) {
		return
	}
	v.Damaged = append(v.Damaged, d)
}

// tell makes damage out of an error that says so, and returns any other.
func (v *Verification) tell(what string, part Part, err error) error {
	if errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotACase) {
		d := Damage{What: what, Why: dispute.Say("damage.unreadable"), Part: part}
		if why := (*ReasonError)(nil); errors.As(err, &why) {
			d.Why = why.Why
		}
		v.add(d)
		return nil
	}
	return err
}

func (f *File) verifyStructure(ctx context.Context, v *Verification) error {
	if f.frame != nil {
		v.add(framedDamage())
		return nil
	}
	if err := f.checkSize(ctx); err != nil {
		if err := v.tell("file", PartFile, err); err != nil {
			return err
		}
	}
	// Only the full check compares the indexes with the rows: a row whose key
	// was changed is found by its index as if nothing were wrong.
	for _, check := range []string{"PRAGMA integrity_check(20)", "PRAGMA foreign_key_check"} {
		if err := f.verifyPragma(ctx, v, check); err != nil {
			return err
		}
	}
	return nil
}

func (f *File) verifyPragma(ctx context.Context, v *Verification, check string) error {
	rows, err := f.conn.QueryContext(ctx, check)
	if err != nil {
		return v.tell("file", PartFile, f.fail("verify", err))
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return f.fail("verify", err)
	}
	values := make([]any, len(names))
	targets := make([]any, len(names))
	for i := range targets {
		targets[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return f.fail("verify", err)
		}
		if values[0] != "ok" {
			v.add(Damage{What: "file", Why: dispute.Say("damage.structure", fmt.Sprint(values...)), Part: PartFile})
		}
	}
	if err := rows.Err(); err != nil {
		return v.tell("file", PartFile, f.fail("verify", err))
	}
	return nil
}
