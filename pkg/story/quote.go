package story

import (
	"strings"

	"complain/pkg/internal/textwidth"
)

// mostQuote is how many columns of a text are quoted without a choice, two for
// each Chinese character.
const mostQuote = 180

// quote is the passage around a sentence, where the whole text is long: "" for
// all of it.
func quote(sentences []string, at int) string {
	if textwidth.Width(strings.Join(sentences, "")) <= mostQuote || at >= len(sentences) {
		return ""
	}
	from, to := at, at+1
	length := textwidth.Width(sentences[at])
	for {
		switch {
		case to < len(sentences) && length+textwidth.Width(sentences[to]) <= mostQuote:
			length += textwidth.Width(sentences[to])
			to++
		case from > 0 && length+textwidth.Width(sentences[from-1]) <= mostQuote:
			from--
			length += textwidth.Width(sentences[from])
		default:
			return strings.TrimSpace(strings.Join(sentences[from:to], ""))
		}
	}
}
