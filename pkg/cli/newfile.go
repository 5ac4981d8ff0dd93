package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/internal/disk"
	"complain/pkg/internal/scratch"
)

// writeNew writes a file in a scratch folder beside its place and gives it its
// name when it is whole and on the disk. Without force it never replaces a file,
// and with it never a case. What a killed run left there is removed first.
func writeNew(path string, force bool, write func(*os.File) error) (err error) {
	return writeOrNot(path, force, false, write)
}

// writeNew is writeNew; in a dry run the file is made and gone again.
func (s *session) writeNew(path string, force bool, write func(*os.File) error) error {
	return writeOrNot(path, force, s.dryRun, write)
}

func writeOrNot(path string, force, not bool, write func(*os.File) error) error {
	return place(path, force, not, func(name string) error {
		tmp, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		defer tmp.Close()
		if err := write(tmp); err != nil {
			return err
		}
		if err := errors.Join(tmp.Sync(), tmp.Close()); err != nil {
			return writing(path, err)
		}
		return nil
	})
}

// place gives path to the file that create makes under another name.
func place(path string, force, not bool, create func(name string) error) (err error) {
	if _, err := os.Lstat(path); err == nil && !force {
		return failure("error.output-exists", path).next("hint.output-exists")
	}
	if strings.HasSuffix(path, casefile.Extension) {
		return usage("error.output-case", path).next("hint.output-exists")
	}
	dir := filepath.Dir(path)
	folder, err := scratch.Make(dir)
	if err != nil {
		return writing(path, err)
	}
	defer folder.Close()
	defer func() { err = folder.Named(err, path) }()
	name := filepath.Join(folder.Path(), "new")
	if err := create(name); err != nil || not {
		return err
	}
	if force {
		if err := disk.Rename(name, path); err != nil {
			return err
		}
		return casefile.SyncFolder(dir)
	}
	if err := casefile.Publish(name, path); err != nil {
		if errors.Is(err, casefile.ErrExists) {
			return failure("error.output-exists", path).next("hint.output-exists")
		}
		return err
	}
	return nil
}

// writing says of an error which file it kept from being written: the user knows
// nothing of the one beside it.
func writing(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return failure("error.no-folder", shown(filepath.Dir(path))).next("hint.no-folder")
	}
	var file *fs.PathError
	if errors.As(err, &file) {
		err = file.Err
	}
	return &fs.PathError{Op: "write", Path: path, Err: err}
}
