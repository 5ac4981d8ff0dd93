package mapped

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/hanscript"
	"complain/pkg/internal/sheet"
)

// guess is the words in a column's name that speak for a role.
type guess struct {
	role  string
	words []string // the most telling first
}

// guesses lists the roles and the words of their columns' names.
var guesses = sync.OnceValue(func() []guess {
	return []guess{
		{"merchant", []string{"商家订单号", "商户单号", "商户订单号", "商家单号", "商戶單號", "merchant order", "invoice number", "invoice id", "invoice"}},
		{"order", []string{"订单号", "订单编号", "訂單編號", "訂單號", "主订单号", "母订单号", "子订单号", "交易单号", "交易订单号", "交易号", "单号", "编号", "order id", "orderid", "order no", "order number", "order #", "order name",
			"bestellnummer", "auftragsnummer", "注文番号", "주문번호", "número de pedido", "numéro de commande", "ordernummer", "order sn", "bill no", "transaction id", "transaction number", "payment id", "流水号", "交易流水号", "id", "reference id", "reference no", "reference number", "reference", "key"}},
		{"time", []string{"交易时间", "下单时间", "订单创建时间", "订单时间", "成交时间", "下单日期", "付款时间", "支付时间", "创建时间", "order date", "order time", "ordered", "transaction date", "transaction time", "purchase date", "date of purchase", "started date",
			"buchungstag", "buchungsdatum", "bestelldatum", "date opération", "date de l'opération", "date de commande", "boekdatum", "fecha operación", "fecha de pedido", "data operazione", "data operacji", "交易日", "交易日期", "订单日期",
			"注文日", "注文日時", "取引日", "ご利用日", "利用日", "주문일", "주문일시", "거래일", "거래일시", "日期", "时间", "時間", "記帳日", "记账日", "记账日期", "日付", "날짜", "date", "datum", "fecha", "data", "дата операции", "дата и время операции", "дата", "дата i час операції", "işlem tarihi", "tarih", "ngày", "วันที่", "tanggal", "created", "created at", "created date", "timestamp", "booking date", "completed date", "posted", "time", "updated", "updated at"}},
		{"clock", []string{"交易时间", "时间", "時間", "transaction time", "uhrzeit", "heure", "hora", "tijd", "orario", "godzina", "time"}},
		{"zone", []string{"时区", "時區", "time zone", "timezone", "tz", "zeitzone", "zona horaria", "fuseau horaire", "fuso orario", "tijdzone"}},
		{"in", []string{"收入", "入金金額", "entrate", "entradas", "ingresos", "gutschrift", "zu gunsten", "zugunsten", "insättning", "indsat", "przychody", "приход", "кредит", "зачисление", "alacak", "ฝาก", "ฝากเงิน", "ghi có", "số tiền ghi có", "kredit", "inflow", "收入金额", "存入", "存入金额", "贷方", "贷方发生额", "转入", "paid in", "money in", "amount in", "deposit", "deposits", "credit", "crédit", "haben", "abono", "avere", "credit amount", "入金", "入金額", "お預り金額", "お預入れ", "お預け入れ", "預入金額", "입금", "입금액", "맡기신금액", "wpływy", "uznania"}},
		{"out", []string{"支出", "出金金額", "uscite", "salidas", "gastos", "belastung", "zu lasten", "lastschrift", "uttag", "hævet", "rozchody", "расход", "дебет", "списание", "borç", "ถอน", "ถอนเงิน", "ghi nợ", "số tiền ghi nợ", "debet", "outflow", "支出金额", "取出", "支取", "支取金额", "借方", "借方发生额", "转出", "paid out", "money out", "amount out", "withdrawal", "withdrawals", "debit", "débit", "soll", "cargo", "dare", "debit amount", "出金", "出金額", "お引出金額", "お引出し", "お引き出し", "引出金額", "お支払金額", "출금", "출금액", "찾으신금액", "wypływy", "obciążenia"}},
		{"amount", []string{"实付款", "实付金额", "实付", "实收", "實付", "实际支付", "支付金额", "付款金额", "交易金额", "总金额", "总价", "总计", "合计", "金额", "金額", "订单总额", "订单金额", "应付金额", "商品总价", "total amount", "grand total", "order total", "amount paid", "total paid", "total charged", "注文合計", "合計", "合計金額", "ご利用金額", "결제금액", "총액", "합계",
			"total", "amount", "gross", "betrag", "gesamtbetrag", "summe", "gesamt", "umsatz", "montant", "importe", "importo", "bedrag", "valor", "totaal", "totale", "kwota", "suma", "value", "sum", "금액", "сумма операции", "сумма", "сумма платежа", "сума", "tutar", "số tiền", "จำนวนเงิน", "jumlah", "価格", "単価", "单价", "價格", "价格", "price", "preis", "prix", "precio", "prezzo", "prijs"}},
		{"currency", []string{"币种", "幣別", "币别", "货币", "交易币种", "currency", "currency code", "ccy", "währung", "waehrung", "devise", "divisa", "moneda", "moeda", "valuta", "waluta", "通貨", "통화", "валюта", "валюта операции", "para birimi", "mata uang", "สกุลเงิน"}},
		{"direction", []string{"收/支", "收支", "收支类型", "借贷", "借贷标志", "借贷方向", "direction", "debit/credit", "credit/debit", "dr/cr", "cr/dr", "soll/haben", "s/h", "af bij", "af/bij", "debet/credit", "sens", "入出金"}},
		{"status", []string{"状态", "狀態", "订单状态", "交易状态", "支付状态", "order status", "payment status", "status", "state", "estado", "état", "statut", "stato", "zustand", "bestellstatus", "ステータス", "状態", "상태", "주문상태", "статус", "durum", "trạng thái", "สถานะ"}},
		{"text", []string{"商品", "商品名称", "商品标题", "商品信息", "宝贝名称", "宝贝标题", "商品名", "标题", "標題", "商品明细", "交易说明", "说明", "摘要", "交易摘要", "描述", "item", "item name", "lineitem name", "items", "product", "product name", "product title", "goods name", "goods title", "item title", "title", "description", "verwendungszweck", "buchungstext", "artikel", "bezeichnung",
			"libellé", "libelle", "désignation", "article", "produit", "omschrijving", "mededelingen", "concepto", "descripción", "producto", "descrizione", "causale", "opis", "tytuł", "details", "text", "beschreibung", "bemerkung", "betreff", "comment", "message", "transaction details", "narrative", "particulars", "payment details", "memo", "내용", "적요", "상품", "상품명", "ご利用店名", "备注", "附言", "用途", "описание", "деталі операції", "назначение платежа", "açıklama", "nội dung", "รายละเอียด", "keterangan", "histórico", "descrição", "remarks", "notes", "note", "reference"}},
		{"who", []string{"店铺", "店铺名称", "店铺名", "店鋪", "商家", "商家名称", "卖家", "賣家", "卖家昵称", "商户", "商户名称", "对方户名", "对方名称", "交易对方", "交易对手", "对手户名", "对方", "收款方", "收款人", "shop", "shop name", "store", "store name", "seller", "seller name", "merchant", "merchant name", "payee", "vendor", "supplier",
			"beguenstigter", "begünstigter", "beguenstigter/zahlungspflichtiger", "zahlungsempfänger", "empfänger", "auftraggeber", "beneficiary", "target name", "counterparty", "counterparty name", "partner name", "recipient", "payer", "bénéficiaire", "tegenrekening naam", "naam", "naam / omschrijving", "beneficiario", "店名", "ショップ", "販売者", "판매자", "상점", "가맹점", "brand", "name"}},
		{"type", []string{"类型", "交易类型", "分类", "交易分类", "类别", "type", "transaction type", "category", "kategorie", "typ", "art", "mutatiesoort", "tipo", "거래유형", "거래 유형", "거래구분", "取引内容", "取引種別", "交易種類"}},
	}
})

