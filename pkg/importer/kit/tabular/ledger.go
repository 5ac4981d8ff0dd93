package tabular

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
)

// Balances are the names of columns that hold what an account had after each row.
// What stands in parentheses behind a name, such as the currency, does not matter.
func Balances() []string {
	return []string{"余额", "账户余额", "联机余额", "本次余额", "当前余额", "交易后余额", "可用余额", "账面余额", "結餘", "餘額", "帳面餘額", "balance", "running balance", "account balance", "balance after", "balance after transaction", "closing balance",
		"saldo", "saldo nach buchung", "saldo na mutatie", "saldo na boeking", "saldo po operacji", "saldo dopo", "solde", "solde après opération", "saldo após lançamento", "saldo dopo movimento", "zůstatek", "egyenleg", "saldo końcowe", "残高", "差引残高", "取引後残高", "잔액", "거래후잔액", "거래 후 잔액",
		"остаток", "залишок", "залишок після операції", "залишок на кінець періоду", "bakiye", "số dư", "ยอดคงเหลือ"}
}

// entry is a row of a table with running balances.
type entry struct {
	at      dispute.Locator
	when    dispute.When
	moved   []int64 // by how much the row may have changed the balance, the likeliest first
	balance int64
	known   bool // the row has a balance
}

// holding is what a column of balances is of: an account, in one currency.
type holding struct{ currency, account string }

// maxEntries bounds what is remembered of a table; what has more rows is not held
// against its balances.
const maxEntries = 1 << 20

// book keeps a row for the comparison of balances.
func (x *extraction) book(r *dispute.Record) {
	t := x.table
	of := holding{r.Amount.Currency, ""}
	if t.account != "" {
		of.account = r.Field(t.account)
	}
	if t.balance == "" || len(x.ledgers[of]) == maxEntries {
		return
	}
	if x.ledgers == nil {
		x.ledgers = map[holding][]entry{}
	}
	e := entry{at: r.Locator, when: r.At, moved: t.shifts(r)}
	if rows := x.ledgers[of]; !r.At.Known() && len(rows) > 0 {
		e.when = rows[len(rows)-1].when // in the order of the file
	}
	e.balance, e.known = t.balanceOf(r, t.balance)
	x.ledgers[of] = append(x.ledgers[of], e)
}

// balances reports whether a column with the name holds balances.
func (t *table) balances(name string) bool {
	name, _, _ = strings.Cut(plainName(name), "(")
	name = inJSON.Replace(strings.TrimLeft(name, "#"))
	return slices.ContainsFunc(t.Balances, func(b string) bool { return plainName(b) == name })
}

// inJSON cuts what programs put around the name of a balance: account_balance,
// balanceAfterTransaction.balanceAmount.amount.
var inJSON = strings.NewReplacer("_", "", ".balanceamount", "", ".amount", "", ".value", "")

// shifts are the amounts by which a row may have changed the balance: with the fee
// that a column of its own holds, or without.
func (t *table) shifts(r *dispute.Record) []int64 {
	minor := max(r.Amount.Minor, -r.Amount.Minor) // the direction tells, whatever the sign
	moved := []int64{0, minor, -minor}
	switch r.Direction {
	case dispute.In:
		moved = []int64{minor}
	case dispute.Out:
		moved = []int64{-minor}
	}
	for _, f := range r.Fields {
		switch plainName(f.Name) {
		case "fee", "fees", "手续费", "手續費", "gebühr", "entgelt", "frais", "costo", "tariffa", "commission", "comisión", "tarifa", "kosten", "opłata":
			if fee, ok := t.money(sheet.Cell{Text: f.Value}, r.Amount.Currency); ok && fee.Minor != 0 {
				moved = append(moved, moved[0]-fee.Minor, moved[0]+fee.Minor)
			}
		}
	}
	return moved
}

func (t *table) balanceOf(r *dispute.Record, name string) (int64, bool) {
	text := r.Field(name)
	if text == "" || slices.Contains(t.Nothing, text) {
		return 0, false
	}
	if a, ok := t.money(sheet.Cell{Text: text}, r.Amount.Currency); ok {
		return a.Minor, true
	}
	a, exact, err := dispute.RoundAmount(text, r.Amount.Currency) // a workbook's number
	return a.Minor, err == nil && exact
}

// gap is a place where a balance does not follow from the one before it in time.
type gap struct{ before, after *entry }

// chain is a walk along the balances of an account.
type chain struct {
	last  *entry
	extra int64 // what rows without a balance moved since
	links int
	gaps  []gap
}

// follow walks rows in the order of time, as the file has them. Rows of one moment
// stand in any order.
func follow(entries []*entry) *chain {
	c := &chain{}
	for len(entries) > 0 {
		n := 1
		for n < len(entries) && entries[n].when == entries[0].when {
			n++
		}
		c.moment(slices.Clone(entries[:n]))
		entries = entries[n:]
	}
	return c
}

