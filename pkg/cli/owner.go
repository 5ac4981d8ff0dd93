//go:build !windows

package cli

import (
	"io/fs"
	"os"
	"syscall"
)

// belongsToAnother reports whether a file is somebody else's. Root may be anybody.
func belongsToAnother(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	me := os.Getuid()
	return ok && me != 0 && int(stat.Uid) != me
}

// openToAll reports whether everybody may put files into a folder.
func openToAll(folder fs.FileInfo) bool { return folder.Mode().Perm()&0o002 != 0 }
