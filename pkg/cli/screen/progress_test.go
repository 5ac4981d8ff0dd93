package screen_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"

	"complain/pkg/cli/screen"
	"complain/pkg/internal/textwidth"
	"complain/pkg/locale"
)

// terminal is a screen on a terminal of a width, with a clock that a test turns.
type terminal struct {
	columns int
	now     time.Time
	env     map[string]string
	shown   bytes.Buffer
}

func (term *terminal) screen(lang string) *screen.Screen {
	l := locale.BuiltIn().For(lang)
	return screen.New(screen.Device{
		In: strings.NewReader(""), Out: &bytes.Buffer{}, Err: &term.shown,
		Getenv: func(name string) string { return term.env[name] }, Now: func() time.Time { return term.now },
		Terminal: func(any) (int, bool) { return term.columns, term.columns > 0 },
	}, l, "never")
}

// work goes through a hundred steps of a second each, and then clears.
func (term *terminal) work(s *screen.Screen) {
	p := s.Progress()
	for n := range 100 {
		term.now = term.now.Add(time.Second)
		p.Step(screen.Step{Name: "证据/a chat with a long name.txt", Done: n, Files: 100, Bytes: int64(n) * 3e6, Of: 3e8, Looks: n / 10})
	}
	p.Clear()
}

var erased = regexp.MustCompile(`\r([^\r\x1b]*)\x1b\[K`)

// The line says how much of how much, how many files, how many of them need a look
// and how long it still takes; it is one line at any width, is never blank between
// two of its states, and is gone at the end.
func TestProgressIsOneLine(t *testing.T) {
	for _, c := range []struct {
		lang string
		at42 []string
	}{{"en", []string{"42 %", "42/100 files", "126/300 MB", "4 to look at", "0:59 left"}}, {"zh", []string{"42 %", "42/100 个", "126/300 MB", "4 个需查看", "还要 0:59"}}} {
		for _, columns := range []int{20, 40, 60, 80, 120} {
			term := &terminal{columns: columns, now: time.Unix(1796000000, 0)}
			term.work(term.screen(c.lang))
			states := erased.FindAllStringSubmatch(term.shown.String(), -1)
			if got := erased.ReplaceAllString(term.shown.String(), ""); got != "" || len(states) < 90 {
				t.Fatalf("%s %d: %d states, and beside them %q", c.lang, columns, len(states), got)
			}
			for i, state := range states {
				if w := textwidth.Width(state[1]); w >= columns {
					t.Errorf("%s: %d columns of %d: %q", c.lang, w, columns, state[1])
				}
				if last := i == len(states)-1; last != (state[1] == "") {
					t.Errorf("%s %d: state %d of %d is %q", c.lang, columns, i, len(states), state[1])
				}
			}
			for _, want := range c.at42 {
				if columns >= 60 && !strings.Contains(states[42][1], want) {
					t.Errorf("%s %d: no %q in %q", c.lang, columns, want, states[42][1])
				}
			}
		}
	}
}

// Where nothing may be drawn over, nothing is.
func TestProgressOnlyOnATerminal(t *testing.T) {
	for name, set := range map[string]func(*terminal, *screen.Screen){
		"a pipe":     func(term *terminal, _ *screen.Screen) {},
		"ACCESSIBLE": func(term *terminal, _ *screen.Screen) { term.env = map[string]string{"ACCESSIBLE": "1"} },
		"TERM=dumb":  func(term *terminal, _ *screen.Screen) { term.env = map[string]string{"TERM": "dumb"} },
		"--plain":    func(_ *terminal, s *screen.Screen) { s.Plain = true },
		"--quiet":    func(_ *terminal, s *screen.Screen) { s.Quiet = true },
		"--json":     func(_ *terminal, s *screen.Screen) { s.JSON = true },
	} {
		term := &terminal{columns: 80, now: time.Unix(1796000000, 0)}
		if name == "a pipe" {
			term.columns = 0
		}
		s := term.screen("en")
		set(term, s)
		term.work(s)
		if term.shown.Len() > 0 {
			t.Errorf("%s: %q", name, term.shown.String())
		}
	}
}
