package casefile

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"complain/pkg/dispute"
)

// Incoming is a file to be stored.
type Incoming struct {
	Name      string
	Path      string
	Size      int64 // of Reader's bytes, when known; -1 else
	MediaType string
	Modified  time.Time
	Parent    dispute.EvidenceID
	Batch     int64
	Title     string
	Source    string
	Proves    string
	Captured  dispute.When
	Reader    io.Reader
	// Again opens the bytes a second time; it may be nil. With it, a file that
	// the case may have already is hashed before it is written.
	Again func() (io.ReadCloser, error)
}

// NextBatch is a number for files that arrive together.
func (f *File) NextBatch(ctx context.Context) (int64, error) {
	var n int64
	err := f.conn.QueryRowContext(ctx, `SELECT max(
		coalesce((SELECT max(batch) FROM evidence), 0), coalesce((SELECT max(batch) FROM receipt), 0)) + 1`).Scan(&n)
	if err != nil {
		return 0, f.fail("read", err)
	}
	return n, nil
}

// Store keeps the bytes of in as new evidence. When Store returns, they are on
// the disk. Bytes the case has already are not stored twice: known is true, and
// the evidence is the one they are.
func (f *File) Store(ctx context.Context, in Incoming) (e dispute.Evidence, known bool, err error) {
	if in.Again != nil && in.Size >= 0 {
		e, known, err := f.storedBefore(ctx, in)
		if err != nil || known {
			return e, known, err
		}
	}
	var id dispute.EvidenceID
	err = f.update(ctx, func() error {
		blob, sum, size, had, err := f.writeBlob(ctx, in.Reader)
		if err != nil {
			return fmt.Errorf("store %q: %w", in.Path, err)
		}
		if had {
			id, err = f.byBlob(ctx, blob)
			if err == nil {
				known = true
				return f.again(ctx, id, in)
			}
			if !errors.Is(err, ErrNotFound) { // a rendition may have the same bytes
				return err
			}
		}
		id, err = f.addEvidence(ctx, in, blob, sum, size)
		return err
	})
	if err != nil {
		return dispute.Evidence{}, false, err
	}
	e, err = f.Evidence(ctx, id)
	return e, known, err
}

func (f *File) addEvidence(ctx context.Context, in Incoming, blob int64, sum [sha256.Size]byte, size int64) (dispute.EvidenceID, error) {
	modified := ""
	if !in.Modified.IsZero() {
		modified = in.Modified.UTC().Format(time.RFC3339)
	}
	added := f.now().UTC().Format(time.RFC3339)
	captured, err := encodeWhen(in.Captured)
	if err != nil {
		return 0, err
	}
	reading, err := json.Marshal(dispute.Reading{State: dispute.Unread})
	if err != nil {
		return 0, err
	}
	var parent any
	if in.Parent != 0 {
		parent = int64(in.Parent)
	}
	var id dispute.EvidenceID
	err = f.conn.QueryRowContext(ctx, `INSERT INTO evidence
		(blob, name, path, media_type, modified, added, parent, batch, title, source, proves, captured, withdrawn, reading, options)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, '') RETURNING id`,
		blob, in.Name, in.Path, in.MediaType, modified, added, parent, in.Batch, in.Title, in.Source, in.Proves, captured, string(reading)).Scan(&id)
	if err != nil {
		return 0, f.fail("store", err)
	}
	return id, f.log(ctx, "add", id.String(), map[string]any{
		"name": in.Name, "path": in.Path, "sha256": hex.EncodeToString(sum[:]), "size": size, "media_type": in.MediaType,
		"modified": modified, "parent": int64(in.Parent), "batch": in.Batch,
		"title": in.Title, "source": in.Source, "proves": in.Proves, "captured": in.Captured.String(),
	})
}

