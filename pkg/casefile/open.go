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
)

// Mode says what a file is opened for.
type Mode int

// The modes.
const (
	ReadWrite Mode = iota
	ReadOnly
	// Salvage is ReadOnly for files that may be damaged: what can be read of
	// them is read. Verify and whatever takes single evidence out use it.
	Salvage
)

// quickCheckLimit is the largest file whose structure is checked whenever it is
// opened: that takes about 20 ms, and five seconds for a file of 16 GiB.
const quickCheckLimit = 64 << 20

// Open opens the case file at path. It refuses what is not a case file, what
// another version wrote (but reads what an earlier one did, see Migrate), any file whose schema is not exactly ours, and, but for
// Salvage, one whose structure is damaged. It never runs anything that stands
// in the file.
func Open(ctx context.Context, path string, mode Mode, now func() time.Time) (*File, error) {
	f, err := openAsItIs(ctx, path, mode, now)
	if !mendable(err) {
		return f, err
	}
	framed, frameErr := openFramed(ctx, path, now)
	switch {
	case frameErr != nil:
		return nil, err
	case mode == Salvage:
		return framed, nil
	}
	framed.Close()
	if why := (*ReasonError)(nil); errors.As(err, &why) {
		return nil, &FileError{"open the case", path, &ReasonError{why.Why, ErrDamaged}}
	}
	return nil, fmt.Errorf("%w (%v)", ErrDamaged, err)
}

// mendable reports whether a case may be behind an error all the same.
func mendable(err error) bool {
	var version *VersionError
	switch {
	case errors.Is(err, errHostile):
		return false
	case errors.As(err, &version):
		return version.Has < firstVersion
	}
	var se *sqlite.Error
	return errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotACase) || errors.Is(err, ErrDisk) ||
		errors.As(err, &se) && se.Code()&0xff == codeError
}

// openAsItIs opens a file that is to be one in which nothing is amiss, but for
// Salvage.
func openAsItIs(ctx context.Context, path string, mode Mode, now func() time.Time) (*File, error) {
	h, size, err := readHeader(path)
	if err != nil {
		return nil, err
	}
	if h.version < firstVersion || h.version != SchemaVersion && mode == ReadWrite {
		return nil, &VersionError{path, h.version, SchemaVersion}
	}
	f, err := openChecked(ctx, path, mode, h.version, now)
	if mode != ReadWrite && needsRollback(err) {
		// A program was killed while it wrote. What it left half done is undone
		// by the next one that may write.
		if err := rollBack(ctx, path, now); err != nil {
			return nil, err
		}
		f, err = openChecked(ctx, path, mode, h.version, now)
	}
	switch {
	case err == nil:
	case h.version > SchemaVersion && (errors.Is(err, ErrNotACase) || errors.Is(err, ErrDamaged)): // its tables may be others
		return nil, &VersionError{path, h.version, SchemaVersion}
	default:
		return nil, err
	}
	if mode != Salvage && size <= quickCheckLimit {
		if err := f.quickCheck(ctx); err != nil {
			f.Close()
			return nil, err
		}
	}
	return f, nil
}

