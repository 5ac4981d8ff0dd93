// Package phrase says what a case consists of in a few words, as they stand in a
// line: places in the evidence, times, amounts, clocks, limits.
//
// It promises that the words come from package locale, that a time which is not
// plainly written or not of the case's zone is marked as such, and that text from
// evidence in them is fit to stand in a line. It forbids I/O, and deciding anything:
// what to say is its caller's.
package phrase

import "strings"

// Join puts what is not empty behind one another.
func Join(separator string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, separator)
}
