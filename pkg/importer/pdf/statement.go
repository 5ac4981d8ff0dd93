package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/pdftext"
	"complain/pkg/internal/sheet"
)

// statement is the table of a statement, put together from the places of its
// words. Cells may have several lines; the amount has one in each row, which says
// where the rows are.
type statement struct {
	bill  *tabular.Bill
	src   *importer.Source
	grid  *tabular.Grid
	heads []pdftext.Word // of the columns
	rows  []statementRow
	dates int // words that are dates in the column of times
}

// statementRow is one row: its page, and the text of its cells.
type statementRow struct {
	page  int
	cells []string
}

// readStatement looks for the table of a statement on the pages; nil where no page has
// the names of the columns of one that is known.
func readStatement(src *importer.Source, texts []pageText) *statement {
	s := &statement{bill: statements(), src: src}
	for i, t := range texts {
		s.page(i+1, t.Words)
	}
	if s.grid == nil {
		return nil
	}
	return s
}

// page adds the rows of a page: below the names of the columns, or, where a page does not
// repeat them, from its top.
func (s *statement) page(number int, words []pdftext.Word) {
	lines := linesOf(words)
	for i, line := range lines {
		names := make([]string, len(line))
		for j, w := range line {
			names[j] = w.Text
		}
		if g := s.bill.Grid(s.src, names); g != nil && (s.grid == nil || g.Layout().Variant == s.grid.Layout().Variant) {
			s.grid, s.heads = g, line
			lines = lines[i+1:]
			break
		}
	}
	if s.grid != nil {
		s.add(number, lines)
	}
}

// linesOf groups words by their lines.
func linesOf(words []pdftext.Word) (lines [][]pdftext.Word) {
	for i, w := range words {
		if i == 0 || w.Y != words[i-1].Y && math.Abs(w.Y-words[i-1].Y) > 0.4*w.Size || w.X0 < words[i-1].X0 {
			lines = append(lines, nil)
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], w)
	}
	return lines
}

// add puts the words of a page into rows.
func (s *statement) add(number int, lines [][]pdftext.Word) {
	amount := s.grid.Column(tabular.Amount)
	var anchors []float64
	for _, line := range lines {
		for _, w := range line {
			switch col := s.column(w); {
			case col == amount && s.money(w.Text):
				anchors = append(anchors, w.Y)
			case col == s.grid.Column(tabular.Time):
				if day, _, _ := strings.Cut(w.Text, " "); s.grid.Dated(day) {
					s.dates++
				}
			}
		}
	}
	if len(anchors) == 0 {
		return
	}
	above := slices.ContainsFunc(lines, func(line []pdftext.Word) bool {
		return line[0].Y > anchors[0]+1 && !s.wide(line)
	})
	rows := make([][][]string, len(anchors))
	for i := range rows {
		rows[i] = make([][]string, len(s.heads))
	}
	for _, line := range lines {
		at := nearest(anchors, line[0].Y, above)
		if at < 0 || s.wide(line) || at == len(anchors)-1 && anchors[at]-line[0].Y > pitch(anchors, line[0].Size) {
			continue
		}
		for _, w := range line {
			col := s.column(w)
			rows[at][col] = append(rows[at][col], w.Text)
		}
	}
	for _, row := range rows {
		cells := make([]string, len(row))
		for col, parts := range row {
			cells[col] = s.joined(col, parts)
		}
		s.rows = append(s.rows, statementRow{number, cells})
	}
}

// money reports whether a text reads as an amount.
func (s *statement) money(text string) bool {
	_, ok := s.grid.Amount(strings.TrimPrefix(text, "+"))
	return ok && strings.ContainsAny(text, "0123456789")
}

// column is the column that a word stands in: the one whose name is nearest, at its
// left, its middle or its right.
func (s *statement) column(w pdftext.Word) int {
	best, least := 0, math.Inf(1)
	for i, h := range s.heads {
		off := min(math.Abs(w.X0-h.X0), math.Abs(w.X1-h.X1), math.Abs((w.X0+w.X1)/2-(h.X0+h.X1)/2))
		if off < least {
			best, least = i, off
		}
	}
	return best
}

// wide reports whether a line is none of the table: a sentence over several columns.
func (s *statement) wide(line []pdftext.Word) bool {
	return slices.ContainsFunc(line, func(w pdftext.Word) bool {
		col := s.column(w)
		return col+2 < len(s.heads) && w.X1 > s.heads[col+2].X0 || col+1 < len(s.heads) && len(line) == 1 && w.X1 > s.heads[col+1].X1
	})
}