// named is how well a column's name speaks for a role whose words are given, up to 100; 0
// where it does not.
func named(name string, words []string) (best float64) {
	if i := strings.LastIndexByte(name, '.'); i > 0 && i < len(name)-1 && !strings.Contains(name, " ") && !aside(name) { // a member of a member
		last := named(name[i+1:], words)
		return max(last-10, wholeName(name, words))
	}
	return wholeName(name, words)
}

func wholeName(name string, words []string) (best float64) {
	base := plain(name)
	if base == "" {
		return 0
	}
	tight := squeeze(base)
	for i, word := range words {
		if han(word) {
			word = hanscript.Simplified(word)
		}
		s := 0.0
		switch {
		case base == word || tight == squeeze(word):
			s = 100
		case han(word) && strings.Contains(base, word):
			s = 62 - float64(len([]rune(base))-len([]rune(word)))
		case holdsWord(base, word):
			s = 70 - 4*float64(len(strings.Fields(base))-len(strings.Fields(word)))
		case !han(word) && len(word) > 3 && strings.HasSuffix(base, word):
			s = 35 // Auszahlungsdatum
		case !han(word) && len(word) > 3 && strings.Contains(base, word):
			s = 5 // Valutadatum is no currency
		}
		best = max(best, s-float64(i)*0.15)
	}
	if of := beside(base, words); of > 0 && best > 0 {
		best = max(best-of, 1)
	}
	return best
}

