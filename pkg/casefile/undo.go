package casefile

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// ErrNothingToUndo says that no change stands that could be taken back.
var ErrNothingToUndo = errors.New("nothing to undo")

// UndoError says why a change cannot be taken back.
type UndoError struct {
	Change  int64
	Subject string // what stands in the way
	Action  string // what was done to it: "purge", "read"
	Later   int64  // the change that changed it since; 0 where the action itself is final
}

func (e *UndoError) Error() string {
	if e.Later != 0 {
		return fmt.Sprintf("change %d: %s was changed since by %d", e.Change, e.Subject, e.Later)
	}
	return fmt.Sprintf("change %d: %s of %s cannot be taken back", e.Change, e.Action, e.Subject)
}

// Undo takes back the change of a number, or for 0 the last one that stands, in
// one transaction: the rows hold what the log says they held before. The log
// keeps both. Evidence is never deleted: what was added is withdrawn, and why is
// the reason.
func (f *File) Undo(ctx context.Context, number int64, why string) (Change, error) {
	all, err := f.Changes(ctx)
	if err != nil {
		return Change{}, err
	}
	i := slices.IndexFunc(all, func(c Change) bool { return c.Number == number })
	if number == 0 {
		for j, c := range all {
			if c.Undoes == 0 && c.UndoneBy == 0 && c.Entries[0].Action != "new" {
				i = j
			}
		}
		if i < 0 {
			return Change{}, ErrNothingToUndo
		}
	}
	switch {
	case i < 0:
		return Change{}, &MissingError{What: fmt.Sprintf("change %d", number)}
	case all[i].UndoneBy != 0:
		return all[i], &UndoError{Change: number, Subject: all[i].Entries[0].Subject, Later: all[i].UndoneBy}
	}
	u := &undo{File: f, change: all[i], all: all, why: why}
	f.undoes = u.change.Number
	defer func() { f.undoes = 0 }()
	return u.change, f.update(ctx, func() error { return u.run(ctx) })
}

// undo is one change being taken back.
type undo struct {
	*File
	change Change
	all    []Change
	why    string
}

// row is what the log says of a row: its columns, nil where there is none.
type row map[string]json.RawMessage

// turned is a row that the change touched: as it was before, after it, and now.
type turned struct {
	before, after, now row
	actions            []string
	entries            []Entry
}

func (u *undo) run(ctx context.Context) error {
	subjects, rows, err := u.read(ctx)
	if err != nil {
		return err
	}
	for _, subject := range slices.Backward(subjects) {
		if err := u.turnBack(ctx, subject, rows[subject]); err != nil {
			return err
		}
	}
	return nil
}

// read replays the log for the rows that the change touched.
func (u *undo) read(ctx context.Context) (subjects []string, rows map[string]*turned, err error) {
	rows = map[string]*turned{}
	in := map[int64]bool{}
	for _, e := range u.change.Entries {
		in[e.Seq] = true
		if rows[e.Subject] == nil {
			rows[e.Subject] = &turned{}
			subjects = append(subjects, e.Subject)
		}
	}
	for e, err := range u.Custody(ctx) {
		if err != nil {
			return nil, nil, err
		}
		t := rows[e.Subject]
		if t == nil || actions[e.Action] == none {
			continue
		}
		if in[e.Seq] && t.actions == nil {
			t.before = maps.Clone(t.now)
		}
		t.now = replayed(t.now, e)
		if in[e.Seq] {
			t.after = maps.Clone(t.now)
			t.actions, t.entries = append(t.actions, e.Action), append(t.entries, e)
		}
	}
	return subjects, rows, nil
}

// replayed is a row after an entry of the log.
func replayed(r row, e Entry) row {
	if actions[e.Action] == removes {
		return nil
	}
	var detail row
	if json.Unmarshal(e.Detail, &detail) != nil {
		return r
	}
	if r == nil {
		r = row{}
	}
	maps.Copy(r, detail)
	return r
}

// final are actions whose rows hold less than what they changed.
var final = map[string]bool{"new": true, "purge": true, "read": true}

func (u *undo) turnBack(ctx context.Context, subject string, t *turned) error {
	if subject[0] == 'E' && t.before == nil && !strings.Contains(subject, " ") {
		return u.withdraw(ctx, subject, t)
	}
	for _, action := range t.actions {
		if final[action] {
			return u.cannot(subject, action)
		}
	}
	if t.before == nil {
		return u.remove(ctx, subject, t)
	}
	kept, ok := keptRowOf(word(subject))
	if !ok {
		return u.cannot(subject, t.actions[0])
	}
	return kept.restore(u, ctx, subject, t)
}

func (u *undo) cannot(subject, action string) error {
	return &UndoError{Change: u.change.Number, Subject: subject, Action: action}
}

// since is the error that a row was changed since, by a change that stands.
func (u *undo) since(subject string) error {
	e := &UndoError{Change: u.change.Number, Subject: subject}
	for _, c := range u.all {
		if c.Number > u.change.Number && c.UndoneBy == 0 && slices.ContainsFunc(c.Entries, func(e Entry) bool { return e.Subject == subject }) {
			e.Later = c.Number
		}
	}
	return e
}

// word is the kind of a row by its name in the log.
func word(subject string) string {
	first, rest, _ := strings.Cut(subject, " ")
	if _, err := strconv.ParseInt(first[1:], 10, 64); err == nil {
		first = first[:1]
		if strings.HasPrefix(rest, "receipt ") {
			first = "receipt"
		}
	}
	return first
}

// withdraw takes evidence out that the change added.
func (u *undo) withdraw(ctx context.Context, subject string, t *turned) error {
	id, err := strconv.ParseInt(subject[1:], 10, 64)
	if err != nil {
		return u.cannot(subject, t.actions[0])
	}
	if !sameJSON(t.now["withdrawn"], json.RawMessage(`""`)) {
		return nil
	}
	if err := u.exec(ctx, `UPDATE evidence SET withdrawn = ? WHERE id = ?`, u.why, id); err != nil {
		return err
	}
	return u.logColumns(ctx, "withdraw", &evidenceRow, nil, "withdrawn", "evidence.id = ?", id)
}

// remove deletes a row that the change made, unless it was changed since.
func (u *undo) remove(ctx context.Context, subject string, t *turned) error {
	gone, ok := madeRows[word(subject)]
	switch {
	case t.now == nil:
		return nil // gone already
	case !ok:
		return u.cannot(subject, t.actions[0])
	case len(changedColumns(t.after, t.now)) > 0:
		return u.since(subject)
	}
	where, args := gone.where(subject)
	if gone.drop != nil {
		if err := gone.drop(u, ctx, subject); err != nil {
			return err
		}
	}
	if err := u.deleteOne(ctx, subject, `DELETE FROM `+gone.table+` WHERE `+where, args...); err != nil {
		return err
	}
	more := map[string]any(nil)
	if gone.more != nil {
		more = gone.more(t)
	}
	return u.log(ctx, gone.action, subject, more)
}

// changedColumns are the columns that differ, without the marks of changes.
func changedColumns(a, b row) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(b)) {
		if name != withMark && name != undoesMark && !sameJSON(a[name], b[name]) {
			out = append(out, name)
		}
	}
	return out
}
