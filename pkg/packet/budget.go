package packet

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// A packet that nobody can read helps nobody, and one mail or one chat may be as
// long as a thousand pages.
const (
	// mostQuoted is how many characters a packet quotes of one message, page or
	// section: some five pages. The rest is counted and stands in the evidence.
	mostQuoted = 6000
	// MostExhibits is how many exhibits a packet is made of, unless the user wants
	// more: as many as a clerk could be handed in a day.
	MostExhibits = 1000
)

// ErrTooMuch says that a packet would be larger than anybody reads.
var ErrTooMuch = errors.New("too much for one packet")

// TooMuchError is ErrTooMuch with how many exhibits there would be, and the most.
type TooMuchError struct{ Exhibits, Most int }

func (e *TooMuchError) Error() string {
	return fmt.Sprintf("%v: %d exhibits, at most %d", ErrTooMuch, e.Exhibits, e.Most)
}

// Unwrap is ErrTooMuch.
func (e *TooMuchError) Unwrap() error { return ErrTooMuch }

// Within returns a *TooMuchError where the plan shows more than most exhibits. It
// is asked before anything is made of them.
func (p *Plan) Within(most int) error {
	if n := len(p.exhibits); n > most {
		return &TooMuchError{n, most}
	}
	return nil
}

// kept is text as far as a packet quotes it, with how much is left out. What must
// be masked is never cut through: half of it would not be known for what it is.
func (c *composer) kept(text string) string {
	total := utf8.RuneCountInString(text)
	if total <= mostQuoted {
		return text
	}
	cut, n := 0, 0
	for cut = range text {
		if n == mostQuoted {
			break
		}
		n++
	}
	for _, f := range c.masks.find("", text) {
		if f.Start < cut && cut < f.End {
			cut = f.Start
		}
	}
	return text[:cut] + "\n" + c.say("packet.rest", total-utf8.RuneCountInString(text[:cut]))
}
