package whatsapp

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/dateorder"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// survey is what a first look over the whole file tells: everything that can
// only be known at its end, and nothing of its text.
type survey struct {
	form     form // of the export: that of the first header
	found    bool // there is a header
	forms    [forms]formSurvey
	speakers speakers
	colons   colons
	headers  int
	named    int    // headers with a name
	marks    bool   // direction marks stand where WhatsApp puts them before its own words
	notice   bool   // the encryption notice is there
	noticeBy string // the name it stands under: the group's, or the other party's
	buddhist bool
	japanese bool
	persian  bool

	dialogue bool // one name speaks once, in a chat of two

	last    charset.Line // the line above
	afterCR int          // headers below a line that ends in CR LF
	afterLF int          // headers below a line that ends in LF alone

	above    int               // lines above the first header that are not blank
	webLines bool              // the first of them is one that WhatsApp Web begins with
	strange  int               // headers with a year of a calendar not known here
	stopped  *importer.Stopped // the first of them
}

// formSurvey is what headers of one form have told.
type formSurvey struct {
	dates
	header bool // they are headers of this export, and no quotation
	order  dateorder.Order
}

func newSurvey(longNames ...string) *survey {
	return &survey{speakers: newSpeakers(longNames...), colons: newColons("")}
}

// read looks over all lines of a file.
func (s *survey) read(lines *charset.Lines) error {
	var h header
	return lines.Survey(func(line charset.Line) { s.line(line, &h) })
}

func (s *survey) line(line charset.Line, h *header) {
	defer func() { s.last = line }()
	read := readHeader(line.Text, h) && !h.unnamed // those come when the form is known
	real := read && (s.forms[h.form].Again(line.Text[h.dateAt:h.dateEnd]) || h.real())
	if !read || !real && !h.foreign() {
		if !s.found && s.strange == 0 && !conversation.IsBlank(line.Text) {
			s.webLines = s.webLines || s.above == 0 && isWebLine(line.Text)
			s.above++
		}
		return
	}
	if !real {
		if s.strange++; s.stopped == nil {
			s.stopped = &importer.Stopped{
				At:  transcript.At(conversation.SpanOf(line)),
				Why: dispute.Say("whatsapp.calendar.unknown", line.Text[h.dateAt:h.dateEnd]),
			}
		}
		return
	}
	if !s.found {
		s.form, s.found = h.form, true
	}
	s.headers++
	switch {
	case s.last.Return:
		s.afterCR++
	case s.last.Ended && !h.marked:
		s.afterLF++
	}
	rest := line.Text[h.rest:]
	if s.headers <= namesLearned {
		s.learn(rest)
	}
	name, at, named := s.speakers.split(rest)
	text, marked := "", false
	if named {
		s.named++
		text, marked = conversation.TrimMarks(strings.TrimLeft(rest[at:], " "))
		marked = marked && ownMark(rest[at:])
		if h.form == s.form { // whom quotations name does not speak here
			first := s.speakers.saw(name, !marked && !h.marked)
			s.colons.saw(name, text, first, line.Number)
		}
		if s.noticeBy == "" && isNotice(text) {
			s.noticeBy = name
		}
	}
	s.marks = s.marks || h.form.style() == bracket && (h.marked || marked || strings.Contains(text, "\u200e<"))
	s.buddhist = s.buddhist || h.form.year() == yearTwo && h.thaiYear()
	for _, d := range h.date {
		s.buddhist = s.buddhist || d.era == buddhist
		s.japanese = s.japanese || d.era > 0
		s.persian = s.persian || d.persian()
	}
	s.forms[h.form].add(h, line.Text[h.dateAt:h.dateEnd], dayInName(text))
}

// returns reports whether messages end in CR LF in this file and the lines
// inside them in LF, as WhatsApp for iOS writes them.
func (s *survey) returns() bool {
	return s.form.style() == bracket && s.afterLF > 0 && s.afterCR >= s.afterLF
}

// namesLearned is how many headers are searched for names that hold a colon:
// the notice that gives them away stands at the beginning.
const namesLearned = 20

