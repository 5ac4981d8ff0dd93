package casefile

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strconv"
)

// Entry is one entry of the custody log.
type Entry struct {
	Seq     int64
	At      string // RFC 3339, UTC
	Action  string // "new", "add", "again", "read", "edit", "withdraw", "restore", "export", ...
	Subject string // "case", "E3", "claim 2"
	Detail  json.RawMessage
	Hash    string // 64 lower-case hex digits
}

// effect is what an action does to the case.
type effect int

const (
	none    effect = iota // the entry tells of something outside the rows: an export
	sets                  // its detail says what columns of its subject hold from now on
	removes               // its subject is gone from now on
)

// actions are those that change rows. All others tell of something that
// happened around the case, and are free to anybody who calls Log.
var actions = map[string]effect{
	"new": sets, "add": sets, "again": sets, "read": sets, "edit": sets, "withdraw": sets, "restore": sets,
	"state": sets, "pin": sets, "picture": sets, "recognise": sets, "purge": sets, "stamp": sets, "number": sets,
	"say": sets, "unsay": removes,
	"remove": removes, "retract": removes, "discard": removes,
}

// Changes reports whether the entry changed what the case says. Pictures made
// for packets and text seen in pictures do not: they come from evidence that is
// there. Nor do time stamps, or the numbers of records.
func (e Entry) Changes() bool {
	switch e.Action {
	case "picture", "recognise", "discard", "stamp", "number":
		return false
	}
	return actions[e.Action] != none
}

// changing is Entry.Changes in SQL.
const changing = `action IN ('new', 'add', 'again', 'read', 'edit', 'withdraw', 'restore', 'state', 'pin', 'purge', 'remove', 'retract', 'say', 'unsay')`

const custodyDomain = "complain/custody/1\n"

// entryHash chains an entry to the hash before it (32 zero bytes before the
// first). Each part is preceded by its length, so no two entries share bytes.
func entryHash(prev []byte, seq int64, at, action, subject, detail string) [sha256.Size]byte {
	h := sha256.New()
	h.Write([]byte(custodyDomain))
	h.Write(prev)
	for _, part := range []string{strconv.FormatInt(seq, 10), at, action, subject, detail} {
		fmt.Fprintf(h, "%d:", len(part))
		h.Write([]byte(part))
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// log appends to the custody log, inside the caller's transaction. Where the
// clock does not fit the time before, an entry before it says so.
func (f *File) log(ctx context.Context, action, subject string, detail any) error {
	at, err := stamped(f.now())
	if err != nil {
		return fmt.Errorf("write the custody log: %w", err)
	}
	seq, before, prev, err := f.last(ctx)
	if err != nil {
		return err
	}
	if steps(before, at) {
		seq++
		if prev, err = f.append(ctx, prev, Entry{Seq: seq, At: at, Action: clockAction, Subject: "case"}, map[string]any{"before": before}); err != nil {
			return err
		}
	}
	_, err = f.append(ctx, prev, Entry{Seq: seq + 1, At: at, Action: action, Subject: subject}, f.marked(action, seq+1, detail))
	return err
}

// last is the last entry of the log: its number, time and hash. Before the first
// they are 0, "" and zeros.
func (f *File) last(ctx context.Context) (seq int64, at string, hash []byte, err error) {
	hash = make([]byte, sha256.Size)
	err = f.conn.QueryRowContext(ctx, `SELECT seq, at, hash FROM custody ORDER BY seq DESC LIMIT 1`).Scan(&seq, &at, &hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, "", nil, f.fail("read the custody log", err)
	}
	return seq, at, hash, nil
}

// append writes an entry after the one with the hash prev, and returns its own.
func (f *File) append(ctx context.Context, prev []byte, e Entry, detail any) ([]byte, error) {
	text, err := encodeJSON(detail)
	if err != nil {
		return nil, fmt.Errorf("write the custody log: %w", err)
	}
	sum := entryHash(prev, e.Seq, e.At, e.Action, e.Subject, string(text))
	return sum[:], f.exec(ctx, `INSERT INTO custody VALUES (?, ?, ?, ?, ?, ?)`, e.Seq, e.At, e.Action, e.Subject, string(text), sum[:])
}

// Log appends an entry about something that changed nothing in the file, such
// as an export. Actions that change rows are refused.
func (f *File) Log(ctx context.Context, action, subject string, detail any) error {
	if actions[action] != none {
		return fmt.Errorf("write the custody log: %q is for changes of the case", action)
	}
	return f.update(ctx, func() error { return f.log(ctx, action, subject, detail) })
}

// Custody reads the log from its beginning.
func (f *File) Custody(ctx context.Context) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		rows, err := f.conn.QueryContext(ctx, `SELECT seq, at, action, subject, detail, hash FROM custody ORDER BY seq`)
		if err != nil {
			yield(Entry{}, f.fail("read the custody log", err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var e Entry
			var detail string
			var hash []byte
			if err := rows.Scan(&e.Seq, &e.At, &e.Action, &e.Subject, &detail, &hash); err != nil {
				yield(Entry{}, f.fail("read the custody log", err))
				return
			}
			e.Detail, e.Hash = json.RawMessage(detail), hex.EncodeToString(hash)
			if !yield(e, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(Entry{}, f.fail("read the custody log", err))
		}
	}
}

// Head is the number of entries in the log and the hash of the last.
func (f *File) Head(ctx context.Context) (entries int64, hash string, err error) {
	return f.lastEntry(ctx, "")
}

// PacketHead is the last entry that changed what the case says, with its
// number: what a packet prints, so that the log can be held against it later.
// Exports and verifications come after it and do not move it, so a packet of an
// unchanged case is the same packet.
func (f *File) PacketHead(ctx context.Context) (entries int64, hash string, err error) {
	return f.lastEntry(ctx, " WHERE "+changing)
}

func (f *File) lastEntry(ctx context.Context, where string) (seq int64, hash string, err error) {
	var h []byte
	err = f.conn.QueryRowContext(ctx, `SELECT seq, hash FROM custody`+where+` ORDER BY seq DESC LIMIT 1`).Scan(&seq, &h)
	if err != nil {
		return 0, "", f.fail("read the custody log", err)
	}
	return seq, hex.EncodeToString(h), nil
}