// beside is what a name loses that holds a word for a sum beside the one that was
// paid, or for a currency that is not the account's.
func beside(base string, words []string) float64 {
	switch words[0] {
	case "实付款", "收入", "支出":
		if aside(base) {
			return 65
		}
		if other(base) {
			return 30
		}
	case "币种", "订单号", "交易时间":
		if other(base) || strings.HasPrefix(base, "fee ") {
			return 25
		}
	case "店铺", "商品":
		for _, word := range []string{"链接", "链結", "图片", "数量", "地址", "电话", "规格", "url", "link", "image", "sku", "quantity", "address", "phone", "email", "iban", "number of", "count", "bic", "账号", "account", "category", "member", "holder", "source name"} {
			if strings.Contains(base, word) {
				return 60
			}
		}
	}
	return 0
}

// aside reports whether the name of a column of sums says that it is not what was
// paid: fees, taxes, sums before them, balances, what was taken off.
func aside(name string) bool {
	base := plain(name)
	for _, word := range []string{"费", "費", "税", "稅", "优惠", "優惠", "折扣", "红包", "抵扣", "余额", "餘額", "小计", "小計", "数量", "數量", "汇率", "积分", "退款", "成功退款", "限额",
		"残高", "差引残高", "手数料", "送料", "値引", "잔액", "수수료", "배송비", "할인", "gebühr", "gebuehr", "rabatt"} {
		if strings.Contains(base, word) {
			return true
		}
	}
	for _, word := range []string{"fee", "fees", "tax", "taxes", "vat", "gst", "subtotal", "sub-total", "balance", "discount", "discounts", "rate", "quantity", "qty", "shipping", "postage", "delivery", "tip", "points",
		"limit", "refunded", "bakiye", "залишок", "остаток", "баланс", "zůstatek", "egyenleg", "υπόλοιπο", "số dư", "saldo", "solde", "steuer", "mwst", "versand", "menge", "anzahl", "frais", "tva", "quantité", "remise", "comisión", "iva", "descuento", "cantidad", "commissione", "sconto", "btw", "korting", "net", "cashback", "unit"} {
		if holdsWord(base, word) {
			return true
		}
	}
	return false
}

