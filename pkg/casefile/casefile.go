// Package casefile keeps one dispute in one SQLite file: the evidence bytes,
// what was read from them, what the user said, and a log of all that was done.
//
// # What it promises
//
// A stored evidence is on the disk, whole, before Store returns, and its bytes
// never change. Every blob, chunk and record is covered by a SHA-256 that
// reading and Verify compare. Each change is one transaction with one entry in
// the custody log, whose entries are chained by hash. A copy of the file is a
// complete backup. Opening a file from elsewhere runs nothing that stands in it.
//
// # What it forbids
//
// Opening a case file by any other way while a File is open on it; SQL outside
// this package; clocks (the time is passed in).
//
// # The file format
//
// SQLite 3 with application_id 0x434d504c ("CMPL") and user_version
// SchemaVersion, page size 16384, journal mode DELETE. The tables are described
// in the schema itself: the comments in schema.go are part of every case file
// (sqlite3 NAME.complain .schema).
package casefile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"

	"complain/pkg/dispute"
)

// Extension is the ending of a case file's name.
const Extension = ".complain"

// The errors callers tell apart.
var (
	ErrExists   = errors.New("the file is there already")
	ErrNotACase = errors.New("not a case file")
	ErrNewer    = errors.New("written by a newer version of complain")
	ErrDamaged  = errors.New("damaged")
	ErrNotFound = errors.New("not in this case")
	ErrBusy     = errors.New("another complain is writing to this case")
	ErrFull     = errors.New("no room on the disk")
)

// File is an open case file. It is for one goroutine at a time.
type File struct {
	path string
	db   *sql.DB
	conn *sql.Conn
	now  func() time.Time
}

// Mode says what a file is opened for.
type Mode int

// The modes.
const (
	ReadWrite Mode = iota
	ReadOnly
)

// Create makes a new case file at path, which must not exist. The time of
// creation is set here. The name appears only when the file is complete.
func Create(ctx context.Context, path string, c dispute.Case, now func() time.Time) (f *File, err error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, fmt.Errorf("%q: %w", path, ErrExists)
	}
	// The file exists, readable by its owner alone, before SQLite opens it.
	tmp, err := os.CreateTemp(filepath.Dir(path), ".new-*"+Extension)
	if err != nil {
		return nil, fmt.Errorf("make a case file: %w", err)
	}
	defer os.Remove(tmp.Name())
	if err := tmp.Close(); err != nil {
		return nil, fmt.Errorf("make a case file: %w", err)
	}
	draft, err := open(ctx, tmp.Name(), ReadWrite, now)
	if err != nil {
		return nil, err
	}
	if err := draft.initialise(ctx, c); err != nil {
		draft.Close()
		return nil, err
	}
	if err := draft.Close(); err != nil {
		return nil, err
	}
	if err := Publish(tmp.Name(), path); err != nil {
		return nil, err
	}
	return Open(ctx, path, ReadWrite, now)
}

// Publish gives a finished file its name without ever replacing another.
func Publish(tmp, path string) error {
	err := os.Link(tmp, path)
	switch {
	case errors.Is(err, os.ErrExist):
		return fmt.Errorf("%q: %w", path, ErrExists)
	case err != nil:
		// Not every file system has hard links (exFAT, some network drives).
		if err := os.Rename(tmp, path); err != nil {
			return fmt.Errorf("name the case file: %w", err)
		}
	}
	return SyncFolder(filepath.Dir(path))
}

// SyncFolder makes the names in a folder durable, where the system can.
func SyncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return nil //nolint:nilerr // folders cannot be opened on every system
	}
	defer d.Close()
	// Windows and some file systems refuse to sync a folder; the name is then
	// as durable as they make it.
	_ = d.Sync()
	return nil
}

