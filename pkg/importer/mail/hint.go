package mail

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"complain/pkg/dispute"
)

// What is looked for in subject and text. The words before a number are those
// of shops and carriers; a number without them is none.
var (
	orderNumber    = regexp.MustCompile(`^(?i)(?:订单编号|订单号码|订单号|订单|訂單編號|訂單號|order\s*(?:number|no\.?|id|nr\.?|ref(?:erence)?)|order\s*#|order)\s*(?:是|为|[:：#№（(])?\s*#?([A-Z0-9][A-Z0-9_-]{5,39})`)
	trackingNumber = regexp.MustCompile(`^(?i)(?:运单编号|运单号码|运单号|快递单号|物流单号|快递编号|運單號|物流單號|tracking\s*(?:number|no\.?|id|#)|waybill(?:\s*(?:number|no\.?))?)\s*(?:是|为|[:：#№（(])?\s*#?([A-Z0-9][A-Z0-9-]{7,39})`)
	money          = regexp.MustCompile(`(?i)(?:(?:CN¥|HK\$|NT\$|US\$|[¥￥$€£])\s?[0-9][0-9,]*(?:\.[0-9]{1,2})?|(?:CNY|RMB|USD|EUR|GBP|HKD)\s?[0-9][0-9,]*(?:\.[0-9]{1,2})?|[0-9][0-9,]*(?:\.[0-9]{1,2})?\s?(?:元|CNY|RMB|USD|EUR|GBP|HKD|€))`)
)

// The words that the expressions are tried at: trying them everywhere costs more
// than all else that is done with a mail.
var (
	orderWords    = []string{"订单", "訂單", "order"}
	trackingWords = []string{"运单", "快递单", "物流单", "快递编", "運單", "物流單", "tracking", "waybill"}
	moneySigns    = []string{"¥", "￥", "$", "€", "£", "元", "cny", "rmb", "usd", "eur", "gbp", "hkd"}
)

// The bounds of the search: hints are for a first look.
const (
	maxSearched = 256 << 10
	maxHints    = 12
	maxTried    = 500 // places a word
	reach       = 120 // bytes from a word to the end of its number
	reachBack   = 30  // bytes from the beginning of an amount to its sign
)

// hints lists what looks like a number of an order, of a parcel, or an amount.
// They are fields, so that nobody takes them for what the file states.
func hints(subject, text string) []dispute.Field {
	text = strings.ToValidUTF8(subject+"\n"+text[:cut(text, maxSearched)], "\uFFFD") // so that places are the same in lower
	lower := strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A' // no other, so that places stay the same
		}
		return r
	}, text)
	var out []dispute.Field
	add := func(name string, found []string) {
		for _, f := range found {
			out = append(out, dispute.Field{Name: name, Value: f})
		}
	}
	add("hint-order", numbers(orderNumber, text, places(lower, orderWords)))
	add("hint-tracking", numbers(trackingNumber, text, places(lower, trackingWords)))
	add("hint-amount", amounts(text, places(lower, moneySigns)))
	return out
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

func numbers(re *regexp.Regexp, text string, places []int) []string {
	var out []string
	for _, at := range places {
		m := re.FindStringSubmatch(text[at : at+cut(text[at:], reach)])
		if m != nil && strings.ContainsAny(m[1], "0123456789") {
			out = append(out, strings.TrimRight(m[1], "-_"))
		}
	}
	return distinct(out)
}

func amounts(text string, places []int) []string {
	var out []string
	for _, at := range places {
		from := max(0, at-reachBack)
		for !utf8.RuneStart(text[from]) {
			from++
		}
		to := at + cut(text[at:], reachBack)
		for _, m := range money.FindAllStringIndex(text[from:to], -1) {
			if from+m[0] <= at && at < from+m[1] {
				out = append(out, text[from+m[0]:from+m[1]])
			}
		}
	}
	return distinct(out)
}

func distinct(found []string) []string {
	var out []string
	for _, f := range found {
		if f = strings.TrimRight(strings.TrimSpace(f), ","); !slices.Contains(out, f) && len(out) < maxHints {
			out = append(out, f)
		}
	}
	return out
}

// isChat reports whether a text is what WeChat makes of chosen messages.
func isChat(text string) bool {
	return strings.Contains(text, "聊天记录如下，请查收") || strings.Contains(text, "聊天記錄如下，請查收")
}
