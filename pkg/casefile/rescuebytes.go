package casefile

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"complain/pkg/dispute"
)

// whole is bytes of which nothing is missing.
type whole struct{ blob, size int64 }

// readContents finds the bytes of which every chunk is there, by what they are:
// under which number they stand may be what is damaged.
func (r *rescue) readContents(ctx context.Context) error {
	if err := r.apart(ctx); err != nil {
		return err
	}
	type group struct{ blob, chunks, last, size int64 }
	var groups []group
	if err := r.each(ctx, func(scan func(...any) error) error {
		var g group
		err := scan(&g.blob, &g.chunks, &g.last, &g.size)
		groups = append(groups, g)
		return err
	}, `SELECT blob, count(*), max(seq), sum(length(data)) FROM chunk GROUP BY blob`); err != nil {
		return err
	}
	for _, g := range groups {
		if g.chunks != g.last+1 || g.size <= g.last*chunkSize {
			continue
		}
		sum, err := r.sumOfChunks(ctx, g.blob, g.chunks)
		if err != nil {
			return err
		}
		r.contents[sum] = whole{g.blob, g.size}
	}
	return nil
}

// apart gives chunks that have the place of another a number of their own. Of two
// the longer stays: what comes after it needs it.
func (r *rescue) apart(ctx context.Context) error {
	twice, err := r.numbers(ctx, `SELECT id FROM chunk c WHERE EXISTS (SELECT 1 FROM chunk d WHERE d.blob = c.blob AND d.seq = c.seq
		AND (length(d.data), d.id) > (length(c.data), c.id))`)
	if err != nil {
		return err
	}
	for _, id := range twice {
		if err := r.exec(ctx, `UPDATE chunk SET blob = 1 + max((SELECT max(blob) FROM chunk), (SELECT coalesce(max(id), 0) FROM blob)) WHERE id = ?`, id); err != nil {
			return err
		}
	}
	return r.exec(ctx, chunkOrder)
}

// sumOfChunks is the SHA-256 of all chunks of a blob together.
func (r *rescue) sumOfChunks(ctx context.Context, blob, chunks int64) (string, error) {
	if chunks == 1 { // which may say it
		var only []byte
		if err := r.conn.QueryRowContext(ctx, `SELECT sha256 FROM chunk WHERE blob = ?`, blob).Scan(&only); err != nil {
			return "", r.fail("read", err)
		}
		if !proof(only).linked() {
			return hex.EncodeToString(only), nil
		}
	}
	h := sha256.New()
	err := r.each(ctx, func(scan func(...any) error) error {
		var data sql.RawBytes
		if err := scan(&data); err != nil {
			return err
		}
		h.Write(data)
		return ctx.Err()
	}, `SELECT data FROM chunk WHERE blob = ? ORDER BY seq`, blob)
	return hex.EncodeToString(h.Sum(nil)), err
}

// emptySum is the SHA-256 of no bytes, which need no chunk.
var emptySum = fmt.Sprintf("%x", sha256.Sum256(nil))

func (r *rescue) hasBytes(sum string) bool {
	_, ok := r.contents[sum]
	return ok || sum == emptySum
}

// blobFor is the number under which bytes stand in the draft, whether they are
// there or not.
func (r *rescue) blobFor(ctx context.Context, sum string, size int64) (int64, error) {
	raw, err := hex.DecodeString(sum)
	if err != nil || len(raw) != sha256.Size {
		return 0, fmt.Errorf("%w: %q is no SHA-256", ErrDamaged, sum)
	}
	w, ok := r.contents[sum]
	if !ok {
		id, err := r.count(ctx, `SELECT coalesce((SELECT id FROM blob WHERE sha256 = ?), 0)`, raw)
		if err != nil || id != 0 {
			return id, errors.Join(err, r.exec(ctx, `UPDATE blob SET size = ? WHERE id = ?`, size, id))
		}
		err = r.conn.QueryRowContext(ctx, `INSERT INTO blob (sha256, size) VALUES (?, ?) RETURNING id`, raw, size).Scan(&id)
		return id, err
	}
	// Another row may say that it is these bytes.
	other, err := r.count(ctx, `SELECT coalesce((SELECT id FROM blob WHERE sha256 = ? AND id <> ?), 0)`, raw, w.blob)
	if err != nil {
		return 0, err
	}
	if other != 0 {
		if err := r.exec(ctx, `DELETE FROM blob WHERE id = ?`, other); err != nil {
			return 0, err
		}
		for _, table := range []string{"evidence", "rendition", "said"} {
			if err := r.exec(ctx, `UPDATE `+table+` SET blob = ? WHERE blob = ?`, w.blob, other); err != nil {
				return 0, err
			}
		}
	}
	return w.blob, r.exec(ctx, `INSERT OR REPLACE INTO blob VALUES (?, ?, ?)`, w.blob, raw, w.size)
}

