package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"complain/pkg/cli/plainterm"
	"complain/pkg/internal/termsafe"
	"complain/pkg/internal/textwidth"
)

// styles are the few ways in which text stands out. All are plain without
// colour; nothing is said by colour alone.
type styles struct {
	plain, bold, dim, good, warn, bad lipgloss.Style
}

func newStyles(w io.Writer, colour bool, palette plainterm.Palette) styles {
	r := lipgloss.NewRenderer(w)
	r.SetColorProfile(termenv.Ascii)
	if colour {
		r.SetColorProfile(termenv.ANSI256)
	}
	return styles{
		plain: r.NewStyle(),
		bold:  r.NewStyle().Bold(true),
		dim:   r.NewStyle().Foreground(palette.Quiet),
		good:  r.NewStyle().Foreground(palette.Good),
		warn:  r.NewStyle().Bold(true).Foreground(palette.Warn),
		bad:   r.NewStyle().Bold(true).Foreground(palette.Bad),
	}
}

// colourWanted follows --color, then NO_COLOR and TERM=dumb
// (https://no-color.org), then whether the stream is a terminal.
func colourWanted(when string, terminal bool, getenv func(string) string) bool {
	switch when {
	case "always":
		return true
	case "never":
		return false
	}
	return terminal && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
}

// say is a sentence of the catalogue.
func (a *app) say(code string, args ...any) string { return a.lang.Say(code, args...) }

// print writes a line of the answer.
func (a *app) print(code string, args ...any) {
	fmt.Fprintln(a.out, a.fit(a.say(code, args...), a.terminal))
}

// talk writes a line beside the answer, unless -q.
func (a *app) talk(code string, args ...any) {
	if !a.quiet && !a.json {
		fmt.Fprintln(a.err, a.fit(a.say(code, args...), a.errTerminal))
	}
}

// fit wraps lines that are too long for a terminal between words, which the
// terminal itself would not; what goes into a pipe stays as it is.
func (a *app) fit(text string, terminal bool) string {
	if !terminal {
		return text
	}
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		for _, part := range textwidth.Wrap(line[len(indent):], max(a.width-len(indent), 20)) {
			out = append(out, indent+part)
		}
	}
	return strings.Join(out, "\n")
}

// hanging wraps text that is too long for a terminal so that it stands beside
// its label, which is printed before it.
func (a *app) hanging(label, text string, terminal bool) string {
	const narrowest = 20
	taken := textwidth.Width(label)
	if !terminal || a.width-taken < narrowest {
		return text
	}
	return strings.Join(textwidth.Wrap(text, a.width-taken), "\n"+strings.Repeat(" ", taken))
}

// clean makes text from evidence fit to stand in a line of output.
func clean(s string) string { return termsafe.CleanLine(s) }

// writeJSON writes one JSON value on one line. Characters that a terminal
// would act on are escaped, which leaves the value the same.
func (a *app) writeJSON(w io.Writer, v any) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	_, err := w.Write(escapeHidden(buf.Bytes()))
	return err
}

// escapeHidden writes format and control characters as \uXXXX; in JSON they
// can only stand inside strings.
func escapeHidden(p []byte) []byte {
	var out []byte
	last := 0
	for i := 0; i < len(p); {
		r, n := utf8.DecodeRune(p[i:])
		if r != '\n' && (unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029') {
			out = append(out, p[last:i]...)
			if r > 0xffff {
				r -= 0x10000
				out = fmt.Appendf(out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
			} else {
				out = fmt.Appendf(out, `\u%04x`, r)
			}
			last = i + n
		}
		i += n
	}
	if last == 0 {
		return p
	}
	return append(out, p[last:]...)
}
