package screen

import (
	"io"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"complain/pkg/cli/plainterm"
	"complain/pkg/internal/termsafe"
)

// Stream is an output of the program: a filter against what evidence could do
// to a terminal, and the styles that fit the stream.
type Stream struct {
	*termsafe.Writer
	Style Styles
	under *sticky
}

// open decides how a stream looks.
func open(d Device, w io.Writer, colour string) (s Stream, width int, terminal bool) {
	width, terminal = d.Terminal(w)
	wanted := colourWanted(colour, terminal, d.Getenv)
	kept := &sticky{w: w}
	return Stream{termsafe.NewWriter(kept, wanted), newStyles(w, wanted, plainterm.Of(d.Getenv)), kept}, width, terminal
}

// Redirect has all that is said go through a pager; what it is asked stays at the
// terminal.
func (s *Screen) Redirect(w io.Writer) {
	s.Flush()
	s.Out.under.w = w
	if s.ErrTerminal {
		s.Err.under.w = w
	}
}

// sticky remembers the first error of a writer.
type sticky struct {
	w   io.Writer
	err error
}

func (s *sticky) Write(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.w.Write(p)
	s.err = err
	return n, err
}

// Clean makes text from evidence fit to stand in a line of output.
func Clean(text string) string { return termsafe.CleanLine(text) }

// Styles are the few ways in which text stands out. All are plain without
// colour; nothing is said by colour alone.
type Styles struct {
	Plain, Bold, Dim, Good, Warn, Bad lipgloss.Style
}

func newStyles(w io.Writer, colour bool, palette plainterm.Palette) Styles {
	r := lipgloss.NewRenderer(w)
	r.SetColorProfile(termenv.Ascii)
	if colour {
		r.SetColorProfile(termenv.ANSI256)
	}
	return Styles{
		Plain: r.NewStyle(),
		Bold:  r.NewStyle().Bold(true),
		Dim:   r.NewStyle().Foreground(palette.Quiet),
		Good:  r.NewStyle().Foreground(palette.Good),
		Warn:  r.NewStyle().Bold(true).Foreground(palette.Warn),
		Bad:   r.NewStyle().Bold(true).Foreground(palette.Bad),
	}
}

// colourWanted follows --color, then NO_COLOR (https://no-color.org), CLICOLOR_FORCE
// (https://bixense.com/clicolors) and TERM=dumb, then whether the stream is a terminal.
func colourWanted(when string, terminal bool, getenv func(string) string) bool {
	switch when {
	case "always":
		return true
	case "never":
		return false
	}
	if getenv("NO_COLOR") != "" {
		return false
	}
	if force := getenv("CLICOLOR_FORCE"); force != "" && force != "0" {
		return true
	}
	return terminal && getenv("TERM") != "dumb"
}