// nearest is the row that a line belongs to: the nearest, where amounts stand in the
// middle of their rows, or else the one above. It is -1 for a line above all.
func nearest(anchors []float64, y float64, middle bool) int {
	best, least := -1, math.Inf(1)
	for i, a := range anchors {
		off := a - y
		if off < -1 && !middle {
			continue
		}
		if off = math.Abs(off); off < least {
			best, least = i, off
		}
	}
	return best
}

// pitch is how far below the last amount its row may reach.
func pitch(anchors []float64, size float64) float64 {
	most := 0.0
	for i := 1; i < len(anchors); i++ {
		most = max(most, anchors[i-1]-anchors[i])
	}
	return max(min(most, 6*size), 2.5*size)
}

// joined is the text of a cell of several lines: a number that was broken is one.
func (s *statement) joined(col int, parts []string) string {
	number := col == s.grid.Column(tabular.Order) || col == s.grid.Column(tabular.Merchant)
	var b strings.Builder
	for i, part := range parts {
		if i > 0 && (col == s.grid.Column(tabular.Time) || !number && latin(parts[i-1][len(parts[i-1])-1]) && latin(part[0])) {
			b.WriteByte(' ')
		}
		b.WriteString(part)
	}
	return strings.TrimPrefix(b.String(), "+")
}

func latin(c byte) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }

// records are the rows as payments. why is what speaks against the reading, and then
// there are none.
func (s *statement) records() (records []dispute.Record, why string) {
	for i, row := range s.rows {
		r, wrong := s.grid.Record(row.cells, strings.Join(row.cells, "\t"))
		if wrong != nil {
			return nil, "pdf.statement-row"
		}
		r.Locator = dispute.Locator{Page: row.page, Row: i + 1}
		records = append(records, r)
	}
	return records, s.check(records)
}

// check holds the reading against what the statement itself says: its running
// balance, where it has one, and else the numbers that each payment has.
func (s *statement) check(records []dispute.Record) (why string) {
	if s.dates != len(records) { // an amount that was not seen
		return "pdf.statement-row"
	}
	balance := slices.IndexFunc(s.heads, func(w pdftext.Word) bool { return strings.Contains(w.Text, "余额") })
	if balance < 0 {
		if slices.ContainsFunc(records, func(r dispute.Record) bool { return len(strings.Trim(r.Order, "0123456789_")) > 0 || len(r.Order) < 10 }) {
			return "pdf.statement-number"
		}
		return ""
	}
	down, up := true, true
	var before int64
	for i, row := range s.rows {
		a, ok := s.grid.Amount(row.cells[balance])
		if !ok {
			return "pdf.statement-balance"
		}
		if i > 0 {
			down = down && before+moved(records[i]) == a.Minor
			up = up && a.Minor+moved(records[i-1]) == before
		}
		before = a.Minor
	}
	if !down && !up {
		return "pdf.statement-balance"
	}
	return ""
}

// moved is what a row changed the balance by.
func moved(r dispute.Record) int64 {
	minor := max(r.Amount.Minor, -r.Amount.Minor)
	if r.Direction == dispute.Out {
		return -minor
	}
	return minor
}

// give gives the payments of a statement to the sink, or says why they were not read.
func (s *statement) give(sink importer.Sink) (units int, err error) {
	name := s.grid.Layout().Variant
	records, why := s.records()
	if why != "" || len(records) == 0 {
		return 0, sink.Doubt(dispute.Locator{}, dispute.Say(cmp.Or(why, "pdf.statement-row"), len(s.rows)))
	}
	for _, r := range records {
		if err := sink.Record(r); err != nil {
			return 0, err
		}
	}
	sink.Remark(dispute.Say("pdf.statement-read", len(records), name))
	return len(records), nil
}

// fewDealings is how many lines with a date and an amount make a table of them.
const fewDealings = 5

// dealings is how many lines of a paper have a date and an amount as words of their
// own.
func dealings(texts []pageText) (n int) {
	for _, t := range texts {
		for _, line := range linesOf(t.Words) {
			dated, paid := false, false
			for _, w := range line {
				first, _, _ := strings.Cut(w.Text, " ")
				cell := sheet.Cell{Text: first}
				switch {
				case strings.ContainsAny(first, "-/.年") && len(tabular.DateLike(cell)) > 0:
					dated = true
				case strings.ContainsAny(w.Text, ".,") && tabular.Figure(sheet.Cell{Text: w.Text}):
					paid = true
				}
			}
			if dated && paid {
				n++
			}
		}
	}
	return n
}
