package whatsapp

import (
	"slices"
	"strings"
	"unicode/utf8"

	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
)

// maxNames bounds the names kept; no chat has as many members.
const maxNames = 20_000

// maxKnown is the longest name in bytes, with marks, that is kept as written.
const maxKnown = 400

// speakers knows who speaks in a chat.
type speakers struct {
	long    map[string][]string // names that hold ": " themselves, by what stands before it, the longest first
	count   *transcript.Names   // headers by name
	known   map[string]string   // names by how the file writes them, up to maxNames
	notices map[string]bool     // what stands before ": " in notices about names that hold it
	typed   map[string]bool     // names with a text that has no mark before it, up to maxNames
}

func newSpeakers(long ...string) speakers {
	s := speakers{count: transcript.NewNames(), known: map[string]string{}, typed: map[string]bool{}, long: map[string][]string{}}
	for _, name := range long {
		s.learn(name)
	}
	return s
}

// learn notes a name that the first ": " of a line would cut in two.
func (s *speakers) learn(name string) {
	name = clean(name)
	cut, _, holds := strings.Cut(name, ": ")
	if !holds || slices.Contains(s.long[cut], name) || len(s.long) >= maxNames || len(s.long[cut]) >= maxLong {
		return
	}
	s.long[cut] = append(s.long[cut], name)
	slices.SortStableFunc(s.long[cut], func(a, b string) int { return len(b) - len(a) })
}

// maxLong bounds the names that begin with the same words.
const maxLong = 300

// saw counts a header of name, and reports whether it is the first; typed says that no
// mark stands before its text.
func (s *speakers) saw(name string, typed bool) (first bool) {
	if typed && !s.typed[name] && len(s.typed) < maxNames {
		s.typed[name] = true
	}
	return s.count.Saw(name)
}

// split divides what follows a header into the name and the place where the
// text begins. named is false for a notice, which nobody says.
func (s *speakers) split(rest string) (name string, text int, named bool) {
	at := strings.Index(rest, ": ")
	switch {
	case at >= 0:
		text = at + 2
	case strings.HasSuffix(rest, ":"): // an empty message whose last space was lost
		at, text = len(rest)-1, len(rest)
	default:
		at = markedColon(rest)
		text = at + 1
	}
	if at <= 0 {
		return "", 0, false
	}
	name, cached := s.known[rest[:at]]
	if !cached {
		name = clean(rest[:at])
	}
	if len(s.long)+len(s.notices) > 0 {
		if long, text, ok := s.longer(name, rest); ok {
			return long, text, long != ""
		}
	}
	if cached {
		return name, text, true
	}
	switch {
	case name != "" && isName(name):
		if at <= maxKnown && len(s.known) < maxNames {
			s.known[strings.Clone(rest[:at])] = strings.Clone(name)
		}
	case !s.count.Speaks(name):
		return "", 0, false
	}
	return name, text, true
}

// longer is the name in front of rest that holds the sign at which cut ends; it is ""
// where rest is a notice about that name.
func (s *speakers) longer(cut, rest string) (name string, text int, ok bool) {
	if s.notices[cut] && !s.count.Again(cut) {
		return "", 0, true
	}
	for _, long := range s.long[cut] {
		unmarked, _ := conversation.TrimMarks(rest)
		behind, found := strings.CutPrefix(unmarked, long)
		if !found {
			continue
		}
		after, _ := conversation.TrimMarks(behind)
		switch {
		case strings.HasPrefix(after, ": "):
			return long, len(rest) - len(after) + 2, true
		case after == ":":
			return long, len(rest), true
		case strings.HasPrefix(after, " ") && !strings.Contains(after, ": ") && saidOfMember(after):
			return "", 0, true // Shop: Support left
		}
	}
	return "", 0, false
}

// markedColon is the place of a colon with a direction mark behind it, or -1:
// some phones leave out the space before WhatsApp's own words.
func markedColon(rest string) int {
	for at := range len(rest) {
		if rest[at] == ':' && conversation.MarkLen(rest[at+1:]) > 0 {
			return at
		}
	}
	return -1
}

// isName tells a name from the beginning of a notice that holds a colon, such
// as: Ann changed the group name to "Sale: all sizes". Names may be long; what
// they do not do is open a quotation and leave it open.
func isName(name string) bool {
	if len(name) > 100 && utf8.RuneCountInString(name) > 100 {
		return false
	}
	if strings.HasPrefix(name, securityCode) { // a notice about somebody whose name holds a colon
		return false
	}
	curly := strings.Count(name, "“") + strings.Count(name, "”") + strings.Count(name, "„") // each language pairs them otherwise
	return strings.Count(name, `"`)%2 == 0 && curly%2 == 0 &&
		strings.Count(name, "「") <= strings.Count(name, "」") &&
		strings.Count(name, "『") <= strings.Count(name, "』") &&
		strings.Count(name, "«") <= strings.Count(name, "»") &&
		!strings.Contains(name, "://")
}

// securityCode begins the notice that somebody changed phones.
const securityCode = "Your security code with "

// clean is a name as written, without marks and the spaces around it.
func clean(name string) string {
	return strings.TrimFunc(conversation.Visible(name), conversation.IsSpace)
}
