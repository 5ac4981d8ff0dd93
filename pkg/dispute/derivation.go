package dispute

import (
	"strconv"
	"strings"
)

// Derivation says how an evidence was made from another one of the case, which
// stands beside it unchanged.
type Derivation struct {
	From EvidenceID `json:"from"`
	Why  string     `json:"why"` // in the user's words
	// Covered are the boxes painted over, in pixels of the upright original.
	Covered []Box `json:"covered"`
}

// Box is a part of a picture, in pixels of the picture held upright, from its
// upper left corner.
type Box struct {
	X      int    `json:"x"`
	Y      int    `json:"y"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Page   int    `json:"page,omitempty"` // of a paper, from 1: pixels are then those of its picture at 200 an inch
	What   string `json:"what,omitempty"` // what it covers, never its text: "phone number"
}

// ParseBox reads a box as people write it: x, y, width and height between commas or
// spaces. ok is false for what is none.
func ParseBox(text string) (b Box, ok bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '，' || r == ' ' })
	if len(parts) != 4 {
		return Box{}, false
	}
	var n [4]int
	for i, p := range parts {
		v, err := strconv.ParseInt(p, 10, 32)
		if err != nil {
			return Box{}, false
		}
		n[i] = int(v)
	}
	b = Box{X: n[0], Y: n[1], Width: n[2], Height: n[3]}
	return b, b.Width > 0 && b.Height > 0
}

// Redacted says which evidence stands for which.
type Redacted struct {
	By     map[EvidenceID]Evidence // of an original: its latest redacted version
	Hidden map[EvidenceID]bool     // redacted versions whose original is there: no evidence of their own
}

// Redactions looks through evidence, by number, for redacted versions. It counts
// what it is given: a withdrawn version, left out, stands for nothing. A version
// of a version is one of the first original.
func Redactions(evidence []Evidence) Redacted {
	r := Redacted{map[EvidenceID]Evidence{}, map[EvidenceID]bool{}}
	from := map[EvidenceID]EvidenceID{}
	there := make(map[EvidenceID]bool, len(evidence))
	for _, e := range evidence {
		there[e.ID] = true
		// What was made from evidence is younger; anything else no program wrote.
		if e.Derived != nil && e.Derived.From < e.ID {
			from[e.ID] = e.Derived.From
		}
	}
	for _, e := range evidence {
		root, made := from[e.ID]
		if !made {
			continue
		}
		for {
			next, more := from[root]
			if !more {
				break
			}
			root = next
		}
		if there[root] {
			r.By[root], r.Hidden[e.ID] = e, true
		}
	}
	return r
}
