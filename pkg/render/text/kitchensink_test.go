package text

import (
	"time"

	"complain/pkg/doc"
)

const digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

func txt(s string) []doc.Inline { return doc.Plain(s) }

func cells(all ...[]doc.Inline) [][]doc.Inline { return all }

// kitchenSinkZH uses every block and inline, in Chinese.
func kitchenSinkZH() *doc.Document {
	cite := func(n, page string) []doc.Inline {
		return []doc.Inline{doc.Text("〔"), doc.Ref{Anchor: page, Label: "证据" + n}, doc.Text("〕")}
	}
	return &doc.Document{
		Lang: "zh-CN", Title: "投诉书", Date: time.Date(2026, 3, 20, 0, 0, 0, 0, time.UTC),
		Head: "投诉人 张三 诉 某某旗舰店 · 订单号 20260301123456789", Foot: "清单校验值 9f86d081884c7d65",
		Blocks: []doc.Block{
			doc.Title{Text: "投诉书"},
			doc.Paragraph{Style: doc.Flush, Text: txt("杭州市余杭区市场监督管理局：")},
			doc.Heading{Level: 1, Text: "一、当事人"},
			doc.KeyValues{Rows: []doc.KeyValue{
				{Key: "投诉人", Value: txt("张三，男，1990年5月6日出生")},
				{Key: "电话", Value: txt("13800138000")},
				{Key: "被投诉人", Value: txt("某某旗舰店（杭州某某电子商务有限公司）")},
				{Key: "地址", Value: []doc.Inline{doc.Blank{Label: "被投诉人地址"}, doc.Text("，已要求平台提供。")}},
			}},
			doc.Heading{Level: 1, Text: "二、请求"},
			doc.List{Numbered: true, Start: 9, Items: [][]doc.Inline{
				txt("退还货款128.00元，并承担退货运费12.50元；"),
				{doc.Text("依照《中华人民共和国消费者权益保护法》第五十五条增加赔偿"), doc.Strong("500.00元"), doc.Text("。")},
				{doc.Emph("书面答复"), doc.Text("处理结果。"), doc.Break{}, doc.Text("合计：￥640.50")},
			}},
			doc.Heading{Level: 2, Text: "（一）主要事实"},
			doc.Paragraph{Text: append(append(txt("2026年3月1日14时03分，投诉人在该店购买“羽绒服（男款）”一件，付款128.00元。商品页面写明“含绒量90％——假一赔三”，实收商品的吊牌写的却是“含绒量50％”……客服承认发错，但拒绝退款"), cite("1", "4")...), txt("。")...)},
			doc.Paragraph{Text: []doc.Inline{doc.Text("聊天全文见附件。昵称里的方向符号可见：photo\u202egpj.exe。表情照旧：👍🏽👨‍👩‍👧‍👦🇨🇳。")}},
			doc.Quote{Text: txt("亲，您好\n这个我们不支持退款的呢，您可以看一下商品详情页最下面写的说明哦～")},
			doc.List{Items: [][]doc.Inline{txt("商品照片三张"), txt("聊天记录一份，共一百二十六条，其中第一条至第三条与本案有关")}},
			doc.Heading{Level: 1, Text: "三、经过"},
			doc.Table{
				Columns: []doc.Column{{Head: "时间", Width: 30}, {Head: "事实", Width: 88}, {Head: "证据（页）", Width: 38}},
				Rows: []doc.Row{
					{Cells: cells(txt("2026-03-01 14:03"), txt("付款128.00元，微信支付，商户单号尾号4567"), cite("1", "4")), Marked: true},
					{Cells: cells(txt("2026-03-04"), txt("收到商品，吊牌含绒量与页面不符；当日申请退货退款，店铺未处理"), cite("2", "6")), Under: txt("该日期取自物流签收记录，时区 +08:00")},
					{Cells: cells(txt("日期不详"), txt("电话沟通"), txt("无书面证据"))},
				},
			},
			doc.Table{
				Columns: []doc.Column{{Head: "项", Width: 12, Align: doc.Center}, {Head: "说明", Width: 84}, {Head: "算式", Width: 30}, {Head: "金额（元）", Width: 30, Align: doc.Decimal}},
				Rows: []doc.Row{
					{Cells: cells(txt("1"), txt("货款"), nil, txt("128.00"))},
					{Cells: cells(txt("2"), txt("退货运费"), nil, txt("12.50"))},
					{Cells: cells(txt("3"), txt("增加赔偿，不足五百元的按五百元计"), txt("128.00×3＜500"), txt("500.00"))},
					{Cells: cells(nil, txt("合计"), nil, txt("640.50")), Total: true},
				},
			},
			doc.Heading{Level: 1, Text: "四、证据清单"},
			doc.Table{
				Columns: []doc.Column{{Head: "序号", Width: 12}, {Head: "证据名称", Width: 40}, {Head: "证据来源", Width: 30}, {Head: "证明对象", Width: 44}, {Head: "原件", Width: 14}, {Head: "页码", Width: 16}},
				Rows: []doc.Row{
					{Group: "第一组 买卖关系"},
					{Cells: cells([]doc.Inline{doc.Ref{Anchor: "e1", Label: "证据1"}}, txt("微信支付账单"), txt("投诉人手机"), txt("付款的时间、金额和收款方"), txt("有"), []doc.Inline{doc.Ref{Anchor: "e1", Form: doc.RefPageRange}})},
					{Group: "第二组 商品与描述不符"},
					{Cells: cells([]doc.Inline{doc.Ref{Anchor: "e2", Label: "证据2"}}, txt("吊牌照片"), txt("投诉人拍摄"), txt("含绒量标注为50％"), txt("有"), []doc.Inline{doc.Ref{Anchor: "e2", Form: doc.RefPage}, doc.Text("、"), doc.Ref{Anchor: "e3", Form: doc.RefPage}})},
				},
			},
			doc.Signature{Label: "投诉人（签名）：", Name: []doc.Inline{doc.Blank{}}, Date: txt("2026年3月20日")},
			doc.PageBreak{},
			doc.Exhibit{Mark: "证据1", Title: "聊天记录（第1–126条，共126条；时区 +08:00）", Anchor: "e1", Blocks: []doc.Block{
				doc.Transcript{Heads: [4]string{"序号", "时间", "发送人", "内容"}, Turns: []doc.Turn{
					{Number: 1, When: "2026-03-04 18:20:01", Who: "张三", Text: txt("你好，收到的衣服吊牌写含绒量50%，和页面写的90%不一样，我要退货退款，运费你们承担。")},
					{Number: 2, When: "2026-03-04 18:25:40", Who: "某某旗舰店客服小王", Text: txt("亲，不支持的呢😅"), Cited: true},
					{Number: 3, When: "2026-03-04 18:25:41", Who: "系统", System: true, Text: txt("对方撤回了一条消息")},
					{Gap: "〔省略第4–125条〕"},
					{Number: 126, When: "2026-03-05 09:00:00", Who: "张三", Text: []doc.Inline{doc.Text("[图片] 见"), doc.Ref{Anchor: "e2", Label: "证据2"}}},
				}},
			}},
			doc.Exhibit{Mark: "证据2", Title: "吊牌照片", Anchor: "e2", Blocks: []doc.Block{
				doc.Figure{Title: []doc.Inline{doc.Strong("证据2-1 吊牌（近照）")}, Image: doc.Image{Key: "E3", Width: 3024, Height: 4032}, Caption: [][]doc.Inline{
					txt("显示“含绒量：50％”"),
					{doc.Text("IMG_20260304_182233.jpg，3024×4032，SHA-256 "), doc.Digest(digest)},
				}},
				doc.Figure{Title: txt("证据2-2 视频截图"), Image: doc.Image{Key: "E4", Width: 1920, Height: 1080}, Missing: "无法解码"},
			}},
			doc.Heading{Level: 1, Text: "附：完整性说明"},
			doc.Paragraph{Style: doc.Small, Text: txt("以下文件自导入时起未改动。")},
			doc.Table{
				Columns: []doc.Column{{Head: "号", Width: 12}, {Head: "原文件名", Width: 92}, {Head: "字节", Width: 22, Align: doc.Decimal}, {Head: "导入时间", Width: 30}},
				Rows: []doc.Row{
					{Cells: cells(txt("E1"), txt("微信支付账单(20260301-20260331)——【解压密码可在微信支付公众号查看】.csv"), txt("12345"), txt("2026-03-19 20:11")), Under: []doc.Inline{doc.Text("SHA-256 "), doc.Digest(digest)}},
					{Cells: cells(txt("E3"), txt("IMG_20260304_182233.jpg"), txt("4194304"), txt("2026-03-19 20:12")), Under: []doc.Inline{doc.Text("SHA-256 "), doc.Digest(digest)}},
				},
			},
			doc.Paragraph{Style: doc.Small, Text: txt("派生文件：无。")},
			doc.Paragraph{Style: doc.Centered, Text: txt("（以下无正文）")},
			doc.Paragraph{Style: doc.Right, Text: txt("2026年3月20日")},
		},
	}
}

