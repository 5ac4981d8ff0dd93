package statement

import (
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// Carried follows the balances of accounts from one statement of a file to the next.
type Carried struct {
	last map[string]end // by account and currency
}

// end is how a statement stood at both its ends.
type end struct {
	number           string
	opening, closing dispute.Amount
}

// Next compares the balances of a statement with those of the one before it of the same
// account. Files go forwards or backwards. Where the numbers follow each other the
// balances must; where they do not, what lies between is not in the file.
func (c *Carried) Next(sink importer.Sink, account, number string, opening, closing *dispute.Amount) {
	if opening == nil || closing == nil || account == "" {
		return
	}
	key, name := account+" "+opening.Currency, strings.TrimSpace(account+" "+number)
	before, known := c.last[key]
	if c.last == nil {
		c.last = map[string]end{}
	}
	c.last[key] = end{number, *opening, *closing}
	forwards, backwards := before.closing == *opening, before.opening == *closing
	what := dispute.Say("statement.total.carried", name)
	switch {
	case !known || before.opening == *opening && before.closing == *closing: // given twice
	case forwards || backwards:
		sink.Total(dispute.Total{What: what, Declared: opening.Decimal(), Read: opening.Decimal(), OK: true})
	case follows(before.number, number):
		sink.Total(dispute.Total{What: what, Declared: opening.Decimal(), Read: before.closing.Decimal()})
	case follows(number, before.number):
		sink.Total(dispute.Total{What: what, Declared: closing.Decimal(), Read: before.opening.Decimal()})
	default:
		sink.Remark(dispute.Say("statement.remark.gap", name, opening.Decimal()+" "+opening.Currency, before.closing.Decimal()+" "+before.closing.Currency))
	}
}

// Reach notes a later balance of the statement that was compared last.
func (c *Carried) Reach(account string, closing *dispute.Amount) {
	if closing == nil {
		return
	}
	key := account + " " + closing.Currency
	if e, known := c.last[key]; known {
		e.closing = *closing
		c.last[key] = e
	}
}

// follows reports whether the number of a statement, "17" or "17/2" with its page, is
// next to another.
func follows(before, after string) bool {
	one, page, ok := numbered(before)
	next, nextPage, known := numbered(after)
	return ok && known && (next == one && nextPage == page+1 || next == one+1 && nextPage <= 1)
}

func numbered(text string) (statement, page int, ok bool) {
	number, rest, paged := strings.Cut(strings.TrimSpace(text), "/")
	statement, err := strconv.Atoi(number)
	if err == nil && paged {
		page, err = strconv.Atoi(rest)
	}
	return statement, page, err == nil
}
