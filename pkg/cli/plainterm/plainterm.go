// Package plainterm keeps the terminal from being asked for its colours before
// the program has said a word. The forms' library does so at start, in every
// command: it writes an escape sequence, waits for the answer, and takes what a
// person types meanwhile. This package gives the answer beforehand.
//
// It promises nothing else, and must import nothing else: packages are made
// ready in the order of their paths, and this one has to come before
// github.com/charmbracelet/bubbletea.
package plainterm

import "github.com/charmbracelet/lipgloss"

var _ = answered()

func answered() bool {
	lipgloss.SetHasDarkBackground(true)
	return true
}
