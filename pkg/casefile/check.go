package casefile

import (
	"context"
	"fmt"

	"complain/pkg/dispute"
)

// DamageError says what of a case is not what was stored. It wraps ErrDamaged.
type DamageError struct {
	Damaged []Damage // one at least, the first found first
}

func (e *DamageError) Error() string {
	d := e.Damaged[0]
	text := fmt.Sprintf("%s is %v (%s)", d.What, ErrDamaged, d.Why.Code)
	if n := len(e.Damaged) - 1; n > 0 {
		text += fmt.Sprintf(", and %d more", n)
	}
	return text
}

// Unwrap is ErrDamaged.
func (e *DamageError) Unwrap() error { return ErrDamaged }

func damaged(d ...Damage) error { return &DamageError{d} }

// CheckRows compares all that people said, and all that is known of each
// evidence, with the custody log, and follows the log. Whoever hands on what the
// rows say calls it before it reads them; records are compared by themselves
// whenever they are read. A *DamageError names what is not what was stored.
func (f *File) CheckRows(ctx context.Context) error {
	var v Verification
	if f.frame != nil {
		v.add(framedDamage())
	}
	if err := f.guarded(&v, func() error {
		return f.View(ctx, func() error { return f.verifyLog(ctx, &v) })
	}); err != nil {
		return err
	}
	return v.Err()
}

// CheckBytes hashes the bytes of evidence, those that were purged left out. A
// *DamageError names what is not what was stored.
func (f *File) CheckBytes(ctx context.Context, ids []dispute.EvidenceID) error {
	var v Verification
	if err := f.guarded(&v, func() error { return f.verifyBytesOf(ctx, &v, ids) }); err != nil {
		return err
	}
	return v.Err()
}

func (f *File) verifyBytesOf(ctx context.Context, v *Verification, ids []dispute.EvidenceID) error {
	h, err := newHasher(ctx, f)
	if err != nil {
		return v.tell("file", PartFile, err)
	}
	defer h.close()
	for _, id := range ids {
		c := content{evidence: int64(id)}
		if err := f.conn.QueryRowContext(ctx, `SELECT blob.id, size, sha256, purged FROM evidence JOIN blob ON blob.id = blob WHERE evidence.id = ?`,
			int64(id)).Scan(&c.id, &c.size, &c.sum, &c.purged); err != nil {
			return f.missing(id.String(), err)
		}
		if c.purged != "" {
			continue
		}
		if err := f.verifyContent(ctx, v, h, c, func(int64) {}); err != nil {
			return err
		}
	}
	return nil
}

// guarded runs fn on a file that may be damaged: what stands in it may be
// anything, and SQLite translated to Go panics where C would crash.
func (f *File) guarded(v *Verification, fn func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			v.add(Damage{What: "file", Why: dispute.Say("damage.structure", p), Part: PartFile})
			err = nil
		}
	}()
	return fn()
}

// Err is nil, or a *DamageError that names what was found damaged.
func (v *Verification) Err() error {
	if len(v.Damaged) == 0 {
		return nil
	}
	return damaged(v.Damaged...)
}
