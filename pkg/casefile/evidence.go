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
	Official  *dispute.Official   // nil unless it is an office's answer
	Derived   *dispute.Derivation // nil unless it was made from other evidence
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
	if err := f.roomFor(f.path, in.Size); err != nil {
		return e, false, fmt.Errorf("store %q: %w", in.Path, err)
	}
	var id dispute.EvidenceID
	err = f.update(ctx, func() error {
		blob, had, err := f.writeBlob(ctx, in.Reader)
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
		id, err = f.addEvidence(ctx, in, blob)
		return err
	})
	if err != nil {
		return dispute.Evidence{}, false, err
	}
	e, err = f.Evidence(ctx, id)
	return e, known, err
}

func (f *File) addEvidence(ctx context.Context, in Incoming, blob int64) (dispute.EvidenceID, error) {
	modified := ""
	if !in.Modified.IsZero() {
		modified = in.Modified.UTC().Format(time.RFC3339)
	}
	captured, err := encodeWhen(in.Captured)
	if err != nil {
		return 0, err
	}
	reading, err := json.Marshal(dispute.Reading{State: dispute.Unread})
	if err != nil {
		return 0, err
	}
	official, err := encodeOfficial(in.Official)
	if err != nil {
		return 0, err
	}
	derived, err := encodeDerivation(in.Derived)
	if err != nil {
		return 0, err
	}
	var id dispute.EvidenceID
	err = f.conn.QueryRowContext(ctx, `INSERT INTO evidence
		(blob, name, path, media_type, modified, added, parent, batch, title, source, proves, captured, official, derived, withdrawn, purged, reading, options)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', ?, '') RETURNING id`,
		blob, in.Name, in.Path, in.MediaType, modified, f.now().UTC().Format(time.RFC3339), orNull(in.Parent), in.Batch,
		in.Title, in.Source, in.Proves, captured, official, derived, string(reading)).Scan(&id)
	if err != nil {
		return 0, f.fail("store", err)
	}
	return id, f.logRow(ctx, "add", &evidenceRow, "evidence.id = ?", int64(id))
}

func orNull(id dispute.EvidenceID) any {
	if id == 0 {
		return nil
	}
	return int64(id)
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

// byBlob is the evidence that has these bytes. What was purged is not taken in
// again: somebody removed it for a reason, and it may come back with a folder.
func (f *File) byBlob(ctx context.Context, blob int64) (dispute.EvidenceID, error) {
	var id dispute.EvidenceID
	var purged string
	err := f.conn.QueryRowContext(ctx, `SELECT id, purged FROM evidence WHERE blob = ? ORDER BY id LIMIT 1`, blob).Scan(&id, &purged)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, ErrNotFound
	}
	if err != nil {
		return 0, f.fail("read", err)
	}
	if purged != "" {
		return 0, &PurgedError{id, purged}
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
	var receipt int64
	if err := f.conn.QueryRowContext(ctx, `INSERT INTO receipt (evidence, name, path, parent, batch, at) VALUES (?, ?, ?, ?, ?, ?) RETURNING id`,
		int64(id), in.Name, in.Path, orNull(in.Parent), in.Batch, f.now().UTC().Format(time.RFC3339)).Scan(&receipt); err != nil {
		return f.fail("store", err)
	}
	return f.logRow(ctx, "again", &receiptRow, "id = ?", receipt)
}

const evidenceColumns = `evidence.id, name, path, media_type, modified, added, coalesce(parent, 0), batch, title, source, proves, captured, official, derived, withdrawn, purged, reading, blob.sha256, blob.size
	FROM evidence JOIN blob ON blob.id = evidence.blob`

// Evidence reads one evidence.
func (f *File) Evidence(ctx context.Context, id dispute.EvidenceID) (dispute.Evidence, error) {
	e, err := scanEvidence(f.conn.QueryRowContext(ctx, `SELECT `+evidenceColumns+` WHERE evidence.id = ?`, int64(id)))
	if err != nil {
		return e, f.missing(id.String(), err)
	}
	return e, nil
}

// standing is Evidence, for what needs its bytes.
func (f *File) standing(ctx context.Context, id dispute.EvidenceID) (dispute.Evidence, error) {
	e, err := f.Evidence(ctx, id)
	if err == nil && e.Purged != "" {
		err = &PurgedError{id, e.Purged}
	}
	return e, err
}

// AllEvidence reads all evidence by number, the withdrawn too.
func (f *File) AllEvidence(ctx context.Context) ([]dispute.Evidence, error) {
	all, err := f.allEvidence(ctx)
	if f.salvage && errors.Is(err, ErrDamaged) {
		return f.reachable(ctx)
	}
	return all, err
}

func (f *File) allEvidence(ctx context.Context) ([]dispute.Evidence, error) {
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
	var modified, added, captured, official, derived, reading string
	var sum []byte
	if err := row.Scan(&e.ID, &e.Name, &e.Path, &e.MediaType, &modified, &added, &e.Parent, &e.Batch,
		&e.Title, &e.Source, &e.Proves, &captured, &official, &derived, &e.Withdrawn, &e.Purged, &reading, &sum, &e.Size); err != nil {
		return e, err
	}
	e.SHA256 = hex.EncodeToString(sum)
	if e.Size < 0 {
		return e, damaged(Damage{What: e.ID.String(), Why: dispute.Say("damage.size", 0, e.Size), Part: PartBytes, Evidence: e.ID})
	}
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
	if e.Official, err = decodeOfficial(official); err != nil {
		return e, fmt.Errorf("%s: %w: %w", e.ID, ErrDamaged, err)
	}
	if e.Derived, err = decodeDerivation(derived); err != nil {
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
// to prove, when it was made, what an office answered with it. Its bytes and
// received name stay.
func (f *File) Describe(ctx context.Context, e dispute.Evidence) error {
	captured, err := encodeWhen(e.Captured)
	if err != nil {
		return err
	}
	official, err := encodeOfficial(e.Official)
	if err != nil {
		return err
	}
	return f.update(ctx, func() error {
		return f.edit(ctx, &evidenceRow, "edit", "title source proves captured official", func() error {
			return f.exec(ctx, `UPDATE evidence SET title = ?, source = ?, proves = ?, captured = ?, official = ? WHERE id = ?`,
				e.Title, e.Source, e.Proves, captured, official, int64(e.ID))
		}, "evidence.id = ?", int64(e.ID))
	})
}

// Withdraw takes an evidence out of the timeline and packets, for a reason; an
// empty reason puts it back.
func (f *File) Withdraw(ctx context.Context, id dispute.EvidenceID, reason string) error {
	action := "withdraw"
	if reason == "" {
		action = "restore"
	}
	return f.update(ctx, func() error {
		if _, err := f.standing(ctx, id); err != nil {
			return err
		}
		if err := f.exec(ctx, `UPDATE evidence SET withdrawn = ? WHERE id = ?`, reason, int64(id)); err != nil {
			return err
		}
		return f.logColumns(ctx, action, &evidenceRow, nil, "withdrawn", "evidence.id = ?", int64(id))
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
