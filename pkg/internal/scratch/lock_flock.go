//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package scratch

import (
	"errors"
	"os"
	"syscall"
)

// hold locks a file until it is closed, by this process or by its end. Where the
// file system knows no locks nobody holds it, and nobody finds it abandoned.
func hold(lock *os.File) error {
	if err := flock(lock); errors.Is(err, syscall.EWOULDBLOCK) {
		return errSwept
	}
	return nil
}

// abandoned takes the lock of a file that nobody holds; release lets go of it.
func abandoned(path string) (release func(), ok bool) {
	f, err := os.OpenFile(path, os.O_RDWR|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, false
	}
	if err := flock(f); err != nil {
		f.Close()
		return nil, false
	}
	return func() { f.Close() }, true
}

func flock(f *os.File) error {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}
