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
		{"merchant", []string{"商家订单号", "商户单号", "商户订单号", "商家单号", "invoice"}},
		{"order", []string{"订单号", "订单编号", "訂單編號", "訂單號", "交易号", "单号", "order id", "orderid", "order no", "order number", "order #",
			"bestellnummer", "注文番号", "주문번호", "transaction id", "流水号", "reference"}},
		{"time", []string{"交易时间", "下单时间", "下单日期", "付款时间", "支付时间", "创建时间", "order date", "orderdate", "transaction date", "purchase date",
			"buchungstag", "buchungsdatum", "date opération", "date de l", "boekdatum", "fecha operación", "data operazione", "data operacji", "交易日",
			"注文日", "取引日", "주문일", "거래일", "日期", "时间", "時間", "記帳日", "记账日", "日付", "날짜", "date", "datum", "fecha", "data", "time"}},
		{"clock", []string{"交易时间", "时间", "時間", "uhrzeit", "heure", "hora", "tijd", "orario", "godzina", "time"}},
		{"in", []string{"收入", "存入", "贷方", "paid in", "money in", "deposit", "credit", "crédit", "haben", "abono", "avere", "入金", "입금"}},
		{"out", []string{"支出", "取出", "借方", "paid out", "money out", "withdrawal", "debit", "débit", "soll", "cargo", "dare", "出金", "출금"}},
		{"amount", []string{"实付", "实收", "實付", "交易金额", "总金额", "总价", "总计", "金额", "金額", "订单总额", "total amount", "grand total", "order total",
			"total", "amount", "gross", "betrag", "umsatz", "montant", "importe", "importo", "bedrag", "valor", "kwota", "금액", "単価", "单价", "price", "preis"}},
		{"currency", []string{"币种", "幣別", "币别", "货币", "currency", "währung", "devise", "divisa", "moneda", "valuta", "waluta", "通貨", "통화"}},
		{"direction", []string{"收/支", "收支", "借贷", "direction", "debit/credit", "credit/debit", "soll/haben", "af bij", "af/bij"}},
		{"status", []string{"状态", "狀態", "status", "estado", "état", "stato", "상태"}},
		{"who", []string{"店铺", "店鋪", "商家", "卖家", "賣家", "商户", "对方户名", "对方名称", "对方", "shop", "store", "seller", "merchant", "payee", "vendor",
			"beguenstigter", "begünstigter", "empfänger", "auftraggeber", "beneficiary", "counterparty", "bénéficiaire", "naam", "店名", "판매자", "name"}},
		{"text", []string{"商品", "标题", "標題", "说明", "摘要", "描述", "item", "product", "title", "description", "verwendungszweck", "buchungstext",
			"libellé", "libelle", "omschrijving", "mededelingen", "concepto", "descripción", "descrizione", "causale", "opis", "details", "memo", "내용", "상품", "摘要", "备注", "note"}},
		{"type", []string{"类型", "分类", "类别", "type", "category", "typ", "art"}},
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
	case "支出", "支", "借", "支付", "debit", "out", "dr", "d", "soll", "s", "af", "débit", "cargo", "expense":
		return "out"
	case "收入", "收", "贷", "credit", "in", "cr", "c", "haben", "h", "bij", "crédit", "abono", "income":
		return "in"
	}
	return "none"
}
