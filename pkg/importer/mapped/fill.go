package mapped

import (
	"slices"
	"strings"
	"unicode"

	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/sheet"
)

// fill guesses how dates, amounts and signs are written.
func (t *glance) fill(g *Guessed) {
	g.Dates = "ymd"
	if cells := t.of("time"); len(cells) > 0 {
		g.Dates = dateOrder(cells)
	}
	money := t.money()
	g.Decimal = decimal(money)
	g.Sign = "all-spent" // a list of orders
	switch {
	case t.sign != "":
		g.Sign = t.sign
	case t.minusReceived():
		g.Sign = "minus-is-received"
	case negatives(money) > 0:
		g.Sign = "minus-is-spent"
	}
	for word := range t.placeholders {
		g.Nothing = append(g.Nothing, word)
	}
	slices.Sort(g.Nothing)
	for _, c := range t.given {
		if strings.Contains(c.name, "元") {
			g.Currency = "CNY"
		}
	}
	if t.chinese() && slices.ContainsFunc(money, func(c sheet.Cell) bool { return strings.ContainsAny(c.Text, "¥￥") }) {
		g.Currency = "CNY"
	}
	if t.japanese() && slices.ContainsFunc(money, func(c sheet.Cell) bool { return strings.ContainsAny(c.Text, "¥￥") }) {
		g.Currency = "JPY"
	}
	whole := !slices.ContainsFunc(money, func(c sheet.Cell) bool { return strings.Contains(c.Text, ".") })
	switch { // a table without a word for its currency, in the language of one country
	case g.Currency != "" || !whole || t.given["currency"] != nil:
	case t.japanese():
		g.Currency = "JPY"
	case t.korean():
		g.Currency = "KRW"
	}
	t.parted(g)
	g.Units = t.units(g)
	t.states(g)
	t.sides(g)
}

// parted takes a second column of amounts that is filled where the one that was chosen
// is empty: of a table with a column for each side, whose names are not known. Where the
// signs do not tell the sides apart, neither does the mapping.
func (t *glance) parted(g *Guessed) {
	amount := t.given["amount"]
	if amount == nil || amount.filled() == 1 {
		return
	}
	for _, c := range t.columns {
		if c == amount || c.share(money) < 1 || c.share(dated) > 0 || aside(c.name) || !t.complement(amount, c) {
			continue
		}
		minus, other := negatives(amount.cells), negatives(c.cells)
		if told := minus == len(amount.cells) && other == 0 || other == len(c.cells) && minus == 0; told {
			g.Mapping.Columns["amount"] = Names{amount.name, c.name}
			g.Sign = "minus-is-spent"
			return
		}
		g.Sign = "unknown"
		t.sidesOpen = []string{amount.name, c.name}
		return
	}
}

// complement reports whether each row has an amount in one of two columns.
func (t *glance) complement(a, b *column) bool {
	rows := 0
	for _, r := range t.rows {
		if len(r.Cells) < t.width {
			continue
		}
		one, two := amounts(r.Cells[a.at]), amounts(r.Cells[b.at])
		if one == two {
			return false
		}
		rows++
	}
	return rows > 1
}

func (t *glance) money() []sheet.Cell {
	return slices.Concat(t.of("amount"), t.of("in"), t.of("out"))
}

// negatives is how many amounts have a minus.
func negatives(cells []sheet.Cell) (n int) {
	for _, c := range cells {
		text := sheet.Trim(sheet.Narrow(c.Text))
		if strings.ContainsAny(text, "123456789") && (strings.Contains(text, "-") || strings.HasPrefix(text, "(")) {
			n++
		}
	}
	return n
}

// backWords begin the kinds and descriptions of rows that bring money in: of what
// was given back, and of what was paid off on a card.
var backWords = []string{"refund", "return", "payment received", "payment thank you", "payment - thank you", "autopay payment", "direct debit payment", "repayment", "credit adjustment", "cashback", "reversal",
	"退款", "退货", "还款", "信用卡还款", "返金", "返品", "환불", "취소", "gutschrift", "erstattung", "rückerstattung", "rückzahlung", "zahlung erhalten", "remboursement", "avoir", "reembolso", "devolución", "abono",
	"estorno", "rimborso", "terugbetaling", "zwrot", "возврат", "iade"}

