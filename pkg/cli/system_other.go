//go:build !windows

package cli

import "os"

// environment is where the program reads its variables.
func environment() func(string) string { return os.Getenv }

func preferred() []string { return nil }

func downloadsFolder() string { return "" }

// matched is paths as they are: the shell has put names in the place of patterns.
func matched(paths []string) []string { return paths }
