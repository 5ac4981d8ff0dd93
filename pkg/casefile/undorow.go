package casefile

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
)

// madeRow says how a row that a change made goes away again.
type madeRow struct {
	table, action string
	where         func(subject string) (string, []any)
	drop          func(*undo, context.Context, string) error // what goes with it
	more          func(*turned) map[string]any               // what the log says beside
}

// madeRows are the rows that can go, by the first word of their names.
var madeRows = map[string]madeRow{
	"party":   {table: "party", action: "remove", where: byText("role")},
	"claim":   {table: "claim", action: "remove", where: byNumber("id", 1)},
	"said":    {table: "said", action: "unsay", where: bySaying, drop: dropFile},
	"pin":     {table: "pin", action: "remove", where: byPlace},
	"receipt": {table: "receipt", action: "remove", where: byNumber("id", 2)},
	"R":       {table: "record", action: "retract", where: byLetter("id"), more: statementKept},
	"S":       {table: "stamp", action: "remove", where: byLetter("id")},
	"text":    {table: "recognised", action: "discard", where: byPage},
}

func byText(column string) func(string) (string, []any) {
	return func(subject string) (string, []any) {
		_, rest, _ := strings.Cut(subject, " ")
		return column + " = ?", []any{rest}
	}
}

// byNumber is by the word of a place in the name, counted from 0.
func byNumber(column string, at int) func(string) (string, []any) {
	return func(subject string) (string, []any) {
		n, _ := strconv.ParseInt(strings.Fields(subject)[at], 10, 64) // the program wrote it
		return column + " = ?", []any{n}
	}
}

func byLetter(column string) func(string) (string, []any) {
	return func(subject string) (string, []any) {
		n, _ := strconv.ParseInt(subject[1:], 10, 64)
		return column + " = ?", []any{n}
	}
}

func bySaying(subject string) (string, []any) {
	kind, key, _ := strings.Cut(strings.TrimPrefix(subject, saidPrefix), " ")
	return "kind = ? AND key = ?", []any{kind, key}
}

func byPlace(subject string) (string, []any) {
	of, locator, _ := strings.Cut(strings.TrimPrefix(subject, "pin E"), " ")
	n, _ := strconv.ParseInt(of, 10, 64)
	return "evidence = ? AND locator = ?", []any{n, locator}
}

func byPage(subject string) (string, []any) {
	words := strings.Fields(strings.TrimPrefix(subject, "text E"))
	id, _ := strconv.ParseInt(words[0], 10, 64)
	page, _ := strconv.ParseInt(words[1], 10, 64)
	return "evidence = ? AND page = ?", []any{id, page}
}

// dropFile drops the file of a saying with it.
func dropFile(u *undo, ctx context.Context, subject string) error {
	_, key := bySaying(subject)
	blob, err := u.blobOf(ctx, Saying{Kind: key[0].(string), Key: key[1].(string)})
	if err != nil || blob == 0 {
		return err
	}
	if err := u.exec(ctx, `UPDATE said SET blob = NULL WHERE kind = ? AND key = ?`, key...); err != nil {
		return err
	}
	return u.dropBlob(ctx, blob)
}

// keptRow says how a row gets back what it held.
type keptRow struct {
	table   *covered
	name    string
	where   func(subject string) (string, []any)
	keys    []string // its columns that the name says, in the order of where's values
	action  func(*turned) string
	special func(*undo, context.Context, string, *turned) error // instead of all of the above
}

// keptRowOf is the row whose names begin with a word.
func keptRowOf(word string) (keptRow, bool) {
	edit := func(*turned) string { return "edit" }
	k, ok := map[string]keptRow{
		"case":  {table: &caseRow, name: "dispute", where: func(string) (string, []any) { return "one = ?", []any{1} }, keys: []string{"one"}, action: edit},
		"party": {table: &partyRow, name: "party", where: byText("role"), keys: []string{"role"}, action: edit},
		"claim": {table: &claimRow, name: "claim", where: byNumber("id", 1), keys: []string{"id"}, action: edit},
		"pin":   {table: &pinRow, name: "pin", where: byPlace, keys: []string{"evidence", "locator"}, action: func(*turned) string { return "pin" }},
		"E": {table: &evidenceRow, name: "evidence", where: func(subject string) (string, []any) {
			where, args := byLetter("evidence.id")(subject)
			return where, args
		}, action: func(t *turned) string {
			switch {
			case sameJSON(t.before["withdrawn"], t.now["withdrawn"]):
				return "edit"
			case sameJSON(t.before["withdrawn"], json.RawMessage(`""`)):
				return "restore"
			}
			return "withdraw"
		}},
		"said": {special: restoreSaying},
		"R":    {special: restoreStatement},
	}[word]
	return k, ok
}

