package disk

import (
	"errors"
	"os"
	"syscall"
)

// https://learn.microsoft.com/windows/win32/debug/system-error-codes--0-499-
const (
	sharingViolation = syscall.Errno(32)
	lockViolation    = syscall.Errno(33)
)

// passing reports whether an error may be gone in a moment: what Windows says of a
// file that another program has open, or whose removal is under way.
func passing(err error) bool {
	return errors.Is(err, sharingViolation) || errors.Is(err, lockViolation) || errors.Is(err, syscall.ERROR_ACCESS_DENIED)
}

// heldOpen reports whether a program has a file open that does not share it. The
// refusal to replace such a file reads like one for want of permission.
func heldOpen(name string) bool {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err == nil {
		f.Close()
	}
	return errors.Is(err, sharingViolation) || errors.Is(err, lockViolation)
}

func removeAll(path string) error {
	if os.RemoveAll(path) == nil {
		return nil
	}
	return removeEach(path)
}
