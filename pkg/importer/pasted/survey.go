package pasted

import (
	"context"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/internal/charset"
)

// survey is what a first look over the whole text tells.
type survey struct {
	heads [families]int
	apart [families]int // of them, behind a blank line
	loose [2]int        // headers without a day: those behind a blank line, and the others
	over  over
	dates dates

	saying spokenHeads

	brief, clocked, daily bareHeads // headers without a date or a time that count where there are no others
	days                  dates     // of daily
	accounts              accounts
}

func look(ctx context.Context, src *importer.Source) (*survey, error) {
	s := &survey{}
	var before, first string // the line above, and the one above that
	err := src.Lines(ctx).Survey(func(line charset.Line) {
		s.line(first, before, line.Text)
		first, before = before, line.Text
	})
	return s, err
}

func (s *survey) line(first, before, line string) {
	s.over.line(before, line)
	s.saying.line(line)
	saw := func(f family, above string) {
		s.heads[f]++
		if stands(above) {
			s.apart[f]++
		}
	}
	h, ok := readHead(line)
	switch {
	case ok && h.bare:
		if _, isHead := readHead(before); isHead || !isName(before) || saysSomething(before) {
			return
		}
		saw(twoLines, first)
	case ok && h.family == either:
		saw(spaced, before)
	case ok && h.loose && !stands(before):
		s.loose[1]++
		return
	case ok:
		if h.loose {
			s.loose[0]++
		}
		saw(h.family, before)
	case !ok:
		if l, is := readLead(line); is {
			s.accounts.add(l.name, l.text)
			if saw(leading, before); l.open {
				s.dates.add(l)
			}
		} else if c, is := readClocked(line); is {
			s.clocked.add(c.name)
			s.accounts.add(c.name, c.text)
		} else if d, is := readDaily(line); is {
			s.daily.add(d.name)
			if d.open {
				s.days.add(d)
			}
		} else if h.brief {
			s.brief.add(h.name)
		} else if _, is := readColon(line); is && stands(before) {
			saw(colon, before)
		}
		return
	}
	if ok && h.open {
		s.dates.add(h)
	}
}

// stands reports whether a line below above stands by itself.
func stands(above string) bool {
	if conversation.IsBlank(above) {
		return true
	}
	_, ok := readRule(above)
	return ok
}

// family is the way of writing headers that the text uses most; a name and a
// colon counts only where nothing has a time.
func (s *survey) family() family {
	best := spaced
	for _, f := range []family{twoLines, tight, leading} {
		if s.heads[f] > s.heads[best] {
			best = f
		}
	}
	if s.heads[best] == 0 && s.heads[colon] > 0 {
		return colon
	}
	return best
}

// bareKind is a way of writing headers that lack a part of the time.
type bareKind int

const (
	noBare       bareKind = iota
	briefHeads            // a name and the time of day
	clockedHeads          // the time of day, a name and the words
	dailyHeads            // a name and a day
)

// dateless is the way of headers that lack a part of the time, where the text has no
// others.
func (s *survey) dateless() (of bareKind) {
	for f, n := range s.heads {
		if n > 0 && family(f) != colon {
			return noBare
		}
	}
	switch {
	case s.clocked.likely() && s.clocked.lines >= s.brief.lines:
		return clockedHeads
	case s.brief.likely():
		return briefHeads
	case s.daily.likely():
		return dailyHeads
	}
	return noBare
}

// also is the ways of writing headers that are no slip beside the one used most:
// several of each, and one in four at least. Programs on computers and on phones
// copy in different ways, and people join the two.
func (s *survey) also(best family) (out [families]bool) {
	for _, f := range []family{spaced, twoLines, tight, leading} {
		out[f] = f != best && best != colon && s.heads[f] > 1 && s.heads[f]*4 >= s.heads[best]
	}
	return out
}

// compact reports whether the text has no headers but those without a day, and
// mostly no blank lines above them.
func (s *survey) compact() bool {
	return s.heads[spaced] == s.loose[0] && s.loose[1] > s.loose[0]
}

// spread reports whether blank lines stand between the messages, all but a few.
func (s *survey) spread(f family) bool { return s.apart[f]*2 > s.heads[f] && s.heads[f] > 1 }
