// Package filename makes names for files of words that strangers chose.
//
// It promises that Windows, macOS and Linux take each such name, that it is one
// line of a list, and that nobody reads it as something else. It forbids paths: a
// name is of one file in one folder.
package filename

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Safe keeps the letters, digits and signs of any script, composed, and
// writes _ for all that a file system, a shell's listing, a manifest or a
// reader of names could take for something else: separators, what Windows
// reserves, controls, marks of direction, and the % that BagIt would escape,
// which sha256sum would not.
func Safe(text string) string {
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

// Shorten cuts a name in its middle, so that it keeps its extension.
func Shorten(name string, most int) string {
	if len(name) <= most {
		return name
	}
	extension := path.Ext(name)
	if len(extension) > 16 {
		extension = ""
	}
	stem := Cut(strings.TrimSuffix(name, extension), most-len(extension))
	return strings.TrimRight(stem, ". ") + extension
}

// Cut keeps at most n bytes of whole characters.
func Cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// Device reports whether Windows keeps a name for a device: CON, also as
// con.txt and con.txt.zip.
func Device(name string) bool {
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
