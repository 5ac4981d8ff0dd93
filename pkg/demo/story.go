package demo

import (
	"time"

	"complain/pkg/dispute"
)

// caseID is that of every case of the demo, so that what one version of the
// program makes of it is the same everywhere: "complain: a demo" in hex.
const caseID = "636f6d706c61696e3a20612064656d6f"

// What the files and the story have in common.
const (
	order  = "4316208857120346159"
	serial = "CG7025K0318864"
)

// The names of the files that the story speaks of.
const (
	bill       = "支付宝交易明细(20260201-20260315).csv"
	chat       = "微信聊天记录.txt"
	sentLabel  = "7d4c1e90ab35f2680c9e47d1b86af053.jpg"
	unboxing   = "IMG_20260305_201407.jpg"
	label      = "IMG_20260305_201512.jpg"
	poster     = "mmexport1772282778427.jpg"
	screenshot = "Screenshot_20260306_093011.png"
	invoice    = "电子发票_26330000000026030601.pdf"
	support    = "WhatsApp Chat with Chengguang Overseas.zip"
	supportLog = "WhatsApp Chat with Chengguang Overseas.txt"
	reference  = "IMG-20260313-WA0004.jpg"
)

// words is a text in both languages.
type words struct{ zh, en string }

// in is the text in lang; anything but "en" is Chinese.
func (w words) in(lang string) string {
	if lang == "en" {
		return w.en
	}
	return w.zh
}

// TheStory is the story of the sample evidence, told in lang: "zh" or "en". The
// files are the same Chinese originals in both.
func TheStory(lang string) Story {
	if lang != "en" {
		lang = "zh"
	}
	return Story{
		Case: dispute.Case{
			ID:       caseID,
			Title:    words{"澄光CG-H70耳机疑似假冒、退款被拒", "Suspected counterfeit headphones, refund refused"}.in(lang),
			Category: "counterfeit", Platform: "cn.taobao", Order: order,
			Language: lang, Zone: "Asia/Shanghai", Currency: "CNY", Jurisdiction: "cn",
		},
		Parties:    parties(lang),
		Claims:     claims(lang),
		Statements: statements(lang),
		Pins:       pins(),
		Exhibits:   exhibits(lang),
	}
}

func parties(lang string) []dispute.Party {
	return []dispute.Party{
		{
			Role:    dispute.Complainant,
			Name:    words{"林晓禾", "Lin Xiaohe (林晓禾)"}.in(lang),
			Address: words{"浙江省杭州市示例区示例路1号2幢301室", "Room 301, Building 2, 1 Shili Road, Shili District, Hangzhou, Zhejiang, China (浙江省杭州市示例区示例路1号2幢301室)"}.in(lang),
			Phone:   "13800000026",
			Email:   "linxiaohe@example.com",
			Aliases: []string{"林晓禾", "晓禾", "Lin Xiaohe"},
		},
		{
			Role:    dispute.Seller,
			Name:    words{"云栖数码专营店（杭州示例数码有限公司）", "云栖数码专营店 (operated by 杭州示例数码有限公司)"}.in(lang),
			Address: words{"浙江省杭州市示例区示例路88号3幢502室", "Room 502, Building 3, 88 Shili Road, Shili District, Hangzhou, Zhejiang, China (浙江省杭州市示例区示例路88号3幢502室)"}.in(lang),
			Phone:   "0571-00000000",
			// The registration area is a real one, the rest spells an example;
			// both check characters are right.
			Identifiers: []dispute.Identifier{{Kind: "uscc", Value: "91330100MAEXAMPL83"}},
			Aliases:     []string{"云栖数码专营店", "云栖数码客服小栖"},
		},
		{Role: dispute.Platform, Name: words{"淘宝", "Taobao (淘宝)"}.in(lang)},
	}
}

