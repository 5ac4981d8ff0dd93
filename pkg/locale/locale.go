// Package locale holds every sentence the program says, one file a language:
// sentences/en.txt, sentences/zh.txt. A further file adds a language.
//
// It promises that a code has words in all languages with the same
// placeholders, {0} {1} ..., which its tests check over the whole source tree.
// It forbids words for people anywhere else but in templates. JSON keys and
// exit codes are not words for people and never pass through here.
//
// # How a file of sentences is written
//
// UTF-8, one sentence a line, its code before a colon; the same codes in the
// same order in every language, under the same comments:
//
//	## What the search of a case says.
//
//	search.none: Nothing in the case says this.
//	search.count: {0} {0|result|results}
//	list.comma: ", "
//	help.search.example:
//		  complain search refund 1299 --kind message
//		  complain search 4316208857120346159 --json
//
// A sentence of several lines stands below its code, each line behind one tab
// that is not part of it; empty lines between them count. Quotation marks
// around a whole line are not part of it: they keep spaces at its ends. A line
// that begins with # is a comment. {0} stands for the first argument;
// {0|one|many} picks a word by whether argument 0 is "1".
package locale

import (
	"strconv"
	"strings"

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

// Has reports whether code is in the catalogue.
func Has(code string) bool { return English.Text(code) != "" }

// Codes lists the codes in the order of the file.
func (lang Lang) Codes() []string { return lang.sentences().codes }

// Text is the sentence of code as the file has it, placeholders and all; ""
// where the language has none.
func (lang Lang) Text(code string) string { return lang.sentences().text[code] }

// Note says n in lang, or in English where lang has no words for it. An
// unknown code, which a case written by a newer version may hold, is shown as
// it is with its arguments.
func (lang Lang) Note(n dispute.Note) string {
	text := lang.Text(n.Code)
	if text == "" {
		text = English.Text(n.Code)
	}
	if text == "" {
		return strings.Join(append([]string{n.Code}, n.Args...), " ")
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
