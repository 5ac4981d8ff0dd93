// Package locale holds every sentence the program says, one file a language:
// sentences/en.txt, sentences/zh.txt. A further file, and its line in carried, add a
// language.
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
// that begins with # is a comment. {0} stands for the first argument.
//
// A file is named by the tag of its language (BCP 47). What the program has to
// know of a language are sentences of the file too, all named language.*: its
// own name, the tag its documents bear, its numerals, its forms of plural.
//
// Numerals are what headings and laws count with: the digits from 0 to 9, and
// in languages that write 五百八十二 the words for ten, a hundred and a thousand
// behind them.
//
// Forms of plural are rules on the whole number n, each with a name of CLDR,
// and other at the end for what no rule fits:
//
//	language.plurals: one: n = 1; other
//	language.plurals: one: n % 10 = 1 and n % 100 != 11; few: n % 10 = 2..4 and n % 100 != 12..14; other
//
// {0|record|records} picks one of as many words in the order of the rules, by
// argument 0.
package locale

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"complain/pkg/dispute"
)

// Lang is a language the program speaks, of one catalogue. The zero Lang is
// English.
type Lang struct{ own *language }

// The languages that tests name. The program itself asks a Catalogue.
var (
	English = BuiltIn().For("en")
	Chinese = BuiltIn().For("zh")
)

// Langs lists the languages built in.
func Langs() []Lang { return BuiltIn().Langs() }

// Has reports whether code is in the catalogue.
func Has(code string) bool { return English.Text(code) != "" }

// Tag is the language's tag: "en".
func (lang Lang) Tag() string { return lang.language().tag }

// String is Tag.
func (lang Lang) String() string { return lang.Tag() }

// Document is the tag that documents in the language bear: "zh-CN".
func (lang Lang) Document() string {
	if tag := lang.Text("language.document"); tag != "" {
		return tag
	}
	return lang.Tag()
}

// For is the language of tag in lang's catalogue, as Catalogue.For has it.
func (lang Lang) For(tag string) Lang { return Catalogue{lang.language().catalogue}.For(tag) }

func (lang Lang) language() *language {
	if lang.own == nil {
		return English.own
	}
	return lang.own
}

// Codes lists the codes in the order of the file.
func (lang Lang) Codes() []string { return lang.language().read().codes() }

// Text is the sentence of code as the file has it, placeholders and all; ""
// where the language has none.
func (lang Lang) Text(code string) string { return lang.language().read().text(code) }

// Note says n in lang, or in English where lang has no words for it. An
// unknown code, which a case written by a newer version may hold, is shown as
// it is with its arguments. An argument that is the code of a cause (cause.*) is
// said in words: what something comes from can be part of a note that a case
// keeps.
func (lang Lang) Note(n dispute.Note) string {
	args := lang.args(n)
	for _, said := range []Lang{lang, English} {
		if text := said.Text(n.Code); text != "" {
			if strings.Contains(text, "[[") {
				text = forUser.Replace(text)
			}
			return said.language().read().expand(text, args)
		}
	}
	return strings.Join(append([]string{n.Code}, args...), " ")
}

// args is the arguments of a note with causes said.
func (lang Lang) args(n dispute.Note) []string {
	isCause := func(arg string) bool { return strings.HasPrefix(arg, "cause.") && Has(arg) }
	if !slices.ContainsFunc(n.Args, isCause) {
		return n.Args
	}
	args := slices.Clone(n.Args)
	for i, arg := range args {
		if isCause(arg) {
			args[i] = lang.Say(arg)
		}
	}
	return args
}

// forUser are the marks around what of a sentence is for the user alone.
var forUser = strings.NewReplacer("[[", "", "]]", "")

// asksForCommand finds a command of the program in a sentence. In English the
// name is a verb too: what a command is, all languages say.
var asksForCommand = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`complain [a-z]`) })

// Told is Note for whoever reads a packet: without what is in [[ ]], which is for
// the user, and "" for a sentence that has a command of the program in every
// language.
func (lang Lang) Told(n dispute.Note) string {
	commands := true
	for _, each := range Langs() {
		commands = commands && asksForCommand().MatchString(outside(each.Text(n.Code)))
	}
	if commands {
		return ""
	}
	for _, said := range []Lang{lang, English} {
		if text := said.Text(n.Code); text != "" {
			return said.language().read().expand(outside(text), lang.args(n))
		}
	}
	return lang.Note(n)
}

// outside is a sentence without what is for the user alone.
func outside(text string) string {
	for {
		before, rest, ok := strings.Cut(text, "[[")
		_, after, closed := strings.Cut(rest, "]]")
		if !ok || !closed {
			return text
		}
		text = before + after
	}
}

// Say is Note(dispute.Say(code, args...)).
func (lang Lang) Say(code string, args ...any) string {
	return lang.Note(dispute.Say(code, args...))
}

func (s *sentences) expand(text string, args []string) string {
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
		number, forms, _ := strings.Cut(hole, "|")
		i, err := strconv.Atoi(number)
		switch {
		case !ok:
			b.WriteString("{" + hole)
		case err != nil || i >= len(args):
			b.WriteString("{" + hole + "}")
		case forms == "":
			b.WriteString(args[i])
		default:
			b.WriteString(s.plurals.pick(strings.Split(forms, "|"), args[i]))
		}
		text = after
	}
}
