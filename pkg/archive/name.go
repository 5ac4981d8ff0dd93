package archive

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/filename"
)

// The lengths, in bytes, of the longest names in an archive. A path of them
// leaves room for the place it is unpacked to below the 260 characters that
// Windows takes.
const (
	longestName = 100
	longestStem = 60
)

// evidenceName is the name of an evidence's file: its number and as much of its
// received name as every file system takes. The number makes it unique, also
// where a file system takes E1-a and e1-A for the same.
func evidenceName(e dispute.Evidence) string {
	name := filename.Safe(e.Name)
	if name == "" {
		name = "file"
	}
	return filename.Shorten(e.ID.String()+"-"+name, longestName)
}

// caseName is the name of the case file, from the path it was opened by.
func caseName(file, extension string) string {
	return stemName(strings.TrimSuffix(file, extension)) + extension
}

// stemName is a name to which something is added at its end.
func stemName(text string) string {
	name := strings.TrimLeft(filename.Safe(text), ".- ")
	if filename.Device(name) {
		name = "case-" + name
	}
	if name = strings.TrimRight(filename.Cut(name, longestStem), ". "); name == "" {
		return "case"
	}
	return name
}
