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
