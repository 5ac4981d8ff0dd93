package tabular

import (
	"context"
	"io"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/dateorder"
	"complain/pkg/internal/sheet"
)

// survey is what the rows of a file say, before it is read, about the order of
// day and month and about what minus means.
type survey struct {
	dateorder.Dates
	spent spent
}

// open reports whether the bill has a layout that leaves to the rows how they
// are read.
func (b *Bill) open() (dates, signs bool) {
	for _, l := range b.Layouts {
		dates = dates || l.Dates == DayOrMonth
		signs = signs || l.Loose && (len(l.Columns[In]) > 0 || len(l.Columns[Out]) > 0)
	}
	return dates, signs
}

// order decides the order of day and month for files of a layout that leaves
// it open: by the dates themselves, or by what the user said. why is nil where
// the file has no such layout.
func (b *Bill) order(src *importer.Source, s *survey) (order Dates, why *dispute.Note, err error) {
	if !s.Any() {
		return DayFirst, nil, nil
	}
	said, given := dateorder.Parse(src.Options.DateOrder)
	yearFirst := s.Never(dateorder.YMD) == "" && s.Years(dateorder.YMD) <= manyYears
	given = given && (said != dateorder.YMD || yearFirst)
	possible := s.Possible(dateorder.DMY, dateorder.MDY)
	if yearFirst {
		possible = append(possible, dateorder.YMD)
	}
	switch {
	case len(possible) == 0 && given:
		// Some rows become problems: that is the file's fault, and told there.
		return datesIn[said], dateorder.Note("bill.order.said", said), nil
	case len(possible) == 0:
		return 0, nil, &importer.Stopped{Why: dispute.Say("bill.stop.dates", s.Never(dateorder.DMY), s.Never(dateorder.MDY))}
	case given && s.Never(said) != "":
		return 0, nil, &importer.Stopped{Why: dispute.Say("bill.stop.date-order", said, s.Never(said))}
	case len(possible) > 1 && s.Alike(possible...):
		return DayFirst, nil, nil
	case given:
		return datesIn[said], dateorder.Note("bill.order.said", said), nil
	case len(possible) > 1:
		return 0, nil, s.Ask(possible...)
	case yearFirst:
		return YearFirst, dateorder.Note("bill.order.ymd", s.Never(dateorder.DMY)), nil
	case s.Never(dateorder.MDY) != "":
		return DayFirst, dateorder.Note("bill.order.dmy", s.Never(dateorder.MDY)), nil
	}
	return MonthFirst, dateorder.Note("bill.order.mdy", s.Never(dateorder.DMY)), nil
}

// manyYears is more than the rows of one bill are of: what would be that with the
// year in front has a day there.
const manyYears = 3

var datesIn = map[dateorder.Order]Dates{dateorder.DMY: DayFirst, dateorder.MDY: MonthFirst, dateorder.YMD: YearFirst}

// survey looks at the dates of all rows. What cannot be read of the file is
// left to the reading itself.
func (b *Bill) survey(ctx context.Context, src *importer.Source, form Form) (survey, error) {
	var s survey
	if dates, signs := b.open(); !dates && !signs {
		return s, nil
	}
	if form == CSV {
		t := sheet.NewTextReader(src.Lines(ctx))
		b.surveyRows(&s, t.Next, t.SetShape, form)
		return s, ctx.Err()
	}
	w, err := sheet.Open(ctx, src, src.Size(), 0, form)
	if err != nil {
		return s, ctx.Err()
	}
	for i := range w.Count() {
		page := w.At(i)
		b.surveyRows(&s, page.Next, nil, form)
		page.Close()
	}
	return s, ctx.Err()
}

func (b *Bill) surveyRows(s *survey, next func() (sheet.Row, error), shape func(sheet.Shape), form Form) {
	var (
		pre   preamble
		t     *table
		words = b.words()
	)
	for n := 0; ; n++ {
		row, err := next()
		if err == io.EOF || err != nil || t == nil && n >= maxPreamble {
			return
		}
		if found := b.header(&row, t.parted(), &pre, form); found != nil {
			begun := t != nil
			if t = found; shape != nil {
				shape(t.shape())
			}
			if !b.Unnamed {
				continue
			}
			if !begun {
				row.Cells = again(&row, t.comma, form)
			}
		}
		if t == nil {
			pre.read(&row, words)
			continue
		}
		if t.Dates == DayOrMonth && len(row.Cells) >= t.width {
			s.add(t.cell(row.Cells, Time))
		}
		if t.Loose {
			s.spent.add(t, t.padded(&row))
		}
	}
}

func (s *survey) add(cell sheet.Cell) {
	text := sheet.Trim(cell.Text)
	if cell.Number || text == "" {
		return
	}
	dmy, _, isDMY := turned(text, false)
	mdy, _, isMDY := turned(text, true)
	if !isDMY && !isMDY {
		return
	}
	ymd, _, isYMD := shortYear(text)
	read := func(o dateorder.Order) (int, bool) {
		c := dmy
		if o == dateorder.YMD {
			_, err := dispute.Local(ymd, dispute.Day, Beijing(), dispute.ZoneFormat)
			return dateorder.Day(ymd), isYMD && err == nil && !strings.Contains(text, ".") // with points the day is in front
		}
		if o == dateorder.MDY {
			c = mdy
		}
		_, err := dispute.Local(c, dispute.Day, Beijing(), dispute.ZoneFormat)
		// Nobody writes a month before a day with points.
		return dateorder.Day(c), err == nil && (o != dateorder.MDY || strings.Count(text, ".") < 2)
	}
	for _, o := range []dateorder.Order{dateorder.DMY, dateorder.MDY, dateorder.YMD} {
		if _, possible := read(o); possible {
			s.Add(quote(text), read)
			return
		}
	} // else it is no day, and tells nothing of the others
}
