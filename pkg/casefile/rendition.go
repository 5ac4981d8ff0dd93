package casefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"complain/pkg/dispute"
)

// Rendition is a picture made from an evidence for one purpose.
type Rendition struct {
	Piece         int // from 0
	MediaType     string
	Width, Height int // pixels
	FromWidth     int // the original's pixels, upright
	FromHeight    int
	Turned        bool
	Top, Bottom   int    // rows of the upright original that a piece shows; 0, 0 for all
	Page          int    `json:",omitempty"` // of a page of a paper: its number, from 1
	At            int64  `json:",omitempty"` // of a frame: its place in the film, in milliseconds
	By            string `json:",omitempty"` // of a frame: the program that took it, with its version
	Likeness      string `json:",omitempty"` // what the original looks like from afar (picture.Likeness)
	Bytes         []byte `json:"-"`
	SHA256        string `json:"-"` // of the bytes; Renditions says it
	Size          int64  `json:"-"` // how many bytes; Renditions says it
}

// mostPieces is more than the longest picture that is decoded gives.
const mostPieces = 200

// bounded reports whether the facts can be of a picture: none that is decoded has
// more than a million pixels on a side.
func (r *Rendition) bounded() bool {
	const most = 1 << 20
	for _, n := range []int{r.Width, r.Height, r.FromWidth, r.FromHeight, r.Top, r.Bottom} {
		if n < 0 || n > most {
			return false
		}
	}
	return true
}

// Renditions reads the pictures made from an evidence for a purpose, without
// their bytes.
func (f *File) Renditions(ctx context.Context, id dispute.EvidenceID, purpose string) ([]Rendition, error) {
	rows, err := f.conn.QueryContext(ctx, `SELECT piece, facts, sha256, COALESCE(blob.size, 0) FROM rendition LEFT JOIN blob ON blob.id = rendition.blob
		WHERE evidence = ? AND purpose = ? ORDER BY piece`, int64(id), purpose)
	if err != nil {
		return nil, f.fail("read the pictures", err)
	}
	defer rows.Close()
	var out []Rendition
	for rows.Next() {
		var facts string
		var piece int64
		var r Rendition
		var sum []byte
		if err := rows.Scan(&piece, &facts, &sum, &r.Size); err != nil {
			return nil, f.fail("read the pictures", err)
		}
		if err := json.Unmarshal([]byte(facts), &r); err != nil {
			return nil, fmt.Errorf("picture of %s: %w: %w", id, ErrDamaged, err)
		}
		if piece != int64(len(out)) || piece != int64(r.Piece) || piece >= mostPieces || !r.bounded() {
			return nil, damaged(Damage{What: fmt.Sprintf("picture %s", id), Why: dispute.Say("damage.pieces"), Part: PartPicture, Evidence: id})
		}
		r.SHA256 = hex.EncodeToString(sum)
		out = append(out, r)
	}
	if err := rows.Err(); err != nil {
		return nil, f.fail("read the pictures", err)
	}
	return out, nil
}

// RenditionBytes reads one picture.
func (f *File) RenditionBytes(ctx context.Context, id dispute.EvidenceID, purpose string, piece int) ([]byte, error) {
	b := &Blob{f: f, ctx: ctx, label: fmt.Sprintf("picture %s", id), part: PartPicture, at: -1}
	var sum []byte
	err := f.conn.QueryRowContext(ctx, `SELECT blob.id, blob.size, blob.sha256 FROM rendition JOIN blob ON blob.id = rendition.blob
		WHERE evidence = ? AND purpose = ? AND piece = ?`, int64(id), purpose, piece).Scan(&b.id, &b.size, &sum)
	if err != nil {
		return nil, f.fail("read the "+b.label, err)
	}
	if err := b.checkSize(); err != nil {
		return nil, err
	}
	out := make([]byte, b.size)
	if _, err := b.ReadAt(out, 0); err != nil {
		return nil, err
	}
	// A single chunk has just been hashed.
	got := []byte(b.proof)
	if b.size > chunkSize || b.size == 0 || b.proof.linked() {
		whole := sha256.Sum256(out)
		got = whole[:]
	}
	if !bytes.Equal(got, sum) {
		return nil, damaged(Damage{What: fmt.Sprintf("picture %s", id), Why: dispute.Say("damage.hash"), Part: PartPicture, Evidence: id})
	}
	return out, nil
}

// SetRenditions stores the pictures made from an evidence for a purpose, in
// place of earlier ones.
func (f *File) SetRenditions(ctx context.Context, id dispute.EvidenceID, purpose string, pictures []Rendition) error {
	return f.update(ctx, func() error {
		if _, err := f.standing(ctx, id); err != nil {
			return err
		}
		if err := f.discardPictures(ctx, `evidence = ? AND purpose = ?`, int64(id), purpose); err != nil {
			return err
		}
		for i, p := range pictures {
			p.Piece = i
			facts, err := encodeJSON(p)
			if err != nil {
				return err
			}
			blob, _, err := f.writeBlob(ctx, bytes.NewReader(p.Bytes))
			if err != nil {
				return err
			}
			if err := f.exec(ctx, `INSERT INTO rendition VALUES (?, ?, ?, ?, ?)`, int64(id), purpose, i, string(facts), blob); err != nil {
				return err
			}
			if err := f.logRow(ctx, "picture", &pictureRow, "evidence = ? AND purpose = ? AND piece = ?", int64(id), purpose, i); err != nil {
				return err
			}
		}
		return nil
	})
}

// discardPictures removes pictures, and their bytes where nothing else has the
// same.
func (f *File) discardPictures(ctx context.Context, where string, args ...any) error {
	rows, err := f.conn.QueryContext(ctx, `SELECT `+pictureRow.subject+`, blob FROM rendition WHERE `+where, args...)
	if err != nil {
		return f.fail("read the pictures", err)
	}
	gone := map[string]int64{}
	for rows.Next() {
		var subject string
		var blob int64
		if err := rows.Scan(&subject, &blob); err != nil {
			rows.Close()
			return f.fail("read the pictures", err)
		}
		gone[subject] = blob
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return f.fail("read the pictures", err)
	}
	if len(gone) == 0 {
		return nil
	}
	if err := f.exec(ctx, `DELETE FROM rendition WHERE `+where, args...); err != nil {
		return err
	}
	for _, subject := range slices.Sorted(maps.Keys(gone)) {
		if err := f.log(ctx, "discard", subject, nil); err != nil {
			return err
		}
		if err := f.dropBlob(ctx, gone[subject]); err != nil {
			return err
		}
	}
	return nil
}
