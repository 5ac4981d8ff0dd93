package screen

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/internal/textwidth"
)

// Errors of asking.
var (
	ErrNoAnswer     = errors.New("the input ended before the answer")
	ErrNotConfirmed = errors.New("nobody is there to confirm it")
	ErrAborted      = errors.New("the form was left")
)

// Asks reports whether questions can be put to a person.
func (s *Screen) Asks() bool {
	if s.NoInput || s.JSON {
		return false
	}
	_, in := s.device.Terminal(s.device.In)
	_, out := s.device.Terminal(s.device.Err)
	return in && out
}

// lines reads the answers of a person line by line.
func (s *Screen) lines() *bufio.Reader {
	if s.answers == nil {
		s.answers = bufio.NewReader(s.device.In)
	}
	return s.answers
}

// ask writes a question where talk goes.
func (s *Screen) ask(question string) {
	fmt.Fprint(s.Err, s.fit(question, s.ErrTerminal), " ")
	s.Err.Flush()
}

// Line puts a question that is a sentence already, and returns the answer without
// the space around it; the end of the input is an empty one.
func (s *Screen) Line(question string) (string, error) {
	s.ask(question)
	line, err := s.lines().ReadString('\n')
	if err != nil && err != io.EOF {
		return "", fmt.Errorf("ask: %w", err)
	}
	return strings.TrimSpace(line), nil
}

// AskLine asks for a line, again where it is needed, unless there is an answer
// already. The end of the input is ErrNoAnswer.
func (s *Screen) AskLine(code string, into *string, needed bool) error {
	for *into == "" {
		s.ask(s.Say(code))
		line, err := s.lines().ReadString('\n')
		*into = strings.TrimSpace(line)
		if err == io.EOF && *into == "" {
			return ErrNoAnswer
		}
		if err != nil && err != io.EOF {
			return fmt.Errorf("ask: %w", err)
		}
		if !needed {
			break
		}
	}
	return nil
}

// AskChoice asks for the number of a choice, unless there is an answer already.
func (s *Screen) AskChoice(code string, choices []Choice, into *string) error {
	if *into != "" {
		return nil
	}
	fmt.Fprintln(s.Err, s.Say(code))
	for i, c := range choices {
		fmt.Fprintf(s.Err, "%3d  %s\n", i+1, c.Label)
	}
	for {
		var answer string
		if err := s.AskLine("form.number", &answer, false); err != nil {
			return err
		}
		if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(choices) {
			*into = choices[n-1].Value
			return nil
		}
		fmt.Fprintln(s.Err, s.Say("form.number.bad", len(choices)))
	}
}

// Confirm asks yes or no. Where nobody can be asked only Yes says yes, and the
// error is ErrNotConfirmed.
func (s *Screen) Confirm(code string, args ...any) (bool, error) {
	if s.Yes {
		return true, nil
	}
	if !s.Asks() {
		return false, ErrNotConfirmed
	}
	answer, err := s.Line(s.beside(s.Say(code, args...), s.Say("form.yes-no")))
	return slices.Contains(yes(), strings.ToLower(answer)), err
}

// beside puts what may be answered behind a question, or below it where the line has
// no room for it and the answer.
func (s *Screen) beside(question, answers string) string {
	const answer = 4
	last := s.fit(question, s.ErrTerminal)
	last = last[strings.LastIndexByte(last, '\n')+1:]
	if s.ErrTerminal && textwidth.Width(last)+textwidth.Width(answers)+answer > s.Width {
		return question + "\n" + answers
	}
	return question + " " + answers
}

// yes is what people answer who mean it, in any language.
func yes() []string { return []string{"y", "yes", "是", "好"} }
