package doc

import "golang.org/x/text/unicode/bidi"

// FromRight is whether a line is written from the right: where it has nothing that
// is written from the left, or, in what somebody said, where it begins so. Whoever
// reads a document reads from the left, and so does what its author has to say about
// a foreign name.
func FromRight(line string, said bool) bool {
	right := false
	for i, r := range line {
		if r < 0x80 {
			if 'a' <= r|0x20 && r|0x20 <= 'z' {
				return false
			}
			continue
		}
		switch p, _ := bidi.LookupString(line[i:]); p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			if right = true; said {
				return true
			}
		}
	}
	return right
}

// SaidFromRight is whether what somebody said is written from the right: by the first
// of its lines that has letters.
func SaidFromRight(text []Inline) bool {
	for _, in := range text {
		s := ""
		switch in := in.(type) {
		case Text:
			s = string(in)
		case Strong:
			s = string(in)
		case Emph:
			s = string(in)
		}
		for _, r := range s {
			switch p, _ := bidi.LookupRune(r); p.Class() {
			case bidi.L:
				return false
			case bidi.R, bidi.AL:
				return true
			}
		}
	}
	return false
}
