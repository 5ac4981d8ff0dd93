package casefile

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"complain/pkg/dispute"
)

// edit lets change write to a row, and logs the columns named, or all of them.
// What change leaves as it was must be what the log says already: what another
// program wrote there would be logged as the user's word. A *DamageError names it;
// saying it anew is how it is mended.
func (f *File) edit(ctx context.Context, t *covered, action, names string, change func() error, where string, args ...any) error {
	_, before, err := t.scan(f.conn.QueryRowContext(ctx, t.query(where, ""), args...))
	there := !errors.Is(err, sql.ErrNoRows)
	if there && err != nil {
		return f.fail("read", err)
	}
	if err := change(); err != nil {
		return err
	}
	if there {
		subject, after, err := t.scan(f.conn.QueryRowContext(ctx, t.query(where, ""), args...))
		if err != nil {
			return f.fail("read", err)
		}
		if err := f.leftAsLogged(ctx, t, subject, before, after); err != nil {
			return err
		}
	}
	return f.logColumns(ctx, action, t, nil, names, where, args...)
}

// leftAsLogged holds the columns of a row that a change left alone against the log.
func (f *File) leftAsLogged(ctx context.Context, t *covered, subject string, before, after []json.RawMessage) error {
	h, err := f.history(ctx)
	if err != nil {
		return err
	}
	said, known := h.said[subject]
	var v Verification
	switch {
	case h.doubtful[subject]:
	case !known:
		v.add(Damage{What: subject, Why: dispute.Say("damage.unlogged"), Part: t.part("")})
	default:
		for i := range t.columns {
			if sameJSON(before[i], after[i]) {
				v.compare(subject, t, i, after[i], said)
			}
		}
	}
	return v.Err()
}
