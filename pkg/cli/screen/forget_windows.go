package screen

import (
	"os"

	"golang.org/x/sys/windows"
)

// dropTyped empties the console's queue of keys; one that cannot be emptied stays.
func dropTyped(in *os.File) { _ = windows.FlushConsoleInputBuffer(windows.Handle(in.Fd())) }
