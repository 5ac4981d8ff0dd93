package screen

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"complain/pkg/internal/textwidth"
)

// Question is one question of a conversation: one at a time on the screen, with
// what is proposed and how to answer. Its texts are said already.
type Question struct {
	Head    []string // above it: where the conversation stands
	Text    string
	Facts   []string // what is known or proposed
	Choices []Choice // one of which is typed by its number; a line where there are none
	Many    bool     // several of the choices
	Free    bool     // beside the choices, a line
	Default string   // what Enter answers; "" where Enter is no answer
	Shown   string   // Default as people say it
	Why     string   // what "?" says
	Typed   string   // what was answered before, to be told again

	Odd func(line string) (code string) // what is strange about a line, which = before it says all the same; "" for nothing
}

// Act is what a reply wants.
type Act int

// What replies want.
const (
	Answered Act = iota
	Back         // the question before
	Later        // this one some other time, or never: the answer is not known
	Tasks        // the list of what there is to do
	Leave        // to go
)

// Reply is what somebody answered.
type Reply struct {
	Act    Act
	Text   string   // the value of a choice, or the line
	Values []string // of several choices
}

// words are what is typed instead of an answer, in any language.
func words() map[string]Act {
	return map[string]Act{
		"b": Back, "back": Back, "返回": Back, "上一步": Back,
		"s": Later, "skip": Later, "跳过": Later, "不知道": Later,
		"t": Tasks, "tasks": Tasks, "任务": Tasks,
		"q": Leave, "quit": Leave, "exit": Leave, "退出": Leave,
	}
}

// Measure asks the terminal anew how wide it is.
func (s *Screen) Measure() {
	if width, ok := s.device.Terminal(s.device.Out); ok {
		s.Width = width
	}
}

// Converse puts a question until it is answered. The end of the input is Leave;
// when ctx ends, its error is returned, and the terminal is left as it is.
func (s *Screen) Converse(ctx context.Context, q Question) (Reply, error) {
	s.Measure()
	s.forget()
	s.wipe()
	for _, line := range q.Head {
		s.TalkLine(line)
	}
	if len(q.Head) > 0 {
		fmt.Fprintln(s.Err)
	}
	first := s.put(q, 0)
	for {
		line, err := s.typed(ctx)
		if err != nil {
			return Reply{}, err
		}
		if line == nil {
			fmt.Fprintln(s.Err) // the prompt stands alone
			return Reply{Act: Leave}, nil
		}
		text := strings.TrimSpace(*line)
		if text == "?" || text == "？" {
			s.why(q)
			continue
		}
		if isMore(text) && len(q.Choices) > manyChoices {
			first = s.choices(q, first)
			s.cue(q)
			continue
		}
		r, wrong := q.read(text)
		if wrong == "" {
			return r, nil
		}
		s.TalkLine(s.Say(wrong, len(q.Choices)))
		s.cue(q)
	}
}

// why says why it is asked, and how one answers.
func (s *Screen) why(q Question) {
	if q.Why != "" {
		s.TalkLine(q.Why)
	}
	s.TalkLine(s.Say("guide.keys"))
	s.cue(q)
}

// wipe gives a question the screen to itself, where a screen can be wiped: what a
// screen reader reads stays as it is.
func (s *Screen) wipe() {
	s.Err.Flush()
	if s.ErrTerminal && !s.plainForms() {
		// Past the filter; what was there stays in the terminal's memory.
		fmt.Fprint(s.device.Err, "\x1b[H\x1b[2J")
		return
	}
	fmt.Fprintln(s.Err)
}

// manyChoices is how many choices are shown at once; a list that is little longer
// is shown whole.
const (
	manyChoices = 16
	someChoices = 12
)

// isMore reports whether a line asks for the choices that are not shown.
func isMore(text string) bool { return slices.Contains([]string{"+", "more", "更多"}, fold(text)) }

// choices shows choices from one on, and says which comes next.
func (s *Screen) choices(q Question, from int) (next int) {
	to := len(q.Choices)
	if to > manyChoices {
		to = min(from+someChoices, to)
	}
	for i, c := range q.Choices[from:to] {
		s.hang(fmt.Sprintf("%3d  ", from+i+1), c.Label)
	}
	if len(q.Choices) <= manyChoices {
		return 0
	}
	s.hang("     ", s.Say("guide.choices.some", from+1, to, len(q.Choices)))
	return to % len(q.Choices)
}

