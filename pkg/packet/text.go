package packet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
	"complain/pkg/internal/textwidth"
)

var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ", "\u2028", " ", "\u2029", " ")

// line is text from the case on one line, through the filter.
func line(s string) string {
	return termsafe.Clean(strings.TrimSpace(oneLine.Replace(s)))
}

// plain is line as inlines; nothing for "".
func plain(s string) []doc.Inline {
	if s = line(s); s == "" {
		return nil
	}
	return []doc.Inline{doc.Text(s)}
}

// begun is words of the program as the beginning of a sentence: with a capital.
func begun(in []doc.Inline) []doc.Inline {
	if len(in) == 0 {
		return in
	}
	if first, ok := in[0].(doc.Text); ok && first != "" {
		r, size := utf8.DecodeRuneInString(string(first))
		in[0] = doc.Text(string(unicode.ToUpper(r)) + string(first[size:]))
	}
	return in
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

// lines is text from the case with its line ends kept, through the filter.
// Empty lines are left out: they say nothing and break rows apart.
func lines(s string) []doc.Inline {
	var out []doc.Inline
	for part := range strings.SplitSeq(lineEnds.Replace(s), "\n") {
		part = line(part)
		if part == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, doc.Break{})
		}
		out = append(out, doc.Text(part))
	}
	return out
}

// excerpt is line cut to at most n full-width characters, with an ellipsis where it was
// cut: between words where there are any, and never inside a composed
// character, a number, or what must be masked: half of it would not be known for
// what it is.
func (c *composer) excerpt(s string, n int) string {
	s = line(s)
	if textwidth.Width(s) <= 2*n {
		return s
	}
	head := textwidth.Truncate(s, 2*n, "")
	for _, f := range c.masks.find("", s) {
		if f.Start < len(head) && len(head) < f.End {
			head = head[:f.Start]
		}
	}
	if rest := s[len(head):]; rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		if whole := strings.TrimRight(head, "0123456789 -"); whole != "" {
			head = whole
		}
	}
	if next, _ := utf8.DecodeRuneInString(s[len(head):]); inWord(next) {
		if space := strings.LastIndexByte(head, ' '); space > len(head)/2 {
			head = head[:space]
		}
	}
	return strings.TrimRight(head, " ，,、；;：:") + c.ellipsis()
}

// ellipsis marks what is left out, as the language of the packet writes it.
func (c *composer) ellipsis() string {
	if c.chinese() {
		return "……"
	}
	return "…"
}

// inWord reports a character of a script that writes spaces between words.
func inWord(r rune) bool {
	return unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek) || unicode.IsDigit(r)
}

// flatten is inlines as plain text, for places that hold no inlines.
func flatten(text []doc.Inline) string {
	var b strings.Builder
	for _, in := range text {
		switch in := in.(type) {
		case doc.Text:
			b.WriteString(string(in))
		case doc.Strong:
			b.WriteString(string(in))
		case doc.Emph:
			b.WriteString(string(in))
		case doc.Digest:
			b.WriteString(string(in))
		case doc.Blank:
			b.WriteString("____")
		case doc.Ref:
			b.WriteString(in.Label)
		case doc.Break:
			b.WriteString(" ")
		}
	}
	return b.String()
}

// join puts sep between parts that are not empty.
func join(sep string, parts ...[]doc.Inline) []doc.Inline {
	var out []doc.Inline
	for _, p := range parts {
		if len(p) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, doc.Text(sep))
		}
		out = append(out, p...)
	}
	return out
}
