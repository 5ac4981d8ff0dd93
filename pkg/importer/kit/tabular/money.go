package tabular

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"complain/pkg/dispute"
	"complain/pkg/internal/pattern"
	"complain/pkg/internal/sheet"
)

// price reads what moved, and which way, into r.
func (t *table) price(r *dispute.Record, cells []sheet.Cell, currency string) *dispute.Note {
	if t.has(In) || t.has(Out) {
		return t.columns(r, cells, currency)
	}
	cell := t.cell(cells, Amount)
	if t.Embedded != nil {
		cell.Text = t.Embedded.cut(r, cell.Text, currency)
	}
	amount, ok := t.money(cell, currency)
	if t.empty(cell) && (t.PerOrder || t.unmoved(cells) != "") {
		amount, ok = dispute.Amount{Currency: currency}, true
	}
	if !ok {
		why := dispute.Say("problem.amount", quote(cell.Text))
		return &why
	}
	r.Amount = &amount
	word := t.text(cells, Direction)
	if r.Direction, ok = t.Directions[word]; !ok && word != "" {
		r.Remarks = append(r.Remarks, dispute.Say("bill.remark.direction", t.name(Direction), quote(word)))
	} else if !ok {
		r.Direction = t.bySign(amount, cells)
	} else if t.TakenBack && amount.Minor < 0 {
		r.Direction = opposite(r.Direction)
	}
	if r.Direction == "" {
		r.Direction = dispute.NoDirection
	}
	if t.Always != "" {
		r.Direction = t.Always
	}
	return nil
}

// opposite is the direction of what takes a movement back.
func opposite(way dispute.Direction) dispute.Direction {
	switch way {
	case dispute.In:
		return dispute.Out
	case dispute.Out:
		return dispute.In
	}
	return way
}

func (t *table) bySign(a dispute.Amount, cells []sheet.Cell) dispute.Direction {
	out := a.Minor < 0
	if turned := t.turned >= 0 && strings.Contains(cells[t.turned].Text, t.Turned.Holds); turned != (t.Sign == MinusIn) {
		out = a.Minor > 0
	}
	switch {
	case t.Sign == Unsigned || a.Minor == 0:
		return dispute.NoDirection
	case out:
		return dispute.Out
	}
	return dispute.In
}

// columns reads a table with a column for what was received and one for what
// was spent. One of them is empty or zero.
func (t *table) columns(r *dispute.Record, cells []sheet.Cell, currency string) *dispute.Note {
	sides := [...]struct {
		role Role
		way  dispute.Direction
	}{{In, dispute.In}, {Out, dispute.Out}}
	var zero *dispute.Amount
	for _, side := range sides {
		cell := t.cell(cells, side.role)
		if t.empty(cell) {
			continue
		}
		a, ok := t.money(cell, currency)
		switch {
		case !ok:
			why := dispute.Say("problem.amount", quote(cell.Text))
			return &why
		case a.Minor == 0:
			zero = &a
		case r.Amount != nil:
			why := dispute.Say("problem.sides", quote(t.cell(cells, In).Text), quote(t.cell(cells, Out).Text))
			return &why
		default:
			r.Amount, r.Direction = &a, side.way
			if a.Minor < 0 && !t.signs.minus(side.role) { // taken back: what was spent comes in again
				r.Direction = opposite(side.way)
			}
		}
	}
	if r.Amount == nil && zero == nil && t.unmoved(cells) != "" {
		zero = &dispute.Amount{Currency: currency} // what was declined has no sum
	}
	if r.Amount == nil && zero != nil {
		r.Amount, r.Direction = zero, dispute.NoDirection
	}
	if r.Amount == nil {
		why := dispute.Say("problem.amount", `""`)
		return &why
	}
	return nil
}

// cut takes what is said of refunds out of an amount's cell, and keeps it as a
// field of the record.
func (e *Embedded) cut(r *dispute.Record, text, currency string) string {
	at := strings.IndexAny(text, "(（")
	if at < 0 {
		return text
	}
	amount := sheet.Trim(text[:at])
	said := strings.Trim(sheet.Trim(text[at:]), "()（）")
	part, ok := strings.CutPrefix(said, e.Part)
	part = strings.TrimLeft(sheet.Trim(part), "¥￥")
	_, err := dispute.ParseAmount(part, currency)
	switch {
	case said == e.All:
		r.Fields = append(r.Fields, dispute.Field{Name: e.Field, Value: amount})
		r.Remarks = append(r.Remarks, dispute.Say("bill.remark.refunded-all"))
	case ok && err == nil:
		r.Fields = append(r.Fields, dispute.Field{Name: e.Field, Value: part})
		r.Remarks = append(r.Remarks, dispute.Say("bill.remark.refunded-part", quote(part)))
	default:
		r.Remarks = append(r.Remarks, dispute.Say("bill.remark.amount-words", quote(said)))
	}
	return amount
}

