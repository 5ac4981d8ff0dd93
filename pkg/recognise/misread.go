package recognise

import (
	"complain/pkg/internal/hint"
	"complain/pkg/internal/pattern"
)

// misread is an amount after a word that shops write before one, whose sign the
// program took for another character or lost: 实付款#1,299.00. Only two decimals
// make it one.
var misread = pattern.New(`(?:实付款?|付款|总价|合计|总计|金额|退款|运费|价格|单价|优惠|total|paid|amount|price|refund)\s*[:：]?\s*[^0-9\s,.]{0,2}\s?([0-9][0-9,]{0,12}\.[0-9]{2})(?:[^0-9.]|$)`)

func misreadAmounts(text string) []hint.Found {
	var out []hint.Found
	known := hint.Find(text)
	for _, m := range misread.FindAllStringSubmatchIndex(text, 100) {
		if !taken(known, m[2], m[3]) {
			out = append(out, hint.Found{Kind: hint.Amount, Start: m[2], End: m[3], Value: text[m[2]:m[3]]})
		}
	}
	return out
}

func taken(found []hint.Found, start, end int) bool {
	for _, h := range found {
		if h.Start < end && start < h.End {
			return true
		}
	}
	return false
}
