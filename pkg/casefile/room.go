package casefile

import (
	"fmt"
	"path/filepath"
)

// RoomError says that a disk has less room than what is to be written needs. It
// wraps ErrFull.
type RoomError struct {
	Path        string // that would be written
	Needs, Free int64  // bytes
}

func (e *RoomError) Error() string {
	return fmt.Sprintf("%q: %v: %d bytes are needed, %d are free", e.Path, ErrFull, e.Needs, e.Free)
}

// Unwrap is ErrFull.
func (e *RoomError) Unwrap() error { return ErrFull }

// largeFile is from where on the room is looked at before anything is written:
// what is smaller is stored before the disk is full, or is not.
const largeFile = 16 << 20

// spareRoom is what is left free of a disk: for the journal, and for whoever else
// writes there.
const spareRoom = 8 << 20

// space is how much room the disk of a folder has for us; false where the system
// does not say.
type space func(folder string) (free int64, known bool)

// roomFor looks for room for so many bytes beside the file at path.
func (s space) roomFor(path string, size int64) error {
	if size < largeFile {
		return nil
	}
	needs := size + size/64 + spareRoom
	if free, known := s(filepath.Dir(path)); known && free < needs {
		return &RoomError{Path: path, Needs: needs, Free: free}
	}
	return nil
}
