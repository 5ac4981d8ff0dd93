package packet

import (
	"strings"
	"unicode"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
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

// excerpt is line cut to at most n characters, with …… where it was cut. It
// never cuts inside a composed character: an emoji, an accent, a flag.
func excerpt(s string, n int) string {
	runes := []rune(line(s))
	if len(runes) <= n {
		return string(runes)
	}
	cut := n
	for cut > 0 && (joins(runes[cut]) || runes[cut-1] == '\u200d' || flag(runes[cut]) && flag(runes[cut-1])) {
		cut--
	}
	return strings.TrimRight(string(runes[:cut]), " ，,、；;：:") + "……"
}

func joins(r rune) bool {
	return r == '\u200d' || unicode.In(r, unicode.Mn, unicode.Me) || r >= 0x1f3fb && r <= 0x1f3ff
}

func flag(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

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