func claims(lang string) []dispute.Claim {
	return []dispute.Claim{
		{
			Kind: dispute.Refund, Amount: yuan(1199_00), Basis: "crpl.52 pql.39",
			Text: words{
				"退还货款余额（已付1,299.00元，减去2026年3月10日退回的100.00元）；商品由商家承担费用取回",
				"Refund of the rest of the price (CNY 1,299.00 paid, less CNY 100.00 returned on 10 March 2026); the seller collects the goods at its own cost",
			}.in(lang),
		},
		{
			Kind: dispute.Compensation, Amount: yuan(3897_00), Basis: "crpl.55",
			Text: words{
				"如经认定构成欺诈，或者认定商品不是正品而应履行“假一赔三”的承诺，增加赔偿商品价款的三倍（1,299.00元×3）",
				"If fraud is established, or the goods are found not to be genuine so that the seller's promise “假一赔三” (three times the price for a fake) applies: compensation of three times the price (CNY 1,299.00 × 3)",
			}.in(lang),
		},
		{
			Kind: dispute.Compensation, Amount: yuan(23_00), Basis: "crpl.24 crpl.52",
			Text: words{
				"赔偿按商家要求寄回商品所垫付的运费",
				"Compensation for the freight advanced for sending the goods back as the seller asked",
			}.in(lang),
		},
	}
}

func yuan(fen int64) *dispute.Amount { return &dispute.Amount{Minor: fen, Currency: "CNY"} }

func statements(lang string) []Statement {
	me := words{"林晓禾", "Lin Xiaohe"}.in(lang)
	return []Statement{
		{
			At: told(dispute.Clock{Year: 2026, Month: 3, Day: 5, Hour: 19, Minute: 40}, dispute.Minute), Who: me,
			Text: words{
				"本人当面签收包裹，外箱封条完好；当晚开箱，标签上的序列号为" + serial + "。",
				"I received the parcel in person with its seal unbroken, and opened it the same evening; the serial number on the label is " + serial + ".",
			}.in(lang),
		},
		{
			At: told(dispute.Clock{Year: 2026, Month: 3, Day: 12}, dispute.Day), Who: me,
			Text: words{
				"本人收到商家寄回的商品，此后未再使用，连同包装保存，可供查验；当日在订单页面申请平台介入。",
				"I received the goods back from the seller; they have not been used since, are kept with their packaging and can be inspected. On the same day I applied on the order page for the platform to step in.",
			}.in(lang),
		},
	}
}

// told is a time as the complainant tells it, on the clocks of Beijing. A fixed
// offset serves, as no time here is of before 1992.
func told(c dispute.Clock, p dispute.Precision) dispute.When {
	w, err := dispute.Local(c, p, time.FixedZone("Asia/Shanghai", 8*3600), dispute.ZoneUser)
	if err != nil {
		panic(err) // the times are constants of this file, and the tests tell the story
	}
	w.From = dispute.TimeUser
	return w
}

func pins() []Pin {
	return []Pin{
		{chat, "全新正品，假一赔三"},
		{chat, "支持品牌官网查验"},
		{chat, "页面显示未查询到该序列号"},
		{chat, "官网数据更新比较慢"},
		{chat, "请提供进货凭证或者品牌授权书"},
		{chat, "授权书属于公司内部资料"},
		{chat, "我要求退货退款"},
		{chat, "检测确认有问题就全额退款"},
		{chat, "仓库经检测为正品"},
		{chat, "给您申请了100元补偿"},
		{chat, "我没有同意用100元了结"},
		{chat, "退款和赔偿都不予处理"},
		{bill, "寄件运费"},
		{supportLog, "does not exist in our production records"},
		{supportLog, "not on our list of authorised resellers"},
	}
}

