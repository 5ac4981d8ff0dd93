package transcript

import (
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/cause"
	"complain/pkg/internal/sheet"
)

// BookRow is a row of a workbook.
type BookRow struct {
	At    dispute.Locator
	Sheet int
	Cells []sheet.Cell
	Raw   string
}

// Text is the words of a cell, "" where there is none.
func (r *BookRow) Text(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return r.Cells[column].Text
}

// glance is how much of a workbook is unpacked to recognise it.
const glance = 1 << 20

// BookHead is the rows at the beginning of a workbook's first sheet, or nil where
// the source is none.
func BookHead(src *importer.Source, rows int) (head [][]string) {
	if sheet.FormOf(src.Head) != sheet.XLSX {
		return nil
	}
	book, err := sheet.Open(context.Background(), src, src.Size(), glance, sheet.XLSX)
	if err != nil || book.Count() == 0 {
		return nil
	}
	s := book.At(0)
	defer s.Close()
	for len(head) < rows {
		row, err := s.Next()
		if err != nil {
			break
		}
		head = append(head, words(row.Cells))
	}
	return head
}

// ReadBook gives each row of each sheet of a workbook to row, and ends like
// ReadText.
func ReadBook(ctx context.Context, l *Log, row func(BookRow) error) error {
	book, err := sheet.Open(ctx, l.Src, l.Src.Size(), 0, sheet.FormOf(l.Src.Head))
	if err != nil {
		return l.stopBook(dispute.Locator{}, err)
	}
	for i := range book.Count() {
		if err := l.readSheet(book.At(i), i, row); err != nil {
			return err
		}
	}
	l.End()
	return nil
}

// ReadHeadedBook is ReadBook where each sheet has a header: what stands above it,
// and a sheet that has none, is skipped, and row is given the header's words with
// each row below it.
func ReadHeadedBook(ctx context.Context, l *Log, isHeader func(cells []string) bool, row func(header []string, row BookRow) error) error {
	in := -1
	var header []string
	return ReadBook(ctx, l, func(r BookRow) error {
		if r.Sheet != in {
			in, header = r.Sheet, nil
		}
		if header != nil {
			return row(header, r)
		}
		cells := words(r.Cells)
		if !isHeader(cells) {
			return l.Skip(r.At, "chat.skip.banner")
		}
		header = cells
		return l.Skip(r.At, "skip.header")
	})
}

// words are the texts of cells, without what stands around them.
func words(cells []sheet.Cell) []string {
	var out []string
	for _, c := range cells {
		out = append(out, sheet.Trim(c.Text))
	}
	return out
}

func (l *Log) readSheet(s sheet.Reader, number int, row func(BookRow) error) error {
	defer s.Close()
	for {
		r, err := s.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return l.stopBook(dispute.Locator{Sheet: s.Title(), Row: s.Last() + 1}, err)
		}
		at := dispute.Locator{Sheet: r.At.Sheet, Row: r.At.Row}
		if r.Blank() {
			err = l.Skip(at, "skip.blank")
		} else {
			err = row(BookRow{At: at, Sheet: number, Cells: slices.Clone(r.Cells), Raw: r.Raw})
		}
		if err != nil {
			return err
		}
	}
}

func (l *Log) stopBook(at dispute.Locator, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return l.stop(at, dispute.Say("stop.unreadable", cause.Of(err)), err)
}

// CellTime is the time in a workbook's cell: written out, or as the number of days
// since the end of 1899.
func (l *Log) CellTime(c sheet.Cell) (dispute.When, bool) {
	days, err := strconv.ParseFloat(c.Text, 64)
	const unix, last = 25569, 200_000 // 1970, and a day in 2447
	if c.Number && err == nil && days > unix && days < last {
		seconds := int64((days-unix)*86400 + 0.5)
		at, err := l.Src.Local(clockOf(seconds), dispute.Second)
		return at, err == nil
	}
	return l.Machine(strings.TrimSpace(c.Text))
}
