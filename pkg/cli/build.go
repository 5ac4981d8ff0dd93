package cli

import (
	"runtime/debug"
	"strings"
)

// shortCommit is how much of a commit's hash names it.
const shortCommit = 12

// buildOf says what a program was built from: "dev (1f2e3d4c5b6a, changed)".
// Version alone goes into packets: the same case gives the same bytes whoever
// built the program.
func buildOf(info *debug.BuildInfo, version string) string {
	if info == nil {
		return version
	}
	var said []string
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && s.Value != "":
			said = append(said, s.Value[:min(len(s.Value), shortCommit)])
		case s.Key == "vcs.modified" && s.Value == "true":
			said = append(said, "changed")
		}
	}
	if len(said) == 0 {
		return version
	}
	return version + " (" + strings.Join(said, ", ") + ")"
}

// build is what this program was built from.
func build() string {
	info, _ := debug.ReadBuildInfo()
	return buildOf(info, Version)
}
