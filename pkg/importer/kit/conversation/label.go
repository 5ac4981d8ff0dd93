package conversation

import (
	"slices"
	"strings"
)

// labels are words before a colon that name a thing and nobody: the fields of forms
// and orders, the parts of contracts and of lists, what programs write into logs.
var labels = []string{
	"甲方", "乙方", "丙方", "姓名", "性别", "年龄", "电话", "手机", "手机号", "邮箱", "地址", "日期", "时间", "金额", "价格", "价款", "单价", "总价", "数量", "合计",
	"品牌", "型号", "颜色", "尺寸", "尺码", "材质", "规格", "重量", "产地", "成分", "保修", "包装", "功能", "优点", "缺点", "优势", "劣势", "标的", "商品", "产品", "货号",
	"注", "注意", "备注", "说明", "提示", "警告", "例", "例如", "如", "如下", "步骤", "原因", "结论", "结果", "目的", "标题", "主题", "内容", "附件", "摘要", "正文", "来源", "链接", "网址",
	"问", "答", "问题", "回答", "解答", "旁白", "场景", "时间地点", "议题", "主持人", "参会人", "记录人", "法定代表人", "委托代理人", "联系人", "收件人", "发件人", "抄送", "收货人", "申请人", "被申请人", "原告", "被告",
	"待办", "提醒", "总结", "要求", "诉求", "事实与理由", "事实", "理由", "依据", "案由", "状态", "类型", "方式", "订单", "快递", "物流", "店铺", "店名", "开户行", "账号", "户名",
	"第一", "第二", "第三", "首先", "其次", "最后", "一", "二", "三", "四", "五",
	"注文", "価格", "数量合計", "住所", "氏名", "電話番号", "日付", "件名", "備考", "質問", "回答者", "이름", "주소", "전화", "날짜", "제목", "금액", "질문", "답변", "비고",
	"q", "a", "question", "answer", "faq", "note", "notes", "todo", "to do", "done", "step", "steps", "tip", "tips", "warning", "caution", "important", "example", "examples", "reminder", "info", "information",
	"error", "warn", "debug", "trace", "fatal", "notice", "fix", "feat", "docs", "chore", "test", "refactor", "name", "first name", "last name", "address", "phone", "email", "e-mail", "mail", "fax", "website", "url", "link",
	"date", "time", "amount", "price", "total", "subtotal", "tax", "quantity", "qty", "item", "items", "product", "goods", "order", "size", "color", "colour", "material", "weight", "brand", "model", "type", "status", "state", "reason",
	"subject", "to", "from", "at", "text", "message", "body", "sender", "author", "user", "role", "timestamp", "id", "key", "value", "cc", "bcc", "re", "fw", "fwd", "title", "summary", "description", "content", "ingredients", "pros", "cons", "pro", "con", "bank", "account", "iban", "bic", "reference", "ref", "invoice", "customer", "scene", "act", "narrator",
	"frage", "antwort", "betreff", "von", "an", "datum", "preis", "menge", "hinweis", "anschrift", "adresse", "telefon", "vorname", "nachname", "objet", "de", "à", "prix", "date de naissance", "nom", "prénom", "asunto", "para", "nombre", "precio", "pregunta", "respuesta", "assunto", "nome", "preço", "тема", "кому", "от", "цена", "имя", "вопрос", "ответ",
}

// labelEnds end the names of fields: 订单编号, 付款方式, 证据一.
var labelEnds = []string{
	"时间", "日期", "编号", "单号", "号码", "号", "名称", "昵称", "姓名", "地址", "电话", "金额", "价格", "数量", "方式", "原因", "状态", "说明", "类型", "要求", "备注", "情况", "如下", "内容", "目的", "标准", "期限", "信息", "证据", "附件", "签字", "盖章", "签名", "提醒", "提示", "声明", "须知", "公告", "通知", "费", "率", "额", "税",
	"番号", "日時", "번호", "일시", " no", " no.", " number", " date", " time", " name", " address", " amount", " price", " id", "nummer", "datum",
}

// labelStarts begin the names of parts: 第一条, 证据二.
var labelStarts = []string{"第一", "第二", "第三", "第四", "第五", "证据", "附件", "步骤", "以下", "step ", "section ", "article ", "exhibit ", "figure ", "chapter "}

// IsLabel reports whether what stands before a colon names a field of a form or a part
// of a text, and nobody.
func IsLabel(name string) bool {
	name = strings.ToLower(strings.TrimFunc(name, func(r rune) bool { return IsSpace(r) || strings.ContainsRune("()（）*#", r) }))
	has := func(ends []string, is func(s, part string) bool) bool {
		return slices.ContainsFunc(ends, func(part string) bool { return is(name, part) })
	}
	return name == "" || slices.Contains(labels, name) || has(labelEnds, strings.HasSuffix) || has(labelStarts, strings.HasPrefix)
}

// titles end the names of papers: a time beside one is when it was made.
var titles = []string{
	"报告", "书", "单", "表", "明细", "记录", "凭证", "截图", "发票", "合同", "清单", "成功", "失败", "签收", "完成", "打印", "会议",
	"report", "invoice", "receipt", "statement", "letter", "list", "order", "printed", "created", "updated", "posted", "delivered", "rechnung", "facture", "factura",
}

// isTitle reports whether a name is that of a paper or of something that happened.
func isTitle(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, " by ") || slices.ContainsFunc(titles, func(end string) bool { return strings.HasSuffix(name, end) })
}