// money reads an amount with or without the sign of its currency. A workbook's
// number is rounded only where it is float noise that is cut.
func (t *table) money(c sheet.Cell, currency string) (dispute.Amount, bool) {
	if t.Minor {
		n, err := strconv.ParseInt(strings.TrimPrefix(sheet.Trim(c.Text), "+"), 10, 64)
		return dispute.Amount{Minor: n, Currency: currency}, err == nil && n > -1<<53 && n < 1<<53
	}
	if c.Number {
		a, exact, err := dispute.RoundAmount(c.Text, currency)
		return a, err == nil && exact
	}
	text := sheet.Trim(sheet.Narrow(c.Text))
	if strings.HasPrefix(text, "'") { // a spreadsheet's mark for text: '-21.25'
		text = sheet.Trim(strings.Trim(text, "'"))
	}
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		text = "-" + sheet.Trim(text[1:len(text)-1]) // as accountants write it
	}
	if currency == "CNY" || t.Loose {
		sign := ""
		if rest, ok := strings.CutPrefix(text, "-"); ok {
			sign, text = "-", rest
		}
		for _, mark := range [...]string{"¥", "￥", "CNY", "RMB", "元"} {
			text = sheet.Trim(strings.TrimSuffix(strings.TrimPrefix(text, mark), mark))
		}
		text = sign + text
	}
	if t.Loose {
		text = bare(text)
		switch {
		case !strings.Contains(text, ","):
			text = spaced.Replace(text) // ParseAmount checks the groups
		case t.Decimal != ',' && strings.Contains(ofIndia, currency) && lakhs.MatchString(text):
			text = strings.ReplaceAll(text, ",", "")
		}
	}
	if comma, ok := t.decimalComma(text, currency); !ok {
		return dispute.Amount{}, false
	} else if comma {
		if text, ok = pointed(text); !ok {
			return dispute.Amount{}, false
		}
	}
	a, err := dispute.ParseAmount(text, currency)
	return a, err == nil
}

// decimalComma reports whether the decimal mark of an amount is a comma. ok is false
// where the amount itself does not tell.
func (t *table) decimalComma(text, currency string) (comma, ok bool) {
	if t.Decimal != Either {
		return t.Decimal == ',', true
	}
	last := strings.LastIndexAny(text, ".,")
	if last < 0 {
		return false, true
	}
	minor := dispute.Exponent(currency)
	if minor == 0 { // both can only part the thousands
		return text[last] == '.', !strings.ContainsAny(text, ".") || !strings.ContainsAny(text, ",")
	}
	n := len(text) - last - 1 // three may be a group of thousands
	return text[last] == ',', n == minor || n == 1 || n == 2
}

// shared are the signs that several currencies write.
var shared = map[string][]string{
	"$": {"USD", "CAD", "AUD", "HKD", "SGD", "TWD", "NZD", "MXN", "CLP", "COP", "ARS", "MOP"},
	"¥": {"CNY", "JPY"}, "kr": {"SEK", "NOK", "DKK", "ISK"}, "Fr": {"CHF"}, "Rp": {"IDR"},
	"Rs": {"INR", "PKR", "LKR", "NPR"}, "руб": {"RUB"}, "р": {"RUB"}, "грн": {"UAH"}, "лв": {"BGN"}, "lei": {"RON"}, "元": {"CNY", "TWD"},
}

// signed is the currency that the sign or code beside a loose amount names, ""
// where there is none. A sign that several currencies share must fit the one
// that is assumed, and one that is another's must not meet a column or a
// mapping that names the currency. Other letters ("DR", "起") make the amount
// mean something that is not known here.
func (t *table) signed(cells []sheet.Cell, assumed string) (code string, why *dispute.Note) {
	if !t.Loose {
		return "", nil
	}
	for _, role := range []Role{Amount, In, Out} {
		text := sheet.Trim(t.cell(cells, role).Text)
		sign := strings.Map(func(c rune) rune {
			switch {
			case c == '￥':
				return '¥'
			case unicode.IsLetter(c) || unicode.Is(unicode.Sc, c):
				return c
			}
			return -1
		}, text)
		if code = t.currencyNamed(sign); code == "" && len(sign) == 3 {
			code = t.currencyNamed(strings.ToUpper(sign))
		}
		of, known := shared[sign]
		switch {
		case sign == "" || code == "" && slices.Contains(of, assumed):
			continue
		case code == "" && (known || strings.ContainsFunc(sign, func(c rune) bool { return unicode.Is(unicode.Sc, c) })):
			n := dispute.Say("problem.sign-open", quote(text))
			return "", &n
		case code == "":
			n := dispute.Say("problem.amount", quote(text))
			return "", &n
		}
		if code != assumed && (t.Currency != "" || t.text(cells, Currency) != "") {
			n := dispute.Say("problem.sign", quote(text), assumed)
			return "", &n
		}
		return code, nil
	}
	return "", nil
}

// lakhs is an amount as India and its neighbours group thousands: 1,24,999.00.
const ofIndia = "INR PKR NPR LKR BDT"

var lakhs = pattern.New(`^-?[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]{1,2})?$`)

// spaced are the spaces that part thousands.
var spaced = strings.NewReplacer(" ", ",", "\u00a0", ",", "\u202f", ",", "\u2009", ",")

// bare cuts the sign or code of a currency off both ends: "US $120.95",
// "-€12,50", "12.50 EUR". What remains must still be an amount.
func bare(text string) string {
	sign := ""
	mark := func(c rune) bool { return unicode.IsLetter(c) || unicode.Is(unicode.Sc, c) || unicode.IsSpace(c) }
	text = strings.TrimFunc(text, mark)
	if rest, ok := strings.CutPrefix(text, "-"); ok {
		sign, text = "-", strings.TrimLeftFunc(rest, mark)
	} else if rest, ok := strings.CutPrefix(text, "+"); ok {
		text = strings.TrimLeftFunc(rest, mark)
	}
	if rest, ok := strings.CutSuffix(text, "-"); ok {
		sign, text = "-", rest
	}
	return sign + text
}

// pointed turns an amount with a decimal comma into one with a decimal point.
// Its thousands must be grouped by points, spaces or apostrophes.
func pointed(text string) (string, bool) {
	whole, cents, comma := strings.Cut(text, ",")
	if strings.ContainsAny(cents, ",. ") {
		return "", false
	}
	for _, space := range []string{"\u00a0", "\u202f", "’", "'", " ", "."} {
		whole = strings.ReplaceAll(whole, space, ",") // ParseAmount checks the groups
	}
	if comma {
		whole += "." + cents
	}
	return whole, true
}
