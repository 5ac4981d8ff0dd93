package transcript

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
)

// Names of accounts hold the very sign that ends a name in a header: "Shop: Support".
// Where the header is cut at the first, the rest of the name becomes words. The whole
// file decides: Colons counts what stands between the first sign and the next.
type Colons struct {
	sep    string
	before map[string]*parted // by what stands before the first sign
}

// parted is what was seen of the headers of one name whose text begins with what may
// belong to it.
type parted struct {
	n     int // such headers
	parts map[string]*namePart
	order []string
}

type namePart struct {
	n     int
	app   bool  // the program's own words stand behind it: nobody types before those
	lines []int // the first of them
}

// The limits of what is remembered, and of what can be part of a name.
const (
	mostParted    = 2000
	mostParts     = 200
	mostPartLines = 5
	partBytes     = 80
	partRunes     = 32
	partWords     = 4
)

// NewColons counts headers in which sep ends the name.
func NewColons(sep string) *Colons { return &Colons{sep: sep, before: map[string]*parted{}} }

// Part is what of a text may still belong to the name before it, and the rest.
func (c *Colons) Part(text string) (part, rest string, ok bool) {
	at := strings.Index(text[:min(len(text), partBytes)], c.sep)
	if at <= 0 {
		return "", text, false
	}
	part = text[:at]
	if strings.ContainsAny(part, ",.!?;\n，。！？；、") || strings.Contains(part, "://") ||
		utf8.RuneCountInString(part) > partRunes || len(strings.Fields(part)) > partWords || conversation.IsLabel(part) {
		return "", text, false
	}
	return part, text[at+len(c.sep):], true
}

// Saw counts a header of name in the line, whose text begins with part; app says that
// the program's own words stand behind it.
func (c *Colons) Saw(name, part string, app bool, line int) {
	p := c.before[name]
	if p == nil {
		if len(c.before) >= mostParted {
			return
		}
		p = &parted{parts: map[string]*namePart{}}
		c.before[strings.Clone(name)] = p
	}
	p.n++
	seen := p.parts[part]
	if seen == nil {
		if len(p.parts) >= mostParts {
			return
		}
		part = strings.Clone(part)
		seen = &namePart{}
		p.parts[part], p.order = seen, append(p.order, part)
	}
	seen.n++
	seen.app = seen.app || app
	if len(seen.lines) < mostPartLines {
		seen.lines = append(seen.lines, line)
	}
}

// Headers is how many headers of name have a text that begins with part.
func (c *Colons) Headers(name, part string) int {
	if p := c.before[name]; p != nil && p.parts[part] != nil {
		return p.parts[part].n
	}
	return 0
}

// lineList names the first of so many lines.
func lineList(lines []int, of int) string {
	var all []string
	for _, n := range lines {
		all = append(all, itoa(n))
	}
	if of > len(lines) {
		all = append(all, "…")
	}
	return strings.Join(all, ", ")
}

// Verdict is what the whole file tells of names with the sign in them.
type Verdict struct {
	Name  string // the longer name
	Cut   string // of it, what stands before the sign
	Taken bool   // it is the name, and the sign in it ends none
	Open  bool   // whether it is the file does not tell
	Count int    // its headers
	Lines []int  // the first of them
}

// Doubt is what is said where the file leaves it open.
func (v *Verdict) Doubt() (why dispute.Note, ok bool) {
	code := "chat.colon-once"
	switch {
	case !v.Open || len(v.Lines) == 0:
		return why, false
	case v.Taken:
		code = "chat.colon-taken"
	case v.Count > 1:
		code = "chat.colon-cut"
	}
	return dispute.Say(code, v.Name, v.Cut, v.Count, lineList(v.Lines, v.Count)), true
}

// Decide tells of each longer name whether it is one. total is how many headers there
// are of a name as the first sign cuts it, and announced whether the file names the
// longer one where it names members. A longer name that nothing but its coming back
// speaks for is open; what somebody also says other words without, such as "Note", is
// no part of a name.
func (c *Colons) Decide(total func(name string) int, announced func(name string) bool) (all []Verdict) {
	names := make([]string, 0, len(c.before))
	for name := range c.before {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		p := c.before[name]
		always := p.n >= total(name) // nobody of the shorter name says anything else
		again, repeated := 0, 0
		for _, part := range p.parts {
			if part.n > 1 {
				again, repeated = again+1, repeated+part.n
			}
		}
		desks := always && !slices.ContainsFunc(p.order, startsSmall) && again > 1 && repeated*3 >= p.n*2
		for _, key := range p.order {
			part := p.parts[key]
			v := Verdict{Name: name + c.sep + key, Cut: name, Count: part.n, Lines: part.lines}
			switch {
			case part.app, announced(v.Name), desks:
				v.Taken = true
			case !always || startsSmall(key):
				continue
			case len(p.parts) == 1:
				v.Taken, v.Open = part.n >= enoughOfOne, true
			case part.n > 1:
				v.Open = true
			default:
				continue
			}
			all = append(all, v)
		}
	}
	return all
}

// startsSmall reports a word in small letters, as sentences go on and names do not.
func startsSmall(part string) bool {
	r, _ := utf8.DecodeRuneInString(part)
	return unicode.IsLower(r)
}

// enoughOfOne is how often all that a name says has to begin alike to be taken for a
// part of the name.
const enoughOfOne = 3