func openChecked(ctx context.Context, path string, mode Mode, version int64, now func() time.Time) (*File, error) {
	f, err := open(ctx, path, mode, now)
	if err != nil {
		return nil, err
	}
	f.version, f.salvage = min(version, SchemaVersion), mode == Salvage
	// Both are looked at in one moment: another program may be making the file
	// longer or shorter.
	if err := f.View(ctx, func() error {
		if err := f.checkSchema(ctx); err != nil || mode == Salvage {
			return err
		}
		if mode == ReadWrite {
			if err := f.checkNumbers(ctx); err != nil {
				return err
			}
		}
		return f.checkSize(ctx)
	}); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func open(ctx context.Context, path string, mode Mode, now func() time.Time) (*File, error) {
	return openGuarded(ctx, path, mode, true, now)
}

// openGuarded opens a file in which SQL cannot change SQLite's own tables, unless
// defensive is false.
func openGuarded(ctx context.Context, path string, mode Mode, defensive bool, now func() time.Time) (*File, error) {
	// Without open-file-description locks, one close of the file anywhere in
	// the process would drop SQLite's locks. Elsewhere than on Linux there are
	// none, and no second open is made.
	_, _ = sqlite.OFDLocking(true)
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open the case: %w", err)
	}
	db, err := sql.Open("sqlite", dsn(full, mode, defensive))
	if err != nil {
		return nil, fmt.Errorf("open the case: %w", err)
	}
	db.SetMaxOpenConns(1)
	f := &File{path: path, db: db, now: now, space: freeSpace, mode: mode, version: SchemaVersion}
	if f.conn, err = db.Conn(ctx); err != nil {
		db.Close()
		if os.IsPermission(unreadable(path, mode)) {
			return nil, &FileError{"open the case", path, ErrSealed}
		}
		return nil, f.fail("open the case", err)
	}
	return f, nil
}

// unreadable is the system's own word on why SQLite could not open a file.
func unreadable(path string, mode Mode) error {
	flag := os.O_RDWR
	if mode != ReadWrite {
		flag = os.O_RDONLY
	}
	r, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return err
	}
	return r.Close()
}

func dsn(full string, mode Mode, defensive bool) string {
	q := url.Values{}
	q.Set("mode", "rw")
	if mode != ReadWrite {
		q.Set("mode", "ro")
	}
	if defensive {
		q.Set("_defensive", "1")
	}
	q.Set("_dqs", "0")
	q.Set("_error_rc", "1")
	for _, p := range []string{
		"busy_timeout(10000)", "trusted_schema(0)", "cell_size_check(1)", "foreign_keys(1)", "synchronous(EXTRA)",
		"secure_delete(1)", "temp_store(MEMORY)", fmt.Sprintf("cache_size(-%d)", readCache), "mmap_size(0)",
	} {
		q.Add("_pragma", p)
	}
	path := filepath.ToSlash(full)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // file:///C:/...
	}
	return (&url.URL{Scheme: "file", Path: path, OmitHost: false, RawQuery: q.Encode()}).String()
}

func needsRollback(err error) bool {
	var se *sqlite.Error
	return errors.As(err, &se) && se.Code() == codeReadOnlyRollback
}

// rollBack undoes what a killed writer left: SQLite does so itself when a file
// that may be written to is read.
func rollBack(ctx context.Context, path string, now func() time.Time) error {
	f, err := open(ctx, path, ReadWrite, now)
	if err != nil {
		return err
	}
	defer f.Close()
	var n int
	if err := f.conn.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&n); err != nil {
		return f.fail("undo an interrupted write", err)
	}
	return nil
}

func (f *File) quickCheck(ctx context.Context) error {
	var found string
	if err := f.conn.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
		return f.fail("open the case", err)
	}
	if found != "ok" {
		// The first line, where there are two, only names the database.
		return &FileError{"open the case", f.path, reason(ErrDamaged, "damage.structure", found[strings.LastIndexByte(found, '\n')+1:])}
	}
	return nil
}

// The pages of a file that are held in memory, in KiB: before and after anything is
// written. Who reads looks at most pages once: the cache takes a page's place for the
// next, which is still near the processor, instead of memory for all, whose first use
// and return cost more than what is read.
const (
	readCache  = 512
	writeCache = 8192
)

// holdPages has room for what a transaction changes, so that it waits in memory for
// its end.
func (f *File) holdPages(ctx context.Context) error {
	if f.roomy {
		return nil
	}
	if _, err := f.conn.ExecContext(ctx, fmt.Sprintf("PRAGMA cache_size(-%d)", writeCache)); err != nil {
		return f.fail("begin to write", err)
	}
	f.roomy = true
	return nil
}

