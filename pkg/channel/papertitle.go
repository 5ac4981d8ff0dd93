package channel

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"complain/pkg/dispute"
)

// titleLines is how far from its top the title of a paper may stand, in lines
// with something on them: below are the papers that it speaks of.
const titleLines = 20

var (
	// office is the name of an office that stands before a title in its line.
	office = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\p{Han}{2,30}(局|厅|委员会|协会|委|所|中心|办公室)$`)
	})
	// note is what may follow a title in its line: 〔2026〕第12号, （存根）.
	note = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(\(\p{Han}{1,8}\))?(\p{Han}{0,16}[〔\[(【]\d{4}[〕\])】]\p{Han}{0,4}\d{1,8}号)?$`)
	})
)

// TitledAs is the answer whose title the text of a paper bears: at the text's
// beginning, or in a line of its own near its top. Titles are set with spaces
// between their characters and after the name of the office. A title inside a
// sentence is none, and a text that bears those of several answers is a list.
func (b *Book) TitledAs(text string) (Answer, bool) {
	var lines [][]string // the words of each line
	for line := range strings.Lines(text) {
		if words := strings.Fields(norm.NFKC.String(line)); len(words) > 0 {
			lines = append(lines, words)
		}
		if len(lines) > titleLines {
			break
		}
	}
	var found []dispute.OfficialKind
	for i, words := range lines[:min(len(lines), titleLines)] {
		a, ok := b.titleOf(words, i == 0)
		if !ok && i+1 < len(lines) && len(words) == 1 {
			// A large title is often broken in two.
			a, ok = b.exactly(words[0] + strings.Join(lines[i+1], ""))
		}
		if ok && i+1 < len(lines) && continues(lines[i+1][0]) {
			ok = false
		}
		if ok && !slices.Contains(found, a.ID) {
			found = append(found, a.ID)
		}
	}
	if len(found) != 1 {
		return Answer{}, false
	}
	a, err := b.Answer(found[0])
	return a, err == nil
}

// titleOf is the answer whose title the words of a line are. At the beginning
// of a text more may follow: some texts have no lines.
func (b *Book) titleOf(words []string, first bool) (Answer, bool) {
	const longest = 64 // of characters set apart, with the name of an office
	for n := min(len(words), longest); n > 0; n-- {
		title := strings.Join(words[:n], "")
		rest := strings.Join(words[n:], "")
		if cut := strings.IndexAny(title, "(〔[【"); cut > 0 && n == 1 {
			title, rest = title[:cut], title[cut:]+rest
		}
		if !note().MatchString(rest) && (!first || continues(rest)) {
			continue
		}
		if a, ok := b.exactly(title); ok {
			return a, true
		}
	}
	return Answer{}, false
}

// exactly is the answer that has title for a title, with or without the name of
// an office before it.
func (b *Book) exactly(title string) (Answer, bool) {
	for _, a := range b.answers {
		for _, p := range a.Papers {
			if before, ok := strings.CutSuffix(title, p); ok && (before == "" || office().MatchString(before)) {
				return a, true
			}
		}
	}
	return Answer{}, false
}

// continues reports whether a line goes on with the sentence before it.
func continues(word string) bool {
	r := []rune(word)[0]
	return strings.ContainsRune("，。；、）》！？,.;:)!?", r)
}

// compact is text without its spaces, in the characters that mean the same.
func compact(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(text))
}