func bringsBack(text string) bool {
	text = strings.ToLower(sheet.Trim(text))
	return slices.ContainsFunc(backWords, func(word string) bool {
		return strings.HasPrefix(text, word) || !han(word) && strings.HasSuffix(text, " "+word)
	})
}

// charged are the names of columns of what was used or bought, and so of no account.
var charged = []string{"利用金額", "ご利用金額", "利用額", "이용금액", "승인금액", "消费金额", "消費金額", "实付款", "实付金额", "实际支付", "订单金额", "charge", "charges", "amount charged", "total charged", "total paid", "amount spent", "order total", "total price"}

// minusReceived reports whether the minus stands before what came in, as on the
// bill of a credit card: rows that say that they bring money in have one, and no
// such row is without.
func (t *glance) minusReceived() bool {
	amount := t.given["amount"]
	if amount == nil {
		return false
	}
	if below := negatives(amount.cells); below > 0 && below*2 <= len(amount.cells) && named(amount.name, charged) > 60 {
		return true // of what was used a minus takes some back
	}
	if below := negatives(amount.cells); below > 0 && below*2 < len(amount.cells) && t.ofOrders() {
		return true // nobody receives money for most of what was ordered
	}
	minus, plain := 0, 0
	for _, r := range t.rows {
		if len(r.Cells) < t.width || !amounts(r.Cells[amount.at]) {
			continue
		}
		if !slices.ContainsFunc(t.columns, func(c *column) bool { return c.share(money) < 0.5 && bringsBack(r.Cells[c.at].Text) }) {
			continue
		}
		if negatives(r.Cells[amount.at:amount.at+1]) > 0 {
			minus++
		} else {
			plain++
		}
	}
	return minus > 0 && plain == 0 && negatives(amount.cells) < len(amount.cells)
}

// ofOrders reports whether the table is a list of orders, by the name of its column of
// numbers.
func (t *glance) ofOrders() bool {
	c := t.given["order"]
	return c != nil && slices.ContainsFunc([]string{"order", "订单", "訂單", "bestell", "commande", "pedido", "注文", "주문"}, func(word string) bool {
		return strings.Contains(strings.ToLower(c.name), word)
	})
}

// headZone is the zone that the name of the column of times states: "Created date
// (UTC)", "Time [GMT]".
func (t *glance) headZone() string {
	if t.given["time"] == nil || t.given["zone"] != nil {
		return ""
	}
	for _, word := range strings.FieldsFunc(t.given["time"].name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("()[],:", r) }) {
		if word == "UTC" || word == "GMT" {
			return "UTC"
		}
	}
	return ""
}

// decimal is the mark before cents that more of the amounts can have.
func decimal(cells []sheet.Cell) string {
	point, comma := 0, 0
	for _, c := range cells {
		thousands := groups(sheet.Trim(c.Text))
		if tabular.MoneyLike(c, 0) && thousands != '.' {
			point++
		}
		if tabular.MoneyLike(c, ',') && thousands != ',' {
			comma++
		}
	}
	if comma > point {
		return ","
	}
	return "."
}

// groups is the only mark of an amount where three digits follow it, as they
// do behind thousands and hardly ever behind a whole: "1.000"; else 0.
func groups(amount string) byte {
	last := strings.LastIndexAny(amount, ".,")
	if last < 0 || strings.ContainsAny(amount, map[byte]string{'.': ",", ',': "."}[amount[last]]) {
		return 0
	}
	after := amount[last+1:]
	if digits := len(after) - len(strings.TrimLeft(after, "0123456789")); digits != 3 {
		return 0
	}
	return amount[last]
}

// refundWords begin the kinds of rows that give money back.
var refundWords = []string{"退款", "退货", "消费撤销", "消费退货", "消费冲正", "冲正", "撤销", "撤單", "refund", "return", "reversal", "返金", "환불", "rückzahlung", "rückerstattung", "erstattung", "remboursement", "reembolso", "devolución", "estorno", "rimborso", "terugbetaling", "zwrot", "возврат"}

