package whatsapp

import (
	"strings"

	"complain/pkg/importer/kit/conversation"
)

// scanner reads a line from left to right.
type scanner struct {
	s string
	i int
}

func (p *scanner) marks() bool {
	found := false
	for p.i < len(p.s) && p.s[p.i] >= 0xd8 {
		n := conversation.MarkLen(p.s[p.i:])
		if n == 0 {
			break
		}
		p.i, found = p.i+n, true
	}
	return found
}

func (p *scanner) spaces() int {
	n := 0
	for p.i < len(p.s) {
		if p.s[p.i] == ' ' {
			p.i, n = p.i+1, n+1
			continue
		}
		width := wideSpace(p.s[p.i:])
		if width == 0 {
			break
		}
		p.i, n = p.i+width, n+1
	}
	return n
}

// wideSpace is the length of the no-break or narrow space at the start of s.
func wideSpace(s string) int {
	switch {
	case len(s) < 2 || s[0] < 0xc2:
		return 0
	case s[0] == 0xc2 && s[1] == 0xa0:
		return 2
	case strings.HasPrefix(s, "\u202f"), strings.HasPrefix(s, "\u2009"), strings.HasPrefix(s, "\u3000"):
		return 3
	}
	return 0
}

func (p *scanner) accept(c byte) bool {
	if p.i < len(p.s) && p.s[p.i] == c {
		p.i++
		return true
	}
	return false
}

func (p *scanner) acceptText(s string) bool {
	if strings.HasPrefix(p.s[p.i:], s) {
		p.i += len(s)
		return true
	}
	return false
}

func (p *scanner) comma() bool {
	if p.i < len(p.s) && p.s[p.i] < 0x80 {
		return p.accept(',')
	}
	return p.accept(',') || p.acceptText("،") || p.acceptText("，")
}

// wordBeforeTime passes over a word between date and time.
func (p *scanner) wordBeforeTime() {
	if p.i < len(p.s) && p.s[p.i] >= '0' && p.s[p.i] <= '9' {
		return
	}
	for _, w := range beforeTime {
		if p.acceptText(w) {
			p.spaces()
			return
		}
	}
}

// number reads up to most decimal digits of any of the scripts in digits.
func (p *scanner) number(most int) (value, n int) {
	for n <= most && p.i < len(p.s) {
		d, width := int(p.s[p.i])-'0', 1
		if d < 0 || d > 9 {
			if d, width = digit(p.s[p.i:]); width == 0 {
				break
			}
		}
		value, n, p.i = value*10+d, n+1, p.i+width
	}
	if n > most {
		return 0, 0
	}
	return value, n
}

func digit(s string) (value, width int) {
	if c := s[0]; c < 0xd9 { // no lead byte of zeros
		if c >= '0' && c <= '9' {
			return int(c - '0'), 1
		}
		return 0, 0
	}
	for _, zero := range zeros {
		if len(s) >= len(zero) && s[:len(zero)-1] == zero[:len(zero)-1] {
			if d := int(s[len(zero)-1]) - int(zero[len(zero)-1]); d >= 0 && d <= 9 {
				return d, len(zero)
			}
		}
	}
	return 0, 0
}
