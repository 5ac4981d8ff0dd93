package tabular

import "strings"

// traditional and simplified are the characters of names of columns and of states,
// as Hong Kong and Taiwan write them and as the mainland does.
const (
	traditional = "類戶號單時間額幣訂編狀態賣買鋪稱說實總價計備註項對帳餘結貸費稅優數轉發創後來網關閉凍解預權過敗絕銷錢處訊紀錄開戶從應現產廣場電話歷標題購貨運達確認們萬與圓"
	simplified  = "类户号单时间额币订编状态卖买铺称说实总价计备注项对账余结贷费税优数转发创后来网关闭冻解预权过败绝销钱处讯纪录开户从应现产广场电话历标题购货运达确认们万与圆"
)

var toSimplified = func() *strings.Replacer {
	var pairs []string
	to := []rune(simplified)
	for i, r := range []rune(traditional) {
		pairs = append(pairs, string(r), string(to[i]))
	}
	return strings.NewReplacer(pairs...)
}()

// Simplified is a name or a state in the characters of the mainland, so that one word
// is looked for in both scripts.
func Simplified(s string) string { return toSimplified.Replace(s) }
