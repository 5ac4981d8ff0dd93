package casefile

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"complain/pkg/dispute"
)

// Recognised is the text that a program saw in one page of an evidence. A
// picture has one page.
type Recognised struct {
	Evidence  dispute.EvidenceID
	Page      int    // from 1
	Engine    string // the program and its version: "tesseract 5.3.0"
	Languages string // as given to the program: "chi_sim+eng"
	At        time.Time
	Text      string
	Words     []Word
}

// Word is one word that a program saw, and where.
type Word struct {
	Text       string      `json:"text"`
	Box        dispute.Box `json:"box"`
	Confidence int         `json:"confidence"` // of the program, 0 to 100
}

// AddRecognised stores the text seen in one page of an evidence, in place of
// what was seen of that page before. At is set here.
func (f *File) AddRecognised(ctx context.Context, p Recognised) error {
	return f.update(ctx, func() error {
		if _, err := f.standing(ctx, p.Evidence); err != nil {
			return err
		}
		if err := f.exec(ctx, `DELETE FROM recognised WHERE evidence = ? AND page = ?`, int64(p.Evidence), p.Page); err != nil {
			return err
		}
		words, err := encodeJSON(p.Words)
		if err != nil {
			return err
		}
		if err := f.exec(ctx, `INSERT INTO recognised VALUES (?, ?, ?, ?, ?, ?, ?)`, int64(p.Evidence), p.Page, p.Engine, p.Languages,
			f.now().UTC().Format(time.RFC3339), p.Text, string(words)); err != nil {
			return err
		}
		return f.logRow(ctx, "recognise", &recognisedRow, "evidence = ? AND page = ?", int64(p.Evidence), p.Page)
	})
}

// Recognised reads the text seen in the pages of an evidence, or for 0 of all
// evidence, in order.
func (f *File) Recognised(ctx context.Context, id dispute.EvidenceID) ([]Recognised, error) {
	return f.recognised(ctx, id, "words")
}

// RecognisedText is Recognised without the words and their places, of which
// there are many.
func (f *File) RecognisedText(ctx context.Context, id dispute.EvidenceID) ([]Recognised, error) {
	return f.recognised(ctx, id, "'null'")
}

// recognised takes the words from an expression.
func (f *File) recognised(ctx context.Context, id dispute.EvidenceID, from string) ([]Recognised, error) {
	rows, err := f.conn.QueryContext(ctx, `SELECT evidence, page, engine, languages, at, text, `+from+` FROM recognised
		WHERE ?1 = 0 OR evidence = ?1 ORDER BY evidence, page`, int64(id))
	if err != nil {
		return nil, f.fail("read the recognised text", err)
	}
	defer rows.Close()
	var out []Recognised
	for rows.Next() {
		var r Recognised
		var at, words string
		if err := rows.Scan(&r.Evidence, &r.Page, &r.Engine, &r.Languages, &at, &r.Text, &words); err != nil {
			return nil, f.fail("read the recognised text", err)
		}
		if r.At, err = time.Parse(time.RFC3339, at); err == nil {
			err = json.Unmarshal([]byte(words), &r.Words)
		}
		if err != nil {
			return nil, fmt.Errorf("text of %s: %w: %w", r.Evidence, ErrDamaged, err)
		}
		out = append(out, r)
	}
	if err := rows.Err(); err != nil {
		return nil, f.fail("read the recognised text", err)
	}
	return out, nil
}

// forgetRecognised removes the text seen in an evidence.
func (f *File) forgetRecognised(ctx context.Context, id dispute.EvidenceID) error {
	subjects, err := f.subjects(ctx, &recognisedRow, "evidence = ?", int64(id))
	if err != nil {
		return err
	}
	for _, subject := range subjects {
		if err := f.log(ctx, "discard", subject, nil); err != nil {
			return err
		}
	}
	return f.exec(ctx, `DELETE FROM recognised WHERE evidence = ?`, int64(id))
}
