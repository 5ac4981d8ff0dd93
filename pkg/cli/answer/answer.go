// Package answer is what --json prints: one struct an answer, whose tags are the
// keys.
//
// It promises that a key keeps its name and its meaning, that amounts are decimal
// strings with their currency beside them, and times RFC 3339, cut to their
// precision; ids are as people type them (E1, R27, S1). A key that may be missing
// says omitzero. It computes nothing.
package answer
