package conversation

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Files are the files that arrived together with a chat.
type Files struct {
	byName map[string]string // name as compared -> name as received
}

// NewFiles takes the base names of the files that arrived with a chat, itself
// perhaps among them.
func NewFiles(names []string, chat string) Files {
	f := Files{byName: make(map[string]string, len(names))}
	for _, name := range names {
		if name != chat {
			f.byName[composed(name)] = name
		}
	}
	return f
}

// Find looks for the file that a message names. It returns the name as
// received when there is one, and otherwise the name as the message has it,
// without marks. missing is true when files came along and this one did not.
func (f Files) Find(name string) (found string, missing bool) {
	name = strings.TrimSpace(Visible(name))
	if received, ok := f.byName[composed(name)]; ok {
		return received, false
	}
	return name, len(f.byName) > 0
}

// Has reports whether a file of that name arrived.
func (f Files) Has(name string) bool {
	_, ok := f.byName[composed(name)]
	return ok
}

// Names are compared in composed form: Apple's file systems take letters and
// their accents apart, and chats do not.
func composed(name string) string {
	return norm.NFC.String(strings.TrimSpace(Visible(name)))
}
