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
	"time"
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

// log appends to the custody log, inside the caller's transaction.
func (f *File) log(ctx context.Context, action, subject string, detail any) error {
	text, err := json.Marshal(detail)
	if err != nil {
		return fmt.Errorf("write the custody log: %w", err)
	}
	var seq int64
	prev := make([]byte, sha256.Size)
	err = f.conn.QueryRowContext(ctx, `SELECT seq, hash FROM custody ORDER BY seq DESC LIMIT 1`).Scan(&seq, &prev)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return f.fail("read the custody log", err)
	}
	seq++
	at := f.now().UTC().Format(time.RFC3339)
	hash := entryHash(prev, seq, at, action, subject, string(text))
	return f.exec(ctx, `INSERT INTO custody VALUES (?, ?, ?, ?, ?, ?)`, seq, at, action, subject, string(text), hash[:])
}

// Log appends an entry about something that happened outside the file, such as
// an export.
func (f *File) Log(ctx context.Context, action, subject string, detail any) error {
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

// Head is the number of entries in the log and the hash of the last: what a
// packet prints, so that the log can be held against it later.
func (f *File) Head(ctx context.Context) (entries int64, hash string, err error) {
	var h []byte
	err = f.conn.QueryRowContext(ctx, `SELECT seq, hash FROM custody ORDER BY seq DESC LIMIT 1`).Scan(&entries, &h)
	if err != nil {
		return 0, "", f.fail("read the custody log", err)
	}
	return entries, hex.EncodeToString(h), nil
}
