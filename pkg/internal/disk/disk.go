// Package disk gives files other names and takes files away, as every system
// allows it.
//
// It promises that a file which a virus scanner or an indexer has open for a
// moment, as they do on Windows, is waited for; and that one which another program
// keeps open there is an error that says so, ErrOpen. It forbids doing either by
// package os (package arch holds that). Who calls it has closed the file: Windows
// refuses what is open, and TestNothingOpenLosesItsName of package crashtest
// watches that on Linux.
package disk

import (
	"errors"
	"os"
	"path/filepath"
	"time"
)

// ErrOpen says that another program has a file open and lets nobody replace or
// remove it.
var ErrOpen = errors.New("another program has the file open")

// Remove takes away a file, or a folder with nothing in it.
func Remove(path string) error {
	return patiently(path, func() error { return os.Remove(path) })
}

// RemoveAll takes away a file, or a folder and all in it; there need be none.
func RemoveAll(path string) error { return removeAll(path) }

// removeEach is RemoveAll one name after the other. What package os does, under
// which nothing can be pushed meanwhile, is not known to every file system: some
// network drives on Windows refuse its calls.
func removeEach(path string) error {
	info, err := os.Lstat(path)
	if err == nil && info.IsDir() {
		var entries []os.DirEntry
		if err := patiently(path, func() (err error) { entries, err = os.ReadDir(path); return err }); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		for _, e := range entries {
			if err := removeEach(filepath.Join(path, e.Name())); err != nil {
				return err
			}
		}
	}
	if err := Remove(path); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// Rename gives a file or a folder another name. A file that has this name is
// replaced.
func Rename(from, to string) error {
	return patiently(to, func() error { return os.Rename(from, to) })
}

// The first wait for another program, and how often one twice as long follows:
// about half a second in all.
const (
	firstWait = time.Millisecond
	waits     = 9
)

// patiently does what concerns a name until nobody's passing interest in the file
// stands against it.
func patiently(name string, do func() error) error {
	err := do()
	for wait, n := firstWait, 0; passing(err) && n < waits; n++ {
		time.Sleep(wait)
		wait *= 2
		err = do()
	}
	if passing(err) && heldOpen(name) {
		return &os.PathError{Op: "replace", Path: name, Err: ErrOpen}
	}
	return err
}
