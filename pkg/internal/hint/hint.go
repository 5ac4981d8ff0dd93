// Package hint looks in a text for what a dispute turns on: numbers of orders
// and parcels, amounts of money, dates.
//
// It promises that what it finds stands in the text at the place it names. It
// forbids taking a hint for a fact: a number counts only after the word that
// shops or carriers put before it, and people confirm what is used.
package hint

import (
	"slices"
	"strings"
	"unicode/utf8"

	"complain/pkg/internal/pattern"
)

// Kind says what a hint may be.
type Kind string

// The kinds of hints.
const (
	Order    Kind = "order"
	Tracking Kind = "tracking"
	Amount   Kind = "amount"
	Date     Kind = "date"
)

// Found is one hint.
type Found struct {
	Kind       Kind
	Start, End int    // bytes of the text
	Value      string // as it stands there; a date as "2026-03-01 20:14"
}

// What is looked for. The words before a number are those of shops and
// carriers; a number without them is none.
var (
	orderNumber    = pattern.New(`^(?i)(?:订单编号|订单号码|订单号|订单|訂單編號|訂單號|order\s*(?:number|no\.?|id|nr\.?|ref(?:erence)?)|order\s*#|order)\s*(?:是|为|[:：#№（(])?\s*#?([A-Z0-9][A-Z0-9_-]{5,39})`)
	trackingNumber = pattern.New(`^(?i)(?:运单编号|运单号码|运单号|快递单号|物流单号|快递编号|運單號|物流單號|tracking\s*(?:number|no\.?|id|#)|waybill(?:\s*(?:number|no\.?))?)\s*(?:是|为|[:：#№（(])?\s*#?([A-Z0-9][A-Z0-9-]{7,39})`)
	money          = pattern.New(`(?i)(?:(?:CN¥|HK\$|NT\$|US\$|[¥￥$€£])\s?[0-9][0-9,]*(?:\.[0-9]{1,2})?|(?:CNY|RMB|USD|EUR|GBP|HKD)\s?[0-9][0-9,]*(?:\.[0-9]{1,2})?|[0-9][0-9,]*(?:\.[0-9]{1,2})?\s?(?:元|CNY|RMB|USD|EUR|GBP|HKD|€))`)
)

// The words that the expressions are tried at: trying them everywhere costs more
// than all else that is done with a text.
var (
	orderWords    = []string{"订单", "訂單", "order"}
	trackingWords = []string{"运单", "快递单", "物流单", "快递编", "運單", "物流單", "tracking", "waybill"}
	moneySigns    = []string{"¥", "￥", "$", "€", "£", "元", "cny", "rmb", "usd", "eur", "gbp", "hkd"}
)

// The bounds of the search: hints are for a first look.
const (
	maxSearched = 256 << 10
	maxTried    = 500 // places a word
	reach       = 120 // bytes from a word to the end of its number
	reachBack   = 30  // bytes from the beginning of an amount to its sign
)

// Find lists the hints in a text, orders first, then parcels, amounts and
// dates, each in order. What comes after the first 256 KiB is not searched.
// The text must be valid UTF-8.
func Find(text string) []Found {
	text = text[:cut(text, maxSearched)]
	lower := strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A' // no other, so that places stay the same
		}
		return r
	}, text)
	out := numbers(nil, Order, orderNumber, text, places(lower, orderWords))
	out = numbers(out, Tracking, trackingNumber, text, places(lower, trackingWords))
	out = amounts(out, text, places(lower, moneySigns))
	return dates(out, text)
}

// places lists where any of words stands, in order.
func places(lower string, words []string) []int {
	var out []int
	for _, w := range words {
		for at, n := 0, 0; n < maxTried; n++ {
			i := strings.Index(lower[at:], w)
			if i < 0 {
				break
			}
			out = append(out, at+i)
			at += i + len(w)
		}
	}
	slices.Sort(out)
	return out
}

func numbers(out []Found, kind Kind, re *pattern.Pattern, text string, places []int) []Found {
	for _, at := range places {
		near := text[at : at+cut(text[at:], reach)]
		m := re.FindStringSubmatchIndex(near)
		if m == nil {
			continue
		}
		value := strings.TrimRight(near[m[2]:m[3]], "-_")
		if strings.ContainsAny(value, "0123456789") {
			out = append(out, Found{kind, at + m[2], at + m[2] + len(value), value})
		}
	}
	return out
}

func amounts(out []Found, text string, places []int) []Found {
	for _, at := range places {
		from := max(0, at-reachBack)
		for !utf8.RuneStart(text[from]) {
			from++
		}
		to := at + cut(text[at:], reachBack)
		for _, m := range money.FindAllStringIndex(text[from:to], -1) {
			if from+m[0] <= at && at < from+m[1] {
				value := strings.TrimRight(text[from+m[0]:from+m[1]], ", ")
				out = append(out, Found{Amount, from + m[0], from + m[0] + len(value), value})
			}
		}
	}
	return out
}

// cut is the length of the longest prefix of text within most bytes that ends
// with a whole character.
func cut(text string, most int) int {
	if len(text) <= most {
		return len(text)
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return most
}

// Distinct keeps the first hint of each kind and value, and at most so many of
// a kind.
func Distinct(found []Found, most int) []Found {
	seen := map[[2]string]bool{}
	count := map[Kind]int{}
	return slices.DeleteFunc(slices.Clone(found), func(f Found) bool {
		key := [2]string{string(f.Kind), f.Value}
		if seen[key] || count[f.Kind] == most {
			return true
		}
		seen[key] = true
		count[f.Kind]++
		return false
	})
}
