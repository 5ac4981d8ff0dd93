package mimetree

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Parameters is what stands behind the first semicolon of a Content-Type or
// Content-Disposition.
type Parameters map[string]string

// maxValue is the longest value whose parameters are read.
const maxValue = 64 << 10

// piece is a part of a value that is spread over several (RFC 2231).
type piece struct {
	number  int
	encoded bool
	value   []byte
}

// ParametersOf reads what programs really write: quoted or not, with bytes beyond
// ASCII, with RFC 2231 in any charset or RFC 2047 where it is not allowed.
func ParametersOf(value []byte, label string) Parameters {
	out := Parameters{}
	if len(value) > maxValue {
		return out
	}
	pieces := map[string][]piece{}
	_, rest, _ := bytes.Cut(value, []byte(";"))
	for len(rest) > 0 {
		var name string
		var text []byte
		name, text, rest = parameter(rest)
		if name == "" {
			continue
		}
		if base, number, encoded, ok := spread(name); ok {
			pieces[base] = append(pieces[base], piece{number, encoded, text})
			continue
		}
		if _, had := out[name]; !had {
			out[name] = DecodeValue(text, label)
		}
	}
	for name, p := range pieces {
		out[name] = join(p, label)
	}
	return out
}

// parameter reads one name=value and what follows it. Parameters are often
// apart by nothing but a space.
func parameter(s []byte) (name string, value, rest []byte) {
	s = bytes.TrimLeft(s, " \t\r\n;")
	i := bytes.IndexAny(s, "=;")
	if i < 0 {
		return "", nil, nil
	}
	if s[i] == ';' {
		return "", nil, s[i+1:]
	}
	words := strings.Fields(string(s[:i]))
	if len(words) > 0 {
		name = strings.ToLower(words[len(words)-1])
	}
	s = bytes.TrimLeft(s[i+1:], " \t\r\n")
	if len(s) == 0 || s[0] != '"' {
		end := bytes.IndexByte(s, ';')
		if end < 0 {
			end = len(s)
		}
		return name, bytes.TrimSpace(s[:end]), s[end:]
	}
	for j := 1; j < len(s); j++ {
		switch s[j] {
		case '\\':
			// Windows paths are written without doubling what parts them.
			if j+1 < len(s) && (s[j+1] == '"' || s[j+1] == '\\') {
				value = append(value, s[j+1])
				j++
				continue
			}
		case '"':
			return name, value, s[j+1:]
		}
		value = append(value, s[j])
	}
	return name, value, nil // the quotation is not closed
}

// spread takes apart the names of RFC 2231: "filename*", "filename*0", "filename*0*".
func spread(name string) (base string, number int, encoded, ok bool) {
	base, rest, found := strings.Cut(name, "*")
	if !found || base == "" {
		return "", 0, false, false
	}
	if rest == "" {
		return base, 0, true, true
	}
	digits, encoded := strings.CutSuffix(rest, "*")
	number, err := strconv.Atoi(digits)
	return base, number, encoded, err == nil
}

func join(pieces []piece, label string) string {
	slices.SortStableFunc(pieces, func(a, b piece) int { return cmp.Compare(a.number, b.number) })
	var value []byte
	stated := label
	for i, p := range pieces {
		if !p.encoded {
			value = append(value, p.value...)
			continue
		}
		text := p.value
		if parts := bytes.SplitN(text, []byte("'"), 3); i == 0 && len(parts) == 3 {
			stated, text = string(parts[0]), parts[2]
		}
		value = append(value, percent(text)...)
	}
	return DecodeValue(value, stated)
}

func percent(s []byte) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && hex(s[i+1]) >= 0 && hex(s[i+2]) >= 0 {
			out = append(out, byte(hex(s[i+1])<<4|hex(s[i+2])))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return out
}
