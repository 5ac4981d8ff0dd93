package casefile

import (
	"context"
	"encoding/json"

	"complain/pkg/dispute"
)

// Purged is what Purge did and could not do.
type Purged struct {
	Evidence dispute.Evidence // as it stood before
	Records  int              // that went with it
	Pictures int
	Bytes    int64 // that were removed; 0 where other evidence has the same
	// Inside lists archives of the case that still hold a copy of the bytes.
	Inside []dispute.EvidenceID
	// Shrunk is false when another program was reading: the bytes were written
	// over with zeros, but the file is as long as before.
	Shrunk bool
}

// Purge removes the bytes of an evidence for good, with the records read from
// it and the pictures made of it. What stays is that it was there: its name,
// size and hash, and the reason. The bytes are overwritten in the file; what the
// disk keeps of older states of the file is beyond its reach.
func (f *File) Purge(ctx context.Context, id dispute.EvidenceID, reason string) (Purged, error) {
	var p Purged
	err := f.update(ctx, func() error {
		var err error
		if p.Evidence, err = f.standing(ctx, id); err != nil {
			return err
		}
		if p.Inside, err = f.archivesOf(ctx, p.Evidence); err != nil {
			return err
		}
		return f.purge(ctx, &p, reason)
	})
	if err != nil {
		return p, err
	}
	p.Shrunk = !f.rehearse && f.vacuum(ctx) == nil
	return p, ctx.Err()
}

func (f *File) purge(ctx context.Context, p *Purged, reason string) error {
	id := int64(p.Evidence.ID)
	pictures, err := f.count(ctx, `SELECT count(*) FROM rendition WHERE evidence = ?`, id)
	if err != nil {
		return err
	}
	p.Pictures = int(pictures)
	if err := f.discardPictures(ctx, `evidence = ?`, id); err != nil {
		return err
	}
	if err := f.forgetRecognised(ctx, p.Evidence.ID); err != nil {
		return err
	}
	records, err := f.count(ctx, `SELECT coalesce(sum(count), 0) FROM record WHERE evidence = ?`, id)
	if err != nil {
		return err
	}
	p.Records = int(records)
	if err := f.exec(ctx, `DELETE FROM record WHERE evidence = ?`, id); err != nil {
		return err
	}
	if err := f.unpin(ctx, id); err != nil {
		return err
	}
	// A picture made from other evidence may have the very same bytes.
	blob, err := f.count(ctx, `SELECT blob FROM evidence WHERE id = ?`, id)
	if err != nil {
		return err
	}
	others, err := f.count(ctx, `SELECT (SELECT count(*) FROM evidence WHERE blob = ?1 AND id <> ?2 AND purged = '')
		+ (SELECT count(*) FROM rendition WHERE blob = ?1) + (SELECT count(*) FROM said WHERE blob = ?1)`, blob, id)
	if err != nil {
		return err
	}
	if others == 0 {
		p.Bytes = p.Evidence.Size
		if err := f.exec(ctx, `DELETE FROM chunk WHERE blob = ?`, blob); err != nil {
			return err
		}
	}
	unread, err := json.Marshal(dispute.Reading{State: dispute.Unread})
	if err != nil {
		return err
	}
	withdrawn := p.Evidence.Withdrawn
	if withdrawn == "" {
		withdrawn = reason
	}
	if err := f.exec(ctx, `UPDATE evidence SET purged = ?, withdrawn = ?, reading = ?, options = '', records = NULL WHERE id = ?`,
		reason, withdrawn, string(unread), id); err != nil {
		return err
	}
	return f.logColumns(ctx, "purge", &evidenceRow, map[string]any{"records_removed": p.Records, "pictures_removed": p.Pictures, "bytes_removed": p.Bytes},
		"purged withdrawn reading options records", "evidence.id = ?", id)
}

// unpin takes back what the user said of places in an evidence.
func (f *File) unpin(ctx context.Context, evidence int64) error {
	subjects, err := f.subjects(ctx, &pinRow, "evidence = ?", evidence)
	if err != nil {
		return err
	}
	for _, subject := range subjects {
		if err := f.log(ctx, "remove", subject, nil); err != nil {
			return err
		}
	}
	return f.exec(ctx, `DELETE FROM pin WHERE evidence = ?`, evidence)
}

// archivesOf lists the archives that an evidence came out of, once or again.
func (f *File) archivesOf(ctx context.Context, e dispute.Evidence) ([]dispute.EvidenceID, error) {
	rows, err := f.conn.QueryContext(ctx, `SELECT id FROM evidence WHERE purged = '' AND id IN (
		SELECT parent FROM evidence WHERE id = ?1 UNION SELECT parent FROM receipt WHERE evidence = ?1) ORDER BY id`, int64(e.ID))
	if err != nil {
		return nil, f.fail("read the evidence", err)
	}
	defer rows.Close()
	var out []dispute.EvidenceID
	for rows.Next() {
		var id dispute.EvidenceID
		if err := rows.Scan(&id); err != nil {
			return nil, f.fail("read the evidence", err)
		}
		out = append(out, id)
	}
	if err := rows.Err(); err != nil {
		return nil, f.fail("read the evidence", err)
	}
	return out, nil
}

func (f *File) count(ctx context.Context, query string, args ...any) (int64, error) {
	var n int64
	if err := f.conn.QueryRowContext(ctx, query, args...).Scan(&n); err != nil {
		return 0, f.fail("read", err)
	}
	return n, nil
}

// vacuum writes the file anew without its free pages. The copy that SQLite
// makes for it may be as large as the case: it belongs on the disk, not in
// memory.
func (f *File) vacuum(ctx context.Context) error {
	if err := f.exec(ctx, "PRAGMA temp_store = FILE"); err != nil {
		return err
	}
	err := f.exec(ctx, "VACUUM")
	if e := f.exec(context.WithoutCancel(ctx), "PRAGMA temp_store = MEMORY"); err == nil {
		err = e
	}
	return err
}