// states collects the words for what was given back and for what never moved.
func (t *glance) states(g *Guessed) {
	// Of an order list, the status says what became of the purchase: a row
	// that was refunded is still the payment.
	said := t.of("type")
	if g.Sign != "all-spent" {
		said = slices.Concat(said, t.of("status"))
	}
	for _, c := range said {
		for _, word := range refundWords {
			text := sheet.Trim(c.Text)
			if len(text) >= len(word) && strings.EqualFold(text[:len(word)], word) && !slices.Contains(g.Refund, text[:len(word)]) {
				g.Refund = append(g.Refund, text[:len(word)])
			}
		}
	}
	g.Unmoved, g.Closed = Names{}, Names{}
	for _, c := range slices.Concat(t.of("status"), t.of("type")) {
		word := sheet.Trim(c.Text)
		switch still, closed := tabular.UnmovedLike(word); {
		case closed && !slices.Contains(g.Closed, word):
			g.Closed = append(g.Closed, word)
		case still && !closed && !slices.Contains(g.Unmoved, word):
			g.Unmoved = append(g.Unmoved, word)
		}
	}
	if len(g.Closed) > 0 {
		g.Paid = t.payment()
	}
}

// payment is the name of a column that says when or by which number an order was
// paid, and is empty where it was not.
func (t *glance) payment() Names {
	for _, word := range []string{"付款时间", "支付时间", "付款日期", "支付日期", "支付单号", "paid at", "payment date", "date paid"} {
		for _, c := range t.columns {
			if named(c.name, []string{word}) > 60 && len(c.cells) > 0 && len(c.cells) < c.rows {
				return Names{c.name}
			}
		}
	}
	return nil
}

// sides takes the words of the column direction.
func (t *glance) sides(g *Guessed) {
	for _, c := range t.of("direction") {
		word := sheet.Trim(c.Text)
		if !slices.Contains(g.Words, word) && len(g.Words) < 12 {
			g.Words = append(g.Words, word)
		}
	}
	if len(g.Words) == 0 {
		return
	}
	g.Sign = "unknown"
	g.Directions = map[string]string{}
	for _, word := range g.Words {
		if g.Directions[word], _ = way(word); t.ways[word] != "" {
			g.Directions[word] = t.ways[word]
		}
	}
}

// simplified are characters in names of columns that only Chinese in its
// simplified form has.
const simplified = "订单价额时间实币种买卖态总计货"

// japanese reports whether the names of the columns are Japanese.
func (t *glance) japanese() bool {
	return !t.chinese() && slices.ContainsFunc(t.columns, func(c *column) bool {
		return strings.ContainsFunc(c.name, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }) || strings.ContainsAny(c.name, "価払円込処済売")
	})
}

// korean reports whether the names of the columns are Korean.
func (t *glance) korean() bool {
	return slices.ContainsFunc(t.columns, func(c *column) bool {
		return strings.ContainsFunc(c.name, func(r rune) bool { return unicode.Is(unicode.Hangul, r) })
	})
}

// chinese reports whether the names of the columns are Chinese as it is written
// where the yuan is the currency.
func (t *glance) chinese() bool {
	return slices.ContainsFunc(t.columns, func(c *column) bool { return strings.ContainsAny(c.name, simplified) })
}

func dateOrder(cells []sheet.Cell) string {
	if len(cells) > 0 && !slices.ContainsFunc(cells, func(c sheet.Cell) bool { return !tabular.Unix(sheet.Trim(c.Text)) }) {
		return "instant"
	}
	can, dated := map[tabular.Dates]int{}, 0
	for _, c := range cells {
		ways := tabular.DateLike(c)
		if len(ways) > 0 { // else it is the word for a sum, or the like
			dated++
		}
		for _, d := range ways {
			can[d]++
		}
	}
	all := func(d tabular.Dates) bool { return can[d] == dated && dated > 0 }
	either := can[tabular.DayFirst] > 0 && can[tabular.MonthFirst] > 0
	short := slices.ContainsFunc(cells, func(c sheet.Cell) bool { return tabular.ShortYear(c.Text) && !strings.Contains(c.Text, ".") }) // with points the day is in front
	switch {
	case short && all(tabular.YearFirst) && (all(tabular.DayFirst) || all(tabular.MonthFirst)):
		return "ask"
	case all(tabular.YearFirst):
		return "ymd"
	case all(tabular.Packed):
		return "packed"
	case all(tabular.Instant):
		return "instant"
	case all(tabular.DayFirst) && all(tabular.MonthFirst):
		return "ask"
	case either && !all(tabular.DayFirst) && !all(tabular.MonthFirst): // rows contradict one another
		return "ask"
	case can[tabular.DayFirst] > can[tabular.MonthFirst]:
		return "dmy"
	case can[tabular.MonthFirst] > 0:
		return "mdy"
	}
	return "ymd"
}
