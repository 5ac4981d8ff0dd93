package tabular

import (
	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
)

// doubtful is a line below a table that is no row of it: a damaged one, or what
// stands before another bill that was pasted below.
type doubtful struct {
	row sheet.Row
	why dispute.Note
}

// decide gives the lines in doubt: as text around tables, or as the problems
// that they else are.
func (x *extraction) decide(text bool) error {
	doubt := x.doubt
	x.doubt = nil
	for _, d := range doubt {
		if text {
			x.below(&d.row)
			if err := x.skip(locator(d.row.At), "skip.footer"); err != nil {
				return err
			}
			continue
		}
		why := d.why
		if x.count.records+x.count.settled == 0 {
			why = dispute.Say("problem.instead", quote(d.row.Plain())) // why there is nothing
		}
		if err := x.problem(locator(d.row.At), why); err != nil {
			return err
		}
	}
	return nil
}

func (x *extraction) problem(at dispute.Locator, why dispute.Note) error {
	if err := x.flush(); err != nil {
		return err
	}
	x.count.problems++
	x.failed = x.sink.Problem(at, why)
	return x.failed
}

// below reads a line between tables. What is said there twice is said of two
// bills.
func (x *extraction) below(row *sheet.Row) {
	var said preamble
	said.read(row, x.words)
	switch a := &x.after; {
	case x.beyond.states(), said.rows != "" && a.rows != "", said.from.Year > 0 && a.from.Year > 0:
		x.beyond.join(said)
	default:
		a.join(said)
	}
}

// next settles the account of the table above a header, where the file is
// several bills one below the other: each says something of itself. What one
// says stands before its table or, in some layouts, after it. It reports whether
// there was anything to settle.
func (x *extraction) next() bool {
	if !x.after.states() {
		return false
	}
	if !x.pre.states() {
		x.pre.join(x.after)
		x.after = preamble{}
	} else if !x.pre.declares() {
		x.pre.rows, x.pre.declared = x.after.rows, x.after.declared
		x.after.rows, x.after.declared = "", nil
	}
	x.settle()
	x.pre = preamble{seen: x.pre.seen, zone: x.pre.zone, columns: x.pre.columns}
	x.pre.join(x.after)
	x.pre.join(x.beyond)
	x.after, x.beyond = preamble{}, preamble{}
	return true
}
