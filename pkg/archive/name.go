package archive

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"complain/pkg/dispute"
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
	name := safeName(e.Name)
	if name == "" {
		name = "file"
	}
	return shorten(e.ID.String()+"-"+name, longestName)
}

// caseName is the name of the case file, from the path it was opened by.
func caseName(file, extension string) string {
	return stemName(strings.TrimSuffix(file, extension)) + extension
}

// stemName is a name to which something is added at its end.
func stemName(text string) string {
	name := strings.TrimLeft(safeName(text), ".- ")
	if device(name) {
		name = "case-" + name
	}
	if name = strings.TrimRight(cut(name, longestStem), ". "); name == "" {
		return "case"
	}
	return name
}

// safeName keeps the letters, digits and signs of any script, composed, and
// writes _ for all that a file system, a shell's listing, a manifest or a
// reader of names could take for something else: separators, what Windows
// reserves, controls, marks of direction, and the % that BagIt would escape,
// which sha256sum would not.
func safeName(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*%`, r), r == utf8.RuneError:
			return '_'
		case unicode.Is(unicode.Zs, r):
			return ' '
		case !unicode.IsPrint(r):
			return '_'
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(text, "_")))
	// Windows drops spaces and full stops at the end of a name.
	return strings.TrimRight(strings.TrimSpace(norm.NFC.String(text)), ". ")
}

// shorten cuts a name in its middle, so that it keeps its extension.
func shorten(name string, most int) string {
	if len(name) <= most {
		return name
	}
	extension := path.Ext(name)
	if len(extension) > 16 {
		extension = ""
	}
	stem := cut(strings.TrimSuffix(name, extension), most-len(extension))
	return strings.TrimRight(stem, ". ") + extension
}

// cut keeps at most n bytes of whole characters.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// device reports whether Windows keeps a name for a device: CON, also as
// con.txt and con.txt.zip.
func device(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	switch stem = strings.ToLower(strings.TrimRight(stem, " ")); stem {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	port := strings.TrimSuffix(strings.TrimSuffix(stem, "¹"), "²")
	if port == stem {
		port = strings.TrimRight(stem, "0123456789³")
	}
	return (port == "com" || port == "lpt") && utf8.RuneCountInString(stem) == 4
}
