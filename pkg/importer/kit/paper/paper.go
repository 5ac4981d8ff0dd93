// Package paper gives the records of a paper: the text of its pages or
// sections, in pieces that can be found and cited, and the time of the whole.
//
// It promises that every line given to a Writer is covered by exactly one
// record or skip, in order; that a piece is small enough to be read on a
// screen; and that a time names the source it is from and the sources that
// differ. It forbids reading files: importers do that.
package paper

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// The size of a piece.
const (
	maxLines = 200
	maxBytes = 32 << 10
)

// Writer gives the text of one part of a paper to a sink, as records of kind
// Page. A part is a file of text, an entry of a container, a page.
type Writer struct {
	Sink  importer.Sink
	Entry string // name of the part inside the file, "" for the file itself
	Sheet string // name of the sheet of a workbook
	Page  int    // number of the page, 0 where there are none
	// Unlined is set where lines are made by the reader and none of the file's
	// own, so that a locator cannot name them; a piece is then one unit.
	Unlined bool

	// Units is what was covered so far.
	Units int
	// Pieces is how many records were given.
	Pieces int

	text         strings.Builder
	first, lines int // of the piece
	from, to     int64
	ranged       bool
	filled       bool // a line of the piece holds anything
}

// Line adds a line. from and to are its bytes in the file; both 0 where the
// lines have no place in the file's own bytes.
func (w *Writer) Line(text string, from, to int64) error {
	if w.lines >= maxLines || w.lines > 0 && w.text.Len()+len(text) > maxBytes {
		if err := w.Flush(); err != nil {
			return err
		}
	}
	if w.lines == 0 {
		w.from = from
	} else {
		w.text.WriteByte('\n')
	}
	w.text.WriteString(text)
	w.lines++
	w.to, w.ranged = to, to > w.from
	w.filled = w.filled || strings.TrimSpace(text) != ""
	return nil
}

// Flush gives what was added since the last record. The end of a part needs it.
func (w *Writer) Flush() error {
	if w.lines == 0 {
		return nil
	}
	at := dispute.Locator{Entry: w.Entry, Sheet: w.Sheet, Page: w.Page}
	if !w.Unlined {
		at.Line = w.first + 1
		if w.lines > 1 {
			at.LineEnd = w.first + w.lines
		}
	}
	if w.ranged {
		at.Offset, at.Length = w.from, w.to-w.from
	}
	text, filled := w.text.String(), w.filled
	w.Units += at.Units()
	w.first += w.lines
	w.text.Reset()
	w.lines, w.filled, w.ranged = 0, false, false
	if !filled {
		return w.Sink.Skip(at, dispute.Say("skip.blank"))
	}
	w.Pieces++
	return w.Sink.Record(dispute.Record{Kind: dispute.Page, Locator: at, Text: strings.Trim(text, "\n")})
}

// Lines adds the lines of a text that has no place in the file's own bytes,
// and ends the part.
func (w *Writer) Lines(text string) error {
	if text != "" {
		for line := range strings.SplitSeq(text, "\n") {
			if err := w.Line(line, 0, 0); err != nil {
				return err
			}
		}
	}
	return w.Flush()
}