func (f *File) initialise(ctx context.Context, c dispute.Case) error {
	for _, statement := range []string{
		"PRAGMA page_size = 16384",
		fmt.Sprintf("PRAGMA application_id = %d", ApplicationID),
		fmt.Sprintf("PRAGMA user_version = %d", SchemaVersion),
	} {
		if _, err := f.conn.ExecContext(ctx, statement); err != nil {
			return f.fail("make a case file", err)
		}
	}
	c.Created = dispute.Instant(f.now().UTC(), dispute.Second, dispute.ZoneFormat)
	return f.update(ctx, func() error {
		for _, statement := range schema {
			if err := f.exec(ctx, statement); err != nil {
				return err
			}
		}
		if err := f.exec(ctx, `INSERT INTO dispute VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			c.ID, c.Title, c.Category, c.Platform, c.Order, c.Language, c.Zone, c.Currency, c.Jurisdiction,
			c.Created.Time().UTC().Format(time.RFC3339)); err != nil {
			return err
		}
		return f.log(ctx, "new", "case", c)
	})
}

// Open opens the case file at path. It refuses what is not a case file, what a
// newer version wrote, and any file whose schema is not exactly ours.
func Open(ctx context.Context, path string, mode Mode, now func() time.Time) (*File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("open the case: %w", err)
	}
	if info.IsDir() || info.Size() < 512 {
		return nil, fmt.Errorf("%q: %w", path, ErrNotACase)
	}
	f, err := open(ctx, path, mode, now)
	if err != nil {
		return nil, err
	}
	if err := f.check(ctx); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func open(ctx context.Context, path string, mode Mode, now func() time.Time) (*File, error) {
	// Without open-file-description locks, one close of the file anywhere in
	// the process would drop SQLite's locks. Elsewhere than on Linux there are
	// none, and no second open is made.
	_, _ = sqlite.OFDLocking(true)
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open the case: %w", err)
	}
	db, err := sql.Open("sqlite", dsn(full, mode))
	if err != nil {
		return nil, fmt.Errorf("open the case: %w", err)
	}
	db.SetMaxOpenConns(1)
	f := &File{path: path, db: db, now: now}
	if f.conn, err = db.Conn(ctx); err != nil {
		db.Close()
		return nil, f.fail("open the case", err)
	}
	return f, nil
}

func dsn(full string, mode Mode) string {
	q := url.Values{}
	q.Set("mode", "rw")
	if mode == ReadOnly {
		q.Set("mode", "ro")
	}
	q.Set("_defensive", "1")
	q.Set("_dqs", "0")
	q.Set("_error_rc", "1")
	for _, p := range []string{
		"busy_timeout(10000)", "trusted_schema(0)", "cell_size_check(1)", "foreign_keys(1)",
		"synchronous(EXTRA)", "temp_store(MEMORY)", "cache_size(-8192)", "mmap_size(0)",
	} {
		q.Add("_pragma", p)
	}
	path := filepath.ToSlash(full)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // file:///C:/...
	}
	return (&url.URL{Scheme: "file", Path: path, OmitHost: false, RawQuery: q.Encode()}).String()
}

// check holds an opened file against what a case file must be.
func (f *File) check(ctx context.Context) error {
	var app, version int64
	if err := f.conn.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app); err != nil {
		return f.fail("open the case", err)
	}
	if app != ApplicationID {
		return fmt.Errorf("%q: %w", f.path, ErrNotACase)
	}
	if err := f.conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return f.fail("open the case", err)
	}
	if version > SchemaVersion {
		return fmt.Errorf("%q has format %d, this program reads up to %d: %w", f.path, version, SchemaVersion, ErrNewer)
	}
	want := make(map[string]bool, len(schema))
	for _, statement := range schema {
		want[statement] = true
	}
	rows, err := f.conn.QueryContext(ctx, `SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'sqlite_sequence'`)
	if err != nil {
		return f.fail("open the case", err)
	}
	defer rows.Close()
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return f.fail("open the case", err)
		}
		if !want[text] {
			return fmt.Errorf("%q holds %q, which no case file has: %w", f.path, name, ErrNotACase)
		}
		delete(want, text)
	}
	if err := rows.Err(); err != nil {
		return f.fail("open the case", err)
	}
	if len(want) > 0 {
		return fmt.Errorf("%q lacks a part of its schema: %w", f.path, ErrDamaged)
	}
	return nil
}

// Path is the path the file was opened by.
func (f *File) Path() string { return f.path }

// Close closes the file.
func (f *File) Close() error {
	err := f.conn.Close()
	if e := f.db.Close(); err == nil {
		err = e
	}
	if err != nil {
		return fmt.Errorf("close the case: %w", err)
	}
	return nil
}

// update runs fn in one transaction that other writers wait for.
func (f *File) update(ctx context.Context, fn func() error) error {
	if _, err := f.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return f.fail("begin to write", err)
	}
	err := fn()
	if err == nil {
		if _, err = f.conn.ExecContext(ctx, "COMMIT"); err == nil {
			return nil
		}
		err = f.fail("write", err)
	}
	// The rollback must happen even when ctx is what ended fn. SQLite may have
	// rolled back by itself already; its complaint about that is of no use.
	_, _ = f.conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	return err
}

func (f *File) exec(ctx context.Context, query string, args ...any) error {
	if _, err := f.conn.ExecContext(ctx, query, args...); err != nil {
		return f.fail("write", err)
	}
	return nil
}

// SQLite's result codes that callers are told apart by
// (https://www.sqlite.org/rescode.html).
const (
	codeBusy    = 5
	codeCorrupt = 11
	codeFull    = 13
	codeNotADB  = 26
)

// fail names what was attempted on which file, and maps SQLite's result codes
// to the package's errors.
func (f *File) fail(doing string, err error) error {
	var se *sqlite.Error
	if errors.As(err, &se) {
		switch se.Code() & 0xff {
		case codeBusy:
			return fmt.Errorf("%s: %q: %w (%v)", doing, f.path, ErrBusy, err)
		case codeCorrupt:
			return fmt.Errorf("%s: %q: %w (%v)", doing, f.path, ErrDamaged, err)
		case codeNotADB:
			return fmt.Errorf("%s: %q: %w", doing, f.path, ErrNotACase)
		case codeFull:
			return fmt.Errorf("%s: %q: %w", doing, f.path, ErrFull)
		}
	}
	return fmt.Errorf("%s: %q: %w", doing, f.path, err)
}

// Case reads the case's facts.
func (f *File) Case(ctx context.Context) (dispute.Case, error) {
	var c dispute.Case
	var created string
	err := f.conn.QueryRowContext(ctx, `SELECT id, title, category, platform, order_no, language, zone, currency, jurisdiction, created FROM dispute`).
		Scan(&c.ID, &c.Title, &c.Category, &c.Platform, &c.Order, &c.Language, &c.Zone, &c.Currency, &c.Jurisdiction, &created)
	if err != nil {
		return c, f.fail("read the case", err)
	}
	t, err := time.Parse(time.RFC3339, created)
	if err != nil {
		return c, fmt.Errorf("read the case: %w: %w", ErrDamaged, err)
	}
	c.Created = dispute.Instant(t.UTC(), dispute.Second, dispute.ZoneFormat)
	return c, nil
}

// SetCase changes the case's facts; its ID and time of creation stay.
func (f *File) SetCase(ctx context.Context, c dispute.Case) error {
	return f.update(ctx, func() error {
		if err := f.exec(ctx, `UPDATE dispute SET title = ?, category = ?, platform = ?, order_no = ?, language = ?, zone = ?, currency = ?, jurisdiction = ?`,
			c.Title, c.Category, c.Platform, c.Order, c.Language, c.Zone, c.Currency, c.Jurisdiction); err != nil {
			return err
		}
		return f.log(ctx, "edit", "case", c)
	})
}
