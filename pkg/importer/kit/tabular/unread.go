package tabular

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/internal/sheet"
)

const (
	unreadRows  = 10  // rows from which anything in columns is a table
	unreadSeen  = 200 // rows that are looked at for dates and amounts
	unreadWidth = 80  // runes of a name of a column
)

// Seems reports how many rows the table of src has below a row of names, and
// whether they hold dates and amounts; 0 where it is no table. Without dates and
// amounts it takes ten rows to be one.
func Seems(ctx context.Context, src *importer.Source) (rows int, dealing bool) {
	all, err := Glance(ctx, src, 5000)
	if err != nil || len(all) == 0 {
		return 0, false
	}
	if sheet.FormOf(src.Head) == sheet.JSON { // any list has names, and most hold numbers
		return len(all) - 1, priced(all)
	}
	if Headless(all) {
		return len(all), true
	}
	cells, _ := width(all)
	for at, row := range all {
		// Rows may end in a comma that their header has not.
		if len(row.Cells) != cells && len(row.Cells) != cells-1 && row.Filled() != cells || !names(row.Cells) {
			continue
		}
		below := wide(all[at+1:], row.Filled())
		switch {
		case len(below) > 0 && dealings(below):
			return len(below), true
		case len(below) >= unreadRows && len(below)*5 >= (len(all)-at-1)*4:
			return len(below), false
		}
		return 0, false
	}
	return 0, false
}

// Headless reports whether rows are dealings from the first on, without a row of names:
// each has a date and an amount, and the same number of cells.
func Headless(rows []sheet.Row) bool {
	if len(rows) == 0 || rows[0].Filled() < 3 {
		return false
	}
	for _, r := range rows[:min(len(rows), unreadSeen)] {
		dates, sums := 0, 0
		for _, c := range r.Cells {
			switch text := sheet.Trim(c.Text); {
			case len(DateLike(c)) > 0 && strings.ContainsAny(text, "-/.年"):
				dates++
			case Figure(c) && strings.ContainsAny(text, ".,"):
				sums++
			}
		}
		if len(r.Cells) != len(rows[0].Cells) || dates == 0 || sums == 0 {
			return false
		}
	}
	return true
}

// names reports whether a row can name the columns of a table.
func names(cells []sheet.Cell) bool {
	filled := 0
	for _, c := range cells {
		text := sheet.Trim(c.Text)
		if text == "" {
			continue
		}
		if filled++; Figure(c) || utf8.RuneCountInString(text) > unreadWidth || strings.ContainsAny(text, "。！？") {
			return false
		}
	}
	return filled >= 3
}

// wide are the rows that fill the most of n columns.
func wide(rows []sheet.Row, n int) (out []sheet.Row) {
	for _, r := range rows {
		if filled := r.Filled(); filled >= 3 && filled*2 >= n {
			out = append(out, r)
		}
	}
	return out
}

// dealings reports whether most rows have a date in one column and an amount in
// another.
func dealings(rows []sheet.Row) bool {
	rows = rows[:min(len(rows), unreadSeen)]
	dated, paid := false, 0
	counted := make([]bool, len(rows)) // rows with an amount, whichever column has it
	for col := range rows[0].Cells {
		dates, last, steps := 0, 0, 0
		var sums []int
		for i, r := range rows {
			if col >= len(r.Cells) {
				continue
			}
			c := r.Cells[col]
			text := sheet.Trim(c.Text)
			switch {
			case len(DateLike(c)) > 0 && (strings.ContainsAny(text, "-/.年T, ") || len(text) == 8):
				dates++
			case sumLike(c, text):
				sums = append(sums, i)
			}
			if n, err := strconv.Atoi(text); err == nil {
				if n == last+1 {
					steps++
				}
				last = n
			}
		}
		dated = dated || dates*2 > len(rows)
		if steps >= len(rows)-1 && len(rows) > 1 { // 1, 2, 3 only counts the rows
			continue
		}
		for _, i := range sums {
			if !counted[i] {
				counted[i], paid = true, paid+1
			}
		}
	}
	return dated && paid*2 > len(rows)
}

// ofMoney are words in the names of members that hold what something cost.
var ofMoney = []string{"amount", "price", "total", "paid", "cost", "金额", "价", "实付", "款", "金額", "betrag", "montant", "importe"}

