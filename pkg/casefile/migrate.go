package casefile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// migration brings a file from one version of the schema to the next, inside a
// transaction on a copy. It must not touch the custody log but to append.
type migration struct {
	from int64
	do   func(ctx context.Context, f *File) error
}

// migrations lists every step from the first version that was released on.
// There is none yet: version 1 is the first.
func migrations() []migration { return nil }

// Migration is what Migrate did.
type Migration struct {
	From, To int64
	Backup   string // the original, under another name beside the case
}

// Migrate brings the case file at path to this program's format. The work is
// done on a copy, which takes the name of the case only after it was verified;
// the original stays beside it until Settle.
func Migrate(ctx context.Context, path string, now func() time.Time) (Migration, error) {
	return migrate(ctx, path, now, SchemaVersion, migrations())
}

func migrate(ctx context.Context, path string, now func() time.Time, to int64, steps []migration) (Migration, error) {
	h, _, err := readHeader(path)
	if err != nil {
		return Migration{}, err
	}
	m := Migration{From: h.version, To: to, Backup: backupName(path, h.version)}
	for version := h.version; version < to; version++ {
		if step(steps, version) == nil {
			return m, &VersionError{path, h.version, to}
		}
	}
	if h.version >= to {
		return m, &VersionError{path, h.version, to}
	}
	if _, err := os.Lstat(m.Backup); err == nil {
		return m, &FileError{Doing: "make", Path: m.Backup, Err: ErrExists}
	}
	before, err := os.Stat(path)
	if err != nil {
		return m, fmt.Errorf("migrate: %w", err)
	}
	// Other writers wait while the copy is made. One that waited and gets its
	// turn finds another file under the name.
	original, err := open(ctx, path, ReadWrite, now)
	if err != nil {
		return m, err
	}
	defer original.Close()
	lock, err := original.begin(ctx)
	if err != nil {
		return m, err
	}
	defer lock.abandon(ctx)
	if after, err := os.Stat(path); err != nil || !os.SameFile(before, after) {
		return m, original.fail("migrate", errors.New("another program has just migrated it"))
	}
	draft, err := copyOf(ctx, path, now)
	if err != nil {
		return m, err
	}
	defer os.Remove(draft)
	if err := migrateCopy(ctx, draft, now, m, steps); err != nil {
		return m, err
	}
	return m, replace(path, draft, m.Backup)
}

func step(steps []migration, from int64) *migration {
	for i := range steps {
		if steps[i].from == from {
			return &steps[i]
		}
	}
	return nil
}

// copyOf makes a private copy beside the file, without its free pages.
func copyOf(ctx context.Context, path string, now func() time.Time) (string, error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".migrate-*"+Extension)
	if err != nil {
		return "", fmt.Errorf("migrate: %w", err)
	}
	if err := tmp.Close(); err != nil {
		return "", fmt.Errorf("migrate: %w", err)
	}
	f, err := open(ctx, path, ReadOnly, now)
	if err == nil {
		err = f.exec(ctx, "VACUUM INTO ?", tmp.Name())
		if e := f.Close(); err == nil {
			err = e
		}
	}
	if err != nil {
		os.Remove(tmp.Name())
		return "", err
	}
	return tmp.Name(), nil
}

// migrateCopy takes every step on the copy, and verifies what came of it.
func migrateCopy(ctx context.Context, draft string, now func() time.Time, m Migration, steps []migration) error {
	f, err := open(ctx, draft, ReadWrite, now)
	if err != nil {
		return err
	}
	defer f.Close()
	for version := m.From; version < m.To; version++ {
		if err := f.update(ctx, func() error {
			if err := step(steps, version).do(ctx, f); err != nil {
				return err
			}
			if err := f.log(ctx, "migrate", "case", map[string]any{"from": version, "to": version + 1}); err != nil {
				return err
			}
			return f.exec(ctx, fmt.Sprintf("PRAGMA user_version = %d", version+1))
		}); err != nil {
			return err
		}
	}
	if err := f.checkSchema(ctx); err != nil {
		return err
	}
	v, err := f.Verify(ctx, nil)
	if err != nil {
		return err
	}
	if len(v.Damaged) > 0 {
		return fmt.Errorf("migrate: the new file would be %w: %s", ErrDamaged, v.Damaged[0].What)
	}
	return nil
}

// replace puts the copy in the place of the original, which keeps its bytes
// under the backup's name.
func replace(path, draft, backup string) error {
	if err := syncFile(draft); err != nil {
		return err
	}
	if err := os.Link(path, backup); err != nil {
		// Not every file system has hard links. Without them there is a moment in
		// which the case has the backup's name alone.
		if err := os.Rename(path, backup); err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
	}
	if err := os.Rename(draft, path); err != nil {
		return errors.Join(fmt.Errorf("migrate: %w", err), os.Rename(backup, path))
	}
	return SyncFolder(filepath.Dir(path))
}

func syncFile(path string) error {
	w, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if err := errors.Join(w.Sync(), w.Close()); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

func backupName(path string, version int64) string {
	return fmt.Sprintf("%s.v%d.bak", path, version)
}

// Settle removes the originals that migrations left beside a case, after the
// case was verified whole, and returns their names.
func Settle(path string) ([]string, error) {
	// No pattern: the name of a case may hold any character.
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, fmt.Errorf("remove what was migrated: %w", err)
	}
	var removed []string
	for _, e := range entries {
		version, ok := strings.CutPrefix(e.Name(), filepath.Base(path)+".v")
		version, isBackup := strings.CutSuffix(version, ".bak")
		if !ok || !isBackup || version == "" || strings.Trim(version, "0123456789") != "" || !e.Type().IsRegular() {
			continue
		}
		name := filepath.Join(filepath.Dir(path), e.Name())
		if err := os.Remove(name); err != nil {
			return removed, fmt.Errorf("remove what was migrated: %w", err)
		}
		removed = append(removed, name)
	}
	return removed, nil
}
