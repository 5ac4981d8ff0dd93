package casefile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"complain/pkg/dispute"
)

// StampID numbers requests for time stamps and the tokens that came for them:
// S1, S2 ... in one row, never used twice.
type StampID int64

func (id StampID) String() string { return fmt.Sprintf("S%d", int64(id)) }

// The kinds of stamps.
const (
	StampRequest = "request" // an RFC 3161 TimeStampReq
	StampToken   = "token"   // what an authority gave
)

// Stamp is a request for a time stamp or a token. This package keeps the bytes;
// package stamp says what they mean.
type Stamp struct {
	ID       StampID
	Kind     string
	Evidence dispute.EvidenceID // what it is over; 0 for the manifest
	Manifest string             // the lines it is over; "" for an evidence
	Answers  StampID            // of a token, the request it came for; 0 when for none
	Name     string             // of the file it was written to or read from
	Added    time.Time
	Data     []byte // the file's bytes
	Identity string // of a token: what is the same however the token is wrapped, and stored once
	Proof    string // of a token: the certificates, in PEM, with which it was verified; "" before
	Proven   string // when that was, RFC 3339; "" before
}

// StampsNamed finds the stamps that words name: S1, or 1. unknown is the first word
// that names none, or "".
func StampsNamed(all []Stamp, words []string) (out []Stamp, unknown string) {
	for _, word := range words {
		i := slices.IndexFunc(all, func(s Stamp) bool {
			return strings.EqualFold(word, s.ID.String()) || word == strconv.FormatInt(int64(s.ID), 10)
		})
		if i < 0 {
			return nil, word
		}
		out = append(out, all[i])
	}
	return out, ""
}

// Manifest is a line for each evidence that stands, by number, as sha256sum
// writes it: what a time stamp of the whole case is over.
func (f *File) Manifest(ctx context.Context) (string, error) {
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, e := range all {
		if e.Withdrawn == "" {
			b.WriteString(e.ManifestLine())
		}
	}
	return b.String(), nil
}

// AddStamp keeps a request or a token. A token whose Identity the case has is
// not kept again: known is true, and the id is that of the one before.
func (f *File) AddStamp(ctx context.Context, s Stamp) (id StampID, known bool, err error) {
	err = f.update(ctx, func() error {
		err := f.conn.QueryRowContext(ctx, `SELECT id FROM stamp WHERE kind = ? AND identity = ? AND identity <> ''`, s.Kind, s.Identity).Scan(&id)
		if err == nil {
			known = true
			return nil
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return f.fail("store the time stamp", err)
		}
		var evidence, answers any
		if s.Evidence != 0 {
			evidence = int64(s.Evidence)
		}
		if s.Answers != 0 {
			answers = int64(s.Answers)
		}
		err = f.conn.QueryRowContext(ctx, `INSERT INTO stamp (kind, evidence, manifest, answers, name, added, data, identity, proof, proven)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', '') RETURNING id`,
			s.Kind, evidence, s.Manifest, answers, s.Name, f.now().UTC().Format(time.RFC3339), s.Data, s.Identity).Scan(&id)
		if err != nil {
			return f.fail("store the time stamp", err)
		}
		return f.logRow(ctx, "stamp", &stampRow, "id = ?", int64(id))
	})
	return id, known, err
}

// ProveStamp keeps with which certificates a token was verified, so that it can
// be verified again from the case alone.
func (f *File) ProveStamp(ctx context.Context, id StampID, certificates string) error {
	return f.update(ctx, func() error {
		if err := f.exec(ctx, `UPDATE stamp SET proof = ?, proven = ? WHERE id = ?`,
			certificates, f.now().UTC().Format(time.RFC3339), int64(id)); err != nil {
			return err
		}
		return f.logColumns(ctx, "stamp", &stampRow, nil, "proof proven", "id = ?", int64(id))
	})
}

// Stamps reads all requests and tokens by number.
func (f *File) Stamps(ctx context.Context) ([]Stamp, error) {
	rows, err := f.conn.QueryContext(ctx, `SELECT id, kind, coalesce(evidence, 0), manifest, coalesce(answers, 0), name, added, data, identity, proof, proven
		FROM stamp ORDER BY id`)
	if err != nil {
		return nil, f.fail("read the time stamps", err)
	}
	defer rows.Close()
	var out []Stamp
	for rows.Next() {
		var s Stamp
		var added string
		if err := rows.Scan(&s.ID, &s.Kind, &s.Evidence, &s.Manifest, &s.Answers, &s.Name, &added, &s.Data, &s.Identity, &s.Proof, &s.Proven); err != nil {
			return nil, f.fail("read the time stamps", err)
		}
		if s.Added, err = time.Parse(time.RFC3339, added); err != nil {
			return nil, fmt.Errorf("%s: %w: %w", s.ID, ErrDamaged, err)
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		return nil, f.fail("read the time stamps", err)
	}
	return out, nil
}
