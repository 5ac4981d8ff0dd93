package whatsapp

import "strings"

// style is how a message header is set off from what follows it.
type style uint8

const (
	bracket style = iota // [3/27/22, 21:41:35] name: text        iOS, and WhatsApp Web
	dash                 // 27/03/2022, 21:41 - name: text        Android
	colon                // 13.06.18 21.25.15: name: text         iOS of before 2016, and others
	bare                 // 13. 6. 2018. 21:25:15 name: text      the same, in some countries
)

// yearPlace is where a date has its year.
type yearPlace uint8

const (
	yearTwo    yearPlace = iota // 3/27/22: two digits, so not plain
	yearLast                    // 27/03/2022
	yearFirst                   // 2022/3/27
	yearMiddle                  // 03/2022/27
)

// form is what all headers of one export have in common: an export is written
// at one time, in one language and country. It fits forms numbers.
type form uint8

const forms = 64

func formOf(s style, y yearPlace, seconds, timeFirst bool) form {
	f := form(s)<<4 | form(y)<<2
	if seconds {
		f |= 2
	}
	if timeFirst {
		f |= 1
	}
	return f
}

func (f form) style() style    { return style(f >> 4) }
func (f form) year() yearPlace { return yearPlace(f >> 2 & 3) }
func (f form) seconds() bool   { return f&2 != 0 }

// part is one number of a date as written.
type part struct {
	value, digits int
	era           int // added to value to make the year of the common era; 0: none written
}

// header is the beginning of a message, not yet resolved into a time.
type header struct {
	form    form
	date    [3]part
	sep     byte // between the parts of the date: '/', '.' or '-'
	spaced  bool // spaces stand behind the dots of the date, and a dot behind all of it: 23. 3. 27.
	cjk     bool // the time of day is written with a Chinese, Japanese or Korean word
	marked  bool // the line begins with a direction mark
	comma   bool // a comma stands behind the date
	month   bool // the month is written as a word
	unnamed bool // of the two old styles: no name follows
	hour    int
	minute  int
	second  int
	dateAt  int // the date's place in the line, for quoting
	dateEnd int
	rest    int // where name and text begin in the line
}

// mayBegin rules out at a glance most lines that begin no message.
func mayBegin(line string) bool {
	if len(line) < 8 {
		return false
	}
	switch c := line[0]; {
	case c == '[', c >= '0' && c <= '9', c == 'R', c == 'H', c >= 0xd8:
		return true
	}
	if line[0] < 'A' || line[0] > 'S' { // only in English the month stands first
		return false
	}
	_, n := monthWord(line)
	return n > 0
}

// readHeader reads the header at the beginning of line.
func readHeader(line string, h *header) bool {
	if !mayBegin(line) {
		return false
	}
	p := scanner{s: line}
	*h = header{marked: p.marks()}
	inBracket := p.accept('[')
	if inBracket {
		p.marks()
		p.spaces()
	}
	start := p.i
	timeFirst := false
	if !p.dateThenTime(h) {
		p.i = start
		*h = header{marked: h.marked}
		if !p.timeThenDate(h) {
			return false
		}
		timeFirst = true
	}
	year, ok := placeYear(h)
	if !ok {
		return false
	}
	st, ok := p.ending(inBracket, h)
	if !ok {
		return false
	}
	h.form = formOf(st, year, h.form.seconds(), timeFirst)
	h.rest = p.i
	return true
}

// dateThenTime reads "3/27/22, 21:41:35".
func (p *scanner) dateThenTime(h *header) bool {
	if !p.date(h) {
		return false
	}
	h.spaced = p.accept('.') && h.spaced
	p.marks()
	h.comma = p.comma()
	p.marks()
	if p.spaces() == 0 {
		return false
	}
	p.wordBeforeTime()
	return p.time(h)
}

// timeThenDate reads "21:41:35, 3/27/22", as Vietnamese has it.
func (p *scanner) timeThenDate(h *header) bool {
	if !p.time(h) {
		return false
	}
	p.marks()
	p.comma()
	if p.spaces() == 0 {
		return false
	}
	return p.date(h)
}

func (p *scanner) date(h *header) bool {
	h.dateAt = p.i
	if p.dateInWords(h) {
		h.dateEnd = p.i
		return true
	}
	p.i = h.dateAt
	for k := range 3 {
		if k > 0 {
			p.marks()
			if p.i >= len(p.s) {
				return false
			}
			c := p.s[p.i]
			if c != '/' && c != '.' && c != '-' || k == 2 && c != h.sep {
				return false
			}
			h.sep = c
			p.i++
			p.marks()
			if c == '.' {
				h.spaced = p.spaces() > 0
			}
		}
		era := p.eraBefore()
		v, n := p.number(4)
		if n == 0 || n == 3 {
			return false
		}
		h.date[k] = part{value: v, digits: n, era: era}
	}
	for k := range h.date {
		if h.date[k].digits == 4 && h.date[k].value >= 2400 {
			h.date[k].era = buddhist
		}
	}
	p.eraAfter(h)
	h.dateEnd = p.i
	return true
}

