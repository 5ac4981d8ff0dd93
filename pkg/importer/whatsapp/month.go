package whatsapp

import "complain/pkg/internal/monthname"

// monthWord reads the name of a month in any language, whole or short, and its
// length.
func monthWord(s string) (month, n int) {
	if len(s) < 3 || s[0] < 'A' {
		return 0, 0
	}
	return monthname.At(s)
}

// dateInWords reads a date with the name of its month: Jul 5, 2013 or 5 Jul 2013 as
// older versions write it in English, 12 janv. 2026, 12. Jan. 2026 and 12 de ene. de
// 2026 as phones set to such dates do. It is kept with the year first, for nothing of
// it is open.
func (p *scanner) dateInWords(h *header) bool {
	if p.yearInWords(h) {
		return true
	}
	p.i = h.dateAt
	month, n := monthWord(p.s[p.i:])
	day, digits := 0, 0
	if n == 0 {
		day, digits = p.number(2)
		if dot := p.accept('.'); digits == 0 || p.spaces() == 0 && !dot {
			return false
		}
		p.of()
		if month, n = monthWord(p.s[p.i:]); n == 0 {
			return false
		}
		p.i += n
		p.comma()
	} else {
		p.i += n
		if p.spaces() == 0 {
			return false
		}
		if day, digits = p.number(2); digits == 0 || !p.comma() {
			return false
		}
	}
	if p.spaces() == 0 {
		return false
	}
	p.of()
	year, width := p.number(4)
	if width != 4 {
		return false
	}
	return p.named(h, year, month, day)
}

// yearInWords reads a date that begins with its year, as Hungarian has it: 2026. jan. 12.
func (p *scanner) yearInWords(h *header) bool {
	year, width := p.number(4)
	if width != 4 || !p.accept('.') || p.spaces() == 0 {
		return false
	}
	month, n := monthWord(p.s[p.i:])
	p.i += n
	if n == 0 || p.spaces() == 0 {
		return false
	}
	day, digits := p.number(2)
	return digits > 0 && p.accept('.') && p.named(h, year, month, day)
}

// named keeps a date of which nothing is open.
func (p *scanner) named(h *header, year, month, day int) bool {
	h.month = true
	h.date = [3]part{{value: year, digits: 4}, {value: month, digits: 2}, {value: day, digits: 2}}
	if year >= 2400 {
		h.date[0].era = buddhist
	}
	p.eraAfter(h)
	return true
}

// of reads the word that stands before the month and the year in Spanish and
// Portuguese.
func (p *scanner) of() {
	if p.acceptText("de") {
		p.spaces()
	}
}
