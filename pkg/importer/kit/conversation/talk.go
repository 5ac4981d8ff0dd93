package conversation

import (
	"strings"
	"unicode/utf8"
)

// Talk looks at the lines of a text for a conversation without times: lines that
// begin with names that come back, in turns, and say what people say to one another.
// The zero Talk is ready.
type Talk struct {
	lines  int // not blank
	staged int // that only plays and minutes have
	forms  [Forms]turns
	alone  turns // a name on a line of its own, the words below
	above  string
	under  map[string]map[string]bool // of such a name, the lines that it stands directly below
	over   string                     // the line above the line above
}

// turns is what was seen of lines in one form.
type turns struct {
	said     int
	names    map[string]*speaker
	order    []string // the names in the order in which they came, as far as it is followed
	worded   int      // lines with words behind the name
	last     string
	change   int  // how often another speaks than before
	labelled int  // lines with a label in place of the name
	below    bool // the words of the last stand in the line below it
}

// speaker is how often one speaks, says a sentence, and speaks to somebody.
type speaker struct{ said, sentences, talked int }

// The limits of what is remembered.
const (
	mostSpeakers = 1000
	mostTurns    = 200
)

func (t *turns) add(name, text string) {
	if t.names == nil {
		t.names = map[string]*speaker{}
	}
	if t.names[name] == nil {
		if len(t.names) >= mostSpeakers {
			return
		}
		t.names[name] = &speaker{}
	}
	t.said++
	t.names[name].said++
	t.names[name].words(text)
	if t.last != name {
		t.change++
	}
	if t.last = name; len(t.order) < mostTurns {
		t.order = append(t.order, name)
	}
}

// words takes in what somebody says.
func (s *speaker) words(text string) {
	if Addresses(text) {
		s.talked++
	}
	if spokenText(text) {
		s.sentences++
	}
}

// Line takes the next line.
func (t *Talk) Line(line string) {
	if IsBlank(line) || aloneTime(line) {
		return
	}
	t.lines++
	if staged(line) {
		t.staged++
	}
	for form := range Forms {
		f := &t.forms[form]
		s, ok := ReadSaidAs(form, line)
		switch {
		case ok && IsLabel(s.Name):
			f.labelled++
			ok = false
		case ok:
			f.add(s.Name, s.Text)
			if s.Text != "" {
				f.worded++
			}
		case f.below && f.names[f.last] != nil: // the name stood alone with its colon
			f.names[f.last].words(line)
		}
		f.below = ok && s.Text == ""
	}
	if name := strings.TrimFunc(Visible(t.above), IsSpace); MayBeName(name) && !IsLabel(name) && utf8.RuneCountInString(name) <= 20 {
		t.alone.add(name, line)
		t.stands(name)
	}
	t.over, t.above = t.above, line
}

// stands remembers below which line a name stands.
func (t *Talk) stands(name string) {
	if t.alone.names[name] == nil {
		return
	}
	if t.under == nil {
		t.under = map[string]map[string]bool{}
	}
	if t.under[name] == nil {
		t.under[name] = map[string]bool{}
	}
	t.under[name][strings.TrimFunc(Visible(t.over), IsSpace)] = true
}

// staged reports a line as plays, minutes and files of settings have them.
func staged(line string) bool {
	line = strings.TrimFunc(line, IsSpace)
	for _, c := range [][2]string{{"（", "）"}, {"(", ")"}, {"第", "幕"}, {"第", "场"}, {"旁白", ""}, {"ACT ", ""}, {"SCENE ", ""}} {
		if strings.HasPrefix(line, c[0]) && strings.HasSuffix(line, c[1]) {
			return true
		}
	}
	return false
}

// Spoken is a conversation without times: how its lines are written and who speaks.
type Spoken struct {
	Form     Form
	Alone    bool            // the names stand on lines of their own
	Speakers map[string]bool // those who speak as a rule; a name said once may be text
	Said     int
	Worded   int // of them, those that have words behind the name
}

// Spoken is the conversation that the lines are, as far as they can be one at all.
func (t *Talk) Spoken() (Spoken, bool) {
	best, out := (*turns)(nil), Spoken{}
	for form := range Forms {
		if f := &t.forms[form]; best == nil || f.again() > best.again() || best.said == 0 && f.said > 0 {
			best, out.Form = f, form
		}
	}
	out.Speakers = map[string]bool{}
	if alone := t.returning(); best.again() < alone.again() && alone.change > 2 {
		out.Alone, out.Said, best = true, alone.said, &alone
	} else {
		out.Said, out.Worded = best.said, best.worded
	}
	whole := !out.Alone && best.said == t.lines
	for name, s := range best.names {
		if s.said > 1 || whole || best.said <= fewest {
			out.Speakers[name] = true
		}
	}
	return out, len(out.Speakers) > 0
}

// again is how many lines are of names that come back.
func (t *turns) again() (n int) {
	for _, s := range t.names {
		if s.said > 1 {
			n += s.said
		}
	}
	return n
}

// Seems reports whether the lines are a conversation, and how many of them say who
// speaks.
func (t *Talk) Seems() (n int, ok bool) {
	if t.staged > 0 {
		return 0, false
	}
	for form := range Forms {
		if f := &t.forms[form]; (form == Colon || f.said > fewest) && f.talk(t.lines, 3) {
			return f.said, true
		}
	}
	a := t.returning()
	return a.said, a.said >= 4 && a.change >= 3 && a.talk(t.lines, 3)
}

// returning is the turns of names that come back on lines of their own. Words come back
// too, directly below names; the first line of a text is a name.
func (t *Talk) returning() turns {
	var out turns
	for _, name := range t.alone.order {
		s := t.alone.names[name]
		if s.said > 1 && out.names[name] == nil && !t.belowAny(name, out.names) {
			if out.names == nil {
				out.names = map[string]*speaker{}
			}
			out.names[name] = s
			out.said += s.said
		}
		if out.names[name] == nil {
			continue
		}
		if out.last != name {
			out.change++
		}
		out.last = name
		out.order = append(out.order, name)
	}
	return out
}

func (t *Talk) belowAny(name string, names map[string]*speaker) bool {
	for above := range t.under[name] {
		if names[above] != nil {
			return true
		}
	}
	return false
}

// talk reports whether turns are a conversation in a text of so many lines, of which
// one in most says who speaks.
func (t *turns) talk(lines, most int) bool {
	if t.said < 2 || len(t.names) < 2 || t.said*most < lines || t.labelled*4 > t.said || t.cyclic() {
		return false
	}
	talked, sentences, talkers := 0, 0, 0
	for _, s := range t.names {
		talked, sentences = talked+s.talked, sentences+s.sentences
		if s.sentences > 0 {
			talkers++
		}
	}
	if talkers < 2 || talked == 0 || talked*4 < t.said {
		return false
	}
	if t.said <= fewest { // too few for a name to come back
		return lines <= 2*t.said+2 && t.labelled == 0 && sentences == t.said && t.change > 1
	}
	return t.change >= 3 && t.again()*3 >= t.said*2
}

// cyclic reports whether three names or more follow one another in the same order all
// the time, as the fields of entries do.
func (t *turns) cyclic() bool {
	n := len(t.names)
	if n < 3 || len(t.order) < 2*n {
		return false
	}
	for i := n; i < len(t.order); i++ {
		if t.order[i] != t.order[i-n] {
			return false
		}
	}
	return true
}
