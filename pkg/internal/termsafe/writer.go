package termsafe

import (
	"io"
	"strings"
)

// Writer filters everything that goes to a terminal as Clean does. It wraps
// the terminal once, so that no call that prints can forget.
type Writer struct {
	w        io.Writer
	allowSGR bool
	context  context
	held     string // the end of what came, not yet judged
}

// NewWriter filters what is written to w. With allowSGR the sequences that
// colour text pass (ESC [ digits and semicolons m), and nothing else of the
// kind; evidence has to pass Clean before it is coloured. Flush must be called
// at the end.
func NewWriter(w io.Writer, allowSGR bool) *Writer {
	return &Writer{w: w, allowSGR: allowSGR}
}

// Write filters p. The start of a character or sequence at its end is held
// until the rest comes.
func (w *Writer) Write(p []byte) (int, error) {
	if err := w.write(w.held+string(p), false); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Flush writes what is held: nothing more is to come.
func (w *Writer) Flush() error { return w.write(w.held, true) }

func (w *Writer) write(s string, final bool) error {
	var b strings.Builder
	cut, i := 0, 0
	for i < len(s) {
		if i += w.context.ordinary(s[i:]); i == len(s) {
			break
		}
		n, verdict := w.next(s[i:], final)
		if verdict == wait {
			break
		}
		if verdict == show {
			b.WriteString(s[cut:i])
			b.WriteString(Name(s[i : i+n]))
			cut = i + n
		}
		i += n
	}
	w.held = s[i:]
	b.WriteString(s[cut:i])
	if b.Len() == 0 {
		return nil
	}
	_, err := io.WriteString(w.w, b.String())
	return err
}

func (w *Writer) next(s string, final bool) (int, verdict) {
	if w.allowSGR && s[0] == '\x1b' {
		n, verdict := colour(s, final)
		if verdict != show {
			w.context = context{}
			return n, verdict
		}
	}
	return w.context.next(s, final)
}

// colour judges a sequence that starts with ESC.
func colour(s string, final bool) (int, verdict) {
	const longest = 40 // bold, foreground and background in 24 bits
	for i := 1; i < len(s) && i < longest; i++ {
		switch b := s[i]; {
		case i == 1 && b == '[':
		case i > 1 && (b == ';' || '0' <= b && b <= '9'):
		case i > 1 && b == 'm' && !conceals(s[2:i]):
			return i + 1, keep
		default:
			return 1, show
		}
	}
	if final || len(s) >= longest {
		return 1, show
	}
	return 0, wait
}

// conceals reports whether the parameters of a colour sequence hold 8, which
// makes text invisible; an 8 inside a colour's own numbers is a colour.
func conceals(params string) bool {
	p := strings.Split(params, ";")
	for i := 0; i < len(p); i++ {
		switch strings.TrimLeft(p[i], "0") {
		case "8":
			return true
		case "38", "48", "58":
			if i+1 < len(p) {
				switch strings.TrimLeft(p[i+1], "0") {
				case "5":
					i += 2
				case "2":
					i += 4
				}
			}
		}
	}
	return false
}