// restore writes the columns that the change changed as they were before it.
func (k keptRow) restore(u *undo, ctx context.Context, subject string, t *turned) error {
	if k.special != nil {
		return k.special(u, ctx, subject, t)
	}
	changed := changedColumns(t.before, t.after)
	if t.after == nil { // it was removed: all of it comes back
		if t.now != nil {
			return u.since(subject)
		}
		return k.insert(u, ctx, subject, t)
	}
	if t.now == nil {
		return u.since(subject)
	}
	where, args := k.where(subject)
	var set []string
	var values []any
	for _, name := range changed {
		column, ok := k.column(name)
		if !ok {
			continue
		}
		if !sameJSON(t.after[name], t.now[name]) {
			return u.since(subject)
		}
		value, err := column.value(t.before[name])
		if err != nil {
			return u.cannot(subject, t.actions[0])
		}
		set, values = append(set, name+" = ?"), append(values, value)
	}
	if len(set) == 0 {
		return nil
	}
	if err := u.exec(ctx, "UPDATE "+k.name+" SET "+strings.Join(set, ", ")+" WHERE "+where, append(values, args...)...); err != nil {
		return err
	}
	return u.logColumns(ctx, k.action(t), k.table, nil, strings.Join(changed, " "), where, args...)
}

func (k keptRow) insert(u *undo, ctx context.Context, subject string, t *turned) error {
	where, args := k.where(subject)
	names, values := append([]string(nil), k.keys...), append([]any(nil), args...)
	for _, c := range k.table.columns {
		value, err := c.value(t.before[c.name])
		if err != nil {
			return u.cannot(subject, t.actions[0])
		}
		names, values = append(names, c.name), append(values, value)
	}
	holes := strings.TrimSuffix(strings.Repeat("?, ", len(values)), ", ")
	if err := u.exec(ctx, "INSERT INTO "+k.name+" ("+strings.Join(names, ", ")+") VALUES ("+holes+")", values...); err != nil {
		return err
	}
	return u.logRow(ctx, k.action(t), k.table, where, args...)
}

func (k keptRow) column(name string) (column, bool) {
	for _, c := range k.table.columns {
		if c.name == name {
			return c, true
		}
	}
	return column{}, false
}

// value is what a column held, from what the log says of it. Of what the log has
// the hash alone, nothing can be said.
func (c column) value(logged json.RawMessage) (any, error) {
	switch c.form {
	case sha, digest:
		return nil, ErrNotFound
	case document:
		if string(logged) == `""` {
			return "", nil
		}
		return string(logged), nil
	}
	var v any
	d := json.NewDecoder(strings.NewReader(string(logged)))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if n, ok := v.(json.Number); ok {
		return n.Int64()
	}
	return v, nil
}

// restoreSaying says again what was said, with its file where that is there.
func restoreSaying(u *undo, ctx context.Context, subject string, t *turned) error {
	if t.after == nil && t.now != nil || t.after != nil && len(changedColumns(t.after, t.now)) > 0 {
		return u.since(subject)
	}
	where, args := bySaying(subject)
	var sum string
	_ = json.Unmarshal(t.before["sha256"], &sum) // null is none
	blob, err := u.count(ctx, `SELECT coalesce((SELECT id FROM blob WHERE lower(hex(sha256)) = ?), 0)`, sum)
	if err != nil {
		return err
	}
	if sum != "" && blob == 0 {
		return u.cannot(subject, t.actions[0])
	}
	old, err := u.blobOf(ctx, Saying{Kind: args[0].(string), Key: args[1].(string)})
	if err != nil {
		return err
	}
	if err := u.exec(ctx, `INSERT OR REPLACE INTO said VALUES (?, ?, ?, nullif(?, 0))`, args[0], args[1], string(t.before["body"]), blob); err != nil {
		return err
	}
	if old != blob {
		if err := u.dropBlob(ctx, old); err != nil {
			return err
		}
	}
	return u.logRow(ctx, "say", &saidRow, where, args...)
}

// kept is a statement as its row holds it, which the log keeps when it goes.
type kept struct {
	Seq   int64  `json:"seq"`
	Count int64  `json:"count"`
	Data  []byte `json:"data"`
}

const keptMark = "row"

// statementKept hands on what the log says of a statement that goes again.
func statementKept(t *turned) map[string]any {
	var k kept
	for _, e := range t.entries {
		var d map[string]json.RawMessage
		if json.Unmarshal(e.Detail, &d) == nil && d[keptMark] != nil && json.Unmarshal(d[keptMark], &k) == nil {
			return map[string]any{keptMark: k}
		}
	}
	return nil
}

// keepStatement is the row of a statement, for the log.
func (f *File) keepStatement(ctx context.Context, id int64) (k kept, err error) {
	err = f.conn.QueryRowContext(ctx, `SELECT seq, count, data FROM record WHERE id = ? AND evidence IS NULL`, id).Scan(&k.Seq, &k.Count, &k.Data)
	if err != nil {
		return k, f.missing("R"+strconv.FormatInt(id, 10), err)
	}
	return k, nil
}

func restoreStatement(u *undo, ctx context.Context, subject string, t *turned) error {
	keeps := statementKept(t)
	if t.after != nil || t.now != nil || keeps == nil {
		return u.cannot(subject, t.actions[0])
	}
	k := keeps[keptMark].(kept)
	id, err := strconv.ParseInt(subject[1:], 10, 64)
	if err != nil {
		return u.cannot(subject, t.actions[0])
	}
	w := bundleRow{id: id, seq: k.Seq, count: k.Count, data: k.Data}
	sum := w.sum()
	if err := u.exec(ctx, insertRecord, w.args(sum[:])...); err != nil {
		return err
	}
	r, err := u.Record(ctx, id)
	if err != nil {
		return err
	}
	return u.logColumns(ctx, "state", &statementRow, map[string]any{"at": r.At.String(), "who": r.Who, "text": r.Text, keptMark: k}, "", "id = ?", id)
}
