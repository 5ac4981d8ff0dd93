package recognise

import (
	"context"
	"slices"
	"strconv"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdfpicture"
	"complain/pkg/internal/pdftext"
	"complain/pkg/picture"
)

// scanTime is how long a paper is looked through for scans, and how long the
// pictures of one page are decoded.
const scanTime = 20 * time.Second

// ScansReadable is the remark of reading a paper that says how many pages can be
// recognised.
const ScansReadable = "pdf.scans-readable"

// ReadablePages is how many pages of a paper have their text in pictures that
// can be decoded, as far as reading it found out.
func ReadablePages(e dispute.Evidence) int {
	for _, n := range e.Reading.Remarks {
		if n.Code == ScansReadable && len(n.Args) > 0 {
			count, _ := strconv.Atoi(n.Args[0])
			return count
		}
	}
	return 0
}

// HasScans reports whether reading found pages that are pictures.
func HasScans(e dispute.Evidence) bool {
	return slices.ContainsFunc(e.Reading.Remarks, func(n dispute.Note) bool { return n.Code == "pdf.scans" || n.Code == "pdf.scans-lettered" })
}

// Survey is which pages of a paper are to be looked at.
type Survey struct {
	Pages    int
	Lettered int          // with text of their own
	Scans    []int        // by number from 1
	Closed   []ClosedPage // whose text is in pictures too, but cannot be had
}

// ClosedPage is a scan whose pictures are not decoded.
type ClosedPage struct {
	Number int
	Format string // of its pictures
}

// SurveyOf finds the pages of a paper, given as PDF, that have no text of their
// own. why says what hinders; errors are those of ctx.
func SurveyOf(ctx context.Context, data []byte, passwords []string) (s Survey, why *dispute.Note, err error) {
	timed, cancel := context.WithTimeout(ctx, scanTime)
	defer cancel()
	err = s.pages(timed, data, passwords)
	if ctx.Err() != nil {
		return s, nil, ctx.Err()
	}
	if err == nil {
		return s, nil, nil
	}
	n, ok := scanFailure(err)
	if !ok {
		n = dispute.Say("read-text.damaged") // of a file, every error but these is of its bytes
	}
	return s, &n, nil
}

func (s *Survey) pages(ctx context.Context, data []byte, passwords []string) error {
	file, err := pdffile.Open(ctx, data, passwords)
	if err != nil {
		return err
	}
	pages, err := file.Pages()
	switch {
	case len(pages) > 0 && ctx.Err() == nil: // of more than are read, the first
	case err != nil:
		return err
	default:
		return pdffile.ErrDamaged
	}
	s.Pages = len(pages)
	reader := pdftext.NewReader(file)
	for i, page := range pages {
		text, err := reader.Page(page)
		if err != nil {
			return err
		}
		s.add(i+1, file, page, text)
	}
	return nil
}

// add counts a page by what is on it.
func (s *Survey) add(number int, file *pdffile.File, page *pdffile.Page, text pdftext.Text) {
	look, scan := lookFor(file, page, text)
	switch {
	case !scan && text.Letters > 0:
		s.Lettered++
	case !scan:
	case look.Format() != "":
		s.Closed = append(s.Closed, ClosedPage{number, look.Format()})
	default:
		s.Scans = append(s.Scans, number)
	}
}

func lookFor(file *pdffile.File, page *pdffile.Page, text pdftext.Text) (look *pdfpicture.Page, scan bool) {
	if !pdfpicture.MayBeScan(text) {
		return nil, false
	}
	look, err := pdfpicture.Look(file, page)
	return look, err == nil && look.IsScan(text)
}

// Scan recognises the text of a page of a paper, by number from 1; left is how
// many pictures of the page could not be drawn. Each page opens the file anew,
// so that the time and the bytes of one do not count for the next.
func (r *Reader) Scan(ctx context.Context, data []byte, passwords []string, number int) (p Page, left int, err error) {
	sheets, left, err := scanSheets(ctx, data, passwords, number)
	if err != nil {
		return p, 0, err
	}
	p, err = r.sheets(ctx, sheets)
	return p, left, err
}

func scanSheets(ctx context.Context, data []byte, passwords []string, number int) (sheets []picture.Sheet, left int, err error) {
	timed, cancel := context.WithTimeout(ctx, scanTime)
	defer cancel()
	file, err := pdffile.Open(timed, data, passwords)
	if err != nil {
		return nil, 0, err
	}
	pages, err := file.Pages()
	if len(pages) < number {
		if err == nil {
			err = pdffile.ErrDamaged
		}
		return nil, 0, err
	}
	page, err := pdfpicture.Look(file, pages[number-1])
	if err != nil {
		return nil, 0, err
	}
	m, left, err := page.Draw(timed)
	if err != nil {
		return nil, 0, err
	}
	sheets, err = picture.SheetsOf(m)
	return sheets, left, err
}
