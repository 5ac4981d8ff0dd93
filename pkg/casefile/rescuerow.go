package casefile

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// rescueTable says how the rows of a table that the log covers are put right.
type rescueTable struct {
	t             *covered
	table, word   string // word begins the names of its rows
	where         func(subject string) (string, []any)
	keys          []string // its columns that the name says, in the order of where's values
	action, gone  string   // what the log says where a row comes or goes
	replacesBytes bool     // its sha256 and size are those of its blob
}

func rescueTables() []rescueTable {
	one := func(string) (string, []any) { return "one = ?", []any{1} }
	return []rescueTable{
		{t: &caseRow, table: "dispute", word: "case", where: one, keys: []string{"one"}, action: "edit"},
		{t: &partyRow, table: "party", word: "party", where: byText("role"), keys: []string{"role"}, action: "edit", gone: "remove"},
		{t: &claimRow, table: "claim", word: "claim", where: byNumber("id", 1), keys: []string{"id"}, action: "edit", gone: "remove"},
		{t: &evidenceRow, table: "evidence", word: "E", where: byLetter("evidence.id"), keys: []string{"id"}, action: "add", replacesBytes: true},
		{t: &receiptRow, table: "receipt", word: "receipt", where: byReceipt, keys: []string{"evidence", "id"}, action: "again", gone: "remove"},
		{t: &statementRow, table: "record", word: "R", where: byLetter("id"), keys: []string{"id"}, action: "state", gone: "retract"},
		{t: &pinRow, table: "pin", word: "pin", where: byPlace, keys: []string{"evidence", "locator"}, action: "pin", gone: "remove"},
		{t: &pictureRow, table: "rendition", word: "picture", where: byPiece, keys: []string{"evidence", "purpose", "piece"}, action: "picture", gone: "discard", replacesBytes: true},
		{t: &recognisedRow, table: "recognised", word: "text", where: byPage, keys: []string{"evidence", "page"}, action: "recognise", gone: "discard"},
		{t: &stampRow, table: "stamp", word: "S", where: byLetter("id"), keys: []string{"id"}, action: "stamp", gone: "remove"},
		{t: &saidRow, table: "said", word: "said", where: bySaying, keys: []string{"kind", "key"}, action: "say", gone: "unsay", replacesBytes: true},
	}
}

func byReceipt(subject string) (string, []any) {
	of, number, _ := strings.Cut(strings.TrimPrefix(subject, "E"), " receipt ")
	evidence, _ := strconv.ParseInt(of, 10, 64)
	id, _ := strconv.ParseInt(number, 10, 64)
	return "evidence = ? AND id = ?", []any{evidence, id}
}

func byPiece(subject string) (string, []any) {
	words := strings.Fields(strings.TrimPrefix(subject, "picture E"))
	evidence, _ := strconv.ParseInt(words[0], 10, 64)
	piece, _ := strconv.ParseInt(words[len(words)-1], 10, 64)
	return "evidence = ? AND purpose = ? AND piece = ?", []any{evidence, strings.Join(words[1:len(words)-1], " "), piece}
}

// names reports whether a name in the log can be one of the table's rows.
func (t *rescueTable) names(subject string) bool {
	if len(subject) < 2 {
		return false
	}
	if word(subject) != t.word {
		return false
	}
	words := len(strings.Fields(subject))
	switch t.word {
	case "E", "R", "S", "case":
		return words == 1
	case "picture":
		return words >= 4
	case "receipt", "text", "said":
		return words >= 3
	}
	return words >= 2
}

// readLog reads the log that was found.
func (r *rescue) readLog(ctx context.Context) (err error) {
	if r.h, err = r.history(ctx); err != nil {
		return err
	}
	r.out.Entries = r.h.entries
	r.gaps = len(r.h.broken) > 0 || r.h.entries == 0 || len(r.out.Lost) > 0 // whose end may be missing
	for i, seq := range r.h.broken {
		if i < 5 {
			r.lose(fmt.Sprintf("custody %d", seq), PartLog, "damage.chain", seq)
		}
	}
	if r.h.entries == 0 {
		r.lose("custody", PartLog, "damage.no-log")
	}
	return nil
}

