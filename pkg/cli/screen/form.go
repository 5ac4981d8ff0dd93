package screen

import (
	"errors"
	"fmt"

	"github.com/charmbracelet/huh"

	"complain/pkg/cli/plainterm"
)

// Field is one question of a form: for one of its choices, or for a line where
// it has none.
type Field struct {
	Code    string // of the question
	Choices []Choice
	Into    *string // the answer, also one that was there before
	Needed  bool    // a line must not stay empty
	// Wrong says what is wrong with a line, "" when nothing is; nil takes any. It
	// is asked at a terminal that can show the answer beside the question.
	Wrong func(line string) string
}

// choiceRows is how many choices are shown at a time.
const choiceRows = 9

// Form asks the questions of several pages. Whoever leaves it gets ErrAborted.
func (s *Screen) Form(pages ...[]Field) error {
	if s.plainForms() {
		return s.plainForm(pages)
	}
	var groups []*huh.Group
	for _, page := range pages {
		var fields []huh.Field
		for _, f := range page {
			fields = append(fields, s.field(f))
		}
		groups = append(groups, huh.NewGroup(fields...))
	}
	form := huh.NewForm(groups...).WithShowHelp(false).WithInput(s.device.In).WithOutput(s.device.Err).WithTheme(formTheme(s.palette()))
	switch err := form.Run(); {
	case errors.Is(err, huh.ErrUserAborted):
		return ErrAborted
	case err != nil:
		return fmt.Errorf("ask: %w", err)
	}
	return nil
}

// plainForms reports whether questions are asked as numbered lines, which
// screen readers and dumb terminals can follow.
func (s *Screen) plainForms() bool {
	accessible := s.device.Getenv("ACCESSIBLE")
	return s.Plain || accessible != "" && accessible != "0" || s.device.Getenv("TERM") == "dumb"
}

func (s *Screen) plainForm(pages [][]Field) error {
	for _, page := range pages {
		for _, f := range page {
			err := error(nil)
			if len(f.Choices) > 0 {
				err = s.AskChoice(f.Code, f.Choices, f.Into)
			} else {
				err = s.AskLine(f.Code, f.Into, f.Needed)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// field is a question as the library asks it.
func (s *Screen) field(f Field) huh.Field {
	if len(f.Choices) == 0 {
		input := huh.NewInput().Title(s.Say(f.Code)).Value(f.Into)
		if f.Wrong == nil {
			return input
		}
		return input.Validate(func(line string) error {
			if wrong := f.Wrong(line); wrong != "" {
				return errors.New(wrong)
			}
			return nil
		})
	}
	options := make([]huh.Option[string], len(f.Choices))
	for i, c := range f.Choices {
		options[i] = huh.NewOption(c.Label, c.Value)
	}
	return huh.NewSelect[string]().Title(s.Say(f.Code)).Options(options...).Height(choiceRows).Value(f.Into)
}

// palette is the colours of a form, which has none where none are wanted.
func (s *Screen) palette() plainterm.Palette {
	if s.device.Getenv("NO_COLOR") == "" && s.colour != "never" {
		return plainterm.Of(s.device.Getenv)
	}
	return plainterm.Palette{}
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
