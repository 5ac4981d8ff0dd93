package screen

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"
)

// WriteJSON writes a value as the answer, on one line.
func (s *Screen) WriteJSON(v any) error {
	if s.Answering != nil {
		s.Answering(v)
	}
	return EncodeJSON(s.Out, v)
}

// EncodeJSON writes one JSON value on one line. Characters that a terminal
// would act on are escaped, which leaves the value the same.
func EncodeJSON(w io.Writer, v any) error {
	var l jsonLine
	line, err := l.encode(v)
	if err == nil {
		_, err = w.Write(escapeHidden(line))
	}
	return err
}

// jsonLine makes lines of JSON in memory of its own.
type jsonLine struct {
	buf bytes.Buffer
	enc *json.Encoder
}

// encode is the line of a value, until the next is made.
func (l *jsonLine) encode(v any) ([]byte, error) {
	if l.enc == nil {
		l.enc = json.NewEncoder(&l.buf)
		l.enc.SetEscapeHTML(false)
	}
	l.buf.Reset()
	if err := l.enc.Encode(v); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return l.buf.Bytes(), nil
}

// Answers is the answers of a command that has many of one kind: they leave in
// large pieces.
type Answers[T any] struct {
	s       *Screen
	line    jsonLine
	waiting []byte
}

// answersWait is how many bytes of answers wait at most.
const answersWait = 64 << 10

// AnswersOf begins to write answers. Flush must be called at the end.
func AnswersOf[T any](s *Screen) *Answers[T] { return &Answers[T]{s: s} }

// Write writes an answer as WriteJSON does.
func (a *Answers[T]) Write(v *T) error {
	if a.s.Answering != nil {
		a.s.Answering(*v)
	}
	line, err := a.line.encode(v)
	if err != nil {
		return err
	}
	if !harmless(line) {
		if err := a.Flush(); err != nil {
			return err
		}
		_, err := a.s.Out.Write(escapeHidden(line))
		return err
	}
	if a.waiting = append(a.waiting, line...); len(a.waiting) >= answersWait {
		return a.Flush()
	}
	return nil
}

// Flush writes what waits. All of it is harmless, and needs no filter.
func (a *Answers[T]) Flush() error {
	_, err := a.s.Raw.Write(a.waiting)
	a.waiting = a.waiting[:0]
	return err
}

// harmless reports whether a line holds only characters of which it is known at
// once that no terminal acts on them or hides them: almost all lines.
func harmless(line []byte) bool {
	for i := 0; i < len(line); {
		c := line[i]
		if c < utf8.RuneSelf {
			if c < ' ' && c != '\n' || c == 0x7f {
				return false
			}
			i++
			continue
		}
		if c >= 0xe5 && c <= 0xe9 && len(line)-i >= 3 && line[i+1]&0xc0 == 0x80 && line[i+2]&0xc0 == 0x80 {
			i += 3 // an ideograph
			continue
		}
		r, n := utf8.DecodeRune(line[i:])
		if !plainHan(r) {
			return false
		}
		i += n
	}
	return true
}

// plainHan reports the characters of Chinese text: ideographs, their punctuation
// and full-width forms.
func plainHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3001 && r <= 0x3029 || r >= 0xff01 && r <= 0xff5e || r >= 0x2018 && r <= 0x2026
}

// escapeHidden writes format and control characters as \uXXXX; in JSON they
// can only stand inside strings.
func escapeHidden(p []byte) []byte {
	var out []byte
	last := 0
	for i := 0; i < len(p); {
		if c := p[i]; c >= ' ' && c < 0x7f {
			i++
			continue
		}
		r, n := utf8.DecodeRune(p[i:])
		if r != '\n' && !plainHan(r) && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
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
