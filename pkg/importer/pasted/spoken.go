package pasted

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
)

// spokenHeads is what a first look tells of lines that have a name and the words, and of
// times above them.
type spokenHeads struct {
	talk  conversation.Talk
	times int  // in lines of their own, with an hour
	first bool // the first line but blank ones and days is such a time
	seen  bool // there was one
	last  bool // and so is the last
	led   int  // of them, those with such a line below
	wait  bool // the last line but blank ones was such a time
}

func (s *spokenHeads) line(line string) {
	if conversation.IsBlank(line) {
		return
	}
	if h, ok := readTimeAlone(line); ok {
		if h.precision != dispute.Day {
			s.first, s.seen, s.last = s.first || !s.seen, true, true
		}
		s.times++
		s.wait = true
		return
	}
	s.seen, s.last = true, false
	if said, ok := conversation.ReadSaid(line); ok && s.wait && said.Text != "" {
		s.led++
	}
	s.wait = false
	s.talk.Line(line)
}

// below reports whether the times stand below the words, as the windows of some phones
// show them: the text begins with words and ends with a time.
func (s *spokenHeads) below() bool { return s.last && !s.first }

// unsure reports times in front of the first words and behind the last: of which they
// are nobody can tell.
func (s *spokenHeads) unsure() bool { return s.last && s.first && s.times > 1 }

// spoken is the conversation of a text whose lines say who speaks and have no time: that
// has no other headers, or has times above such lines.
func (s *survey) spoken() (conversation.Spoken, bool) {
	out, ok := s.saying.talk.Spoken()
	if !ok || !out.Alone && s.heads[colon] >= out.Worded {
		return out, false
	}
	timed := s.brief.likely() || s.clocked.likely() || s.daily.likely()
	for _, f := range []family{spaced, tight, leading} {
		timed = timed || s.heads[f] > 0
	}
	if s.heads[twoLines] == 0 {
		return out, !timed
	}
	above := !out.Alone && s.saying.led*3 >= s.saying.times*2 && !s.over.back(s.over.above)
	return out, above && !timed
}

// say reads a line of a text whose lines say who speaks.
func (g *grammar) say(line string) transcript.Look {
	if h, ok := readTimeAlone(line); ok {
		if g.first = true; h.precision == dispute.Day {
			g.day, g.timed = h.clock, head{}
			if !g.valid(h.clock) {
				g.day = dispute.Clock{}
				return transcript.Look{Turn: transcript.Failed, Why: *transcript.BadTime(line)}
			}
			return transcript.Look{Turn: transcript.Aside, Why: dispute.Say("chat.skip.day")}
		}
		if g.timed = h; g.unsure {
			g.timed = head{}
		}
		return transcript.Look{Turn: transcript.Aside, Why: dispute.Say("pasted.skip.time")}
	}
	if g.below {
		g.timed, g.first = head{}, true // it was of the message above
	}
	if g.spoken.Alone {
		if name := bareName(line); g.spoken.Speakers[name] {
			return g.turn(conversation.Said{Name: name, Head: name})
		}
		return transcript.Look{}
	}
	said, ok := conversation.ReadSaidAs(g.spoken.Form, line)
	switch {
	case !ok:
		return transcript.Look{}
	case !g.spoken.Speakers[said.Name]:
		return transcript.Look{Doubt: !conversation.IsLabel(said.Name)}
	}
	return g.turn(said)
}

// turn begins a message of a text whose lines say who speaks.
func (g *grammar) turn(said conversation.Said) transcript.Look {
	h := g.timed
	h.name, h.raw, h.text = said.Name, said.Head, said.Text
	switch {
	case h.written != "":
	case g.day.Year > 0:
		h.clock, h.precision, h.written = g.day, dispute.Day, said.Head
	default:
		h.family = colon
	}
	out := g.begin(h)
	out.Bare = said.Text == ""
	if g.headed = false; !g.first && h.written != "" && h.family != colon && g.timed.written != "" {
		out.Record.Remarks = append(out.Record.Remarks, dispute.Say("pasted.time-above", h.written))
	}
	g.first = false
	if g.total >= doubtful && g.names != nil && g.names.Once(said.Name) {
		out.Record.Remarks = append(out.Record.Remarks, dispute.Say("pasted.only-here", said.Name))
	}
	return out
}

// doubtful is how many messages a text has in which a name that speaks once is no matter
// of course.
const doubtful = 5

var aloneForms = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`^` + year + week + `$`),
		regexp.MustCompile(`^(?P<half>` + half + `)?` + gap + `?(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2}))?(?:` + gap + `?(?P<end>[AaPp]\.?[Mm]\.?))?$`),
	}
})

// readTimeAlone reads a line that has a time or a day and nothing else.
func readTimeAlone(line string) (h head, ok bool) {
	s := strings.Trim(strings.TrimFunc(conversation.Visible(line), conversation.IsSpace), "-—–─[]()（）【】 ")
	if h, ok = readHead(s); ok {
		return h, h.bare
	}
	for i, form := range aloneForms() {
		m := form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		part := map[string]string{}
		for j, name := range form.SubexpNames() {
			if name != "" {
				part[name] = m[j]
			}
		}
		h = head{form: form0(i), raw: s, written: s}
		if i == 0 {
			h.precision = dispute.Day
			for _, p := range []struct {
				key  string
				into *int
			}{{"y", &h.clock.Year}, {"m", &h.clock.Month}, {"d", &h.clock.Day}} {
				*p.into, _ = strconv.Atoi(part[p.key]) // at most four digits
			}
			return h, true
		}
		return h, h.time(part)
	}
	return h, false
}

// form0 is the form of a day alone, or of a time of day alone.
func form0(i int) form { return form{family: spoken, bare: true, dayless: i > 0} }
