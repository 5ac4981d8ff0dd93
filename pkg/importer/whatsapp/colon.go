package whatsapp

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
)

// colons finds names that hold ": " where no notice gave them away at the beginning.
type colons struct {
	*transcript.Colons
	contact string               // the name in the file's own name
	notices []told               // lines that may be notices about such a name
	doubts  map[int]dispute.Note // by the line whose header is doubted
}

// told is a line that may be a notice about somebody whose name holds ": ".
type told struct {
	cut, text string // on both sides of the sign
}

// maxTold bounds the lines that may be notices: those that are stand where somebody comes.
const maxTold = 500

func newColons(contact string) colons {
	return colons{Colons: transcript.NewColons(": "), contact: contact, doubts: map[int]dispute.Note{}}
}

// saw takes in a header of name with its text, the marks before which are trimmed; first
// says that the name was not heard before.
func (c *colons) saw(name, text string, first bool, line int) {
	part, rest, ok := c.Part(text)
	said, led := conversation.TrimMarks(rest)
	app := false
	if ok {
		var found appText
		found, app = recognise(said, led && ownMark(rest))
		app = app && found.typ != typeLocation
		_, whole := recognise(text, false) // Location: https://…
		ok = app || !whole
	}
	if !ok {
		if first && len(text) <= 100 && len(c.notices) < maxTold {
			c.notices = append(c.notices, told{strings.Clone(name), strings.Clone(clean(text))})
		}
		return
	}
	c.Saw(name, clean(part), app, line)
	if _, _, again := c.Part(rest); again { // a name may hold the sign twice
		c.saw(name+": "+clean(part), said, false, line)
	}
}

// decide learns the names that hold the sign, and keeps what stays open.
func (c *colons) decide(s *speakers) {
	counted := s.count.Times
	total := func(name string) int {
		n := counted(name)
		if cut, part, ok := cutLast(name); ok {
			n = max(n, c.Headers(cut, part))
		}
		for _, t := range c.notices {
			if t.cut == name && saidOfMember(t.text) {
				n--
			}
		}
		return n
	}
	for _, v := range c.Decide(total, c.announced) {
		if why, ok := v.Doubt(); ok && len(c.doubts) < maxTold {
			c.doubts[v.Lines[0]] = why
		}
		if !v.Taken {
			continue
		}
		s.learn(v.Name)
		if s.typed[v.Cut] {
			s.typed[v.Name] = true
		}
		s.count.Move(v.Cut, v.Name, v.Count)
		for _, t := range c.notices {
			if t.names(v.Name) {
				s.notice(t.cut)
			}
		}
	}
	for _, t := range c.notices {
		if t.speaksOf(s.count) {
			s.notice(t.cut)
		}
	}
}

// notice notes what stands before ": " in a notice.
func (s *speakers) notice(cut string) {
	if s.notices == nil {
		s.notices = map[string]bool{}
	}
	s.notices[cut] = true
}

// speaksOf reports what begins with the name of somebody who speaks and goes on with
// words about members: Ann added Shop: Support, where Shop: Support says nothing.
func (t told) speaksOf(names *transcript.Names) bool {
	for at := range len(t.cut) {
		if t.cut[at] == ' ' && names.Speaks(t.cut[:at]) && saidOfMember(t.cut[at:]+" ") {
			return true
		}
	}
	return false
}

func cutLast(name string) (cut, part string, ok bool) {
	at := strings.LastIndex(name, ": ")
	if at < 0 {
		return name, "", false
	}
	return name[:at], name[at+2:], true
}

// announced reports whether the file names somebody of that name: as its own name has
// it, where a colon cannot stand, or in a notice about members.
func (c *colons) announced(name string) bool {
	return c.contact != "" && slices.Contains(inFileNames(name), c.contact) ||
		slices.ContainsFunc(c.notices, func(t told) bool { return t.names(name) })
}

// inFileNames is how names of files write a name, in which no colon can stand.
func inFileNames(name string) (all []string) {
	for _, sign := range []string{"", "_", "-", "：", " ", "꞉"} {
		all = append(all, strings.ReplaceAll(name, ":", sign))
	}
	return all
}

// names reports whether the line is a notice about somebody of that name: behind other
// words, or before words of WhatsApp's own.
func (t told) names(name string) bool {
	line := t.cut + ": " + t.text
	at := strings.Index(line, name)
	if at < 0 || at > len(t.cut) || at+len(name) <= len(t.cut) {
		return false
	}
	before, after := line[:at], line[at+len(name):]
	if !edge(before, utf8.DecodeLastRuneInString) || !edge(after, utf8.DecodeRuneInString) {
		return false
	}
	return saidOfMember(before+" "+after) && !strings.Contains(after, ": ")
}

// edge reports whether no word goes on at the end of s at which last looks. Chinese and
// Japanese set nothing between words.
func edge(s string, last func(string) (rune, int)) bool {
	r, _ := last(s)
	return s == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r) || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// saidOfMember reports the words of a notice about members.
func saidOfMember(text string) bool {
	return slices.ContainsFunc(words().said, func(s string) bool { return strings.Contains(text, strings.TrimRight(s, " ")) })
}

// tell gives the doubt about a header's name to its record.
func (c *colons) tell(r *dispute.Record) {
	if why, ok := c.doubts[r.Locator.Line]; ok {
		r.Remarks = append(r.Remarks, why)
	}
}

// remark says of the whole file which names hold the sign.
func (s *speakers) remark(sink importer.Sink) {
	var all []string
	for _, names := range s.long {
		for _, name := range names {
			if s.count.Speaks(name) {
				all = append(all, name)
			}
		}
	}
	if len(all) > 0 {
		slices.Sort(all)
		sink.Remark(dispute.Say("chat.colon-names", strings.Join(all, "; ")))
	}
}
