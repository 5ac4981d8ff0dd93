package pasted

import (
	"strings"
	"unicode/utf8"

	"complain/pkg/importer/kit/conversation"
)

// Accounts of a shop have a colon in their names: 云栖数码:小栖. In front of words it
// looks like the end of the name, so the whole text decides.

// accounts counts what stands between the first colon behind a name and the next.
type accounts struct {
	lines map[string]int            // of a name
	parts map[string]map[string]int // of a name, what follows
}

// longestPart bounds the part of a name behind its colon in letters.
const longestPart = 20

// split is the part of a name that words begin with, if they can begin with one.
func split(text string) (part, rest string, ok bool) {
	i := strings.IndexAny(text, ":：")
	if i <= 0 {
		return "", text, false
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	part, rest = text[:i], text[i+size:]
	return part, rest, utf8.RuneCountInString(part) <= longestPart && !strings.ContainsAny(part, " ,，。/") && !conversation.IsLabel(part)
}

func (a *accounts) add(name, text string) {
	if a.lines == nil {
		a.lines, a.parts = map[string]int{}, map[string]map[string]int{}
	}
	if len(a.lines) >= maxNames {
		return
	}
	a.lines[name]++
	if part, _, ok := split(text); ok {
		if a.parts[name] == nil {
			a.parts[name] = map[string]int{}
		}
		a.parts[name][part]++
	}
}

// whole is the head with the part of its name that its words began with: where all that
// anybody of the name says begins with such parts, and they come back.
func (a *accounts) whole(h head) head {
	total := 0
	for _, n := range a.parts[h.name] {
		if n > 1 {
			total += n
		}
	}
	part, rest, ok := split(h.text)
	if !ok || total < a.lines[h.name] || total == 0 {
		return h
	}
	h.name += ":" + part
	h.text = strings.TrimLeftFunc(rest, conversation.IsSpace)
	return h
}
