package foreigninvoice

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/internal/pattern"
)

// lower makes small letters, each as long as before, so that places stay.
func lower(text string) string {
	return strings.Map(func(r rune) rune {
		if small := unicode.ToLower(r); utf8.RuneLen(small) == utf8.RuneLen(r) {
			return small
		}
		return r
	}, text)
}

// ends reports whether a label ends before rest: no word goes on there. Words of
// Japanese are written without gaps, and an amount may follow at once.
func ends(word, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	last, _ := utf8.DecodeLastRuneInString(word)
	if unicode.Is(unicode.Han, last) {
		return !unicode.Is(unicode.Han, next)
	}
	return rest == "" || !unicode.IsLetter(next) && next != '-'
}

// cells are the columns of a line.
func cells(line string) (out []string) {
	for cell := range strings.SplitSeq(line, "  ") {
		if cell = strings.TrimSpace(cell); cell != "" {
			out = append(out, cell)
		}
	}
	return out
}

// plain makes spaces, minuses and apostrophes of all kinds one, and writes words
// that are set with gaps together.
func plain(text string) string {
	text = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u3000", "  ", "\t", "  ", "\r", "", "：", ": ", "￥", "¥", "’", "'", "−", "-", "–", "-", "‐", "-", "‑", "-", "－", "-", "，", ",").Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if letters := strings.Fields(line); len(letters) >= leastSpaced && spaced(letters) {
			lines[i] = strings.Join(letters, "")
		}
	}
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - 0xfee0
		}
		return r
	}, strings.Join(lines, "\n"))
}

// leastSpaced is of how many letters a word has to be that is set with gaps.
const leastSpaced = 5

func spaced(letters []string) bool {
	for _, l := range letters {
		if r, n := utf8.DecodeRuneInString(l); n != len(l) || !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// marker is what stands between a label or title and a number.
var marker = pattern.New(`^(?i:[\s:.#]|nr\b|no\b|number\b|nummer\b|n°|nº|n\.º|№|番号)+`)

func unmarked(rest string) string { return strings.TrimSpace(marker.ReplaceAllString(rest, "")) }

var (
	numberShape = pattern.New(`^([0-9A-Za-z][0-9A-Za-z./_-]{1,39})(?:[\s,;()]|$)`)
)

// numbered is the number that a value begins with.
func numbered(value string) string {
	m := numberShape.FindStringSubmatch(unmarked(value))
	if m == nil {
		return ""
	}
	found := strings.TrimRight(m[1], ".-/")
	if !strings.ContainsAny(found, "0123456789") {
		return ""
	}
	if _, is, _ := day(found, true); is {
		return ""
	}
	return found
}

// titled is the title that a cell is, and what stands behind it: nothing, a number,
// the same title in another language, or the paper that is taken back.
func titled(cell string) (title string, s sense, dayFirst bool, rest string) {
	low := lower(cell)
	for _, t := range titles {
		for w := range strings.SplitSeq(t.words, "|") {
			if len(w) > len(title) && strings.HasPrefix(low, w) && ends(w, low[len(w):]) {
				title, s, dayFirst, rest = cell[:len(w)], t.sense, t.dayFirst, strings.TrimSpace(cell[len(w):])
			}
		}
	}
	if title == "" {
		return "", 0, false, ""
	}
	if second, ok := strings.CutPrefix(rest, "/"); ok {
		if other, same, _, behind := titled(strings.TrimSpace(second)); other != "" && same == s {
			return title, s, dayFirst, behind
		}
	}
	if r, _ := beginning(rest); rest == "" || numbered(rest) != "" || r == original {
		return title, s, dayFirst, rest
	}
	return "", 0, false, ""
}
