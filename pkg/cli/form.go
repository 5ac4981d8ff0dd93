package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/charmbracelet/huh"

	"complain/pkg/channel"
	"complain/pkg/cli/plainterm"
)

// newForm asks for what complain new was not told. Every answer but the title
// may be left open: it can be said later.
func (a *app) newForm(o *newOptions, book *channel.Book) error {
	later := []choice{{"", a.say("form.later")}}
	categories, platforms := append(later, a.categories(book)...), append(later, a.platforms(book)...)
	if a.plainForms() {
		in := a.lines()
		return errors.Join(
			a.askLine(in, "form.title", &o.title, true), a.askChoice(in, "form.category", categories, &o.category),
			a.askChoice(in, "form.platform", platforms, &o.platform),
			a.askLine(in, "form.seller", &o.seller, false), a.askLine(in, "form.order", &o.order, false))
	}
	input := func(code string, into *string) *huh.Input {
		return huh.NewInput().Title(a.say(code)).Value(into)
	}
	selection := func(code string, choices []choice, into *string) *huh.Select[string] {
		options := make([]huh.Option[string], len(choices))
		for i, c := range choices {
			options[i] = huh.NewOption(c.label, c.value)
		}
		return huh.NewSelect[string]().Title(a.say(code)).Options(options...).Height(9).Value(into)
	}
	title := input("form.title", &o.title).Validate(func(s string) error {
		if slug(s) == "" {
			return errors.New(a.say("form.title.needed"))
		}
		return nil
	})
	form := huh.NewForm(huh.NewGroup(title), huh.NewGroup(selection("form.category", categories, &o.category)),
		huh.NewGroup(selection("form.platform", platforms, &o.platform)),
		huh.NewGroup(input("form.seller", &o.seller), input("form.order", &o.order))).
		WithShowHelp(false).WithInput(a.sys.In).WithOutput(a.sys.Err)
	palette := plainterm.Palette{}
	if a.sys.Getenv("NO_COLOR") == "" && a.colour != "never" && !a.noColour {
		palette = plainterm.Of(a.sys.Getenv)
	}
	form = form.WithTheme(formTheme(palette))
	if err := form.Run(); err != nil {
		if errors.Is(err, huh.ErrUserAborted) {
			return &complaint{say: note("error.interrupted"), code: exitInterrupted}
		}
		return fmt.Errorf("ask: %w", err)
	}
	o.title = strings.TrimSpace(o.title)
	return nil
}

// formTheme is how a form looks: the terminal's own colours, and the palette's for
// what is being asked, what is chosen, and what is wrong.
func formTheme(p plainterm.Palette) *huh.Theme {
	t := huh.ThemeBase()
	for _, field := range []*huh.FieldStyles{&t.Focused, &t.Blurred} {
		field.Base = field.Base.BorderForeground(p.Quiet)
		field.Title = field.Title.Bold(true).Foreground(p.Accent)
		field.SelectSelector = field.SelectSelector.Foreground(p.Accent)
		field.SelectedOption = field.SelectedOption.Bold(true).Foreground(p.Good)
		field.ErrorIndicator = field.ErrorIndicator.Foreground(p.Bad)
		field.ErrorMessage = field.ErrorMessage.Bold(true).Foreground(p.Bad)
		field.TextInput.Prompt = field.TextInput.Prompt.Foreground(p.Accent)
		field.TextInput.Placeholder = field.TextInput.Placeholder.Foreground(p.Quiet)
	}
	return t
}

// plainForms reports whether questions are asked as numbered lines, which
// screen readers and dumb terminals can follow.
func (a *app) plainForms() bool {
	accessible := a.sys.Getenv("ACCESSIBLE")
	return accessible != "" && accessible != "0" || a.sys.Getenv("TERM") == "dumb"
}

// askLine asks for a line. The end of the input is no answer.
func (a *app) askLine(in *bufio.Reader, code string, into *string, needed bool) error {
	for *into == "" {
		fmt.Fprint(a.err, a.say(code), " ")
		a.err.Flush()
		line, err := in.ReadString('\n')
		*into = strings.TrimSpace(line)
		if err == io.EOF && *into == "" {
			return usage("error.no-answer").next("hint.no-answer")
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

// askChoice asks for the number of a choice.
func (a *app) askChoice(in *bufio.Reader, code string, choices []choice, into *string) error {
	if *into != "" {
		return nil
	}
	fmt.Fprintln(a.err, a.say(code))
	for i, c := range choices {
		fmt.Fprintf(a.err, "%3d  %s\n", i+1, c.label)
	}
	for {
		var answer string
		if err := a.askLine(in, "form.number", &answer, true); err != nil {
			return err
		}
		if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(choices) {
			*into = choices[n-1].value
			return nil
		}
		fmt.Fprintln(a.err, a.say("form.number.bad", len(choices)))
	}
}

// confirm asks yes or no; without a terminal only -y says yes.
func (a *app) confirm(code string, args ...any) (bool, error) {
	if a.yes {
		return true, nil
	}
	if !a.asks() {
		return false, usage("error.confirm").next("hint.confirm")
	}
	fmt.Fprint(a.err, a.say(code, args...), " ", a.say("form.yes-no"), " ")
	a.err.Flush()
	line, err := a.lines().ReadString('\n')
	if err != nil && err != io.EOF {
		return false, fmt.Errorf("ask: %w", err)
	}
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "y", "yes", "是", "好":
		return true, nil
	}
	return false, nil
}