// moment takes the rows of one moment, each behind the one that it follows.
func (c *chain) moment(rows []*entry) {
	for len(rows) > 0 {
		at := slices.IndexFunc(rows, func(e *entry) bool { return !e.known || c.last != nil && c.leads(e) })
		if at < 0 {
			at = begin(rows)
		}
		e := rows[at]
		rows = slices.Delete(rows, at, at+1)
		switch {
		case !e.known:
			c.extra += e.moved[0]
			continue
		case c.last == nil:
		case c.leads(e):
			c.links++
		default:
			c.links++
			c.gaps = append(c.gaps, gap{c.last, e})
		}
		c.last, c.extra = e, 0
	}
}

// leads reports whether the balance of a row follows from the last one.
func (c *chain) leads(e *entry) bool {
	return slices.ContainsFunc(e.moved, func(moved int64) bool {
		return e.balance == c.last.balance+moved || e.balance == c.last.balance+c.extra+moved
	})
}

// begin is the row of one moment that follows none of the others.
func begin(rows []*entry) int {
	for i, e := range rows {
		follows := func(other *entry) bool { return other != e && e.balance == other.balance+e.moved[0] }
		if !slices.ContainsFunc(rows, follows) {
			return i
		}
	}
	return 0
}

// reconcile compares each balance with the one before it. Files go forwards or
// backwards in time: the way with the fewer gaps is meant.
func (x *extraction) reconcile() error {
	ledgers := x.ledgers
	x.ledgers = nil
	inOrder := func(a, b holding) int {
		return cmp.Or(strings.Compare(a.currency, b.currency), strings.Compare(a.account, b.account))
	}
	for _, of := range slices.SortedFunc(maps.Keys(ledgers), inOrder) {
		if still(ledgers[of]) {
			continue
		}
		var rows []*entry
		for i := range ledgers[of] {
			rows = append(rows, &ledgers[of][i])
		}
		best := follow(rows)
		slices.Reverse(rows)
		if other := follow(rows); len(other.gaps) < len(best.gaps) {
			best = other
		}
		if len(best.gaps)*2 > best.links && best.links >= 2 {
			if err := x.apart(rows, best, of.currency); err != nil {
				return err
			}
			continue
		}
		if err := x.tell(best, of.currency); err != nil {
			return err
		}
	}
	return nil
}

// still reports whether the balance of every row is the same, though money moved: what
// an account had when the file was made.
func still(entries []entry) bool {
	moved := 0
	for _, e := range entries {
		if e.known && e.balance != entries[0].balance {
			return false
		}
		if e.moved[0] != 0 {
			moved++
		}
	}
	return moved > 1
}

// apart tells of balances of which most do not follow from the row before. Where they do
// once what came in is taken for what went out, the rows are read the wrong way round;
// else rows were left out, which is not wrong: people download what they filtered.
func (x *extraction) apart(rows []*entry, c *chain, currency string) error {
	for range 2 {
		turned := make([]*entry, len(rows))
		for i, e := range rows {
			other := *e
			other.moved = nil
			for _, minor := range e.moved {
				other.moved = append(other.moved, -minor)
			}
			turned[i] = &other
		}
		if back := follow(turned); back.links >= 2 && len(back.gaps)*2 <= back.links {
			x.failed = x.sink.Doubt(c.gaps[0].after.at, dispute.Say("bill.doubt.turned", back.links-len(back.gaps), currency))
			return x.failed
		}
		slices.Reverse(rows)
	}
	x.sink.Remark(dispute.Say("bill.remark.filtered", len(c.gaps), c.links, currency))
	return nil
}

// gapsTold is how many gaps are told one by one.
const gapsTold = 3

// tell gives what the balances of a currency came to.
func (x *extraction) tell(c *chain, currency string) error {
	switch {
	case c.links < 2:
		return nil
	case len(c.gaps) == 0:
		n := strconv.Itoa(c.links)
		x.sink.Total(dispute.Total{What: dispute.Say("bill.total.balances", currency), Declared: n, Read: n, OK: true})
		return nil
	}
	for i, g := range c.gaps {
		a, b := g.before, g.after
		why := dispute.Say("bill.doubt.balance", place(a.at), place(b.at), amount(a.balance, currency), amount(b.balance, currency))
		if i == gapsTold {
			why = dispute.Say("bill.doubt.more-balances", len(c.gaps)-gapsTold, currency)
		}
		if x.failed = x.sink.Doubt(b.at, why); x.failed != nil || i == gapsTold {
			return x.failed
		}
	}
	return nil
}

// place is the number of a row's line, or of the row in its sheet.
func place(at dispute.Locator) int {
	if at.Sheet == "" && at.Line > 0 {
		return at.Line
	}
	return at.Row
}

func amount(minor int64, currency string) string {
	return dispute.Amount{Minor: minor, Currency: currency}.Decimal() + " " + currency
}
