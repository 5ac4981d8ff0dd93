package whatsapp

import "strings"

var months = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// monthWord reads an English name of a month, whole or short, and its length.
func monthWord(s string) (month, n int) {
	if len(s) < 3 || s[0] < 'A' || s[0] > 'S' {
		return 0, 0
	}
	for i, name := range months {
		if strings.HasPrefix(s, name) {
			for n = len(name); n < len(s) && s[n] >= 'a' && s[n] <= 'z'; n++ {
			}
			return i + 1, n
		}
	}
	return 0, 0
}

// dateInWords reads a date as older versions write it in English: Jul 5, 2013 or
// 5 Jul 2013. It is kept with the year first, for nothing of it is open.
func (p *scanner) dateInWords(h *header) bool {
	month, n := monthWord(p.s[p.i:])
	day, digits := 0, 0
	if n == 0 {
		day, digits = p.number(2)
		if digits == 0 || p.spaces() == 0 {
			return false
		}
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
	year, width := p.number(4)
	if width != 4 {
		return false
	}
	h.month = true
	h.date = [3]part{{value: year, digits: 4}, {value: month, digits: 2}, {value: day, digits: 2}}
	return true
}
