package casefile

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"complain/pkg/dispute"
)

// ErrOtherBytes says that a file is not the one that an evidence was made from.
var ErrOtherBytes = errors.New("not the bytes that were stored")

// Mend puts the bytes of a damaged evidence back from r, another copy of the
// file it was made from. They must be the very same: their SHA-256 is held
// against what the custody log says. With other bytes nothing changes.
func (f *File) Mend(ctx context.Context, id dispute.EvidenceID, r io.Reader) error {
	return f.update(ctx, func() error {
		before, err := f.lostBytes(ctx, id)
		if err != nil {
			return err
		}
		want, err := f.loggedSum(ctx, id)
		if err != nil {
			return err
		}
		blob, err := f.count(ctx, `SELECT blob FROM evidence WHERE id = ?`, int64(id))
		if err != nil {
			return err
		}
		if err := f.exec(ctx, `DELETE FROM chunk WHERE blob = ?`, blob); err != nil {
			return err
		}
		pieces, done, stop := hashAhead(r)
		size, err := f.writeChunks(ctx, blob, pieces, done)
		sum := stop()
		if err != nil {
			return err
		}
		if hex.EncodeToString(sum[:]) != want {
			return fmt.Errorf("%s: %w", id, ErrOtherBytes)
		}
		if err := f.exec(ctx, `UPDATE blob SET sha256 = ?, size = ? WHERE id = ?`, sum[:], size, blob); err != nil {
			return err
		}
		if before != nil {
			if err := f.exec(ctx, `UPDATE evidence SET purged = '', withdrawn = ? WHERE id = ?`, *before, int64(id)); err != nil {
				return err
			}
			if err := f.logColumns(ctx, "restore", &evidenceRow, nil, "purged withdrawn", "evidence.id = ?", int64(id)); err != nil {
				return err
			}
		}
		return f.log(ctx, "mend", id.String(), map[string]any{"sha256": want, "size": size})
	})
}

// lostBytes is why evidence was withdrawn before a rescue found its bytes lost,
// "" where it was not; nil where its bytes are to be there. What somebody purged
// does not come back.
func (f *File) lostBytes(ctx context.Context, id dispute.EvidenceID) (before *string, err error) {
	var purged *PurgedError
	if _, err := f.standing(ctx, id); !errors.As(err, &purged) {
		return nil, err
	}
	for e, err := range f.Custody(ctx) {
		if err != nil {
			return nil, err
		}
		if e.Subject != id.String() || e.Action != "purge" {
			continue
		}
		var detail struct {
			Rescued bool   `json:"rescued"`
			Before  string `json:"withdrawn_before"`
		}
		if before = nil; json.Unmarshal(e.Detail, &detail) == nil && detail.Rescued {
			before = &detail.Before
		}
	}
	if before == nil {
		return nil, purged
	}
	return before, nil
}

// loggedSum is the SHA-256 of an evidence as its entry in the log says.
func (f *File) loggedSum(ctx context.Context, id dispute.EvidenceID) (string, error) {
	h, err := f.history(ctx)
	if err != nil {
		return "", err
	}
	var sum string
	if err := json.Unmarshal(h.said[id.String()]["sha256"], &sum); err != nil || h.doubtful[id.String()] {
		return "", fmt.Errorf("%s: its entry in the custody log is %w", id, ErrDamaged)
	}
	return sum, nil
}
