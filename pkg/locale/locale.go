// Package locale holds every sentence the program says, in every language it
// speaks: one row a sentence, the languages side by side.
//
// It promises that a code has words in all languages with the same
// placeholders, {0} {1} ..., which its tests check over the whole source tree.
// It forbids words for people anywhere else but in templates. JSON keys and
// exit codes are not words for people and never pass through here.
package locale

import (
	"strconv"
	"strings"
	"sync"

	"complain/pkg/dispute"
)

// Lang is a language the program speaks.
type Lang string

// The languages.
const (
	English Lang = "en"
	Chinese Lang = "zh"
)

// Langs lists the languages.
func Langs() []Lang { return []Lang{English, Chinese} }

// Entry is one sentence in all languages. A placeholder {0} stands for the
// first argument; {0|one|many} picks a word by whether argument 0 is "1".
type Entry struct {
	Code, EN, ZH string
}

// Tables lists the catalogue, a table an area of the program.
func Tables() [][]Entry {
	return [][]Entry{cliMessages, errorMessages, helpMessages, importMessages, paymentMessages, statementMessages, chatMessages, photoMessages, pictureMessages, recordingMessages, recognisedMessages, redactMessages, searchMessages, fieldMessages, officialMessages, timelineMessages, packetMessages, archiveMessages, stampMessages, mailMessages, pastedMessages, paperMessages, pdfMessages}
}

var index = sync.OnceValue(func() map[string]*Entry {
	m := make(map[string]*Entry, 1024)
	for _, table := range Tables() {
		for i := range table {
			m[table[i].Code] = &table[i]
		}
	}
	return m
})

// Has reports whether code is in the catalogue.
func Has(code string) bool { return index()[code] != nil }

// Note says n in lang. An unknown code, which a case written by a newer
// version may hold, is shown as it is with its arguments.
func (lang Lang) Note(n dispute.Note) string {
	e := index()[n.Code]
	if e == nil {
		return strings.Join(append([]string{n.Code}, n.Args...), " ")
	}
	text := e.EN
	if lang == Chinese {
		text = e.ZH
	}
	return expand(text, n.Args)
}

// Say is Note(dispute.Say(code, args...)).
func (lang Lang) Say(code string, args ...any) string {
	return lang.Note(dispute.Say(code, args...))
}

func expand(text string, args []string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		hole, after, ok := strings.Cut(rest, "}")
		parts := strings.Split(hole, "|")
		i, err := strconv.Atoi(parts[0])
		switch {
		case !ok || err != nil || i >= len(args):
			b.WriteString("{" + hole)
			if ok {
				b.WriteString("}")
			}
		case len(parts) == 3 && args[i] == "1":
			b.WriteString(parts[1])
		case len(parts) == 3:
			b.WriteString(parts[2])
		default:
			b.WriteString(args[i])
		}
		text = after
	}
}
