package tabular

import (
	"slices"
	"strings"
	"unicode"

	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
)

// codes are the currencies that are looked for in the names of columns, where
// any three letters may stand. Source: ISO 4217, those in use.
const codes = " AED AMD ARS AUD AZN BDT BGN BHD BRL BYN CAD CHF CLP CNH CNY COP CZK DKK EGP EUR GBP GEL HKD HUF IDR ILS INR ISK JOD JPY " +
	"KES KHR KRW KWD KZT LKR MAD MDL MMK MNT MOP MXN MYR NGN NOK NPR NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU UZS VND ZAR "

// Currencies are the words and signs that stand for one currency only, in small
// letters. A "$" or "¥" does not.
func Currencies() map[string]string {
	return map[string]string{
		"人民币": "CNY", "人民幣": "CNY", "元": "CNY", "rmb": "CNY", "cn¥": "CNY", "¥元": "CNY", "人民币元": "CNY", "rmb¥": "CNY", "圆": "CNY", "renminbi": "CNY",
		"chinese yuan": "CNY", "yuan": "CNY", "cnh": "CNY",
		"美元": "USD", "us$": "USD", "us $": "USD", "us dollar": "USD", "us dollars": "USD", "u.s. dollar": "USD", "dollar us": "USD",
		"港币": "HKD", "港元": "HKD", "港幣": "HKD", "hk$": "HKD", "hong kong dollar": "HKD", "nt$": "TWD", "新台币": "TWD", "新臺幣": "TWD", "台币": "TWD",
		"a$": "AUD", "au$": "AUD", "australian dollar": "AUD", "c$": "CAD", "ca$": "CAD", "cad$": "CAD", "usd$": "USD", "canadian dollar": "CAD", "s$": "SGD", "singapore dollar": "SGD", "r$": "BRL",
		"欧元": "EUR", "歐元": "EUR", "€": "EUR", "euro": "EUR", "euros": "EUR", "英镑": "GBP", "英鎊": "GBP", "£": "GBP", "british pound": "GBP",
		"pound sterling": "GBP", "pounds sterling": "GBP", "sterling": "GBP", "日元": "JPY", "日圆": "JPY", "円": "JPY", "jp¥": "JPY", "japanese yen": "JPY", "yen": "JPY",
		"韩元": "KRW", "원": "KRW", "₩": "KRW", "₹": "INR", "₽": "RUB", "₺": "TRY", "₫": "VND", "đ": "VND", "vnđ": "VND", "฿": "THB", "₱": "PHP", "zł": "PLN", "złoty": "PLN", "kč": "CZK",
		"ft": "HUF", "rm": "MYR", "瑞士法郎": "CHF", "swiss franc": "CHF", "澳元": "AUD", "加元": "CAD", "新加坡元": "SGD", "泰铢": "THB",
	}
}

// CurrencyIn is the currency that the name of a column states: "Amount (GBP)",
// "Betrag in EUR", "金额（美元）", "Price £"; "" where it states none, or two.
func CurrencyIn(name string) string {
	text := sheet.Narrow(name)
	found := ""
	for _, word := range strings.FieldsFunc(text, func(c rune) bool {
		return unicode.IsSpace(c) || strings.ContainsRune("()[]/_-:,;.", c)
	}) {
		code := ""
		if len(word) == 3 && word == strings.ToUpper(word) && strings.Contains(codes, " "+word+" ") {
			code = word
		} else if code = Currencies()[strings.ToLower(word)]; code != "" && asciiLetters(word) && len(word) < 4 {
			code = "" // "ft", "rm": words of their own in names
		}
		switch {
		case code == "CNH":
			code = "CNY"
			fallthrough
		case code != "":
			if found != "" && found != code {
				return ""
			}
			found = code
		}
	}
	return found
}

func asciiLetters(word string) bool {
	return !strings.ContainsFunc(word, func(c rune) bool { return c >= 0x80 || !unicode.IsLetter(c) })
}

// currencyNamed is the code of the currency that a cell names; "" when it is
// not known.
func (t *table) currencyNamed(word string) string {
	if code, ok := t.Currencies[word]; ok {
		return code
	}
	small := strings.ToLower(word)
	if code, ok := t.Currencies[small]; ok {
		return code
	}
	if len(word) == 3 && strings.Trim(small, "abcdefghijklmnopqrstuvwxyz") == "" && (small != word || t.Loose) {
		return strings.ToUpper(word)
	}
	return ""
}

// currency is that of a row's amount, before the signs beside it are read:
// what the name of the amount's column states, or else the row's own column, or
// else what is assumed.
func (t *table) currency(r *dispute.Record, cells []sheet.Cell, assumed string) (code string, ok bool) {
	headed := t.headed(cells)
	word := t.text(cells, Currency)
	if word == "" {
		if headed != "" {
			return headed, true
		}
		return assumed, true
	}
	named := t.currencyNamed(word)
	if headed != "" && headed != named {
		r.Remarks = append(r.Remarks, dispute.Say("bill.remark.header-currency", headed, quote(word)))
		return headed, true
	}
	return named, named != ""
}

// headed is the currency in the name of the column that a row's amount is taken
// from, for a table whose format has no currency of its own.
func (t *table) headed(cells []sheet.Cell) string {
	if t.Currency != "" {
		return ""
	}
	for _, role := range [...]Role{Amount, In, Out} {
		for _, i := range t.column[role] {
			if sheet.Trim(cells[i].Text) != "" && !t.empty(cells[i]) {
				return t.heads[i]
			}
		}
	}
	return ""
}

// moneyHeads are the currencies in the names of the columns of amounts.
func (t *table) moneyHeads() map[int]string {
	heads := map[int]string{}
	for _, role := range [...]Role{Amount, In, Out} {
		for _, i := range t.column[role] {
			heads[i] = CurrencyIn(t.names[i])
		}
	}
	return heads
}

// nameless reports whether nothing in a row says which currency it is in, so
// that the case's was taken.
func (t *table) nameless(cells []sheet.Cell) bool {
	if t.Currency != "" || t.text(cells, Currency) != "" || t.headed(cells) != "" {
		return false
	}
	for _, role := range [...]Role{Amount, In, Out} {
		if slices.ContainsFunc(t.column[role], func(i int) bool {
			return strings.ContainsFunc(cells[i].Text, func(c rune) bool { return unicode.IsLetter(c) || unicode.Is(unicode.Sc, c) })
		}) {
			return false
		}
	}
	return true
}

// CurrencyNamed is the code of the currency that a text names, as a column of
// currencies does; "" where it is none.
func CurrencyNamed(word string) string {
	t := table{Layout: &Layout{Currencies: Currencies(), Loose: true}}
	return t.currencyNamed(sheet.Trim(word))
}
