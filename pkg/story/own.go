package story

import (
	"strings"

	"golang.org/x/text/width"
)

// ownWords is a message without what it quotes of another: the lines that mails and
// messengers mark with >, and the line above them that says whose they are.
func ownWords(text string) string {
	if !strings.Contains(text, "\n>") && !strings.HasPrefix(text, ">") {
		return text
	}
	var own []string
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if !marked(line) && !attributes(lines, i) {
			own = append(own, line)
		}
	}
	return strings.TrimRight(strings.Join(own, "\n"), "\n ")
}

func marked(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " "), ">") }

// attributes reports whether a line, or what it goes on in, ends with a colon right
// above a quotation: "On 6 November Dana wrote:". Programs break it after some seventy
// characters.
func attributes(lines []string, i int) bool {
	for n := i; n < min(i+mostAttribution, len(lines)) && strings.TrimSpace(lines[n]) != "" && !marked(lines[n]); n++ {
		line := strings.TrimSpace(lines[n])
		if !strings.HasSuffix(width.Fold.String(line), ":") {
			continue
		}
		return quotedNext(lines[n+1:]) && (n == i || strings.ContainsAny(lines[i], "0123456789@"))
	}
	return false
}

// mostAttribution is how many lines say whose a quotation is.
const mostAttribution = 2

// quotedNext reports whether the first line that says something is marked.
func quotedNext(lines []string) bool {
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			return marked(line)
		}
	}
	return false
}