// storedBefore looks for the bytes of in without writing: first by size, then
// by hash.
func (f *File) storedBefore(ctx context.Context, in Incoming) (e dispute.Evidence, known bool, err error) {
	maybe, err := f.hasSize(ctx, in.Size)
	if err != nil || !maybe {
		return e, false, err
	}
	r, err := in.Again()
	if err != nil {
		return e, false, fmt.Errorf("store %q: %w", in.Path, err)
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return e, false, fmt.Errorf("store %q: %w", in.Path, err)
	}
	var blob int64
	err = f.conn.QueryRowContext(ctx, `SELECT id FROM blob WHERE sha256 = ?`, h.Sum(nil)).Scan(&blob)
	if errors.Is(err, sql.ErrNoRows) {
		return e, false, nil
	}
	if err != nil {
		return e, false, f.fail("read", err)
	}
	id, err := f.byBlob(ctx, blob)
	if errors.Is(err, ErrNotFound) {
		return e, false, nil
	}
	if err != nil {
		return e, false, err
	}
	if err := f.update(ctx, func() error { return f.again(ctx, id, in) }); err != nil {
		return e, false, err
	}
	e, err = f.Evidence(ctx, id)
	return e, true, err
}

func (f *File) byBlob(ctx context.Context, blob int64) (dispute.EvidenceID, error) {
	var id dispute.EvidenceID
	err := f.conn.QueryRowContext(ctx, `SELECT id FROM evidence WHERE blob = ? ORDER BY id LIMIT 1`, blob).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, ErrNotFound
	}
	if err != nil {
		return 0, f.fail("read", err)
	}
	return id, nil
}

