package casefile

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"complain/pkg/dispute"
)

// Rescued is what Rescue brought back.
type Rescued struct {
	Case   dispute.Case
	SHA256 string // of the damaged file
	// Kept is how many entries of the custody log stand as they were, and Entries
	// how many there were at least: those after a gap stand in a file of their own.
	Kept, Entries int64
	// Lost is what is missing, or could not be proven and was taken over as it
	// stood. Set is what was put right by what the custody log says.
	Lost, Set []Damage
	Verified  Verification // of the new file
}

// RescueSaid is the kind of what Rescue says of itself in the new case: from which
// file, and what is missing. Its file is the custody log as it was found, a line
// of JSON an entry, where that has gaps.
const RescueSaid = "rescue"

// LostReason is the words for why evidence has no bytes any more.
type LostReason func(id dispute.EvidenceID) string

// Rescue makes a new case file at path, which must not exist, of what can be read
// in the damaged one at from, whatever its structure. Rows are looked for page
// by page. Nothing is believed: bytes and records must have their hashes, all
// else must be what the custody log says, and is written as that says where it
// is not. What is missing is named in the result and in the new case, which is
// verified before it has its name. The damaged file is not touched; what an
// interrupted write left in its journal is undone in what is read.
func Rescue(ctx context.Context, from, path string, now func() time.Time, why LostReason, progress func(done, total int64)) (out Rescued, err error) {
	if _, err := os.Lstat(path); err == nil {
		return out, &FileError{Doing: "make", Path: path, Err: ErrExists}
	}
	if f, err := openAsItIs(ctx, from, ReadOnly, now); err == nil {
		f.Close()
	} else if errors.Is(err, ErrNewer) {
		return out, err
	}
	source, err := os.Open(from)
	if err != nil {
		return out, fmt.Errorf("open the case: %w", err)
	}
	defer source.Close()
	before, err := source.Stat()
	if err != nil {
		return out, fmt.Errorf("open the case: %w", err)
	}
	if !before.Mode().IsRegular() {
		return out, &FileError{"open the case", from, ErrNotACase}
	}
	if err := space(freeSpace).roomFor(path, before.Size()); err != nil {
		return out, err
	}
	r := &rescue{from: from, out: &out, why: why, contents: map[string]whole{}, sequences: map[string]int64{}}
	if err := r.draft(path, now, func() error {
		if err := r.sweep(ctx, source, before.Size(), progress); err != nil {
			return err
		}
		if out.SHA256, err = sumOf(source, before.Size()); err != nil {
			return fmt.Errorf("read the case: %w", err)
		}
		after, err := os.Stat(from)
		if err != nil || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
			return &BusyError{Path: from}
		}
		return r.rebuild(ctx)
	}); err != nil {
		return out, err
	}
	return out, nil
}

func sumOf(r io.ReaderAt, size int64) (string, error) {
	h := sha256.New()
	_, err := io.Copy(h, io.NewSectionReader(r, 0, size))
	return hex.EncodeToString(h.Sum(nil)), err
}

// rescue is a rescue under way. Its File is the draft of the new case.
type rescue struct {
	*File
	from      string
	out       *Rescued
	why       LostReason
	contents  map[string]whole     // bytes that are whole, by their SHA-256
	sequences map[string]int64     // the last numbers that were used
	intact    []dispute.EvidenceID // of which all records are there
	h         *history
	gaps      bool // the log is not whole: what it does not say may have been so all the same
}

// draft makes the new file under another name, has fill fill it, verifies it, and
// gives it its name.
func (r *rescue) draft(path string, now func() time.Time, fill func() error) (err error) {
	ctx := context.Background() // a draft that is cut off is removed all the same
	name, folder, err := newDraft(path)
	if err != nil {
		return err
	}
	defer folder.Close()
	defer func() {
		if r.File != nil {
			err = errors.Join(err, r.Close())
		}
	}()
	if r.File, err = open(ctx, name, ReadWrite, now); err != nil {
		return err
	}
	if err := r.empty(ctx); err != nil {
		return err
	}
	if err := fill(); err != nil {
		return err
	}
	if err := r.finish(ctx); err != nil {
		return err
	}
	err = r.Close()
	r.File = nil
	if err == nil {
		err = syncFile(name)
	}
	if err == nil {
		err = Publish(name, path)
	}
	return err
}

// empty makes the tables of the draft. Its triggers come last: until then rows are
// put right. Nothing of it need outlive a power cut.
func (r *rescue) empty(ctx context.Context) error {
	statements := []string{
		fmt.Sprintf("PRAGMA page_size = %d", pageSize), fmt.Sprintf("PRAGMA application_id = %d", ApplicationID),
		fmt.Sprintf("PRAGMA user_version = %d", SchemaVersion),
		"PRAGMA foreign_keys = 0", "PRAGMA synchronous = OFF", "PRAGMA journal_mode = MEMORY", "BEGIN IMMEDIATE",
	}
	for _, s := range schema {
		if !isTrigger(s) && s != chunkOrder { // two chunks may say that they are one
			statements = append(statements, s)
		}
	}
	for _, s := range statements {
		if err := r.exec(ctx, s); err != nil {
			return err
		}
	}
	r.batching = true // what writes from now on is a part of this
	return nil
}

func isTrigger(statement string) bool { return strings.HasPrefix(statement, "CREATE TRIGGER") }

// rebuild makes a case of the rows that were found.
func (r *rescue) rebuild(ctx context.Context) error {
	for _, step := range []func(context.Context) error{
		r.readLog, r.readContents, r.setRows, r.setBytes, r.keepFound, r.setRecords, r.setFirsts, r.setNumbers, r.drop, r.writeLog,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// finish proves the draft.
func (r *rescue) finish(ctx context.Context) error {
	for _, s := range schema {
		if isTrigger(s) {
			if err := r.exec(ctx, s); err != nil {
				return err
			}
		}
	}
	r.batching = false
	for _, s := range []string{"COMMIT", "PRAGMA journal_mode = DELETE"} {
		if err := r.exec(ctx, s); err != nil {
			return err
		}
	}
	if err := r.checkSchema(ctx); err != nil {
		return err
	}
	v, err := r.Verify(ctx, nil)
	if err != nil {
		return err
	}
	r.out.Verified = v
	if err := v.Err(); err != nil {
		return err
	}
	r.out.Case, err = r.Case(ctx)
	return err
}

// lose names what is missing or not proven.
func (r *rescue) lose(what string, part Part, code string, args ...any) {
	v := Verification{Damaged: r.out.Lost}
	v.add(Damage{What: what, Why: dispute.Say(code, args...), Part: part})
	r.out.Lost = v.Damaged
}

// set names what was put right.
func (r *rescue) set(what string, part Part, code string, args ...any) {
	v := Verification{Damaged: r.out.Set}
	v.add(Damage{What: what, Why: dispute.Say(code, args...), Part: part})
	r.out.Set = v.Damaged
}

// numbers reads rows of one number each.
func (r *rescue) numbers(ctx context.Context, query string, args ...any) (out []int64, err error) {
	err = r.each(ctx, func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		out = append(out, n)
		return err
	}, query, args...)
	return out, err
}

// each reads rows.
func (r *rescue) each(ctx context.Context, row func(scan func(...any) error) error, query string, args ...any) error {
	rows, err := r.conn.QueryContext(ctx, query, args...)
	if err != nil {
		return r.fail("read", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return r.fail("read", err)
		}
	}
	if err := rows.Err(); err != nil {
		return r.fail("read", err)
	}
	return nil
}
