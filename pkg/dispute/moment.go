package dispute

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Moment is a place in a recording, in milliseconds from its beginning.
type Moment int64

// ErrMoment is wrapped by every error about a place that cannot be.
var ErrMoment = errors.New("no place in a recording")

// maxMoment is a thousand hours.
const maxMoment = Moment(1000 * 3600 * 1000)

// ParseMoment reads minutes and seconds, "0:41", or hours before them,
// "1:02:03". The seconds may have a fraction.
func ParseMoment(text string) (Moment, error) {
	parts := strings.Split(strings.ReplaceAll(text, "\uff1a", ":"), ":")
	fail := func() (Moment, error) { return 0, fmt.Errorf("%q: %w", text, ErrMoment) }
	if len(parts) < 2 || len(parts) > 3 {
		return fail()
	}
	seconds, fraction, hasFraction := strings.Cut(parts[len(parts)-1], ".")
	parts[len(parts)-1] = seconds
	var total Moment
	for i, p := range parts {
		v, err := strconv.ParseUint(p, 10, 16)
		if err != nil || i > 0 && (v > 59 || len(p) != 2) {
			return fail()
		}
		total = total*60 + Moment(v)
	}
	total *= 1000
	if hasFraction {
		v, err := strconv.ParseUint(fraction, 10, 16)
		if err != nil || len(fraction) > 3 {
			return fail()
		}
		for range 3 - len(fraction) {
			v *= 10
		}
		total += Moment(v)
	}
	if total > maxMoment {
		return fail()
	}
	return total, nil
}

// String is "00:41", "1:02:03" or, where it is finer than a second,
// "00:41.500".
func (m Moment) String() string {
	seconds := m / 1000
	text := fmt.Sprintf("%02d:%02d", seconds/60, seconds%60)
	if seconds >= 3600 {
		text = fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	}
	if ms := m % 1000; ms != 0 {
		text += fmt.Sprintf(".%03d", ms)
	}
	return text
}

// Noted is what a statement is bound to: a place in a recording.
type Noted struct {
	Evidence EvidenceID
	At       Moment
}

// The fields of a statement that the user bound to a place in a recording.
const (
	fieldEvidence = "evidence" // "E3"
	fieldMoment   = "moment"   // "00:41", as Moment writes it
)

// Fields are what a statement's record has of it.
func (n Noted) Fields() []Field {
	return []Field{{fieldEvidence, n.Evidence.String()}, {fieldMoment, n.At.String()}}
}

// Noted is the place in a recording that a statement is bound to; ok is false
// for other records.
func (r *Record) Noted() (n Noted, ok bool) {
	if r.Kind != Statement {
		return Noted{}, false
	}
	id, err1 := ParseEvidenceID(r.Field(fieldEvidence))
	at, err2 := ParseMoment(r.Field(fieldMoment))
	return Noted{id, at}, err1 == nil && err2 == nil
}
