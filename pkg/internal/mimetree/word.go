package mimetree

import "strings"

// DecodeValue makes a header's value readable: encoded words (RFC 2047), and
// bytes that stand there bare, in the charset of the mail or whatever they are.
func DecodeValue(value []byte, label string) string {
	text := DecodeText(value, label).Text
	if !strings.Contains(text, "=?") {
		return Tidy(text)
	}
	var b strings.Builder
	var held []byte // of adjacent words in one charset: programs cut inside characters
	var heldLabel string
	flush := func() {
		if held != nil {
			b.WriteString(DecodeText(held, heldLabel).Text)
			held = nil
		}
	}
	for text != "" {
		i := strings.Index(text, "=?")
		if i < 0 {
			break
		}
		label, data, n := encodedWord(text[i:])
		if n == 0 {
			flush()
			b.WriteString(text[:i+2])
			text = text[i+2:]
			continue
		}
		between := text[:i]
		if held == nil || strings.Trim(between, " \t") != "" {
			flush()
			b.WriteString(between)
		}
		if held != nil && !strings.EqualFold(label, heldLabel) {
			flush()
		}
		held, heldLabel = append(held, data...), label
		if held == nil {
			held = []byte{}
		}
		text = text[i+n:]
	}
	flush()
	b.WriteString(text)
	return Tidy(b.String())
}

// encodedWord reads =?charset?B?...?= at the start of s. n is its length, or 0.
func encodedWord(s string) (label string, data []byte, n int) {
	parts := strings.SplitN(s[2:], "?", 4)
	if len(parts) < 4 || len(parts[1]) != 1 || parts[0] == "" || strings.ContainsAny(parts[0], " \t=") || !strings.HasPrefix(parts[3], "=") {
		return "", nil, 0
	}
	label, _, _ = strings.Cut(parts[0], "*") // a language may stand behind the charset
	switch parts[1] {
	case "B", "b":
		var ok bool
		if data, ok = decodeB(parts[2]); !ok {
			return "", nil, 0
		}
	case "Q", "q":
		data = decodeQ(parts[2])
	default:
		return "", nil, 0
	}
	return label, data, 2 + len(parts[0]) + 1 + len(parts[1]) + 1 + len(parts[2]) + 2
}

// decodeB is lenient about what fills up the end, and about nothing else.
func decodeB(s string) (out []byte, ok bool) {
	d := Decoder{}
	d.base64([]byte(s))
	d.flush()
	return d.out, d.Junk == 0
}

func decodeQ(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '_':
			out = append(out, ' ')
		case c == '=' && i+2 < len(s) && hex(s[i+1]) >= 0 && hex(s[i+2]) >= 0:
			out = append(out, byte(hex(s[i+1])<<4|hex(s[i+2])))
			i += 2
		default:
			out = append(out, c)
		}
	}
	return out
}

func hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}

// Tidy takes out of a decoded value what would make it more than a line.
func Tidy(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch r {
		case '\r', '\n', 0:
			return ' '
		}
		return r
	}, s))
}

// WithoutComments is s without what stands in parentheses.
func WithoutComments(s string) string {
	var b strings.Builder
	depth := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
			b.WriteByte(' ')
		case depth == 0:
			b.WriteByte(c)
		}
	}
	return b.String()
}