// again notes that evidence came once more, unless it came from the very same
// place: adding a folder twice leaves no trace.
func (f *File) again(ctx context.Context, id dispute.EvidenceID, in Incoming) error {
	var same bool
	err := f.conn.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM evidence WHERE id = ?1 AND path = ?2 AND coalesce(parent, 0) = ?3)
		OR EXISTS (SELECT 1 FROM receipt WHERE evidence = ?1 AND path = ?2 AND coalesce(parent, 0) = ?3)`,
		int64(id), in.Path, int64(in.Parent)).Scan(&same)
	if err != nil {
		return f.fail("read", err)
	}
	if same {
		return nil
	}
	var parent any
	if in.Parent != 0 {
		parent = int64(in.Parent)
	}
	if err := f.exec(ctx, `INSERT INTO receipt (evidence, name, path, parent, batch, at) VALUES (?, ?, ?, ?, ?, ?)`,
		int64(id), in.Name, in.Path, parent, in.Batch, f.now().UTC().Format(time.RFC3339)); err != nil {
		return err
	}
	return f.log(ctx, "again", id.String(), map[string]any{"name": in.Name, "path": in.Path, "parent": int64(in.Parent), "batch": in.Batch})
}

const evidenceColumns = `evidence.id, name, path, media_type, modified, added, coalesce(parent, 0), batch, title, source, proves, captured, withdrawn, reading, blob.sha256, blob.size
	FROM evidence JOIN blob ON blob.id = evidence.blob`

// Evidence reads one evidence.
func (f *File) Evidence(ctx context.Context, id dispute.EvidenceID) (dispute.Evidence, error) {
	e, err := scanEvidence(f.conn.QueryRowContext(ctx, `SELECT `+evidenceColumns+` WHERE evidence.id = ?`, int64(id)))
	if errors.Is(err, sql.ErrNoRows) {
		return e, fmt.Errorf("%s: %w", id, ErrNotFound)
	}
	if err != nil {
		return e, f.fail("read "+id.String(), err)
	}
	return e, nil
}

// AllEvidence reads all evidence by number, the withdrawn too.
func (f *File) AllEvidence(ctx context.Context) ([]dispute.Evidence, error) {
	rows, err := f.conn.QueryContext(ctx, `SELECT `+evidenceColumns+` ORDER BY evidence.id`)
	if err != nil {
		return nil, f.fail("read the evidence", err)
	}
	defer rows.Close()
	var out []dispute.Evidence
	for rows.Next() {
		e, err := scanEvidence(rows)
		if err != nil {
			return nil, f.fail("read the evidence", err)
		}
		out = append(out, e)
	}
	if err := rows.Err(); err != nil {
		return nil, f.fail("read the evidence", err)
	}
	return out, nil
}

func scanEvidence(row interface{ Scan(...any) error }) (e dispute.Evidence, err error) {
	var modified, added, captured, reading string
	var sum []byte
	if err := row.Scan(&e.ID, &e.Name, &e.Path, &e.MediaType, &modified, &added, &e.Parent, &e.Batch,
		&e.Title, &e.Source, &e.Proves, &captured, &e.Withdrawn, &reading, &sum, &e.Size); err != nil {
		return e, err
	}
	e.SHA256 = hex.EncodeToString(sum)
	if modified != "" {
		if e.Modified, err = time.Parse(time.RFC3339, modified); err != nil {
			return e, fmt.Errorf("%s: %w: %w", e.ID, ErrDamaged, err)
		}
	}
	if e.Added, err = time.Parse(time.RFC3339, added); err != nil {
		return e, fmt.Errorf("%s: %w: %w", e.ID, ErrDamaged, err)
	}
	if e.Captured, err = decodeWhen(captured); err != nil {
		return e, fmt.Errorf("%s: %w: %w", e.ID, ErrDamaged, err)
	}
	if err := json.Unmarshal([]byte(reading), &e.Reading); err != nil {
		return e, fmt.Errorf("%s: %w: %w", e.ID, ErrDamaged, err)
	}
	return e, nil
}

func encodeWhen(w dispute.When) (string, error) {
	if !w.Known() {
		return "", nil
	}
	text, err := json.Marshal(w.Stored())
	return string(text), err
}

func decodeWhen(text string) (dispute.When, error) {
	if text == "" {
		return dispute.When{}, nil
	}
	var s dispute.Stored
	err := json.Unmarshal([]byte(text), &s)
	return s.When(), err
}

// Describe sets what people say about an evidence: title, source, what it is
// to prove, when it was made. Its bytes and received name stay.
func (f *File) Describe(ctx context.Context, e dispute.Evidence) error {
	captured, err := encodeWhen(e.Captured)
	if err != nil {
		return err
	}
	return f.update(ctx, func() error {
		if err := f.exec(ctx, `UPDATE evidence SET title = ?, source = ?, proves = ?, captured = ? WHERE id = ?`,
			e.Title, e.Source, e.Proves, captured, int64(e.ID)); err != nil {
			return err
		}
		return f.log(ctx, "edit", e.ID.String(), map[string]any{
			"title": e.Title, "source": e.Source, "proves": e.Proves, "captured": e.Captured.String()})
	})
}

// Withdraw takes an evidence out of the timeline and packets, for a reason; an
// empty reason puts it back.
func (f *File) Withdraw(ctx context.Context, id dispute.EvidenceID, reason string) error {
	if _, err := f.Evidence(ctx, id); err != nil {
		return err
	}
	action := "withdraw"
	if reason == "" {
		action = "restore"
	}
	return f.update(ctx, func() error {
		if err := f.exec(ctx, `UPDATE evidence SET withdrawn = ? WHERE id = ?`, reason, int64(id)); err != nil {
			return err
		}
		return f.log(ctx, action, id.String(), map[string]any{"reason": reason})
	})
}

// Siblings lists the base names under which files arrived in the same folder
// or archive as e, e's own left out.
func (f *File) Siblings(ctx context.Context, e dispute.Evidence) ([]string, error) {
	rows, err := f.conn.QueryContext(ctx, `
		SELECT name FROM evidence WHERE batch = ?1 AND coalesce(parent, 0) = ?2 AND id <> ?3
		UNION SELECT name FROM receipt WHERE batch = ?1 AND coalesce(parent, 0) = ?2 AND evidence <> ?3
		ORDER BY name`, e.Batch, int64(e.Parent), int64(e.ID))
	if err != nil {
		return nil, f.fail("read the evidence", err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, f.fail("read the evidence", err)
		}
		out = append(out, name)
	}
	if err := rows.Err(); err != nil {
		return nil, f.fail("read the evidence", err)
	}
	return out, nil
}