// learn takes a name from the encryption notice. It is known word for word, so
// whatever stands before it is the name.
func (s *survey) learn(rest string) {
	for at := 0; ; {
		text, _ := conversation.TrimMarks(rest[at:])
		if isNotice(text) {
			s.notice = true
			if at > 0 {
				s.speakers.learn(rest[:at-2])
			}
			return
		}
		i := strings.Index(rest[at:], ": ")
		if i < 0 {
			return
		}
		at += i + 2
	}
}

// real reports whether any order of its parts makes the date a day on which
// WhatsApp existed.
func (h *header) real() bool {
	switch h.form.year() {
	case yearFirst:
		_, ok := h.clock(dateorder.YMD)
		return ok
	case yearMiddle:
		_, ok := h.clock(dateorder.MYD)
		return ok
	}
	for o := range dateorder.MYD {
		if _, ok := h.clock(o); ok {
			return true
		}
	}
	return false
}

// foreign reports whether the year is one of the Islamic calendar, of our time.
func (h *header) foreign() bool {
	for _, d := range h.date {
		if d.digits == 4 && d.value >= 1380 && d.value <= 1500 {
			return true
		}
	}
	return false
}

// isWebLine recognises the lines that WhatsApp Web writes above the first
// message, without a header.
func isWebLine(line string) bool {
	text, _ := conversation.TrimMarks(line)
	return isNotice(text) || words().web[fold(text)]
}

// dayInName is the day in the name that iOS gives an attachment, such as
// 00000035-PHOTO-2022-03-27-21-41-55.jpg, as 20220327; or 0.
func dayInName(text string) int {
	if !strings.HasSuffix(text, ">") {
		return 0
	}
	for _, kind := range []string{"-PHOTO-", "-VIDEO-", "-AUDIO-", "-GIF-", "-STICKER-"} {
		_, stamp, ok := strings.Cut(text, kind)
		if !ok || len(stamp) < len("2022-03-27-") || stamp[4] != '-' || stamp[7] != '-' || stamp[10] != '-' {
			continue
		}
		day := 0
		for _, i := range []int{0, 1, 2, 3, 5, 6, 8, 9} {
			d, width := digit(stamp[i:])
			if width != 1 {
				return 0
			}
			day = day*10 + d
		}
		return day
	}
	return 0
}

// decide settles which forms are headers of this export and in which order
// their dates stand. An export has one form; others of its style are
// quotations, unless there are so many that two exports were put together.
func (s *survey) decide(option string) (rules []dispute.Note, err error) {
	if !s.found {
		if s.stopped != nil {
			return nil, s.stopped
		}
		return nil, nil
	}
	s.colons.decide(&s.speakers)
	s.dialogue = s.headers >= enough && s.speakers.count.Dialogue()
	first := &s.forms[s.form]
	var seen []string
	for i := range s.forms {
		f := &s.forms[i]
		if f.n == 0 || form(i).style() != s.form.style() || form(i) != s.form && !f.rivals(first) {
			continue
		}
		o, rule, err := f.decide(form(i), option)
		if err != nil {
			return nil, err
		}
		f.header, f.order = true, o
		rules = append(rules, *rule)
		seen = append(seen, f.Example())
	}
	if len(seen) > 1 {
		rules = append(rules, dispute.Say("whatsapp.forms", strings.Join(seen, "; ")))
	}
	return rules, nil
}

// rivals reports whether there are so many headers of this form, beside those
// of the form the file begins with, that they can be no quotation.
func (f *formSurvey) rivals(first *formSurvey) bool {
	return f.n > first.n || f.n >= 5 && f.n*2 >= first.n
}

// headerAt reads the header of line when the line begins a message of this
// export. quoted is true for a line that has a header's form and begins none.
func (s *survey) headerAt(line string, h *header) (c dispute.Clock, ok, quoted bool) {
	if !readHeader(line, h) {
		return c, false, false
	}
	f := &s.forms[h.form]
	if !f.header {
		return c, false, h.real() && !h.unnamed
	}
	c, ok = h.clock(f.order)
	return c, ok, !ok
}
