//go:build !windows

package cli

// startedByDoubleClick is nil where programs are not started from a file
// manager's window that closes with them.
func startedByDoubleClick() func(System) { return nil }
