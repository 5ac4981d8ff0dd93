package transcript

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// moneyState is what a message says of its money.
type moneyState int

const (
	moneySent moneyState = iota
	moneyReturned
	moneyOffered // it waits for the other side to take it
	moneyAsked
	moneyTaken
	moneyNamed // a sum beside the name of a service, which says nothing of it
)

// moneyWords tell the states, in the order in which they are looked for. Each is a
// whole piece between marks: what is longer was typed by a person, who says what
// the money is for (退还运费). One that was sent back or ran out moved no money, nor
// did one that nobody took yet, or that was only asked for. One that was taken may
// be the word of who took it, or the state of the message that sent it, so it tells
// no direction, and no money twice.
var moneyWords = sync.OnceValue(func() map[moneyState]*regexp.Regexp {
	const (
		who  = `(?:对方|對方|朋友|好友|你|您|我|该|该笔|此|微信|转账|轉帳|轉賬|红包|紅包|收款|款项|款項|金额|交易|系统)*`
		how  = `(?:已经|已|被|全部|自动|自動|超时|超時|逾期|由|都|对方|對方|朋友)*`
		take = `(?:确认|確認)?(?:收款|收钱|收錢|接收|领取|領取|入账|到账|到帳|查收|存入|收下|收)`
		back = `(?:退还|退還|退回|过期|過期|失效|取消|失败|失敗|拒绝|拒絕|拒收|关闭|關閉|撤销|撤銷|冻结)`
		of   = `(?:了|你的|您的|给|給|你|您|对方|對方|转账|轉帳|红包|紅包|的)*`
		mark = `(?:[。.!！~]|\s)*`
	)
	whole := func(parts ...string) *regexp.Regexp {
		return regexp.MustCompile(`^\s*(?:` + strings.Join(parts, "|") + `)` + mark + `$`)
	}
	return map[moneyState]*regexp.Regexp{
		moneyReturned: whole(
			who+how+back+of+`(?:`+how+back+of+`|未领取|未領取|未收款|未接收)*`,
			`.{0,20}(?:취소(?:되었|됨|됐|했|하였|된|완료)|송금 ?취소|만료|반환|회수(?:되|했|됨)|거절|송금 ?실패|환불(?:되|됐|됨| 완료)).{0,10}`,
			`.{0,20}(?:キャンセルされ|キャンセルしま|キャンセル済|キャンセル$|返金されま|返却されま|辞退|期限切れ|送金失敗|失敗しま|拒否され).{0,10}`,
			`(?:was |has been |been |payment |transfer |request |not )*(?:returned|refunded|expired|declined|cancell?ed|failed|rejected|reversed|sent back|delivered)`,
		),
		moneyOffered: whole(
			who+`(?:待|等待|请|請|未|尚未|还未|還未|暂未|暫未|无人)`+who+take+`(?:中|的转账)?`, `(?:等待|处理|處理|待)(?:中|处理|處理)`, `(?:请|請)在.{1,12}内?`+take,
			`.{0,20}(?:대기|받기 전|받아 ?주세요|받으세요|도착했).{0,20}`,
			`.{0,20}(?:受け?取り?待ち|未受取|受け取ってください|受け取りをお待ち|期限内に).{0,20}`,
			`(?:still |is |payment |transfer )*(?:pending|waiting|unclaimed|not (?:yet )?accepted|processing|scheduled)(?: .{0,20})?`, `sending you.*`,
		),
		moneyAsked: whole(
			who+`(?:待|未|等待|请|請|需|需要|应|尚未)`+who+`(?:付款|支付|付)`, `(?:收款|付款|转账|支付)(?:请求|申请|二维码|码|链接)`, `(?:请求|申请|发起|向).{0,8}(?:付款|收款|转账|代付|支付)`,
			`.{0,20}(?:요청|청구|보내 ?주세요|보내 ?줘|정산해|입금해|미정산).{0,20}`,
			`.{0,20}(?:依頼|リクエスト|請求|支払ってください|送ってください|お支払いください|未払い).{0,20}`,
			`(?:request|requests|requested|requesting|invoice|unpaid|owes?|due|asks?)(?: .*)?`, `(?:\S+ ){1,3}(?:requests|requested|requesting|owes|asks)(?: .*)?`, `(?:payment|money) request(?: .*)?`,
		),
		moneyTaken: whole(
			who+how+take+`(?:成功|完成|款)?`+of, `收到`+who, who+how+`(?:付款|支付)(?:成功|完成)?`,
			`.{0,20}(?:받았|받기 ?완료|정산 ?완료|수령).{0,10}`, `.{0,20}(?:受け取りました|受取完了|受け取り完了|受取済み|受け取り済み).{0,10}`,
			`(?:payment |transfer )*(?:received|accepted|claimed|completed)(?: .*)?`,
		),
	}
})

// moneySend is how services whose name alone says nothing write that money was sent.
var moneySend = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\bsent\b|보냈|송금했|송금 ?완료|送りました|送金しました|送金完了`)
})

// stateOf is the state that the head of a message or a piece of the rest says, and
// the words that say it.
func (h moneyHead) stateOf(rest string) (moneyState, string) {
	pieces := strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune("|｜·\n()（）[]【】,，。；;:：/-", r) })
	for _, state := range []moneyState{moneyReturned, moneyOffered, moneyAsked, moneyTaken} {
		word := moneyWords()[state]
		i := slices.IndexFunc(pieces, func(p string) bool { return word.MatchString(strings.ToLower(p)) })
		if i >= 0 {
			return state, strings.TrimSpace(pieces[i])
		}
	}
	switch {
	case slices.Contains([]string{"群收款", "aa收款", "收款", "代付", "정산"}, h.word):
		return moneyAsked, h.word
	case h.silent && !moneySend().MatchString(rest):
		return moneyNamed, ""
	}
	return moneySent, ""
}
