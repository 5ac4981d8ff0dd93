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
	folderNotEmpty   = syscall.Errno(145)
)

// deleting is the right to remove a file or to change its name
// (https://learn.microsoft.com/windows/win32/secauthz/standard-access-rights).
const deleting = 0x10000

// passing reports whether an error may be gone in a moment: what Windows says of a
// file that another program has open, or whose removal is under way.
func passing(err error) bool {
	return errors.Is(err, sharingViolation) || errors.Is(err, lockViolation) || errors.Is(err, syscall.ERROR_ACCESS_DENIED) || errors.Is(err, folderNotEmpty)
}

// heldOpen reports whether a program has a file open that lets nobody remove it. The
// refusal to replace such a file reads like one for want of permission.
func heldOpen(path string) bool {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return false
	}
	const all = syscall.FILE_SHARE_READ | syscall.FILE_SHARE_WRITE | syscall.FILE_SHARE_DELETE
	h, err := syscall.CreateFile(name, deleting, all, nil, syscall.OPEN_EXISTING, syscall.FILE_FLAG_BACKUP_SEMANTICS|syscall.FILE_FLAG_OPEN_REPARSE_POINT, 0)
	if err == nil {
		syscall.CloseHandle(h)
	}
	return errors.Is(err, sharingViolation) || errors.Is(err, lockViolation)
}

func removeAll(path string) error {
	if os.RemoveAll(path) == nil {
		return nil
	}
	return removeEach(path)
}