func exhibits(lang string) map[string]Exhibit {
	out := make(map[string]Exhibit)
	say := func(name string, title, source, proves words) {
		out[name] = Exhibit{Title: title.in(lang), Source: source.in(lang), Proves: proves.in(lang)}
	}
	say(bill,
		words{"支付宝交易明细", "Alipay transaction list"},
		words{"投诉人从支付宝导出（账单—开具交易流水证明—用于个人对账）", "Exported by the complainant from Alipay (bills, statement for personal reconciliation)"},
		words{"投诉人于2026年2月28日付款1,299.00元，3月7日垫付寄回运费23.00元，3月10日收到部分退款100.00元",
			"The complainant paid CNY 1,299.00 on 28 February 2026, advanced CNY 23.00 of return freight on 7 March and received a partial refund of CNY 100.00 on 10 March"})
	say(chat,
		words{"与商家客服的微信聊天记录", "WeChat conversation with the shop's customer service"},
		words{"投诉人从微信导出（多选消息后以邮件发送）", "Exported by the complainant from WeChat (messages selected and sent by mail)"},
		words{"商家售前表示商品为正品、假一赔三；收到疑问后未提供授权书；寄回后拒绝退款",
			"Before the sale the shop said that the goods were genuine and promised three times the price for a fake; asked about them, it showed no authorisation; after they were sent back it refused the refund"})
	say(sentLabel,
		words{"聊天中发送的标签照片", "Photo of the label as sent in the conversation"},
		words{"与微信聊天记录一同导出的附件", "Attachment exported with the WeChat conversation"},
		words{"投诉人于2026年3月6日向商家出示序列号标签", "On 6 March 2026 the complainant showed the shop the label with the serial number"})
	say(unboxing,
		words{"开箱照片", "Photo taken at unboxing"},
		words{"投诉人用手机拍摄", "Taken by the complainant with a mobile phone"},
		words{"收到的商品及其包装、配件的状况", "The goods as received, with packaging and accessories"})
	say(label,
		words{"序列号标签照片（近照）", "Close-up of the serial number label"},
		words{"投诉人用手机拍摄", "Taken by the complainant with a mobile phone"},
		words{"收到的商品标注的序列号为" + serial, "The goods received bear the serial number " + serial})
	say(poster,
		words{"商家“正品保障、假一赔三”海报", "The shop's poster “正品保障 假一赔三” (genuine goods, three times the price for a fake)"},
		words{"商家客服在微信朋友圈发布，投诉人于2026年2月28日20时46分18秒保存", "Posted by the shop's customer service in WeChat Moments; saved by the complainant on 28 February 2026 at 20:46:18"},
		words{"商家公开承诺所售商品为正品，如为假货按价款三倍赔付", "The shop promised publicly that its goods are genuine and that it pays three times the price for a fake"})
	say(screenshot,
		words{"品牌官网查验结果截图", "Screenshot of the check on the brand's website"},
		words{"投诉人用手机截屏，网址 www.chengguang.example/verify", "Screen captured by the complainant on a mobile phone, address www.chengguang.example/verify"},
		words{"2026年3月6日在品牌官网查询" + serial + "，结果为“未查询到该序列号”", "On 6 March 2026 the brand's website answered for " + serial + ": “未查询到该序列号” (serial number not found)"})
	say(invoice,
		words{"电子发票", "Electronic invoice"},
		words{"商家开具，投诉人从订单页面下载", "Issued by the seller, downloaded by the complainant from the order page"},
		words{"2026年3月6日杭州示例数码有限公司就本订单开具发票，价税合计1,299.00元，品名为澄光无线降噪耳机CG-H70",
			"On 6 March 2026 杭州示例数码有限公司 issued an invoice for this order: CNY 1,299.00 with tax, for 澄光 noise-cancelling headphones CG-H70"})
	say(support,
		words{"与品牌海外客服的聊天记录（压缩包）", "Conversation with the brand's overseas support (archive)"},
		words{"投诉人从 WhatsApp 导出", "Exported by the complainant from WhatsApp"},
		words{"聊天记录及其附件的原始文件", "The original file that holds the conversation and its attachment"})
	say(supportLog,
		words{"与品牌海外客服的聊天记录", "Conversation with the brand's overseas support"},
		words{"投诉人从 WhatsApp 导出", "Exported by the complainant from WhatsApp"},
		words{"品牌客服于2026年3月13日答复：" + serial + "不在其生产记录中，该店铺不在其授权经销商名单上",
			"On 13 March 2026 the brand's support answered that " + serial + " is not in its production records and that the shop is not on its list of authorised resellers"})
	say(reference,
		words{"品牌客服提供的正品标签照片", "Photo of a genuine label, sent by the brand's support"},
		words{"品牌海外客服经 WhatsApp 发送", "Sent by the brand's overseas support through WhatsApp"},
		words{"正品序列号为16位并以CGH7开头，与收到的商品标注不同", "A genuine serial number has 16 characters and begins with CGH7, unlike the one on the goods received"})
	return out
}
