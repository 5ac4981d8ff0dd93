// Package trial has a small case with something in it for every command that changes
// a case, and how each is run on it. What holds for all changes is proven with it:
// that they can be taken back, that a dry run keeps nothing, that a power cut leaves
// the case before or after.
//
// It promises lines of the command line only, and knows no command by what it does.
// It is for tests.
package trial

import (
	"os"
	"path/filepath"
	"strings"
)

// New is how the case is made, but for its path.
var New = []string{"new", "Cup", "--seller", "Shop", "--platform", "", "--category", "refund_refused"}

// Setup is what is in the case, in order. A word with a '/' stands for a file that
// Write writes.
var Setup = [][]string{
	{"add-evidence", "/chat.txt", "--as", "pasted"}, {"claim", "add", "refund", "--amount", "128"},
	{"event", "add", "called", "--at", "2026-03-05"}, {"mask", "add", "green kettle"}, {"event", "pin", "R1"},
	{"add-evidence", "/film.bin"}, {"add-evidence", "/gone.txt", "--as", "pasted"}, {"evidence", "withdraw", "E3", "--why", "x"},
	{"file", "--to", "platform", "--on", "2026-03-06"}, {"file", "--to", "platform", "--on", "2026-03-07"}, {"filings", "withdraw", "F2", "--why", "x"},
	{"event", "join", "R2", "R3"},
}

// Changes is how each command is run. One that is not here needs more than the case
// has: who goes through all commands says why it leaves it out.
var Changes = map[string][]string{
	"add-evidence":      {"/more.txt", "--as", "pasted"},
	"case set":          {"--order", "4316208857120346159", "--currency", "GBP"},
	"case flag":         {"bought_for_business", "no"},
	"case happened":     {"order_placed", "2026-03-01"},
	"case field":        {"goods-brand", "Harbour"},
	"claim add":         {"refund", "--amount", "5"},
	"claim remove":      {"1"},
	"claim set":         {"1", "--amount", "6"},
	"event add":         {"wrote again", "--at", "2026-03-06"},
	"event pin":         {"R2"},
	"event unpin":       {"R1"},
	"event set":         {"R1", "--text", "asked for a refund"},
	"event join":        {"R1", "R2"},
	"event split":       {"R2"},
	"event remove":      {"R4"},
	"evidence set":      {"E1", "--title", "chat", "--proves", "what was said"},
	"evidence withdraw": {"E1", "--why", "other order"},
	"evidence restore":  {"E3"},
	"evidence mend":     {"E2", "/film.bin"},
	"file":              {"--to", "regulator", "--on", "2026-03-08", "--packet", "/more.txt"},
	"filings set":       {"F1", "--ref", "A-1"},
	"filings withdraw":  {"F1", "--why", "sent to another office"},
	"filings restore":   {"F2"},
	"log call":          {"nobody answered", "--on", "2026-03-07", "--to", "seller"},
	"log reply":         {"refused", "--on", "2026-03-07", "--to", "seller"},
	"log visit":         {"closed", "--on", "2026-03-07", "--to", "seller"},
	"log note":          {"waited", "--on", "2026-03-07"},
	"mask add":          {"blue kettle"},
	"mask keep":         {"0755-26680000"},
	"mask remove":       {"1"},
	"packet include":    {"E1"},
	"packet exclude":    {"E1"},
	"packet order":      {"E2", "E1", "--group", "time"},
	"party set":         {"seller", "--name", "Company"},
	"party remove":      {"seller"},
	"purge":             {"E2", "--why", "private", "--confirm", "E2"},
	"redact":            {"R2", "--why", "private"},
	"reimport":          {"E1"},
	"stamp request":     {},
	"story fill":        {"delivered", "--text", "It came on 5 March."},
	"story none":        {"office_step", "--why", "nobody was told"},
	"story order":       {"R2", "R1"},
	"undo":              {},
	"who bind":          {"B", "seller"},
}

// Write writes the files that Setup and Changes name into a folder.
func Write(folder string) error {
	for name, text := range map[string]string{
		"chat.txt": "A 2026-03-01 10:30\nrefund please\n\nB 2026-03-01 10:31\nno\n\nA 2026-03-01 10:32\nwhy\n",
		"more.txt": "A 2026-03-02 10:30\nhello\n\nB 2026-03-02 10:31\nhello\n",
		"gone.txt": "A 2026-03-03 10:30\nhello\n\nB 2026-03-03 10:31\nwell\n",
		"film.bin": "\x01\x02\x03",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// In is a line with its files named as those of a folder.
func In(folder string, line []string) []string {
	var out []string
	for _, word := range line {
		if name, isFile := strings.CutPrefix(word, "/"); isFile {
			word = filepath.Join(folder, name)
		}
		out = append(out, word)
	}
	return out
}
