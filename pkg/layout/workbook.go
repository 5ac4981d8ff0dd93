package layout

import (
	"context"
	"strings"

	"complain/pkg/choices"
	"complain/pkg/internal/termsafe"
	"complain/pkg/internal/xlsx"
)

// mostRows is how many events a sheet lists: more nobody chooses among in one.
const mostRows = 5000

// Workbook puts the case into sheets: evidence, story, records, claims, and a hidden
// one that says of which state of the case they are.
func (l *Layout) Workbook(ctx context.Context, head string) (*xlsx.Book, error) {
	p, err := l.sheetItems(ctx)
	if err != nil {
		return nil, err
	}
	evidence, story, records, claims := l.evidenceSheet(p), l.storySheet(), l.recordsSheet(), l.claimsSheet()
	about := xlsx.Sheet{Name: "complain", Hidden: true, Columns: []xlsx.Column{{Width: 20}, {Width: 40}}, Rows: choices.About(l.Dossier.Case.ID, head)}
	book := &xlsx.Book{Title: l.Dossier.Case.Title}
	for _, one := range []xlsx.Sheet{evidence, story, records, claims} {
		for _, row := range one.Rows {
			for i := range row {
				row[i] = clearText(row[i])
			}
		}
		book.Sheets = append(book.Sheets, one)
	}
	book.Sheets = append(book.Sheets, about)
	return book, nil
}

// clearText is text as a cell may show it.
func clearText(text string) string {
	var lines []string
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		lines = append(lines, termsafe.CleanLine(line))
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// yesNo is a yes or no in a cell.
func (l *Layout) yesNo(yes bool) string {
	if yes {
		return l.lang.Say("sheet.yes")
	}
	return l.lang.Say("sheet.no")
}

func (l *Layout) yesNoList() []string { return []string{l.yesNo(true), l.yesNo(false)} }
