package casefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"complain/pkg/internal/disk"
)

// migration brings a file from one version of the schema to the next, inside a
// transaction on a copy. It must not touch the custody log but to append.
type migration struct {
	from int64
	do   func(ctx context.Context, f *File) error
}

// migrations lists every step from the first version that was released on.
func migrations() []migration {
	return []migration{
		{1, func(ctx context.Context, f *File) error { return f.exec(ctx, saidTable) }},
		{2, proofsOfBothEnds},
	}
}

// proofsOfBothEnds lets chunks have proofs of 64 bytes. Those that are there keep
// theirs: nothing of the table changes but what it says of itself, so its text is
// replaced, as https://www.sqlite.org/lang_altertable.html shows. The log learns
// the numbers of records.
func proofsOfBothEnds(ctx context.Context, f *File) error {
	if err := f.exec(ctx, "PRAGMA writable_schema = ON"); err != nil {
		return err
	}
	if err := f.exec(ctx, `UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = 'chunk'`, chunkTable); err != nil {
		return err
	}
	if err := f.exec(ctx, "PRAGMA writable_schema = RESET"); err != nil {
		return err
	}
	return f.logFirsts(ctx)
}

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
	draft := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".migrating")
	defer func() {
		_ = disk.Remove(draft)
		_ = disk.Remove(draft + "-journal")
	}()
	// Nobody else migrates this case now: what is there was left by a kill.
	for _, left := range []string{draft, draft + "-journal"} {
		if err := disk.Remove(left); err != nil && !errors.Is(err, os.ErrNotExist) {
			return m, fmt.Errorf("migrate: %w", err)
		}
	}
	if err := copyTo(ctx, path, draft, now); err != nil {
		return m, err
	}
	if err := migrateCopy(ctx, path, draft, now, m, steps); err != nil {
		return m, err
	}
	if err := keep(path, m.Backup); err != nil {
		return m, err
	}
	if runtime.GOOS == "windows" { // where the name of an open file cannot be given to another
		lock.abandon(ctx)
		_ = original.Close()
	}
	if err := disk.Rename(draft, path); err != nil {
		return m, errors.Join(fmt.Errorf("migrate: %w", err), disk.Remove(m.Backup))
	}
	return m, SyncFolder(filepath.Dir(path))
}

func step(steps []migration, from int64) *migration {
	for i := range steps {
		if steps[i].from == from {
			return &steps[i]
		}
	}
	return nil
}

// copyTo makes a private copy beside the file, without its free pages.
func copyTo(ctx context.Context, path, draft string, now func() time.Time) error {
	f, err := open(ctx, path, ReadOnly, now)
	if err != nil {
		return err
	}
	err = f.CopyTo(ctx, draft)
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// migrateCopy takes every step on the copy, and verifies what came of it.
func migrateCopy(ctx context.Context, path, draft string, now func() time.Time, m Migration, steps []migration) error {
	f, err := openGuarded(ctx, draft, ReadWrite, false, now)
	if err != nil {
		return err
	}
	defer f.Close()
	f.version = m.From
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
	f.version = m.To
	if err := f.checkSchema(ctx); err != nil {
		return err
	}
	v, err := f.Verify(ctx, nil)
	if err != nil {
		return err
	}
	if len(v.Damaged) > 0 {
		if err := noneNew(ctx, path, now, m.From, v.Damaged); err != nil {
			return err
		}
	}
	return syncFile(draft)
}

// noneNew fails where damage was not in the original: what was damaged before is
// mended by commands that need a case of today.
func noneNew(ctx context.Context, path string, now func() time.Time, version int64, damage []Damage) error {
	f, err := open(ctx, path, ReadOnly, now)
	if err != nil {
		return err
	}
	defer f.Close()
	f.version = version
	before, err := f.Verify(ctx, nil)
	if err != nil {
		return err
	}
	for _, d := range damage {
		if !slices.ContainsFunc(before.Damaged, func(o Damage) bool {
			return o.What == d.What && o.Column == d.Column && o.Why.Code == d.Why.Code
		}) {
			return damaged(d)
		}
	}
	return nil
}

// keep gives the original the backup's name too, for good: the new file must not
// be on the disk without it. What has that name already was left by a kill after
// this step, or is of an earlier migration, which is not replaced.
func keep(path, backup string) error {
	if os.Link(path, backup) == nil {
		return SyncFolder(filepath.Dir(path))
	}
	switch _, err := os.Lstat(backup); {
	case err == nil && sameContent(path, backup):
		return SyncFolder(filepath.Dir(path))
	case err == nil:
		return &FileError{Doing: "make", Path: backup, Err: ErrExists}
	}
	// Not every file system has hard links.
	part := backup + ".part"
	if err := copyFile(path, part); err != nil {
		return errors.Join(err, disk.Remove(part))
	}
	if err := disk.Rename(part, backup); err != nil {
		return errors.Join(fmt.Errorf("migrate: %w", err), disk.Remove(part))
	}
	return SyncFolder(filepath.Dir(path))
}

// sameContent reports whether two names are of one file, or of files that hold
// the same.
func sameContent(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	switch {
	case err != nil || x.Size() != y.Size():
		return false
	case os.SameFile(x, y):
		return true
	}
	var sums [2][]byte
	for i, path := range []string{a, b} {
		if sums[i], err = hashFile(path); err != nil {
			return false
		}
	}
	return bytes.Equal(sums[0], sums[1])
}

func hashFile(path string) ([]byte, error) {
	r, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	h := sha256.New()
	_, err = io.Copy(h, r)
	return h.Sum(nil), err
}

func copyFile(from, to string) error {
	r, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	_, err = io.Copy(w, r)
	if err := errors.Join(err, w.Sync(), w.Close()); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
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
		if err := disk.Remove(name); err != nil {
			return removed, fmt.Errorf("remove what was migrated: %w", err)
		}
		removed = append(removed, name)
	}
	return removed, nil
}
