package sheet

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"complain/pkg/internal/pattern"
)

// openDocument reads an OpenDocument spreadsheet (ISO/IEC 26300), as LibreOffice
// and WPS write it.
func openDocument(ctx context.Context, r io.ReaderAt, size, unpacked int64) (*heldBook, error) {
	z, err := zip.NewReader(r, size)
	if z == nil {
		return nil, fmt.Errorf("open workbook: %w", err)
	}
	if unpacked == 0 {
		unpacked = min(max(minUnpacked, perByte*size), maxUnpacked)
	}
	for _, f := range z.File {
		if f.Name != "content.xml" {
			continue
		}
		part, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("content.xml: %w", err)
		}
		defer part.Close()
		read := &odsReader{book: &heldBook{ctx: ctx}}
		err = tokens(ctx, decodedXML(io.LimitReader(part, unpacked)), read.token)
		if err != nil && ctx.Err() == nil && !read.spreadsheet {
			return nil, ErrNotWorkbook // a locked one is no XML
		}
		return read.book, err
	}
	return nil, ErrNotWorkbook
}

// odsReader takes the tables out of content.xml.
type odsReader struct {
	book        *heldBook
	spreadsheet bool
	cells       []Cell
	cell        Cell
	columns     int // that the cell stands for
	rows        int // that the row stands for
	in          bool
	paragraphs  int
	note        int // depth of what is no text of the cell
	text        strings.Builder
}

func (o *odsReader) token(token xml.Token) error {
	return part(token, o.start, o.end, func(data []byte) error {
		if !(o.in && o.note == 0 && o.paragraphs > 0) {
			return nil
		}
		return keep(&o.text, data)
	})
}

func (o *odsReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "spreadsheet":
		o.spreadsheet = true
	case "table":
		return o.book.begin(attr(e, "name"))
	case "table-row":
		o.cells, o.rows = nil, repeated(e, "number-rows-repeated")
	case "table-cell", "covered-table-cell":
		o.in, o.paragraphs, o.columns = true, 0, repeated(e, "number-columns-repeated")
		o.cell = valued(e)
		o.text.Reset()
	case "annotation":
		o.note++
	case "p":
		if o.note > 0 {
			return nil
		}
		if o.paragraphs++; o.paragraphs > 1 {
			o.text.WriteByte('\n')
		}
	case "s":
		o.text.WriteString(strings.Repeat(" ", min(repeated(e, "c"), 100)))
	case "tab":
		o.text.WriteByte('\t')
	case "line-break":
		o.text.WriteByte('\n')
	}
	return nil
}

func (o *odsReader) end(name string) error {
	switch name {
	case "annotation":
		o.note--
	case "table-cell", "covered-table-cell":
		if o.cell.Text == "" {
			o.cell.Text = o.text.String()
		}
		o.in = false
		if o.cell.Text == "" && o.columns > 1 {
			o.columns = min(o.columns, maxColumns-len(o.cells)) // to the end of the sheet
		}
		if len(o.cells)+o.columns > maxColumns {
			return fmt.Errorf("more than %d columns: %w", maxColumns, ErrLimit)
		}
		for range o.columns {
			o.cells = append(o.cells, o.cell)
		}
	case "table-row":
		if len(o.book.sheets) > 0 {
			return o.book.add(o.cells, o.rows)
		}
	}
	return nil
}

func repeated(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(attr(e, name))
	if err != nil {
		return 1
	}
	return max(1, min(n, maxRows))
}

// valued is a cell as its attributes state its value; without text where only its
// paragraphs do.
func valued(e xml.StartElement) Cell {
	switch attr(e, "value-type") {
	case "float", "percentage":
		return Cell{Text: attr(e, "value"), Number: true}
	case "currency":
		if code := attr(e, "currency"); code != "" {
			return Cell{Text: attr(e, "value") + " " + code}
		}
		return Cell{Text: attr(e, "value"), Number: true}
	case "date":
		return Cell{Text: dateTime(attr(e, "date-value"))}
	case "time":
		return Cell{Text: duration(attr(e, "time-value"))}
	case "boolean":
		return Cell{Text: attr(e, "boolean-value")}
	}
	return Cell{}
}

// dateTime is a time of XML Schema as people write it.
func dateTime(text string) string {
	day, clock, timed := strings.Cut(text, "T")
	if !timed {
		return text
	}
	clock, _, _ = strings.Cut(clock, ".")
	return day + " " + clock
}

// durations are times of day as OpenDocument writes them: PT20H11M05S, PT20H11M.
var durations = pattern.New(`^PT(?:([0-9]{1,2})H)?(?:([0-9]{1,2})M)?(?:([0-9]{1,2})(?:[.,][0-9]{1,12})?S)?$`)

// duration is a time of day as people write it; what lasts a day and longer stays.
func duration(text string) string {
	m := durations.FindStringSubmatch(text)
	if m == nil || m[1]+m[2]+m[3] == "" {
		return text
	}
	var parts [3]int
	for i := range parts {
		parts[i], _ = strconv.Atoi(m[i+1]) // digits, or none for zero
	}
	if parts[0] > 23 {
		return text
	}
	return fmt.Sprintf("%02d:%02d:%02d", parts[0], parts[1], parts[2])
}
