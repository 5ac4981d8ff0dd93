package screen

import (
	"os"

	"golang.org/x/sys/unix"
)

// dropTyped empties the terminal's queue of lines; one that cannot be emptied stays.
func dropTyped(in *os.File) {
	const read = 1 // FREAD of sys/file.h
	_ = unix.IoctlSetPointerInt(int(in.Fd()), unix.TIOCFLUSH, read)
}
