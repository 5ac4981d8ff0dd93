package mapped

import "strings"

// guess is the words in a column's name that speak for a role.
type guess struct {
	role  string
	words []string // the most telling first
}

// guesses lists the roles in the order in which they choose their columns.
func guesses() []guess {
	return []guess{
		{"merchant", []string{"商家订单号", "商户单号", "商户订单号", "invoice"}},
		{"order", []string{"订单号", "订单编号", "交易号", "单号", "order id", "orderid", "order no", "order number", "transaction id", "流水号", "reference"}},
		{"time", []string{"交易时间", "下单时间", "下单日期", "付款时间", "创建时间", "order date", "orderdate", "transaction date", "日期", "时间", "date", "datum", "fecha", "time"}},
		{"clock", []string{"交易时间", "时间", "uhrzeit", "heure", "hora", "time"}},
		{"in", []string{"收入", "存入", "贷方", "paid in", "money in", "deposit", "credit"}},
		{"out", []string{"支出", "取出", "借方", "paid out", "money out", "withdrawal", "debit"}},
		{"amount", []string{"实付", "实收", "交易金额", "总金额", "总价", "金额", "total amount", "grand total", "total", "amount", "gross", "betrag", "importe", "单价", "price"}},
		{"currency", []string{"币种", "货币", "currency", "währung", "divisa"}},
		{"direction", []string{"收/支", "收支", "借贷", "direction", "debit/credit", "credit/debit"}},
		{"status", []string{"状态", "status"}},
		{"who", []string{"店铺", "商家", "卖家", "商户", "对方户名", "对方名称", "对方", "shop", "store", "seller", "merchant", "payee", "vendor", "name"}},
		{"text", []string{"商品", "标题", "说明", "摘要", "描述", "item", "product", "title", "description", "details", "memo", "备注", "note"}},
		{"type", []string{"类型", "分类", "类别", "type", "category"}},
	}
}

// says reports whether a column's name holds a word, whatever its capitals.
func says(name, word string) bool {
	return strings.Contains(strings.ToLower(name), word)
}

// knownName reports whether any role is spoken for.
func knownName(name string) bool {
	for _, g := range guesses() {
		for _, word := range g.words {
			if says(name, word) {
				return true
			}
		}
	}
	return false
}

// way is the direction that a word means, "none" where it is not known.
func way(word string) string {
	switch strings.ToLower(word) {
	case "支出", "支", "借", "debit", "out", "dr", "soll":
		return "out"
	case "收入", "收", "贷", "credit", "in", "cr", "haben":
		return "in"
	}
	return "none"
}