// The years to add to those of other calendars. Each counts its years as the
// common era does, from 1 January.
const (
	buddhist = -543
	reiwa    = 2018
	heisei   = 1988
)

// thaiYear reports whether a year of two digits at the end of the date counts
// from the Buddhist era: of ours it would be 2052 or later, of that one WhatsApp
// began in 52.
func (h *header) thaiYear() bool {
	y := h.date[2]
	return y.digits == 2 && y.era == 0 && y.value >= 52
}

func (p *scanner) eraBefore() int {
	switch {
	case p.i < len(p.s) && p.s[p.i] <= '9':
		return 0
	case p.acceptText("R"), p.acceptText("令和"):
		return reiwa
	case p.acceptText("H"), p.acceptText("平成"):
		return heisei
	}
	return 0
}

func (p *scanner) eraAfter(h *header) {
	start := p.i
	if start < len(p.s) && p.s[start] == ',' {
		return
	}
	p.marks()
	p.spaces()
	switch {
	case p.acceptText("BE"), p.acceptText("พ.ศ."):
		for k := range h.date {
			if h.date[k].digits == 4 {
				h.date[k].era = buddhist
			}
		}
	case p.acceptText("AD"), p.acceptText("г."):
	default:
		p.i = start
	}
}

func (p *scanner) time(h *header) bool {
	period := p.period()
	if period != none {
		p.spaces()
	}
	hour, n := p.number(2)
	if n == 0 || p.i >= len(p.s) {
		return false
	}
	sep := p.s[p.i]
	if sep != ':' && sep != '.' {
		return false
	}
	p.i++
	if h.minute, n = p.number(2); n != 2 || h.minute > 59 {
		return false
	}
	if p.i < len(p.s) && p.s[p.i] == sep {
		p.i++
		if h.second, n = p.number(2); n != 2 || h.second > 59 {
			return false
		}
		h.form |= 2
	}
	if period == none {
		start := p.i
		p.spaces()
		if period = p.period(); period == none {
			p.i = start
		}
	}
	var ok bool
	h.cjk = h.cjk || period.cjk()
	h.hour, ok = period.hour(hour)
	return ok
}

// ending reads what sets the header off from the name.
func (p *scanner) ending(inBracket bool, h *header) (style, bool) {
	p.marks()
	spaces := p.spaces()
	switch {
	case inBracket:
		if !p.accept(']') {
			return 0, false
		}
		p.spaces()
		return bracket, true
	case spaces > 0 && (p.accept('-') || p.acceptText("–")):
		if p.i < len(p.s) && p.spaces() == 0 {
			return 0, false
		}
		return dash, true
	}
	return p.oldEnding(spaces, h)
}

// oldEnding reads what sets off the name in the two old styles. They could be
// anything else, so they must look the same in all that is known of them: dots in
// the date and seconds, or what no log of a program writes.
func (p *scanner) oldEnding(spaces int, h *header) (style, bool) {
	dots := h.sep == '.' && h.form&2 != 0
	h.unnamed = !strings.Contains(p.s[p.i:], ": ")
	if spaces > 0 {
		return bare, dots
	}
	likely := dots || h.comma || h.month || h.sep == '/' && h.form&2 != 0
	if !likely || !p.accept(':') || p.spaces() == 0 {
		return 0, false
	}
	h.unnamed = !strings.Contains(p.s[p.i:], ": ")
	return colon, !ofLog(p.s[p.i:])
}

// ofLog reports what programs write behind the time of a line in their logs.
func ofLog(rest string) bool {
	word, _, _ := strings.Cut(rest, ":")
	switch strings.ToUpper(strings.Trim(word, "[] ")) {
	case "INFO", "WARN", "WARNING", "ERROR", "DEBUG", "TRACE", "FATAL", "NOTICE", "CRITICAL":
		return true
	}
	return false
}

func placeYear(h *header) (yearPlace, bool) {
	at, known := -1, 0
	for k, d := range h.date {
		if d.digits == 4 || d.era != 0 {
			at, known = k, known+1
		}
	}
	switch {
	case known > 1:
		return 0, false
	case known == 0:
		return yearTwo, true
	case at == 0:
		return yearFirst, true
	case at == 1:
		return yearMiddle, true
	}
	return yearLast, true
}
