package casefile

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"modernc.org/sqlite"

	"complain/pkg/dispute"
)

// The errors callers tell apart.
var (
	ErrExists   = errors.New("the file is there already")
	ErrNotACase = errors.New("not a case file")
	ErrNewer    = errors.New("written by a newer version of complain")
	ErrOlder    = errors.New("written by an older version of complain")
	ErrDamaged  = errors.New("damaged")
	ErrNotFound = errors.New("not in this case")
	ErrBusy     = errors.New("another program is using this case")
	ErrFull     = errors.New("no room on the disk")
	ErrDisk     = errors.New("the disk does not read or write as it should")
	ErrSealed   = errors.New("the file or its folder may not be written to")
	ErrPurged   = errors.New("its bytes were purged")
)

// MissingError says what is not in the case: "E7", "R12". It wraps ErrNotFound.
type MissingError struct{ What string }

func (e *MissingError) Error() string { return e.What + ": " + ErrNotFound.Error() }

// Unwrap is ErrNotFound.
func (e *MissingError) Unwrap() error { return ErrNotFound }

// missing is the error of a query for one thing: where no row answers, it is not
// in the case.
func (f *File) missing(what string, err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return &MissingError{What: what}
	}
	return f.fail("read "+what, err)
}

// FileError says on which case what failed. It wraps ErrFull, ErrDisk,
// ErrSealed and ErrDamaged where SQLite gives such a reason.
type FileError struct {
	Doing, Path string
	Err         error
}

func (e *FileError) Error() string { return fmt.Sprintf("%s: %q: %v", e.Doing, e.Path, e.Err) }

// Unwrap is the reason.
func (e *FileError) Unwrap() error { return e.Err }

// ReasonError gives an error about a case file its sentence.
type ReasonError struct {
	Why dispute.Note
	Err error
}

func (e *ReasonError) Error() string { return e.Why.Code + ": " + e.Err.Error() }

// Unwrap is what the reason is of: ErrDamaged, ErrNotACase.
func (e *ReasonError) Unwrap() error { return e.Err }

func reason(err error, code string, args ...any) error {
	return &ReasonError{dispute.Say(code, args...), err}
}

// VersionError says that a case file has another format than this program's.
// It wraps ErrNewer or ErrOlder.
type VersionError struct {
	Path       string
	Has, Reads int64
}

func (e *VersionError) Error() string {
	return fmt.Sprintf("%q has format %d, this program reads format %d", e.Path, e.Has, e.Reads)
}

// Unwrap is ErrNewer or ErrOlder.
func (e *VersionError) Unwrap() error {
	if e.Has > e.Reads {
		return ErrNewer
	}
	return ErrOlder
}

// BusyError says who kept a case for so long that we gave up. It wraps ErrBusy.
type BusyError struct {
	Path    string
	Holders []Holder // empty where the system does not say
}

func (e *BusyError) Error() string { return fmt.Sprintf("%q: %v", e.Path, ErrBusy) }

// Unwrap is ErrBusy.
func (e *BusyError) Unwrap() error { return ErrBusy }

// PurgedError says that an evidence has no bytes any more. It wraps ErrPurged.
type PurgedError struct {
	Evidence dispute.EvidenceID
	Reason   string
}

func (e *PurgedError) Error() string {
	return fmt.Sprintf("%s: %v: %s", e.Evidence, ErrPurged, e.Reason)
}

// Unwrap is ErrPurged.
func (e *PurgedError) Unwrap() error { return ErrPurged }

// SQLite's result codes that callers are told apart by
// (https://www.sqlite.org/rescode.html).
const (
	codeError    = 1 // a file format that SQLite does not know, among others
	codeBusy     = 5
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeNotADB   = 26

	codeReadOnlyRollback = codeReadOnly | 3<<8 // an interrupted write must be undone first
)

// fail names what was attempted on which file, and maps SQLite's result codes
// to the package's errors.
func (f *File) fail(doing string, err error) error {
	because := func(err error) error { return &FileError{doing, f.path, err} }
	if errors.Is(err, sql.ErrNoRows) {
		return because(reason(ErrDamaged, "damage.row"))
	}
	if ofAnotherKind(err) {
		return because(fmt.Errorf("%w (%v)", ErrDamaged, err))
	}
	var se *sqlite.Error
	if errors.As(err, &se) {
		switch se.Code() & 0xff {
		case codeBusy:
			return fmt.Errorf("%s: %w", doing, &BusyError{Path: f.path, Holders: holders(f.path)})
		case codeCorrupt:
			return because(fmt.Errorf("%w (%v)", ErrDamaged, err))
		case codeNotADB:
			return because(ErrNotACase)
		case codeFull:
			return because(ErrFull)
		case codeIO:
			return because(fmt.Errorf("%w (%v)", ErrDisk, err))
		case codeReadOnly:
			return because(fmt.Errorf("%w (%w)", ErrSealed, err))
		}
	}
	return because(err)
}

// ofAnotherKind reports whether a column gave a value of another kind than the
// schema lets it hold: SQLite looks when a row is written, not when it is read.
// database/sql has no error to ask for, only this beginning of its words.
func ofAnotherKind(err error) bool {
	return err != nil && strings.HasPrefix(err.Error(), "sql: Scan error on column")
}