// rowNow is a row as the draft holds it.
type rowNow struct {
	subject string
	values  []json.RawMessage
}

// setRows holds all rows against the log, and puts them right.
func (r *rescue) setRows(ctx context.Context) error {
	// Rows whose blob's row is gone must be seen all the same.
	for _, table := range []string{"evidence", "rendition", "said"} {
		gone, err := r.numbers(ctx, `SELECT DISTINCT blob FROM `+table+` WHERE blob NOT IN (SELECT id FROM blob)`)
		if err != nil {
			return err
		}
		for _, id := range gone {
			sum := sha256.Sum256(strconv.AppendInt([]byte("complain/rescue/gone/"), id, 10))
			if err := r.exec(ctx, `INSERT INTO blob VALUES (?, ?, 0)`, id, sum[:]); err != nil {
				return err
			}
		}
	}
	for _, t := range rescueTables() {
		if err := r.setTable(ctx, &t); err != nil {
			return err
		}
	}
	return nil
}

func (r *rescue) setTable(ctx context.Context, t *rescueTable) error {
	rows, err := r.rowsOf(ctx, t.t)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, row := range rows {
		seen[row.subject] = true
		if err := r.setRow(ctx, t, row); err != nil {
			return err
		}
	}
	for _, subject := range r.h.order {
		said, stands := r.h.said[subject]
		if !stands || seen[subject] || !t.names(subject) {
			continue
		}
		if err := r.write(ctx, t, subject, said, nil); err != nil {
			return err
		}
	}
	return nil
}

// rowsOf reads all rows of a table as the log says them.
func (r *rescue) rowsOf(ctx context.Context, t *covered) (out []rowNow, err error) {
	rows, err := r.conn.QueryContext(ctx, t.query("", ""))
	if err != nil {
		return nil, r.fail("read", err)
	}
	defer rows.Close()
	for rows.Next() {
		subject, values, err := t.scan(rows)
		if err != nil && !errors.Is(err, ErrDamaged) {
			return nil, r.fail("read", err)
		}
		out = append(out, rowNow{subject, values}) // without values where one is none that the log can say
	}
	if err := rows.Err(); err != nil {
		return nil, r.fail("read", err)
	}
	return out, nil
}

// setRow holds one row against the log.
func (r *rescue) setRow(ctx context.Context, t *rescueTable, row rowNow) error {
	said, known := r.h.said[row.subject]
	switch {
	case known && !r.h.doubtful[row.subject]:
		var wrong []string
		for i, c := range t.t.columns {
			if row.values == nil || !sameJSON(row.values[i], said[c.name]) {
				wrong = append(wrong, c.name)
			}
		}
		if len(wrong) == 0 {
			return nil
		}
		return r.write(ctx, t, row.subject, said, wrong)
	case row.values == nil:
		r.lose(row.subject, t.t.part(""), "damage.unreadable")
		return r.remove(ctx, t, row.subject)
	case r.gaps || known:
		r.lose(row.subject, t.t.part(""), "rescue.unproven")
		return nil
	}
	r.set(row.subject, t.t.part(""), "rescue.stray")
	return r.remove(ctx, t, row.subject)
}

func (r *rescue) remove(ctx context.Context, t *rescueTable, subject string) error {
	where, args := t.where(subject)
	return r.exec(ctx, `DELETE FROM `+t.table+` WHERE `+where, args...)
}

