// Package screen is what a person or a script sees of a command: its answers on
// one stream, its talk on the other, and its questions.
//
// It promises that no character from evidence acts on a terminal, that lines fit
// the one there is, that nothing is said by colour alone, and that nothing is
// asked where nobody can answer. It knows nothing of cases, and nothing of flags
// but the values of those that say how output looks; what its errors mean to a
// user is said by the command line.
package screen

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"complain/pkg/internal/textwidth"
	"complain/pkg/locale"
)

// Device is what a screen is made on: the streams of the process, its
// environment and its clock.
type Device struct {
	In       io.Reader
	Out, Err io.Writer
	Getenv   func(string) string
	Now      func() time.Time
	// Terminal reports whether a stream is a terminal, and how wide it is.
	Terminal func(stream any) (width int, ok bool)
}

// Screen speaks to the user of one run. The flags may change while the command
// line is read, and no more afterwards.
type Screen struct {
	Lang locale.Lang

	Out, Err    Stream
	Raw         io.Writer // standard output for bytes that are no text for a terminal
	Width       int       // of the terminal in columns, 80 where there is none
	Terminal    bool      // standard output is one
	ErrTerminal bool

	JSON    bool // answers are JSON, and nothing else is said
	Quiet   bool // no talk
	Yes     bool // what asks for a yes has it
	NoInput bool // nothing is asked
	Plain   bool // nothing is drawn over

	Answering func(v any) // is told of each answer that is written as JSON; nil outside of tests

	device  Device
	colour  string        // what the user said of colours: always, never or anything else
	answers *bufio.Reader // of a person at the terminal, nil until one is asked
}

// New makes a screen. colour is "always", "never", or anything else for colours
// where there is a terminal that wants them. It is known before flags are parsed,
// for the errors of parsing.
func New(d Device, lang locale.Lang, colour string) *Screen {
	s := &Screen{Lang: lang, device: d, colour: colour}
	s.Out, s.Width, s.Terminal = open(d, d.Out, colour)
	s.Raw = s.Out.under
	s.Err, _, s.ErrTerminal = open(d, d.Err, colour)
	if !s.Terminal {
		s.Width = 80
	}
	return s
}

// Flush writes out what waits, and returns the first error of standard output:
// nobody looks at the error of each line that is printed.
func (s *Screen) Flush() error {
	s.Out.Flush()
	s.Err.Flush()
	return s.Out.under.err
}

// Say is a sentence of the catalogue.
func (s *Screen) Say(code string, args ...any) string { return s.Lang.Say(code, args...) }

// Print writes a line of the answer.
func (s *Screen) Print(code string, args ...any) { s.PrintLine(s.Say(code, args...)) }

// PrintLine is Print for a line that is made already.
func (s *Screen) PrintLine(line string) { fmt.Fprintln(s.Out, s.fit(line, s.Terminal)) }

// Talk writes a line beside the answer, unless that is all that is wanted.
func (s *Screen) Talk(code string, args ...any) {
	if !s.Quiet && !s.JSON {
		s.TalkLine(s.Say(code, args...))
	}
}

// TalkLine writes a line beside the answer that is made already.
func (s *Screen) TalkLine(line string) { fmt.Fprintln(s.Err, s.fit(line, s.ErrTerminal)) }

// Done says what a change did: the value with --json, and a sentence else.
func (s *Screen) Done(v any, code string, args ...any) error {
	if s.JSON {
		return s.WriteJSON(v)
	}
	s.Print(code, args...)
	return nil
}

// Labelled writes a line of the answer that begins with its label; without a
// value it writes nothing.
func (s *Screen) Labelled(code, value string) {
	if value != "" {
		label := s.Say(code) + "  "
		fmt.Fprintf(s.Out, "%s%s\n", label, s.Hanging(label, Clean(value), s.Terminal))
	}
}

// fit wraps lines that are too long for a terminal between words, which the
// terminal itself would not; what goes into a pipe stays as it is.
func (s *Screen) fit(text string, terminal bool) string {
	if !terminal {
		return text
	}
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		for _, part := range textwidth.Wrap(line[len(indent):], max(s.Width-len(indent), 20)) {
			out = append(out, indent+part)
		}
	}
	return strings.Join(out, "\n")
}

// PrintText writes paragraphs whose lines are broken already. Where a terminal is
// narrower than those lines, each paragraph is broken anew.
func (s *Screen) PrintText(text string) {
	if s.Terminal && slices.ContainsFunc(strings.Split(text, "\n"), func(line string) bool { return textwidth.Width(line) > s.Width }) {
		text = joined(text)
	}
	s.PrintLine(text)
}

// joined is text with each paragraph on a line. A line that begins with a space stands
// by itself.
func joined(text string) string {
	var out []string
	open := false // the last line goes on
	for line := range strings.SplitSeq(text, "\n") {
		if own := line == "" || line[0] == ' '; own || !open {
			out, open = append(out, line), !own
			continue
		}
		last := &out[len(out)-1]
		end, _ := utf8.DecodeLastRuneInString(*last)
		begin, _ := utf8.DecodeRuneInString(line)
		if textwidth.Width(string(end)) == 1 || textwidth.Width(string(begin)) == 1 {
			*last += " "
		}
		*last += line
	}
	return strings.Join(out, "\n")
}

// Hanging wraps text that is too long for a terminal so that it stands beside
// its label, which is printed before it.
func (s *Screen) Hanging(label, text string, terminal bool) string {
	const narrowest = 20
	taken := textwidth.Width(label)
	if !terminal || s.Width-taken < narrowest {
		return text
	}
	return strings.Join(textwidth.Wrap(text, s.Width-taken), "\n"+strings.Repeat(" ", taken))
}