// setBytes marks evidence whose bytes are lost, and lets go of pictures and files
// that are.
func (r *rescue) setBytes(ctx context.Context) error {
	type row struct {
		id, size  int64
		sum       string
		withdrawn string
	}
	var lost []row
	if err := r.each(ctx, func(scan func(...any) error) error {
		var e row
		err := scan(&e.id, &e.sum, &e.size, &e.withdrawn)
		if err == nil && !r.hasBytes(e.sum) {
			lost = append(lost, e)
		}
		return err
	}, `SELECT evidence.id, lower(hex(sha256)), size, withdrawn FROM evidence JOIN blob ON blob.id = blob WHERE purged = '' ORDER BY evidence.id`); err != nil {
		return err
	}
	for _, e := range lost {
		id := dispute.EvidenceID(e.id)
		there, err := r.count(ctx, `SELECT coalesce(sum(length(data)), 0) FROM chunk WHERE blob = (SELECT blob FROM evidence WHERE id = ?)`, e.id)
		if err != nil {
			return err
		}
		r.lose(id.String(), PartBytes, "damage.size", there, e.size)
		reason := r.why(id)
		if err := r.exec(ctx, `UPDATE evidence SET purged = ?1, withdrawn = iif(withdrawn = '', ?1, withdrawn) WHERE id = ?2`, reason, e.id); err != nil {
			return err
		}
	}
	if err := r.dropPictures(ctx); err != nil {
		return err
	}
	return r.dropFiles(ctx)
}

// dropPictures lets go of pictures without bytes: they can be made again.
func (r *rescue) dropPictures(ctx context.Context) error {
	type picture struct {
		evidence, piece int64
		purpose, sum    string
	}
	var all []picture
	if err := r.each(ctx, func(scan func(...any) error) error {
		var p picture
		err := scan(&p.evidence, &p.purpose, &p.piece, &p.sum)
		all = append(all, p)
		return err
	}, `SELECT evidence, purpose, piece, lower(hex(sha256)) FROM rendition JOIN blob ON blob.id = blob`); err != nil {
		return err
	}
	for _, p := range all {
		if r.hasBytes(p.sum) {
			continue
		}
		r.set("picture "+dispute.EvidenceID(p.evidence).String(), PartPicture, "rescue.lost-picture")
		// All of a purpose belong together.
		if err := r.exec(ctx, `DELETE FROM rendition WHERE evidence = ? AND purpose = ?`, p.evidence, p.purpose); err != nil {
			return err
		}
	}
	return nil
}

// dropFiles lets go of the files of sayings that are lost; the words stay.
func (r *rescue) dropFiles(ctx context.Context) error {
	var lost [][2]string
	if err := r.each(ctx, func(scan func(...any) error) error {
		var kind, key, sum string
		err := scan(&kind, &key, &sum)
		if err == nil && !r.hasBytes(sum) {
			lost = append(lost, [2]string{kind, key})
		}
		return err
	}, `SELECT kind, key, lower(hex(sha256)) FROM said JOIN blob ON blob.id = said.blob`); err != nil {
		return err
	}
	for _, l := range lost {
		r.lose(saidPrefix+l[0]+" "+l[1], PartSaid, "rescue.lost-file")
		if err := r.exec(ctx, `UPDATE said SET blob = NULL WHERE kind = ? AND key = ?`, l[0], l[1]); err != nil {
			return err
		}
	}
	return nil
}

// used is SQL for the blobs that something refers to and whose bytes it needs.
const used = `(SELECT blob FROM evidence WHERE purged = '' UNION SELECT blob FROM rendition UNION SELECT blob FROM said WHERE blob IS NOT NULL)`

// keepFound makes evidence of bytes that are whole and that nothing knows, since
// both their row and the log's entry are gone.
func (r *rescue) keepFound(ctx context.Context) error {
	if !r.gaps {
		return nil // the log knows of all
	}
	for _, sum := range slices.Sorted(maps.Keys(r.contents)) {
		w := r.contents[sum]
		known, err := r.count(ctx, `SELECT (?1 IN `+used+`) + (SELECT count(*) FROM evidence JOIN blob ON blob.id = blob WHERE lower(hex(sha256)) = ?2)`, w.blob, sum)
		if err != nil || known > 0 {
			if err != nil {
				return err
			}
			continue
		}
		// Whole is what its own row says, or what ends before a chunk is full.
		proven, err := r.count(ctx, `SELECT coalesce((SELECT lower(hex(sha256)) = ?2 FROM blob WHERE id = ?1), ?3)`, w.blob, sum, w.size%chunkSize != 0)
		if err != nil {
			return err
		}
		if proven == 0 {
			continue
		}
		blob, err := r.blobFor(ctx, sum, w.size)
		if err != nil {
			return err
		}
		id, err := r.addFound(ctx, blob)
		if err != nil {
			return err
		}
		r.lose(id.String(), PartSaid, "rescue.found", w.size)
	}
	return nil
}

func (r *rescue) addFound(ctx context.Context, blob int64) (dispute.EvidenceID, error) {
	var id int64
	name := fmt.Sprintf("found-%d", blob)
	err := r.conn.QueryRowContext(ctx, `INSERT INTO evidence
		(blob, name, path, media_type, modified, added, batch, title, source, proves, captured, official, derived, withdrawn, purged, reading, options)
		VALUES (?, ?2, ?2, 'application/octet-stream', '', ?3, (SELECT coalesce(max(batch), 0) + 1 FROM evidence), '', '', '', '', '', '', '', '', ?4, '') RETURNING id`,
		blob, name, r.now().UTC().Format(time.RFC3339), unreadReading()).Scan(&id)
	if err != nil {
		return 0, r.fail("store", err)
	}
	return dispute.EvidenceID(id), nil
}

// drop removes bytes that nothing refers to.
func (r *rescue) drop(ctx context.Context) error {
	for _, statement := range []string{
		`DELETE FROM chunk WHERE blob NOT IN ` + used,
		`DELETE FROM blob WHERE id NOT IN ` + used + ` AND id NOT IN (SELECT blob FROM evidence)`,
	} {
		if err := r.exec(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}
