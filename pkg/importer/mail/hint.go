package mail

import (
	"regexp"
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// What is looked for in subject and text. The words before a number are those
// of shops and carriers; a number without them is none.
var (
	orderNumber    = regexp.MustCompile(`(?i)(?:订单编号|订单号码|订单号|订单|訂單編號|訂單號|order\s*(?:number|no\.?|id|nr\.?|ref(?:erence)?)|order\s*#|order)\s*(?:是|为|[:：#№（(])?\s*#?([A-Z0-9][A-Z0-9_-]{5,39})`)
	trackingNumber = regexp.MustCompile(`(?i)(?:运单编号|运单号码|运单号|快递单号|物流单号|快递编号|運單號|物流單號|tracking\s*(?:number|no\.?|id|#)|waybill(?:\s*(?:number|no\.?))?)\s*(?:是|为|[:：#№（(])?\s*#?([A-Z0-9][A-Z0-9-]{7,39})`)
	money          = regexp.MustCompile(`(?i)(?:(?:CN¥|HK\$|NT\$|US\$|[¥￥$€£])\s?[0-9][0-9,]*(?:\.[0-9]{1,2})?|(?:CNY|RMB|USD|EUR|GBP|HKD)\s?[0-9][0-9,]*(?:\.[0-9]{1,2})?|[0-9][0-9,]*(?:\.[0-9]{1,2})?\s?(?:元|CNY|RMB|USD|EUR|GBP|HKD|€))`)
)

// The bounds of the search: hints are for a first look.
const (
	maxSearched = 256 << 10
	maxHints    = 12
)

// hints lists what looks like a number of an order, of a parcel, or an amount.
// They are fields, so that nobody takes them for what the file states.
func hints(subject, text string) []dispute.Field {
	text = subject + "\n" + text[:cut(text, maxSearched)]
	var out []dispute.Field
	add := func(name string, found []string) {
		for _, f := range found {
			out = append(out, dispute.Field{Name: name, Value: f})
		}
	}
	add("hint-order", numbers(orderNumber, text))
	add("hint-tracking", numbers(trackingNumber, text))
	add("hint-amount", distinct(money.FindAllString(text, 200)))
	return out
}

func numbers(re *regexp.Regexp, text string) []string {
	var out []string
	for _, m := range re.FindAllStringSubmatch(text, 200) {
		if strings.ContainsAny(m[1], "0123456789") {
			out = append(out, strings.TrimRight(m[1], "-_"))
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
