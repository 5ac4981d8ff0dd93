//go:build !windows

package cause

// system is empty where the system's errors have the names that package syscall
// gives them everywhere.
func system() []named { return nil }
