package tabular

import (
	"context"
	"io"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// survey is what the dates of a file say about the order of day and month.
type survey struct {
	rows    int
	example string
	not     [2]string // the first date that cannot be with the day first, or the month
	differ  bool      // some date is another day in the other order
}

// order decides the order of day and month for files of a layout that leaves
// it open: by the dates themselves, or by what the user said. why is nil where
// the file has no such layout.
func (b *Bill) order(ctx context.Context, src *importer.Source, form Form) (order Dates, why *dispute.Note, err error) {
	open := false
	for _, l := range b.Layouts {
		open = open || l.Dates == DayOrMonth
	}
	if !open {
		return 0, nil, nil
	}
	s, err := b.survey(ctx, src, form)
	if err != nil || s.rows == 0 {
		return DayFirst, nil, err
	}
	said := map[string]Dates{"dmy": DayFirst, "mdy": MonthFirst}[src.Options.DateOrder]
	say := func(code string, args ...any) *dispute.Note { n := dispute.Say(code, args...); return &n }
	switch dmy, mdy := s.not[0] == "", s.not[1] == ""; {
	case !dmy && !mdy:
		// Whatever is chosen, some rows become problems: that is the file's
		// fault, and told there.
		if said != 0 {
			return said, say("bill.order.said", src.Options.DateOrder), nil
		}
		return 0, nil, &importer.Stopped{Why: dispute.Say("bill.stop.dates", s.not[0], s.not[1])}
	case said == DayFirst && !dmy:
		return 0, nil, &importer.Stopped{Why: dispute.Say("bill.stop.date-order", "dmy", s.not[0])}
	case said == MonthFirst && !mdy:
		return 0, nil, &importer.Stopped{Why: dispute.Say("bill.stop.date-order", "mdy", s.not[1])}
	case !mdy:
		return DayFirst, say("bill.order.dmy", s.not[1]), nil
	case !dmy:
		return MonthFirst, say("bill.order.mdy", s.not[0]), nil
	case !s.differ:
		return DayFirst, nil, nil
	case said != 0:
		return said, say("bill.order.said", src.Options.DateOrder), nil
	}
	return 0, nil, &importer.Undecided{Question: dispute.Say("ask.date-order", s.example),
		Flag: "date-order", Choices: []string{"dmy", "mdy"}}
}

// survey looks at the dates of all rows. What cannot be read of the file is
// left to the reading itself.
func (b *Bill) survey(ctx context.Context, src *importer.Source, form Form) (survey, error) {
	var s survey
	if form == CSV {
		t := NewTextReader(ctx, src.Reader(), src.Head)
		b.surveyRows(&s, t.Next, t.SetShape, form)
		return s, ctx.Err()
	}
	w, err := openBook(ctx, src, src.Size(), 0, form)
	if err != nil {
		return s, ctx.Err()
	}
	for i := range w.sheets() {
		sheet := w.sheet(i)
		b.surveyRows(&s, sheet.Next, nil, form)
		sheet.Close()
	}
	return s, ctx.Err()
}

func (b *Bill) surveyRows(s *survey, next func() (Row, error), shape func(Shape), form Form) {
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
		if found := b.header(&row, &pre, form); found != nil {
			if t = found; shape != nil {
				shape(t.shape())
			}
			continue
		}
		if t == nil {
			pre.read(&row, words)
			continue
		}
		if t.Dates == DayOrMonth && len(row.Cells) >= t.width {
			s.add(t.cell(row.Cells, Time))
		}
	}
}

func (s *survey) add(cell Cell) {
	text := Trim(cell.Text)
	if cell.Number || text == "" {
		return
	}
	dmy, _, isDMY := turned(text, false)
	mdy, _, isMDY := turned(text, true)
	if !isDMY && !isMDY {
		return
	}
	if s.rows++; s.rows == 1 {
		s.example = quote(text)
	}
	if strings.Count(text, ".") >= 2 && s.not[1] == "" {
		s.not[1] = quote(text) // nobody writes a month before a day with points
	}
	for i, c := range []dispute.Clock{dmy, mdy} {
		_, err := dispute.Local(c, dispute.Day, Beijing(), dispute.ZoneFormat)
		if err != nil && s.not[i] == "" {
			s.not[i] = quote(text)
		}
	}
	s.differ = s.differ || dmy != mdy
}
