package tabular

import (
	"slices"
	"unicode"

	"complain/pkg/dispute"
	"complain/pkg/internal/pattern"
	"complain/pkg/internal/sheet"
)

// when is the time of a row. unsure is what the row says of it that is not plain, such
// as a zone that is not known; untimed is set where it cannot be read.
func (t *table) when(cells []sheet.Cell, cw clockwork) (w dispute.When, unsure []dispute.Note, untimed *dispute.Note) {
	at := t.cell(cells, Time)
	unread := func(cell sheet.Cell) *dispute.Note {
		n := dispute.Untimed(quote(cell.Text))
		return &n
	}
	if sheet.Trim(at.Text) == "" {
		if t.Undated {
			return w, nil, nil
		}
		return w, nil, unread(at)
	}
	c, p, offset, ok := cw.date(at)
	if !ok {
		return w, nil, unread(at)
	}
	midnight := c.Hour == 0 && c.Minute == 0 && c.Second == 0 // as a spreadsheet program adds it to a day
	tod := t.cell(cells, Clock)
	timed := sheet.Trim(tod.Text) != "" && midnight
	if timed {
		if p, ok = hours(tod, &c); !ok {
			return w, nil, unread(tod)
		}
	}
	zone, from := cw.zone, cw.from
	word := t.text(cells, Zone)
	if word == "" && !at.Number {
		_, word = zoneWord(sheet.Trim(at.Text))
	}
	if offset != nil {
		zone, from = offset, dispute.ZoneStated
	} else if word != "" {
		if stated := t.zoneNamed(word); stated != nil {
			zone, from = stated, dispute.ZoneStated
		} else {
			unsure = append(unsure, dispute.Say("bill.remark.zone", quote(word), zone))
		}
	}
	if unsure == nil && !at.Number && dayNumber(sheet.Trim(at.Text)) {
		unsure = append(unsure, dispute.Say("bill.remark.serial", quote(at.Text)))
	}
	end, ended := c.DayEnd()
	w, err := dispute.Local(end, p, zone, from)
	if err == nil {
		if ended {
			unsure = append(unsure, dispute.Say(dispute.RemarkDayEnd, quote(at.Text+" "+tod.Text)))
		}
		return w, unsure, nil
	}
	if _, err := dispute.Local(c, dispute.Day, zone, from); err == nil && timed {
		at = tod
	}
	return dispute.When{}, nil, unread(at)
}

// unread accounts for a row that could not be read. One of which only the time cannot
// stays a record, of an unknown time; below the table such a row is one of sums.
func (x *extraction) unread(row *sheet.Row, r dispute.Record, why dispute.Note) error {
	if err := x.decide(false); err != nil {
		return err
	}
	if untimed(&r) && !x.footer && x.table.stands(x.table.padded(row), &r) {
		return x.give(row, r)
	}
	return x.problem(locator(row.At), why)
}

// untimed reports a record whose row has a time that cannot be read.
func untimed(r *dispute.Record) bool {
	return slices.ContainsFunc(r.Remarks, func(n dispute.Note) bool { return n.Untimed() })
}

// stands reports whether a row without a time that can be read is one of something that
// was paid. Rows of sums and balances have an amount too, and a word for it; what they
// have not is a damaged date, a number of their own, or words for two columns.
func (t *table) stands(cells []sheet.Cell, r *dispute.Record) bool {
	if r.At.Known() || r.Order != "" || r.Who != "" && r.Text != "" {
		return true
	}
	return (r.Who != "" || r.Text != "") && damaged(sheet.Trim(sheet.Narrow(t.cell(cells, Time).Text)), t.Dates)
}

// damaged reports whether a text was meant for a day: it has the digits of one, and is
// more than a month.
func damaged(text string, dates Dates) bool {
	figures, letters := 0, 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			figures++
		case unicode.IsLetter(r):
			letters++
		}
	}
	least := 5
	if dates == MonthDay {
		least = 2
	}
	return figures >= max(least, letters) && !monthAlone.MatchString(text)
}

// monthAlone is what stands before the sums of a month.
var monthAlone = pattern.New(`^(?:\d{4}[-/. 年]?\d{1,2}月?|\d{1,2}[-/. ]\d{4})$`)
