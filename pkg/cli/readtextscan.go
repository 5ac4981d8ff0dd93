package cli

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdfpicture"
	"complain/pkg/internal/pdftext"
	"complain/pkg/picture"
	"complain/pkg/recognise"
)

// scanTime is how long a paper is looked through for scans, and how long the
// pictures of one page are decoded.
const scanTime = 20 * time.Second

// scansReadable is the remark that says how many pages can be recognised.
const scansReadable = "pdf.scans-readable"

// readablePages is how many pages of a paper have their text in pictures that
// can be decoded, as far as reading it found out.
func readablePages(e dispute.Evidence) int {
	for _, n := range e.Reading.Remarks {
		if n.Code == scansReadable && len(n.Args) > 0 {
			count, _ := strconv.Atoi(n.Args[0])
			return count
		}
	}
	return 0
}

// hasScans reports whether reading found pages that are pictures.
func hasScans(e dispute.Evidence) bool {
	return slices.ContainsFunc(e.Reading.Remarks, func(n dispute.Note) bool { return n.Code == "pdf.scans" || n.Code == "pdf.scans-lettered" })
}

// scanRemark is a remark of reading as it is shown: what can be done about
// scans names the evidence.
func (a *app) scanRemark(e dispute.Evidence, n dispute.Note) string {
	if n.Code == scansReadable && len(n.Args) > 0 && e.ID != 0 {
		return a.say("read-text.hint", n.Args[0], e.ID)
	}
	return a.lang.Note(n)
}

// scans is which pages of a paper are to be looked at.
type scans struct {
	pages    int
	lettered int // with text of their own
	scans    []int
	closed   []closedPage
}

// closedPage is a scan whose pictures are not decoded.
type closedPage struct {
	number int
	format string
}

// surveyScans finds the pages of a paper that have no text of their own. why says
// what hinders.
func surveyScans(ctx context.Context, f *casefile.File, e dispute.Evidence, passwords []string) (s scans, why *dispute.Note, err error) {
	if e.Size > pdffile.MaxSize {
		n := note("read-text.too-large", pdffile.MaxSize>>20)
		return s, &n, nil
	}
	data, err := dossier.Original(ctx, f, e)
	if err != nil {
		return s, nil, err
	}
	timed, cancel := context.WithTimeout(ctx, scanTime)
	defer cancel()
	file, err := pdffile.Open(timed, data, passwords)
	var pages []*pdffile.Page
	if err == nil {
		pages, err = file.Pages()
		if len(pages) > 0 && timed.Err() == nil {
			err = nil // of more than are read, the first
		} else if err == nil {
			err = pdffile.ErrDamaged
		}
	}
	s.pages = len(pages)
	reader := pdftext.NewReader(file)
	for i := 0; i < len(pages) && err == nil; i++ {
		var text pdftext.Text
		if text, err = reader.Page(pages[i]); err != nil {
			break
		}
		if text.Letters > 0 {
			s.lettered++
		}
		if !pdfpicture.MayBeScan(text) {
			continue
		}
		look, failed := pdfpicture.Look(file, pages[i])
		if failed != nil || !look.IsScan(text) {
			continue
		}
		if text.Letters > 0 {
			s.lettered--
		}
		if format := look.Format(); format != "" {
			s.closed = append(s.closed, closedPage{i + 1, format})
		} else {
			s.scans = append(s.scans, i+1)
		}
	}
	if ctx.Err() != nil {
		return s, nil, ctx.Err()
	}
	if err == nil {
		return s, nil, nil
	}
	if n, ok := scanFailure(err); ok {
		return s, &n, nil
	}
	n := note("read-text.damaged") // of a file, every error but these is of its bytes
	return s, &n, nil
}

// readScan recognises the text of a page. Each page opens the file anew, so that
// the time and the bytes of one do not count for the next.
func readScan(ctx context.Context, engine *recognise.Engine, languages []string, data []byte, passwords []string, number int) seen {
	sheets, left, err := scanSheets(ctx, data, passwords, number)
	if err != nil {
		return seen{err: err}
	}
	page, err := readSheets(ctx, engine, languages, sheets)
	return seen{page, left, err}
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

// scanFailure says why pages of a paper could not be read; ok is false for what
// ends the command.
func scanFailure(err error) (why dispute.Note, ok bool) {
	if format := (*pdfpicture.FormatError)(nil); errors.As(err, &format) {
		return note("read-text.page-format", clean(format.Name)), true
	}
	for _, known := range []struct {
		err  error
		code string
	}{
		{pdffile.ErrPassword, "read-text.password"},
		{pdffile.ErrCipher, "read-text.cipher"},
		{pdffile.ErrTooMuch, "read-text.page-large"},
		{pdffile.ErrDamaged, "read-text.page-damaged"},
		{pdffile.ErrFilter, "read-text.page-damaged"},
		{pdffile.ErrNotPDF, "read-text.damaged"},
		{context.DeadlineExceeded, "read-text.slow"},
	} {
		if errors.Is(err, known.err) {
			return note(known.code), true
		}
	}
	return dispute.Note{}, false
}