// kitchenSinkEN uses every block and inline, in English.
func kitchenSinkEN() *doc.Document {
	cite := func(n, page string) []doc.Inline {
		return []doc.Inline{doc.Text(" ("), doc.Ref{Anchor: page, Label: "Exhibit " + n}, doc.Text(")")}
	}
	return &doc.Document{
		Lang: "en", Title: "Complaint", Date: time.Date(2026, 3, 20, 0, 0, 0, 0, time.UTC),
		Head: "Jane Doe against Some Shop Ltd · order 20260301-1234", Foot: "manifest 9f86d081884c7d65",
		Blocks: []doc.Block{
			doc.Title{Text: "Complaint"},
			doc.Paragraph{Style: doc.Flush, Text: txt("To the Customer Services of Some Shop Ltd")},
			doc.Heading{Level: 1, Text: "Parties"},
			doc.KeyValues{Rows: []doc.KeyValue{
				{Key: "Complainant", Value: txt("Jane Doe, 1 Long Street, Little Town, LT1 2AB")},
				{Key: "Telephone", Value: txt("+44 20 7946 0000")},
				{Key: "Respondent", Value: []doc.Inline{doc.Text("Some Shop Ltd, "), doc.Blank{Label: "respondent's address"}}},
				{Key: "Reference under which the shop keeps the order", Value: txt("20260301-1234")},
			}},
			doc.Heading{Level: 1, Text: "What I ask for"},
			doc.List{Numbered: true, Items: [][]doc.Inline{
				txt("A refund of £128.00 and of the £12.50 that returning the jacket costs;"),
				{doc.Strong("a written answer"), doc.Text(" within "), doc.Emph("fourteen days"), doc.Text("."), doc.Break{}, doc.Text("Total: £140.50")},
			}},
			doc.Heading{Level: 2, Text: "What happened"},
			doc.Paragraph{Text: append(append(txt("On 1 March 2026 I bought a down jacket for £128.00. The page promised 90% down; the label of what came says 50%. The shop admitted the mistake and refused the refund"), cite("1", "4")...), txt(".")...)},
			doc.Paragraph{Text: []doc.Inline{doc.Text("The conversation is attached in full. A name may hide its direction, and is shown: photo\u202egpj.exe. Emoji stay: 👍🏽👨‍👩‍👧‍👦🇨🇳.")}},
			doc.Quote{Text: txt("Hi!\nUnfortunately we do not take back what was on sale, please see the note at the very bottom of the page.")},
			doc.List{Items: [][]doc.Inline{txt("three photographs"), txt("one conversation of 126 messages, of which the first three matter here")}},
			doc.Table{
				Columns: []doc.Column{{Head: "Time", Width: 30}, {Head: "Fact", Width: 88}, {Head: "Evidence", Width: 38}},
				Rows: []doc.Row{
					{Cells: cells(txt("2026-03-01 14:03"), txt("paid £128.00 by card, last digits 4567"), cite("1", "4")[1:2]), Marked: true},
					{Cells: cells(txt("2026-03-04"), txt("the jacket came; its label and the page disagree; asked for a refund the same day"), cite("2", "6")[1:2]), Under: txt("Date from the carrier's own record, time zone +00:00.")},
					{Cells: cells(txt("unknown"), txt("telephone call"), txt("no written evidence"))},
				},
			},
			doc.Table{
				Columns: []doc.Column{{Head: "#", Width: 12, Align: doc.Center}, {Head: "Item", Width: 84}, {Head: "Amount (£)", Width: 30, Align: doc.Decimal}},
				Rows: []doc.Row{
					{Cells: cells(txt("1"), txt("price"), txt("128.00"))},
					{Cells: cells(txt("2"), txt("returning it"), txt("12.50"))},
					{Cells: cells(nil, txt("Total"), txt("140.50")), Total: true},
				},
			},
			doc.Table{
				Columns: []doc.Column{{Head: "No.", Width: 12}, {Head: "Exhibit", Width: 40}, {Head: "From", Width: 30}, {Head: "Proves", Width: 44}, {Head: "Pages", Width: 16}},
				Rows: []doc.Row{
					{Group: "The sale"},
					{Cells: cells([]doc.Inline{doc.Ref{Anchor: "e1", Label: "Exhibit 1"}}, txt("card statement"), txt("the bank"), txt("when and to whom was paid"), []doc.Inline{doc.Ref{Anchor: "e1", Form: doc.RefPageRange}})},
					{Group: "The goods"},
					{Cells: cells([]doc.Inline{doc.Ref{Anchor: "e2", Label: "Exhibit 2"}}, txt("photograph of the label"), txt("taken by the complainant"), txt("50% down"), []doc.Inline{doc.Ref{Anchor: "e2", Form: doc.RefPage}})},
				},
			},
			doc.Signature{Label: "Signed: ", Date: txt("20 March 2026")},
			doc.Exhibit{Mark: "Exhibit 1", Title: "Conversation (1–126 of 126; time zone +00:00)", Anchor: "e1", Blocks: []doc.Block{
				doc.Transcript{Heads: [4]string{"No.", "Time", "Sender", "Content"}, Turns: []doc.Turn{
					{Number: 1, When: "2026-03-04 18:20:01", Who: "Jane Doe", Text: txt("Hello, the label says 50% and your page says 90%. I want my money back.")},
					{Number: 2, When: "2026-03-04 18:25:40", Who: "Some Shop Customer Services", Text: txt("We cannot do that 😅"), Cited: true},
					{Gap: "[messages 3–126 left out]"},
				}},
			}},
			doc.Exhibit{Mark: "Exhibit 2", Title: "Photograph of the label", Anchor: "e2", Blocks: []doc.Block{
				doc.Figure{Title: txt("2-1 The label, close"), Image: doc.Image{Key: "E3", Width: 3024, Height: 4032}, Caption: [][]doc.Inline{
					{doc.Text("IMG_20260304_182233.jpg, SHA-256 "), doc.Digest(digest)},
				}},
				doc.Figure{Title: txt("2-2 From the video"), Image: doc.Image{Key: "E4", Width: 1920, Height: 1080}, Missing: "cannot be decoded"},
			}},
			doc.Paragraph{Style: doc.Small, Text: txt("Derived files: none.")},
			doc.Paragraph{Style: doc.Centered, Text: txt("(end)")},
			doc.Paragraph{Style: doc.Right, Text: txt("20 March 2026")},
		},
	}
}