// write writes a row as the log says it. What the log has the hash alone of stays
// as it stands, unless it is what is wrong. wrong is nil for a row that is gone.
func (r *rescue) write(ctx context.Context, t *rescueTable, subject string, said map[string]json.RawMessage, wrong []string) error {
	if t.word == "R" {
		return r.writeStatement(ctx, subject, said)
	}
	_, args := t.where(subject)
	names, values := slices.Clone(t.keys), slices.Clone(args)
	for _, c := range t.t.columns {
		if c.form == sha && c.name == "sha256" || t.replacesBytes && c.name == "size" {
			continue
		}
		value, err := r.columnOf(ctx, t, subject, c, said, wrong)
		if errors.Is(err, ErrNotFound) {
			r.lose(subject, t.t.part(c.name), "rescue.lost-row")
			return r.remove(ctx, t, subject)
		}
		if err != nil {
			return err
		}
		names, values = append(names, c.name), append(values, value)
	}
	if t.replacesBytes {
		blob, err := r.blobSaid(ctx, said)
		if errors.Is(err, ErrDamaged) {
			r.lose(subject, PartSaid, "rescue.lost-row")
			return r.remove(ctx, t, subject)
		}
		if err != nil {
			return err
		}
		names, values = append(names, "blob"), append(values, blob)
	}
	if err := r.remove(ctx, t, subject); err != nil {
		return err
	}
	holes := strings.TrimSuffix(strings.Repeat("?, ", len(values)), ", ")
	if err := r.exec(ctx, "INSERT INTO "+t.table+" ("+strings.Join(names, ", ")+") VALUES ("+holes+")", values...); err != nil {
		return err
	}
	for _, name := range wrong {
		r.set(subject, t.t.part(name), "damage.changed", name, shown(said[name]))
		last := &r.out.Set[len(r.out.Set)-1]
		last.Column, last.Said = name, string(said[name])
	}
	if wrong == nil {
		r.set(subject, t.t.part(""), "rescue.put-back")
	}
	return nil
}

// blobSaid is the blob of a row that the log says the hash of; nil for none.
func (r *rescue) blobSaid(ctx context.Context, said map[string]json.RawMessage) (any, error) {
	var sum *string
	var size *int64
	if json.Unmarshal(said["sha256"], &sum) != nil || json.Unmarshal(said["size"], &size) != nil {
		return nil, ErrDamaged
	}
	if sum == nil || size == nil {
		return nil, nil
	}
	return r.blobFor(ctx, *sum, *size)
}

// columnOf is what a column is to hold. ErrNotFound says that it is lost, and the
// row with it.
func (r *rescue) columnOf(ctx context.Context, t *rescueTable, subject string, c column, said map[string]json.RawMessage, wrong []string) (any, error) {
	switch {
	case c.form == sha:
		return sumSaid(said[c.name])
	case c.form != digest:
		v, err := c.value(said[c.name])
		if err != nil {
			return nil, ErrNotFound
		}
		return v, nil
	}
	there := wrong != nil && !slices.Contains(wrong, c.name)
	if there {
		where, args := t.where(subject)
		var v any
		err := r.conn.QueryRowContext(ctx, `SELECT `+c.name+` FROM `+t.t.from+` WHERE `+where, args...).Scan(&v)
		return v, err
	}
	for _, usual := range []string{"", unreadReading()} {
		if sum, err := digest.encode(usual); err == nil && sameJSON(sum, said[c.name]) {
			return usual, nil
		}
	}
	switch c.name {
	case "reading":
		r.lose(subject, PartRecords, "rescue.lost-reading")
		return readingSaid(said), nil
	case "proof":
		r.lose(subject, PartSaid, "rescue.lost-proof")
		return "", nil
	}
	return nil, ErrNotFound
}

// sumSaid is a hash as the log says it.
func sumSaid(logged json.RawMessage) (any, error) {
	var sum *string
	if json.Unmarshal(logged, &sum) != nil {
		return nil, ErrNotFound
	}
	if sum == nil {
		return nil, nil
	}
	raw, err := hex.DecodeString(*sum)
	if err != nil {
		return nil, ErrNotFound
	}
	return raw, nil
}

// writeStatement puts a statement back from what the log keeps of it.
func (r *rescue) writeStatement(ctx context.Context, subject string, said map[string]json.RawMessage) error {
	_, args := byLetter("id")(subject)
	id := args[0].(int64)
	var k kept
	if json.Unmarshal(said[keptMark], &k) != nil || k.Count < 1 {
		r.lose(subject, PartSaid, "rescue.lost-row")
		return r.exec(ctx, `DELETE FROM record WHERE id = ? AND evidence IS NULL`, id)
	}
	if err := r.exec(ctx, `DELETE FROM record WHERE id = ?`, id); err != nil {
		return err
	}
	w := bundleRow{id: id, seq: k.Seq, count: k.Count, data: sql.RawBytes(k.Data)}
	sum := w.sum()
	r.set(subject, PartSaid, "rescue.put-back")
	return r.exec(ctx, insertRecord, w.args(sum[:])...)
}