// priced reports whether the objects of a list, whose names stand in front, are
// dealings: most have a date, and an amount that is more than a number. It has a part
// behind the mark or a currency beside it, or its name says that it is one.
func priced(all []sheet.Row) bool {
	rows := all[1:min(len(all), unreadSeen)]
	dated, paid, currency := false, false, false
	for col, name := range all[0].Cells {
		dates, sums, codes := 0, 0, 0
		word := strings.ToLower(sheet.Trim(name.Text))
		named := slices.ContainsFunc(ofMoney, func(w string) bool { return strings.Contains(word, w) })
		for _, r := range rows {
			switch c := r.Cells[col]; {
			case Unix(sheet.Trim(c.Text)) || len(DateLike(c)) > 0 && strings.ContainsAny(c.Text, "-/.年T, "):
				dates++
			case CurrencyLike(c):
				codes++
			case Figure(c) && (named || strings.Contains(c.Text, ".") || strings.ContainsFunc(c.Text, func(r rune) bool { return unicode.Is(unicode.Sc, r) })):
				sums++
			}
		}
		most := len(rows)/2 + 1
		dated, paid, currency = dated || dates >= most, paid || sums >= most, currency || codes >= most
	}
	return dated && (paid || currency)
}

// sumLike reports whether a cell holds what may be an amount, or a number that is not
// too long for one. Signs of currencies that nobody here knows stand beside those with
// cents.
func sumLike(c sheet.Cell, text string) bool {
	if Figure(c) {
		return len(text) < 9 || len(text) < 20 && strings.ContainsAny(text, ".,")
	}
	letters, figures := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			figures++
		case unicode.IsLetter(r):
			letters++
		case !unicode.IsSpace(r) && !strings.ContainsRune("+-−.,'()", r) && !unicode.Is(unicode.Sc, r):
			return false
		}
	}
	return figures > 0 && figures < 12 && letters <= 4 && strings.ContainsAny(text, ".,")
}

// talkRows is how many rows are looked at for a conversation.
const talkRows = 300

// Spoken is a table that is a conversation by the values of its columns.
type Spoken struct {
	Rows   int
	Mapped bool // a mapping can be proposed: its columns have names, and one has the times
	Priced bool // a column is called as sums are
}

// Talk reports whether the table of src is a conversation.
func Talk(ctx context.Context, src *importer.Source) (s Spoken, ok bool) {
	all, err := Glance(ctx, src, talkRows)
	if err != nil || len(all) == 0 || Headless(all) {
		return s, false
	}
	rows, roles, ok := TalkIn(all)
	head := slices.IndexFunc(all, func(r sheet.Row) bool { return names(r.Cells) })
	if ok && Wordless(all) {
		s.Rows, s.Mapped = rows, true
		return s, true
	}
	if sheet.FormOf(src.Head) == sheet.JSON {
		head = 0 // a list has its names
	}
	if s.Rows = rows; head < 0 {
		return s, ok
	}
	s.Mapped = roles.Time != "" || sheet.FormOf(src.Head) == sheet.JSON
	s.Priced = slices.ContainsFunc(all[head].Cells, func(c sheet.Cell) bool {
		word := strings.ToLower(c.Text)
		return slices.ContainsFunc(ofMoney, func(w string) bool { return strings.Contains(word, w) })
	})
	return s, ok
}

// Wordless reports rows of a conversation of which the first is one of them already, and
// names no columns.
func Wordless(rows []sheet.Row) bool {
	if len(rows) < 2 || rows[0].Filled() < 3 {
		return false
	}
	_, roles, ok := TalkIn(rows)
	at, err := strconv.Atoi(roles.Time)
	return ok && err == nil && at < len(rows[0].Cells) && len(DateLike(rows[0].Cells[at])) > 0
}

// TalkIn is Talk for rows; the roles name the columns by their numbers. The first row may
// name them.
func TalkIn(all []sheet.Row) (rows int, roles conversation.Roles, ok bool) {
	var c conversation.Columns
	for _, row := range all {
		if row.Filled() < 2 {
			continue
		}
		cells := make([]string, len(row.Cells))
		for i, cell := range row.Cells {
			cells[i] = sheet.Trim(cell.Text)
		}
		c.Row(cells)
	}
	return c.Talk()
}
