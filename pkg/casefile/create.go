package casefile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/internal/disk"
	"complain/pkg/internal/scratch"
)

// Create makes a new case file at path, which must not exist. The time of
// creation is set here. The name appears only when the file is complete.
func Create(ctx context.Context, path string, c dispute.Case, now func() time.Time) (f *File, err error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, &FileError{Doing: "make", Path: path, Err: ErrExists}
	}
	if err := create(ctx, path, c, now); err != nil {
		return nil, err
	}
	f, err = Open(ctx, path, ReadWrite, now)
	if err == nil {
		f.change = 1 // what comes now is of the case's making
	}
	return f, err
}

// create ends without the draft: Windows removes no name of a file that is open.
func create(ctx context.Context, path string, c dispute.Case, now func() time.Time) (err error) {
	name, folder, err := newDraft(path)
	if err != nil {
		return err
	}
	defer folder.Close() // what stays goes with the next one made here
	draft, err := open(ctx, name, ReadWrite, now)
	if err != nil {
		return err
	}
	if err := draft.initialise(ctx, c); err != nil {
		draft.Close()
		return err
	}
	if err := draft.Close(); err != nil {
		return err
	}
	return Publish(name, path)
}

// newDraft makes an empty file, readable by its owner alone, for what gets the
// name path when it is whole: in a folder of its own beside it, since SQLite may
// want another file beside the one it opens.
func newDraft(path string) (name string, folder *scratch.Folder, err error) {
	folder, err = scratch.Make(filepath.Dir(path))
	if err != nil {
		return "", nil, &FileError{Doing: "make a case file", Path: path, Err: err}
	}
	name = filepath.Join(folder.Path(), "case"+Extension)
	empty, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		err = empty.Close()
	}
	if err != nil {
		folder.Close()
		return "", nil, folder.Named(err, path)
	}
	return name, folder, nil
}

// Publish gives a finished file its name without ever replacing another.
func Publish(tmp, path string) error {
	err := os.Link(tmp, path)
	switch {
	case errors.Is(err, os.ErrExist):
		return &FileError{Doing: "make", Path: path, Err: ErrExists}
	case err != nil:
		if err := nameUnlinked(tmp, path); err != nil {
			return err
		}
	}
	return SyncFolder(filepath.Dir(path))
}

// nameUnlinked is for file systems without hard links (exFAT, some network
// drives). There the name is taken first, so that no other file can have it.
func nameUnlinked(tmp, path string) error {
	claim, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return &FileError{Doing: "make", Path: path, Err: ErrExists}
	}
	if err != nil {
		return fmt.Errorf("name the file: %w", err)
	}
	claim.Close()
	if err := disk.Rename(tmp, path); err != nil {
		_ = disk.Remove(path)
		return fmt.Errorf("name the file: %w", err)
	}
	return nil
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
		fmt.Sprintf("PRAGMA page_size = %d", pageSize),
		fmt.Sprintf("PRAGMA application_id = %d", ApplicationID),
		fmt.Sprintf("PRAGMA user_version = %d", SchemaVersion),
	} {
		if _, err := f.conn.ExecContext(ctx, statement); err != nil {
			return f.fail("make a case file", err)
		}
	}
	return f.update(ctx, func() error {
		for _, statement := range schema {
			if err := f.exec(ctx, statement); err != nil {
				return err
			}
		}
		if err := f.exec(ctx, `INSERT INTO dispute VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			c.ID, c.Title, c.Category, c.Platform, c.Order, c.Language, c.Zone, c.Currency, c.Jurisdiction,
			f.now().UTC().Format(time.RFC3339)); err != nil {
			return err
		}
		return f.logRow(ctx, "new", &caseRow, "one = 1")
	})
}