// other reports whether a name speaks of an amount as it was before it became
// the account's.
func other(base string) bool {
	for _, word := range []string{"original", "foreign", "local", "source", "target", "原币", "原始", "ursprung", "ursprüngliche", "instructed", "counter", "merchant"} {
		if strings.Contains(base, word) {
			return true
		}
	}
	return false
}

// words are the words of a name; those of programs are written together:
// "orderTime", "total_amount.value", "items[].title".
func words(name string) []string {
	if strings.Contains(sheet.Trim(name), " ") {
		return strings.Fields(strings.ToLower(name))
	}
	var b strings.Builder
	before := ' '
	for _, r := range parted.Replace(name) {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
		before = r
	}
	return strings.Fields(b.String())
}

// plain is a column's name as it is compared: small, narrow, and without what
// stands in parentheses.
func plain(name string) string {
	name = hanscript.Simplified(strings.Join(words(sheet.Trim(sheet.Narrow(name))), " "))
	name = strings.TrimLeft(name, "#* ")
	if i := strings.IndexAny(name, "([（"); i > 0 {
		name = strings.TrimSpace(name[:i])
	}
	return strings.Join(strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '_' }), " ")
}

var squeezed, parted = strings.NewReplacer(" ", "", "-", "", "_", "", ".", "", ":", ""), strings.NewReplacer("[]", "", ".", " ", "_", " ")

func squeeze(s string) string { return squeezed.Replace(s) }

// holdsWord reports whether a name holds a word, or several, as its own.
func holdsWord(name, word string) bool {
	if han(word) {
		return false
	}
	rest := name
	for {
		i := strings.Index(rest, word)
		if i < 0 {
			return false
		}
		before, after := []rune(rest[:i]), []rune(rest[i+len(word):])
		if (len(before) == 0 || !unicode.IsLetter(before[len(before)-1])) && (len(after) == 0 || !unicode.IsLetter(after[0])) {
			return true
		}
		rest = rest[i+len(word):]
	}
}

// knownName reports whether any role is spoken for.
func knownName(name string) bool {
	return slices.ContainsFunc(guesses(), func(g guess) bool { return named(name, g.words) > 30 })
}

// way is the direction that a word means, "none" where it is not known or the word
// says so itself.
func way(word string) (direction string, known bool) {
	switch hanscript.Simplified(strings.ToLower(strings.Trim(sheet.Trim(word), "."))) {
	case "支出", "支", "借", "借方", "支付", "付款", "转出", "支取", "出账", "出帐", "出", "debit", "out", "dr", "d", "db", "soll", "s", "af", "débit", "debet", "cargo", "expense", "withdrawal",
		"outgoing", "sent", "paid", "dbit", "出金", "출금", "uscita", "obciążenie", "-":
		return "out", true
	case "收入", "收", "贷", "贷方", "收款", "转入", "存入", "入账", "入帐", "进账", "入", "credit", "in", "cr", "c", "haben", "h", "bij", "crédit", "abono", "income", "deposit",
		"incoming", "received", "crdt", "入金", "입금", "entrata", "uznanie", "+":
		return "in", true
	case "不计收支", "其他", "/", "冻结", "neutral", "none":
		return "none", true
	}
	return "none", false
}

// stateLike reports whether a text is a state that bills and orders are known
// to have.
func stateLike(text string) bool {
	if no, closed := tabular.UnmovedLike(text); no || closed {
		return true
	}
	small := strings.ToLower(text)
	for _, word := range []string{"成功", "已完成", "已收货", "已发货", "待发货", "待收货", "已退款", "退款中", "待评价", "已评价", "关闭", "完了", "発送済み", "완료", "배송"} {
		if strings.Contains(small, word) {
			return true
		}
	}
	return slices.Contains([]string{"completed", "complete", "paid", "succeeded", "success", "settled", "booked", "cleared", "posted", "delivered", "shipped", "refunded", "processed", "processing", "closed", "abgeschlossen", "gebucht", "terminé", "completado", "completata"}, small)
}
