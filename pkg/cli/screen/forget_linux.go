package screen

import (
	"os"

	"golang.org/x/sys/unix"
)

// dropTyped empties the terminal's queue of lines; one that cannot be emptied stays.
func dropTyped(in *os.File) { _ = unix.IoctlSetInt(int(in.Fd()), unix.TCFLSH, unix.TCIFLUSH) }
