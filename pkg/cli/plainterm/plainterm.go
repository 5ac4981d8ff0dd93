// Package plainterm keeps the terminal from being asked for its colours before
// the program has said a word. The forms' library does so at start, in every
// command: it writes an escape sequence, waits for the answer, and takes what a
// person types meanwhile. This package gives the answer beforehand.
//
// What the answer was asked for, colours that can be read, is here too: palettes
// for a background that is dark, light, or not known.
//
// It promises a contrast of 4.5 to 1 on the background a terminal names, or else
// on white and on black alike (WCAG 2.1, 1.4.3). It must import nothing of ours and
// no other part of the forms' library: packages are made ready in the order of
// their paths, and this one has to come before github.com/charmbracelet/bubbletea.
package plainterm

import "github.com/charmbracelet/lipgloss"

var _ = answered()

func answered() bool {
	lipgloss.SetHasDarkBackground(true)
	return true
}
