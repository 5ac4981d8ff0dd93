package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"complain/pkg/casefile"
)

// writeNew writes a file under a temporary name in the same folder and gives it
// its name when it is whole and on the disk. Without force it never replaces a
// file, and with it never a case.
func writeNew(path string, force bool, write func(*os.File) error) (err error) {
	if _, err := os.Lstat(path); err == nil && !force {
		return failure("error.output-exists", path).next("hint.output-exists")
	}
	if strings.HasSuffix(path, casefile.Extension) {
		return usage("error.output-case", path).next("hint.output-exists")
	}
	dir := filepath.Dir(path)
	tmp, err := os.CreateTemp(dir, ".complain-*.part")
	if err != nil {
		return fmt.Errorf("write %q: %w", path, err)
	}
	defer func() {
		tmp.Close()
		os.Remove(tmp.Name())
	}()
	if err := write(tmp); err != nil {
		return err
	}
	if err := errors.Join(tmp.Sync(), tmp.Close()); err != nil {
		return fmt.Errorf("write %q: %w", path, err)
	}
	if force {
		if err := os.Rename(tmp.Name(), path); err != nil {
			return fmt.Errorf("write %q: %w", path, err)
		}
		return casefile.SyncFolder(dir)
	}
	if err := casefile.Publish(tmp.Name(), path); err != nil {
		if errors.Is(err, casefile.ErrExists) {
			return failure("error.output-exists", path).next("hint.output-exists")
		}
		return err
	}
	return nil
}
