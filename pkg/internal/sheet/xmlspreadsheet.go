package sheet

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"complain/pkg/internal/charset"
)

// spreadsheetML is the namespace of XML Spreadsheet 2003, which many programs
// write into files named .xls.
const spreadsheetML = "urn:schemas-microsoft-com:office:spreadsheet"

// isSpreadsheetML reports whether a file is an XML Spreadsheet 2003.
func isSpreadsheetML(head []byte) bool {
	begins := bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"), []byte("<"))
	if begins {
		return bytes.Contains(head[:min(len(head), 4096)], []byte(spreadsheetML))
	}
	e, _ := charset.Judge(head)
	return e.Wide() && strings.Contains(e.Decode(head[:min(len(head), 8192)&^1]), spreadsheetML)
}

func openXML(ctx context.Context, r io.ReaderAt, size int64) (*heldBook, error) {
	text, err := wholePage(r, size, MaxWorkbook)
	if err != nil {
		return nil, err
	}
	read := &xmlReader{book: &heldBook{ctx: ctx}}
	err = tokens(ctx, decodedXML(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))), read.token)
	return read.book, err
}

// xmlReader takes the rows out of a workbook.
type xmlReader struct {
	book  *heldBook
	cells []Cell
	kind  string // of the cell's data
	in    bool
	note  bool // inside a comment on the cell
	cover int  // columns that the cell before reaches over
	text  strings.Builder
}

func (x *xmlReader) token(token xml.Token) error {
	return part(token, x.start, x.end, func(data []byte) error {
		if !(x.in) {
			return nil
		}
		return keep(&x.text, data)
	})
}

func (x *xmlReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "Worksheet":
		return x.book.begin(attr(e, "Name"))
	case "Row":
		x.cells, x.cover = nil, 0
		if n, err := strconv.Atoi(attr(e, "Index")); err == nil && len(x.book.sheets) > 0 {
			if t := x.book.sheets[len(x.book.sheets)-1]; n > t.at && n < maxRows {
				t.at = n
			}
		}
	case "Cell":
		at := len(x.cells) + x.cover
		if n, err := strconv.Atoi(attr(e, "Index")); err == nil && n > 0 {
			at = max(n-1, len(x.cells))
		}
		if at >= maxColumns {
			return fmt.Errorf("more than %d columns: %w", maxColumns, ErrLimit)
		}
		x.cells = append(x.cells, make([]Cell, at-len(x.cells)+1)...)
		x.cover, _ = strconv.Atoi(attr(e, "MergeAcross"))
		x.cover = max(0, min(x.cover, maxColumns))
	case "Comment":
		x.note = true
	case "Data":
		x.in, x.kind = !x.note, attr(e, "Type")
		x.text.Reset()
	}
	return nil
}

func (x *xmlReader) end(name string) error {
	switch name {
	case "Comment":
		x.note = false
	case "Data":
		if x.in = false; x.note || len(x.cells) == 0 {
			return nil
		}
		cell := Cell{Text: x.text.String(), Number: x.kind == "Number"}
		if x.kind == "DateTime" {
			cell.Text = strings.TrimSuffix(dateTime(cell.Text), " 00:00:00") // how a day alone is written
			cell.Text = strings.TrimPrefix(cell.Text, "1899-12-31 ")         // and a time of day
		}
		x.cells[len(x.cells)-1] = cell
	case "Row":
		if len(x.book.sheets) > 0 {
			return x.book.add(x.cells, 1)
		}
	}
	return nil
}
