package casefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"
	"time"

	"complain/pkg/dispute"
)

// writeLog makes the log of the new case: the old one as far as it is whole, and
// then what the rows hold that it does not say.
func (r *rescue) writeLog(ctx context.Context) error {
	old, err := r.cutLog(ctx)
	if err != nil {
		return err
	}
	if err := r.ensureCase(ctx); err != nil {
		return err
	}
	h, err := r.history(ctx)
	if err != nil {
		return err
	}
	for _, t := range rescueTables() {
		if err := r.logTable(ctx, &t, h); err != nil {
			return err
		}
	}
	if err := r.logFirsts(ctx); err != nil {
		return err
	}
	body, err := encodeJSON(r.report())
	if err != nil {
		return err
	}
	var file *bytes.Reader
	if len(old) > 0 {
		file = bytes.NewReader(old)
	}
	s := Saying{Kind: RescueSaid, Body: body}
	if file == nil {
		s, err = r.Say(ctx, s, nil)
	} else {
		s, err = r.Say(ctx, s, file)
	}
	if err != nil {
		return err
	}
	return r.log(ctx, "rescue", "case", map[string]any{"from": filepath.Base(r.from), "sha256": r.out.SHA256,
		"kept": r.out.Kept, "found": r.out.Entries, "missing": len(r.out.Lost), "set": len(r.out.Set), "said": s.subject()})
}

// cutLog keeps of the log what follows from its beginning, and returns all of it
// where that is not all.
func (r *rescue) cutLog(ctx context.Context) (all []byte, err error) {
	prev, want := make([]byte, sha256.Size), int64(0)
	whole := true
	var b bytes.Buffer
	for e, err := range r.Custody(ctx) {
		if err != nil {
			return nil, err
		}
		if sum := entryHash(prev, e.Seq, e.At, e.Action, e.Subject, string(e.Detail)); whole && e.Seq == want+1 && hexOf(sum) == e.Hash {
			want, prev = e.Seq, sum[:]
		} else {
			whole = false
		}
		line, err := encodeJSON(map[string]any{"seq": e.Seq, "at": e.At, "action": e.Action, "subject": e.Subject, "detail": string(e.Detail), "hash": e.Hash})
		if err != nil {
			return nil, err
		}
		b.Write(append(line, '\n'))
	}
	r.out.Kept = want
	if whole {
		return nil, nil
	}
	return b.Bytes(), r.exec(ctx, `DELETE FROM custody WHERE seq > ?`, want)
}

// ensureCase has the one row that each case has.
func (r *rescue) ensureCase(ctx context.Context) error {
	n, err := r.count(ctx, `SELECT count(*) FROM dispute`)
	if err != nil || n == 1 {
		return err
	}
	r.lose("case", PartSaid, "rescue.lost-case")
	name := strings.TrimSuffix(filepath.Base(r.from), Extension)
	return r.exec(ctx, `INSERT INTO dispute VALUES (1, ?, ?, '', '', '', 'zh', 'Asia/Shanghai', 'CNY', 'cn', ?)`,
		r.out.SHA256[:32], name, r.now().UTC().Format(time.RFC3339))
}

// logTable logs the rows of a table that are not what the log says.
func (r *rescue) logTable(ctx context.Context, t *rescueTable, h *history) error {
	rows, err := r.rowsOf(ctx, t.t)
	if err != nil {
		return err
	}
	for _, row := range rows {
		said, known := h.said[row.subject]
		delete(h.said, row.subject)
		detail, differs := map[string]any{"rescued": true}, false
		for i, c := range t.t.columns {
			if !known || !sameJSON(row.values[i], said[c.name]) {
				detail[c.name], differs = row.values[i], true
			}
		}
		if !differs {
			continue
		}
		if _, lost := detail["purged"]; lost && known && t.word == "E" {
			detail["withdrawn_before"] = said["withdrawn"]
		}
		action, err := r.actionFor(ctx, t, row.subject, known, detail)
		if err != nil {
			return err
		}
		if err := r.log(ctx, action, row.subject, detail); err != nil {
			return err
		}
	}
	for _, subject := range h.order {
		if _, left := h.said[subject]; !left || !t.names(subject) || t.gone == "" {
			continue
		}
		if err := r.log(ctx, t.gone, subject, map[string]any{"rescued": true}); err != nil {
			return err
		}
	}
	return nil
}

// actionFor is the word of the log for a row that comes or changes.
func (r *rescue) actionFor(ctx context.Context, t *rescueTable, subject string, known bool, detail map[string]any) (string, error) {
	has := func(name string) bool { _, ok := detail[name]; return ok }
	switch {
	case t.word == "R":
		_, args := t.where(subject)
		k, err := r.keepStatement(ctx, args[0].(int64))
		detail[keptMark] = k
		return t.action, err
	case t.word == "case" && !known:
		return "new", nil
	case t.word != "E" || !known:
		return t.action, nil
	case has("purged"):
		return "purge", nil
	case has("records"), has("reading"), has("options"):
		return "read", nil
	}
	return "edit", nil
}

// reported is how a missing thing stands in what the rescue says of itself.
type reported struct {
	What string       `json:"what"`
	Why  dispute.Note `json:"why"`
	Part Part         `json:"part"`
}

// mostReported is how many things the report names; it says how many there are.
const mostReported = 1000

func (r *rescue) report() any {
	rows := func(all []Damage) []reported {
		out := []reported{}
		for _, d := range all[:min(len(all), mostReported)] {
			out = append(out, reported{d.What, d.Why, d.Part})
		}
		return out
	}
	return map[string]any{"from": filepath.Base(r.from), "sha256": r.out.SHA256, "kept": r.out.Kept, "found": r.out.Entries,
		"missing": len(r.out.Lost), "lost": rows(r.out.Lost), "put_right": len(r.out.Set), "set": rows(r.out.Set)}
}

func hexOf(sum [sha256.Size]byte) string { return hex.EncodeToString(sum[:]) }
