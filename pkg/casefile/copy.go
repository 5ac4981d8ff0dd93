package casefile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"complain/pkg/internal/disk"
)

// CopyTo writes the case as it stands at this moment to path, which must not
// exist: what other commands write meanwhile is in the copy whole or not at
// all. The copy holds no space that the case has freed, is readable by its
// owner alone, and the same case gives the same bytes. It is complete when
// CopyTo returns without an error, and gone else.
func (f *File) CopyTo(ctx context.Context, path string) (err error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("copy the case: %w", err)
	}
	size, err := f.count(ctx, `SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`)
	if err != nil {
		return err
	}
	if err := f.roomFor(full, size); err != nil {
		return fmt.Errorf("copy the case: %w", err)
	}
	// SQLite takes an empty file for one it may fill, and keeps its mode.
	empty, err := os.OpenFile(full, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return &FileError{Doing: "make", Path: path, Err: ErrExists}
	}
	if err != nil {
		return fmt.Errorf("copy the case: %w", err)
	}
	defer func() {
		if err != nil {
			_ = disk.Remove(full)
			_ = disk.Remove(full + "-journal")
		}
	}()
	if err := empty.Close(); err != nil {
		return fmt.Errorf("copy the case: %w", err)
	}
	if _, err := f.conn.ExecContext(ctx, "VACUUM INTO ?", full); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return f.fail("copy the case", err)
	}
	return nil
}