// checkSize finds a file that was cut inside its last page, which SQLite would
// take for zeros.
func (f *File) checkSize(ctx context.Context) error {
	var pages int64
	if err := f.conn.QueryRowContext(ctx, "PRAGMA page_count").Scan(&pages); err != nil {
		return f.fail("open the case", err)
	}
	info, err := os.Stat(f.path)
	if err != nil {
		return fmt.Errorf("open the case: %w", err)
	}
	if info.Size() < pages*pageSize {
		return &FileError{"open the case", f.path, reason(ErrDamaged, "damage.size", info.Size(), pages*pageSize)}
	}
	return nil
}

// checkNumbers refuses to write where the numbers that come next cannot be given:
// SQLite would say that the disk is full.
func (f *File) checkNumbers(ctx context.Context) error {
	var table string
	err := f.conn.QueryRowContext(ctx, `SELECT name FROM sqlite_sequence WHERE typeof(seq) <> 'integer' OR seq < 0 OR seq > ? LIMIT 1`, int64(mostNumbers)).Scan(&table)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return f.fail("open the case", err)
	}
	return &FileError{"open the case", f.path, reason(ErrDamaged, "damage.numbers", table)}
}

// object is a row of SQLite's own table of what is in a file.
type object struct{ kind, name, table, text string }

// ours lists the objects of a case file of a version.
func ours(version int64) map[object]bool {
	out := make(map[object]bool, len(schema)+8)
	for _, statement := range schemaOf(version) {
		words := strings.Fields(statement)
		if words[1] == "UNIQUE" {
			words = words[1:]
		}
		o := object{strings.ToLower(words[1]), words[2], words[2], statement}
		for i, w := range words {
			if o.kind != "table" && w == "ON" {
				o.table = words[i+1]
				break
			}
		}
		out[o] = true
	}
	return out
}

// ownObjects is how many objects SQLite makes for our schema by itself: the table
// of last numbers, and the indexes of party and blob.
const ownObjects = 3

// errHostile says that somebody put something into a case file: more is in it
// than in ours.
var errHostile = fmt.Errorf("%w: something was put into it", ErrNotACase)

// checkSchema holds an opened file's schema against ours, to the letter: no
// trigger, view, virtual table or generated column that is not ours can stand
// in it.
func (f *File) checkSchema(ctx context.Context) error {
	want := ours(f.version)
	rows, err := f.conn.QueryContext(ctx, `SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema`)
	if err != nil {
		return f.fail("open the case", err)
	}
	defer rows.Close()
	all, strange := 0, (*object)(nil)
	for ; rows.Next(); all++ {
		var o object
		if err := rows.Scan(&o.kind, &o.name, &o.table, &o.text); err != nil {
			return f.fail("open the case", err)
		}
		switch {
		case want[o]:
			delete(want, o)
		case o == object{"table", "sqlite_sequence", "sqlite_sequence", "CREATE TABLE sqlite_sequence(name,seq)"}:
		case o.kind == "index" && o.text == "" && strings.HasPrefix(o.name, "sqlite_autoindex_"+o.table+"_"):
		default:
			strange = &o
		}
	}
	if err := rows.Err(); err != nil {
		return f.fail("open the case", err)
	}
	switch {
	case strange != nil && all > len(schemaOf(f.version))+ownObjects:
		return f.stranger(strange, errHostile)
	case strange != nil && len(want) == len(schemaOf(f.version)):
		return f.stranger(strange, ErrNotACase)
	case strange != nil:
		return f.stranger(strange, ErrDamaged)
	case len(want) > 0:
		return &FileError{"open the case", f.path, reason(ErrDamaged, "damage.schema")}
	}
	return nil
}

// stranger is the error about something in a file that no case file has.
func (f *File) stranger(o *object, err error) error {
	return &FileError{"open the case", f.path, reason(err, "damage.stranger", o.kind, o.name)}
}
