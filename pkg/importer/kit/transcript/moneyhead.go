package transcript

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"complain/pkg/dispute"
)

// moneyHead is what a message about money begins with, as programs write it.
type moneyHead struct {
	word     string // 转账, 카카오페이: without brackets
	currency string // of a sum that names none, or names it by a sign that several share
	packet   bool   // a red packet, whose words are a greeting and may hold numbers
	silent   bool   // the name of a service, which does not say that money was sent
}

// moneyServices are the words at which programs say that a message is about money,
// and the currency of their sums.
var moneyServices = []struct {
	word, currency string
	silent         bool
}{
	{"카카오페이", "KRW", true}, {"송금", "KRW", true}, {"정산", "KRW", true}, {"토스", "KRW", true},
	{"line pay", "JPY", true}, {"linepay", "JPY", true}, {"paypay", "JPY", true}, {"送金", "JPY", true},
	{"apple cash", "USD", true}, {"apple pay", "USD", true},
	{"转账", "CNY", false}, {"轉帳", "CNY", false}, {"轉賬", "CNY", false}, {"红包", "CNY", false}, {"紅包", "CNY", false},
	{"群收款", "CNY", true}, {"aa收款", "CNY", true}, {"收款", "CNY", true}, {"代付", "CNY", true}, {"付款", "CNY", true},
	{"weixin transfer", "CNY", false}, {"wechat transfer", "CNY", false}, {"red packet", "CNY", false}, {"transfer", "CNY", false},
}

// moneyOwners are the programs whose names may stand before such a word.
var moneyOwners = []string{"微信", "qq", "支付宝", "支付寶", "企业微信", "发起", "收到", "拼手气", "普通"}

var (
	moneyBracket = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\[【]([^\]】\n]{2,60})[\]】]`) })

	// Without brackets a program writes nothing but the word and the sum, or it has
	// a sentence of its own: people write these words too.
	moneyAlone = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:(?:微信|QQ|支付宝)(?:转账|红包|收款)\s*[¥￥]\s*[\d.,]+(?:\s+(?:已|待|请|未|被|过期)\p{Han}{1,6})?$|카카오페이(?:\s*[:：\n]|\s+(?:송금|정산)(?:\s|$))|카카오페이\s*[₩\d][\d,]*\s*원?$|Apple[ \x{a0}](?:Cash|Pay)(?:\s.*)? transaction: |Apple[ \x{a0}](?:Cash|Pay)\n(?:Sent|Requested|Received) \$)`)
	})
)

// readMoneyHead reads what a message about money begins with, and gives what stands
// behind it.
func readMoneyHead(text string) (h moneyHead, rest string, ok bool) {
	if text == "" {
		return h, "", false
	}
	if strings.HasPrefix(text, "[") || strings.HasPrefix(text, "【") {
		m := moneyBracket().FindStringSubmatchIndex(text)
		if m == nil {
			return h, "", false
		}
		h, inner, ok := serviceOf(text[m[2]:m[3]])
		if state, _ := h.stateOf(inner); unicode.IsLetter(firstRune(inner)) && inner != "消息" && state == moneySent {
			return h, "", false // of another word that begins alike
		}
		return h, inner + "\n" + text[m[1]:], ok
	}
	if !strings.ContainsRune("微Q支카A", firstRune(text)) {
		return h, "", false
	}
	if !moneyAlone().MatchString(text) {
		return h, "", false
	}
	return serviceOf(text)
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// serviceOf takes the word for a service from the front of a text.
func serviceOf(text string) (h moneyHead, rest string, ok bool) {
	low := strings.ToLower(strings.ReplaceAll(text, "\u00a0", " "))
	if len(low) != len(strings.ToLower(text)) {
		text = low // the space of Apple's names is shorter now
	}
	at := 0
	for _, owner := range moneyOwners {
		if strings.HasPrefix(low[at:], owner) {
			at += len(owner)
		}
	}
	for _, s := range moneyServices {
		if strings.HasPrefix(low[at:], s.word) {
			end := at + len(s.word)
			return moneyHead{word: s.word, currency: s.currency, silent: s.silent, packet: slices.Contains([]string{"红包", "紅包", "red packet"}, s.word)}, text[end:], true
		}
	}
	return h, text, false
}

var (
	moneySum = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(NT\$|HK\$|US\$|[¥￥₩€£$฿₹]|CNY|RMB|KRW|JPY)?\s*(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)\s*(元|円|원|NT\$|CNY|KRW|JPY)?`)
	})
	bareSum = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\s|:：]*(\d[\d,]*\.\d{2})(?:\s|$)`) })
)

// sum is the amount that the words behind a head name, and the words without it: the
// one that stands first, or the only one that has the sign of a currency. A number
// without a sign is a sum where nothing stands before it and it has two decimals.
func (h moneyHead) sum(rest string) (*dispute.Amount, string) {
	type found struct{ from, to int }
	var signed []found
	var amounts []dispute.Amount
	for _, m := range moneySum().FindAllStringSubmatchIndex(rest, -1) {
		sign := group(rest, m, 1)
		if sign == "" {
			sign = group(rest, m, 3)
		}
		if sign == "" {
			continue
		}
		a, err := dispute.ParseAmount(strings.ReplaceAll(group(rest, m, 2), ",", ""), h.signs(sign))
		if err != nil || a.Minor == 0 {
			continue
		}
		signed, amounts = append(signed, found{m[0], m[1]}), append(amounts, a)
	}
	switch {
	case len(signed) == 0:
		m := bareSum().FindStringSubmatchIndex(rest)
		if m == nil || h.packet {
			return nil, rest
		}
		a, err := dispute.ParseAmount(strings.ReplaceAll(group(rest, m, 1), ",", ""), h.currency)
		if err != nil || a.Minor == 0 {
			return nil, rest
		}
		return &a, rest[m[3]:]
	case len(signed) > 1 && strings.Trim(rest[:signed[0].from], " |:：\n\t") != "" && slices.ContainsFunc(amounts, func(a dispute.Amount) bool { return a != amounts[0] }):
		return nil, rest
	}
	return &amounts[0], rest[:signed[0].from] + "\n" + rest[signed[0].to:]
}

func group(s string, m []int, i int) string {
	if m[2*i] < 0 {
		return ""
	}
	return s[m[2*i]:m[2*i+1]]
}

// signs is the currency of a sign beside a sum. The sign of the yen is that of the
// yuan too, and the dollar's of many: the service tells.
func (h moneyHead) signs(sign string) string {
	switch sign {
	case "元", "CNY", "RMB":
		return "CNY"
	case "₩", "원", "KRW":
		return "KRW"
	case "円", "JPY":
		return "JPY"
	case "NT$":
		return "TWD"
	case "HK$":
		return "HKD"
	case "US$":
		return "USD"
	case "€":
		return "EUR"
	case "£":
		return "GBP"
	case "฿":
		return "THB"
	case "₹":
		return "INR"
	case "¥", "￥":
		if h.currency == "JPY" {
			return "JPY"
		}
		return "CNY"
	case "$":
		if h.currency == "USD" {
			return "USD"
		}
	}
	return ""
}
