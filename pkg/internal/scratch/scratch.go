// Package scratch makes folders for unfinished work, beside the place where the
// finished work goes: only within a file system can a file be given its name in
// one step.
//
// It promises that a folder is held as long as the process that made it lives,
// that nobody who uses this package removes a folder that is held, and that what
// a killed process left is removed by the next that makes one in the same place.
// A process that ends in any way lets go: the system keeps the lock, not a file's
// age and not a process number, which another process may have by then. It
// forbids removing anything that it did not make: a folder counts as its own by
// its name and by the lock file in it.
package scratch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"complain/pkg/internal/disk"
)

const (
	pattern  = ".complain-*.part"
	lockName = "complain.lock"
	attempts = 20
)

var ours = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\.complain-\d+\.part$`) })

// errSwept says that another process took a new folder for one left behind.
var errSwept = errors.New("another process removes unfinished work here")

// Folder is a folder that this process holds.
type Folder struct {
	path string
	lock *os.File
}

// Make makes a folder in dir, which must exist, that only its owner can read.
// What killed processes left in dir is removed first. The error does not name
// the folder: nobody asked for it by name.
func Make(dir string) (*Folder, error) {
	sweep(dir)
	for try := 0; ; try++ {
		f, err := make1(dir)
		if err == nil {
			return f, nil
		}
		if !errors.Is(err, errSwept) || try == attempts {
			var at *fs.PathError
			if errors.As(err, &at) {
				return nil, at.Err
			}
			return nil, err
		}
	}
}

// make1 makes a folder and takes hold of it. In between, another process may
// find a folder that nobody holds and remove it: then errSwept.
func make1(dir string) (*Folder, error) {
	path, err := os.MkdirTemp(dir, pattern)
	if err != nil {
		return nil, err
	}
	name := filepath.Join(path, lockName)
	lock, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errSwept
	case err != nil:
		_ = disk.Remove(path)
		return nil, err
	}
	f := &Folder{path, lock}
	err = hold(lock)
	if err == nil {
		err = f.stands(name)
	}
	switch {
	case errors.Is(err, errSwept):
		lock.Close()
		return nil, err
	case err != nil:
		f.Close()
		return nil, err
	}
	return f, nil
}

// stands reports errSwept when the lock that is held is not that of the folder.
func (f *Folder) stands(name string) error {
	mine, err := f.lock.Stat()
	if err != nil {
		return err
	}
	if there, err := os.Lstat(name); err != nil || !os.SameFile(mine, there) {
		return errSwept
	}
	return nil
}

// Path is where the folder is.
func (f *Folder) Path() string { return f.path }

// Named puts path, which the user gave, in the place of a file in the folder
// that err is about: they know nothing of it.
func (f *Folder) Named(err error, path string) error {
	inside := func(name string) bool {
		return strings.HasPrefix(name, filepath.Clean(f.path)+string(filepath.Separator))
	}
	var file *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &file) && inside(file.Path):
		return &fs.PathError{Op: "write", Path: path, Err: file.Err}
	case errors.As(err, &link) && (inside(link.Old) || inside(link.New)):
		return &fs.PathError{Op: "write", Path: path, Err: link.Err}
	}
	return err
}

// Is reports whether a folder of this name may be one of ours.
func Is(name string) bool { return ours().MatchString(name) }

// Close removes the folder and all in it.
func (f *Folder) Close() error {
	f.lock.Close() // some systems remove no open file
	return remove(f.path)
}

// remove removes a folder and all in it. One that stays keeps a lock: without it
// nobody would know that the folder is ours.
func remove(path string) error {
	err := disk.RemoveAll(path)
	if _, there := os.Lstat(path); errors.Is(there, fs.ErrNotExist) {
		return nil // another process swept it at the same time
	}
	if err != nil {
		if lock, err := os.OpenFile(filepath.Join(path, lockName), os.O_CREATE|os.O_EXCL, 0o600); err == nil {
			lock.Close()
		}
	}
	return err
}

// sweep removes the folders in dir that nobody holds. What it may not or cannot
// remove stays.
func sweep(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !e.IsDir() || !Is(e.Name()) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		lock := filepath.Join(path, lockName)
		switch info, err := os.Lstat(lock); {
		case errors.Is(err, fs.ErrNotExist):
			// Its maker was killed before it made the lock, or is about to make
			// it and will see that the folder is gone. One with something in it
			// is not ours.
			_ = disk.Remove(path)
		case err == nil && info.Mode().IsRegular():
			if release, ok := abandoned(lock); ok {
				_ = remove(path)
				release()
			}
		}
	}
}
