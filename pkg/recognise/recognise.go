// Package recognise runs a text recogniser that the user has installed over
// pictures and the scanned pages of papers, some at a time, and finds things in
// what it saw: Tesseract, https://github.com/tesseract-ocr.
//
// It promises that the program gets a picture's pixels and nothing else, on its
// standard input; that it ends with the context, after its time, or when it
// says too much; that what was seen comes in the order it was asked for; and that what it saw is handed on word for word, spaces
// between Chinese characters included. It forbids shells, file names, finding
// the program (that is told), and taking what was seen for the record: it may
// be wrong, and people confirm what is used.
package recognise

import (
	"errors"
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// SaidError is a failure of the program with its own words for it.
type SaidError struct {
	Text string
	Err  error
}

func (e *SaidError) Error() string { return e.Err.Error() + ": " + e.Text }

// Unwrap is how the program ended.
func (e *SaidError) Unwrap() error { return e.Err }

// The errors that a caller can name.
var (
	// ErrProgram is wrapped when the program cannot be used at all.
	ErrProgram = errors.New("the text recogniser does not work")
	// ErrTime is wrapped when it took too long over a picture.
	ErrTime = errors.New("the text recogniser took too long")
	// ErrFailed is wrapped when it gave up on one picture.
	ErrFailed = errors.New("the text recogniser failed")
)

// Word is one word that the program saw.
type Word struct {
	Text       string
	Box        dispute.Box // in pixels of the upright original
	Confidence int         // of the program, 0 to 100
}

// Wanted are the languages asked for, in Tesseract's names. English text is read
// with both as well as with its own alone.
func Wanted() []string { return []string{"chi_sim", "eng"} }

// Choose splits the wanted languages into those that are installed and those
// that are not.
func Choose(wanted, installed []string) (have, missing []string) {
	for _, w := range wanted {
		if slices.Contains(installed, w) {
			have = append(have, w)
		} else {
			missing = append(missing, w)
		}
	}
	return have, missing
}

// Page is what was seen in one picture.
type Page struct {
	Text  string // lines as the program took them, words with a space between
	Words []Word // in the order of Text
}

// Join puts lines of words together as a page.
func Join(lines [][]Word) Page {
	var p Page
	var text strings.Builder
	for _, line := range lines {
		for i, w := range line {
			if i > 0 {
				text.WriteByte(' ')
			}
			text.WriteString(w.Text)
			p.Words = append(p.Words, w)
		}
		text.WriteByte('\n')
	}
	p.Text = text.String()
	return p
}
