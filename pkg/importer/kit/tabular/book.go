package tabular

import (
	"context"
	"io"

	"complain/pkg/importer"
)

// binder is a workbook of either form.
type binder interface {
	sheets() int
	sheet(i int) sheet
	from1904() bool
}

// sheet reads the rows of a worksheet.
type sheet interface {
	Next() (Row, error)
	Close() error
	Units() int // rows given so far
	Last() int  // number of the last row given
	Title() string
}

func openBook(ctx context.Context, r io.ReaderAt, size, unpacked int64, form Form) (binder, error) {
	head := make([]byte, min(size, importer.HeadSize))
	if n, _ := r.ReadAt(head, 0); form == XLS && isHTML(head[:n]) {
		if unpacked > 0 { // a glance
			size = min(size, 256<<10)
		}
		b, err := openHTML(ctx, r, size)
		if err != nil {
			return nil, err
		}
		return b, nil
	}
	if form == XLS {
		b, err := OpenBIFF(ctx, r, size)
		if err != nil {
			return nil, err
		}
		return b, nil
	}
	w, err := OpenWorkbook(ctx, r, size, unpacked)
	if err != nil {
		return nil, err
	}
	return w, nil
}

func (w *Workbook) sheets() int       { return len(w.Sheets) }
func (w *Workbook) sheet(i int) sheet { return w.Sheet(i) }
func (w *Workbook) from1904() bool    { return w.Since1904 }

// Title is the sheet's name.
func (s *SheetReader) Title() string { return s.Name }
