package transcript

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"complain/pkg/dispute"
)

// Money that is sent in a chat: transfers and red packets. Such a message keeps its
// kind, and has the amount and the direction beside its words.

// moneyTypes are the types of records by which readers tell such messages.
var moneyTypes = []string{"transfer", "red-packet"}

var (
	// Programs put the word in brackets, or write nothing but it and the sum.
	moneyWords = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:[\[【](?:微信|QQ|支付宝)?(?:转账|轉帳|红包|紅包|收款)[^\]】]*[\]】]|(?:微信|QQ|支付宝)(?:转账|红包|收款)\s*[¥￥]|[\[【]?카카오페이[\]】]?)`)
	})
	moneySum = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(NT\$|HK\$|US\$|[¥￥₩€£]|CNY|RMB)?\s*(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)\s*(元|円|원|NT\$)?`)
	})
)

// moneySigns are the currencies of the signs beside a sum. The yen's sign is the
// yuan's in the programs that are read here.
func moneySigns(sign string) string {
	switch sign {
	case "", "¥", "￥", "元", "CNY", "RMB":
		return "CNY"
	case "₩", "원":
		return "KRW"
	case "円":
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
	}
	return ""
}

// Words of the states of a transfer. One that was sent back or ran out moved no
// money. One that was taken may be the word of who took it, or the state of the
// message that sent it, so it tells no direction, and no money twice.
var (
	moneyBack  = []string{"退还", "退還", "退回", "过期", "過期", "已失效", "已取消", "未领取", "취소", "만료"}
	moneyTaken = []string{"已收款", "已接收", "接收", "已领取", "领取了", "已存入", "已收钱", "确认收款", "收到转账", "받았", "받기 완료"}
)

// moved tells the money of a message that is a transfer or a red packet.
func (l *Log) moved(r *dispute.Record) {
	if r.Kind != dispute.Message || r.Amount != nil || !slices.Contains(moneyTypes, r.Type) && !moneyWords().MatchString(strings.TrimSpace(r.Text)) {
		return
	}
	m := moneySum().FindStringSubmatch(r.Text)
	if m == nil {
		return
	}
	sign := m[1]
	if sign == "" {
		sign = m[3]
	}
	amount, err := dispute.ParseAmount(strings.ReplaceAll(m[2], ",", ""), moneySigns(sign))
	if err != nil || amount.Minor == 0 {
		return
	}
	if r.Type == "" {
		r.Type = moneyTypes[0]
		if strings.ContainsAny(r.Text, "红紅") {
			r.Type = moneyTypes[1]
		}
		r.Remarks = append(r.Remarks, dispute.Say("chat.by-wording"))
	}
	r.Amount, r.Direction = &amount, dispute.NoDirection
	has := func(word string) bool { return strings.Contains(r.Text, word) }
	if i := slices.IndexFunc(moneyBack, has); i >= 0 {
		r.Remarks = append(r.Remarks, dispute.Say(dispute.RemarkUnmoved, moneyBack[i]))
		return
	}
	if slices.ContainsFunc(moneyTaken, has) {
		r.Remarks = append(r.Remarks, dispute.Say("chat.money-taken"))
		return
	}
	if mine, known := l.mine(r); known {
		r.Direction = dispute.In
		if mine {
			r.Direction = dispute.Out
		}
	}
}

// mine reports whether the user sent a message, where the file or the user says who
// that is.
func (l *Log) mine(r *dispute.Record) (mine, known bool) {
	for _, name := range []string{"isSend", "isSelf", "is_send", "IsSender", "is_sender"} {
		switch strings.ToLower(r.Field(name)) {
		case "1", "true":
			return true, true
		case "0", "false":
			return false, true
		}
	}
	if me := l.Src.Options.Me; me != "" && r.Who != "" {
		return r.Who == me, true
	}
	return false, false
}
