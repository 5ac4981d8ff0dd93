package casefile

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"complain/pkg/dispute"
)

// content is a blob as verification sees it.
type content struct {
	id, size int64
	sum      []byte
	evidence int64  // the first whose bytes they are; 0 when none
	purged   string // its reason
	picture  int64  // the evidence that the bytes are a picture of; 0 when none
	said     string // the saying that they belong to; "" when none
}

// label names the bytes.
func (c content) label() (what string, part Part) {
	switch {
	case c.evidence != 0:
		return dispute.EvidenceID(c.evidence).String(), PartBytes
	case c.picture != 0:
		return "picture " + dispute.EvidenceID(c.picture).String(), PartPicture
	case c.said != "":
		return c.said, PartSaid
	}
	return fmt.Sprintf("blob %d", c.id), PartBytes
}

// chosen reports whether a sample takes a blob. Which ones it takes depends on
// the seed and the blob's number alone, so that anybody can repeat the choice.
func (s Sample) chosen(blob int64) bool {
	if s.Percent <= 0 || s.Percent >= 100 {
		return true
	}
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], s.Seed)
	binary.BigEndian.PutUint64(b[8:], uint64(blob))
	sum := sha256.Sum256(append([]byte("complain/sample/1\n"), b[:]...))
	return float64(binary.BigEndian.Uint64(sum[:])>>11)/(1<<53) < s.Percent/100
}

// verifyBytes hashes evidence and pictures.
func (f *File) verifyBytes(ctx context.Context, v *Verification, s Sample, progress func(done, total int64)) error {
	all, err := f.contents(ctx)
	if err != nil {
		return v.tell("file", PartFile, err)
	}
	var todo []content
	var total int64
	for _, c := range all {
		if c.purged != "" {
			v.Purged++
			continue
		}
		v.Bytes += c.size
		if c.evidence != 0 {
			v.Evidence++
		}
		if s.chosen(c.id) {
			todo = append(todo, c)
			total += c.size
		}
	}
	if len(todo) == 0 && v.Evidence > 0 {
		// A share of a few is none; one is always looked at.
		i := int(s.Seed % uint64(len(all)))
		for all[i].purged != "" {
			i = (i + 1) % len(all)
		}
		todo, total = all[i:i+1], all[i].size
	}
	h, err := newHasher(ctx, f)
	if err != nil {
		return v.tell("file", PartFile, err)
	}
	defer h.close()
	for _, c := range todo {
		before := v.BytesChecked
		if err := f.verifyContent(ctx, v, h, c, func(done int64) { progress(before+done, total) }); err != nil {
			return err
		}
		if c.evidence != 0 {
			v.EvidenceChecked++
		}
		v.BytesChecked = before + c.size
		progress(v.BytesChecked, total)
	}
	return nil
}

// verifyContent hashes the bytes of one blob.
func (f *File) verifyContent(ctx context.Context, v *Verification, h *hasher, c content, progress func(done int64)) error {
	what, part := c.label()
	why, err := h.check(c, progress)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return v.tell(what, part, err)
	case why != nil && !f.purgedMeanwhile(ctx, c):
		v.add(Damage{What: what, Why: *why, Part: part})
	}
	return nil
}

// contents lists what bytes there are, by number.
func (f *File) contents(ctx context.Context) ([]content, error) {
	said := `''`
	if f.version > firstVersion {
		said = `coalesce((SELECT min('said ' || kind || ' ' || key) FROM said WHERE said.blob = blob.id), '')`
	}
	rows, err := f.conn.QueryContext(ctx, `SELECT blob.id, blob.size, blob.sha256, coalesce(min(evidence.id), 0), coalesce(evidence.purged, ''),
		coalesce((SELECT min(evidence) FROM rendition WHERE rendition.blob = blob.id), 0), `+said+`
		FROM blob LEFT JOIN evidence ON evidence.blob = blob.id GROUP BY blob.id ORDER BY blob.id`)
	if err != nil {
		return nil, f.fail("verify", err)
	}
	defer rows.Close()
	var out []content
	for rows.Next() {
		var c content
		if err := rows.Scan(&c.id, &c.size, &c.sum, &c.evidence, &c.purged, &c.picture, &c.said); err != nil {
			return out, f.fail("verify", err)
		}
		if c.purged != "" && (c.picture != 0 || c.said != "") {
			c.evidence, c.purged = 0, "" // the bytes stay for the other's sake
		}
		out = append(out, c)
	}
	if err := rows.Err(); err != nil {
		return out, f.fail("verify", err)
	}
	return out, nil
}

func (f *File) purgedMeanwhile(ctx context.Context, c content) bool {
	var purged string
	err := f.conn.QueryRowContext(ctx, `SELECT purged FROM evidence WHERE id = ?`, c.evidence).Scan(&purged)
	return err == nil && purged != ""
}