// put shows a question, and says which of many choices comes next.
func (s *Screen) put(q Question, from int) (next int) {
	for _, line := range textwidth.Wrap(Clean(q.Text), s.Width) {
		fmt.Fprintln(s.Err, s.Err.Style.Bold.Render(line))
	}
	for _, fact := range q.Facts {
		s.hang("  ", fact)
	}
	next = s.choices(q, from)
	hint := "guide.hint"
	if q.Default == "" {
		hint = "guide.hint.none"
	}
	for _, line := range textwidth.Wrap(s.Say(hint), s.Width) {
		fmt.Fprintln(s.Err, s.Err.Style.Dim.Render(line))
	}
	s.cue(q)
	return next
}

// Hang writes a line beside the answer, set in behind its label.
func (s *Screen) Hang(label, text string) { s.hang(label, text) }

// Soon says that the next question may take a moment, where it then takes the place
// of that.
func (s *Screen) Soon() {
	if s.ErrTerminal && !s.plainForms() {
		fmt.Fprintln(s.Err, s.Err.Style.Dim.Render(s.Say("guide.soon")))
		s.Err.Flush()
	}
}

// hang writes a line set in behind its label.
func (s *Screen) hang(label, text string) {
	taken := textwidth.Width(label)
	for i, line := range textwidth.Wrap(Clean(text), max(s.Width-taken, 20)) {
		if i > 0 {
			label = strings.Repeat(" ", taken)
		}
		fmt.Fprintln(s.Err, label+line)
	}
}

// cue is where the answer is typed, with what Enter answers.
func (s *Screen) cue(q Question) {
	if shown := Clean(q.Shown); shown != "" {
		fmt.Fprintf(s.Err, "[%s] ", textwidth.Truncate(shown, max(s.Width-20, 20), "…"))
	}
	fmt.Fprint(s.Err, "> ")
	s.Err.Flush()
}

// typed is a line of the user's; nil is the end of the input.
func (s *Screen) typed(ctx context.Context) (*string, error) {
	type got struct {
		line string
		err  error
	}
	lines := make(chan got, 1)
	go func() {
		line, err := s.lines().ReadString('\n')
		lines <- got{line, err}
	}()
	select {
	case g := <-lines:
		switch {
		case g.err == nil, g.err == io.EOF && g.line != "":
			return &g.line, ctx.Err()
		case g.err == io.EOF || s.gone():
			return nil, wait(ctx)
		}
		return nil, fmt.Errorf("ask: %w", g.err)
	case <-ctx.Done():
		fmt.Fprintln(s.Err)
		return nil, ctx.Err()
	}
}

// gone reports whether the terminal is no more.
func (s *Screen) gone() bool {
	_, ok := s.device.Terminal(s.device.In)
	return !ok
}

// wait gives an interrupt that ended the input the time to be known.
func wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(10 * time.Millisecond):
		return nil
	}
}

// read is what a line answers; wrong is the sentence that says why it is none.
func (q Question) read(text string) (r Reply, wrong string) {
	if act, ok := words()[strings.ToLower(fold(text))]; ok {
		return Reply{Act: act}, ""
	}
	literal := strings.HasPrefix(text, "=")
	text = strings.TrimPrefix(text, "=")
	switch {
	case text == "" && q.Default == "":
		return r, "guide.needed"
	case text == "":
		return Reply{Text: q.Default, Values: strings.Fields(q.Default)}, ""
	case literal:
		return Reply{Text: text, Values: []string{text}}, ""
	case len(q.Choices) == 0:
		return q.free(text)
	}
	if values, ok := q.chosen(text); ok {
		return Reply{Text: values[0], Values: values}, ""
	}
	if !q.Free || isNumber(text) && len(text) <= len(strconv.Itoa(len(q.Choices)))+1 {
		return r, "form.number.bad"
	}
	return q.free(text)
}

// free is a line as the answer.
func (q Question) free(text string) (r Reply, wrong string) {
	if q.Odd != nil {
		wrong = q.Odd(text)
	}
	return Reply{Text: text, Values: []string{text}}, wrong
}

// chosen are the choices that a line names: by their numbers, or one by its name.
func (q Question) chosen(text string) (values []string, ok bool) {
	if value := Chosen(text, q.Choices); value != "" && !isNumber(text) {
		return []string{value}, true
	}
	parts := strings.FieldsFunc(fold(text), func(r rune) bool { return strings.ContainsRune(" ,，、;+", r) })
	if len(parts) == 0 || len(parts) > 1 && !q.Many {
		return nil, false
	}
	for _, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 || n > len(q.Choices) {
			return nil, false
		}
		if v := q.Choices[n-1].Value; !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	return values, true
}

func isNumber(text string) bool { _, err := strconv.Atoi(text); return err == nil }

// fold turns the full-width letters and digits of an input method into plain ones.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, text)
}
