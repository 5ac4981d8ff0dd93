package casefile

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/dispute"
)

// verifyLog follows the custody log, and compares what it says with what the
// rows hold.
func (f *File) verifyLog(ctx context.Context, v *Verification) error {
	h, err := f.history(ctx)
	v.CustodyEntries, v.Head = h.entries, h.head
	for _, seq := range h.broken {
		v.add(Damage{What: fmt.Sprintf("custody %d", seq), Why: dispute.Say("damage.chain", seq), Part: PartLog})
	}
	v.Clock = h.clock
	if err != nil {
		return v.tell("custody", PartLog, err)
	}
	if h.entries == 0 {
		v.add(Damage{What: "custody", Why: dispute.Say("damage.no-log"), Part: PartLog})
		return nil
	}
	firsts := h.firsts()
	for _, t := range f.covered() {
		if err := f.verifyRows(ctx, v, h, t); err != nil {
			return err
		}
	}
	if err := f.verifyNumbers(ctx, v, h); err != nil {
		return err
	}
	if err := f.verifyFirsts(ctx, v, firsts); err != nil {
		return err
	}
	for _, subject := range h.order {
		if _, left := h.said[subject]; left && !h.doubtful[subject] {
			v.add(Damage{What: subject, Why: dispute.Say("damage.gone"), Part: PartSaid})
		}
	}
	return nil
}

// numbered are the tables whose numbers are never used twice, with what their
// names in the log begin with; those of records and bytes do not stand there.
var numbered = map[string]string{"evidence": "E", "stamp": "S", "claim": "claim ", "record": "", "blob": ""}

// verifyNumbers holds the last numbers that were given against those of the log: a
// smaller one would be given again, and after a very large one there is none.
func (f *File) verifyNumbers(ctx context.Context, v *Verification, h *history) error {
	if f.frame != nil { // in which that table does not stand
		return nil
	}
	rows, err := f.conn.QueryContext(ctx, `SELECT name, iif(typeof(seq) = 'integer', seq, -1) FROM sqlite_sequence`)
	if err != nil {
		return v.tell("file", PartFile, f.fail("verify", err))
	}
	defer rows.Close()
	last := map[string]int64{}
	for rows.Next() {
		var name string
		var n int64
		if err := rows.Scan(&name, &n); err != nil {
			return v.tell("file", PartFile, f.fail("verify", err))
		}
		last[name] = n
	}
	if err := rows.Err(); err != nil {
		return v.tell("file", PartFile, f.fail("verify", err))
	}
	records, err := f.count(ctx, `SELECT coalesce((SELECT id + count - 1 FROM record ORDER BY id DESC LIMIT 1), 0)`)
	if err != nil {
		return v.tell("file", PartFile, err)
	}
	given := map[string]int64{"record": records}
	for _, table := range slices.Sorted(maps.Keys(numbered)) {
		if n := last[table]; n < 0 || n > mostNumbers || n < max(given[table], h.highest(numbered[table])) {
			v.add(Damage{What: "file", Why: dispute.Say("damage.numbers", table), Part: PartFile})
		}
	}
	return nil
}

// highest is the largest number of the rows whose names begin with a prefix.
func (h *history) highest(prefix string) (most int64) {
	if prefix == "" {
		return 0
	}
	for subject := range h.seen {
		if number, ok := strings.CutPrefix(subject, prefix); ok {
			if n, err := strconv.ParseInt(number, 10, 64); err == nil && n <= mostNumbers {
				most = max(most, n)
			}
		}
	}
	return most
}

// verifyRows compares the rows of one table, and takes those it has seen out of
// what the log says.
func (f *File) verifyRows(ctx context.Context, v *Verification, h *history, t *covered) error {
	rows, err := f.conn.QueryContext(ctx, t.query("", ""))
	if err != nil {
		return v.tell("file", PartFile, f.fail("verify", err))
	}
	defer rows.Close()
	for rows.Next() {
		subject, values, err := t.scan(rows)
		if err != nil {
			if err := v.tell(subject, PartSaid, err); err != nil {
				return f.fail("verify", err)
			}
			continue
		}
		v.RowsChecked++
		said, known := h.said[subject]
		delete(h.said, subject)
		switch {
		case h.doubtful[subject]:
		case !known:
			v.add(Damage{What: subject, Why: dispute.Say("damage.unlogged"), Part: t.part("")})
		default:
			for i, value := range values {
				v.compare(subject, t, i, value, said)
			}
		}
	}
	if err := rows.Err(); err != nil {
		return v.tell("file", PartFile, f.fail("verify", err))
	}
	return nil
}

// compare holds one column of a row against what the log says of the row.
func (v *Verification) compare(subject string, t *covered, column int, value json.RawMessage, said map[string]json.RawMessage) {
	name := t.columns[column].name
	if !sameJSON(value, said[name]) {
		v.add(Damage{What: subject, Why: dispute.Say("damage.changed", name, shown(said[name])), Part: t.part(name),
			Column: name, Said: string(said[name])})
	}
}

// part is what a changed column concerns.
func (t *covered) part(column string) Part {
	switch {
	case t == &pictureRow:
		return PartPicture
	case t == &evidenceRow && (column == "sha256" || column == "size"):
		return PartBytes
	case t == &evidenceRow && (column == "records" || column == "reading" || column == "options"):
		return PartRecords
	}
	return PartSaid
}

// shown is a value of the log for people, cut where it is long.
func shown(value json.RawMessage) string {
	text := string(value)
	var s string
	if json.Unmarshal(value, &s) == nil {
		text = s
	}
	const most = 120
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return strings.ToValidUTF8(text, "�")
}
