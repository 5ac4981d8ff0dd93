package sheet

import (
	"bytes"
	"context"
	"errors"
	"io"
)

// Form is the kind of file that a table comes in.
type Form int

// The forms of files. OpenDocument counts as XLSX, web pages and XML Spreadsheet
// 2003 as XLS: that is what such files are handed out for.
const (
	Text Form = iota
	XLSX
	XLS
	JSON
)

// FormOf tells a file's form by its first bytes: names lie.
func FormOf(head []byte) Form {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return XLSX
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")), bytes.HasPrefix(head, []byte(bareBIFF)), IsHTML(head), isSpreadsheetML(head):
		return XLS
	case isJSON(head):
		return JSON
	}
	return Text
}

// Book is a workbook of either form.
type Book interface {
	Count() int // its sheets
	At(i int) Reader
	From1904() bool // dates count from 1904
}

// Reader reads the rows of a worksheet.
type Reader interface {
	// Next reads a row. It returns io.EOF after the last one; any other error
	// means that the rest of the sheet cannot be read.
	Next() (Row, error)
	Close() error
	Units() int // rows given so far
	Last() int  // number of the last row given
	Title() string
}

// headSize is how much of a file tells a page from a workbook.
const headSize = 64 << 10

// glanced is how much of a page is read for a glance.
const glanced = 256 << 10

// Open reads the list of sheets of a workbook. unpacked is how
// many bytes all reading may unpack, for a glance; 0 is the limit for reading a
// file whole.
func Open(ctx context.Context, r io.ReaderAt, size, unpacked int64, form Form) (Book, error) {
	if form == JSON {
		return opened(openJSON(ctx, r, size, unpacked))
	}
	head := make([]byte, min(size, headSize))
	if n, _ := r.ReadAt(head, 0); form == XLS && IsHTML(head[:n]) {
		if unpacked > 0 {
			size = min(size, glanced)
		}
		return opened(openHTML(ctx, r, size))
	}
	if form == XLS && isSpreadsheetML(head) {
		return opened(openXML(ctx, r, size))
	}
	if form == XLS {
		return opened(OpenBIFF(ctx, r, size))
	}
	w, err := OpenWorkbook(ctx, r, size, unpacked)
	if errors.Is(err, ErrNotWorkbook) {
		return opened(openDocument(ctx, r, size, unpacked))
	}
	return opened(w, err)
}

// opened keeps a nil workbook from being a Book.
func opened[B Book](b B, err error) (Book, error) {
	if err != nil {
		return nil, err
	}
	return b, nil
}

// Count is the number of sheets.
func (w *Workbook) Count() int { return len(w.Sheets) }

// At begins to read a sheet.
func (w *Workbook) At(i int) Reader { return w.Sheet(i) }

// From1904 reports whether dates count from 1904.
func (w *Workbook) From1904() bool { return w.Since1904 }

// Title is the sheet's name.
func (s *SheetReader) Title() string { return s.Name }
