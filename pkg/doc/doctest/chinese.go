package doctest

import (
	"fmt"
	"strings"
	"time"

	"complain/pkg/doc"
	"complain/pkg/locale"
	"complain/pkg/packet"
)

// KitchenSinkZH holds every block and every inline, put together as a packet
// would be.
func KitchenSinkZH() *doc.Document {
	cite := func(n int) doc.Ref { return doc.Ref{Anchor: fmt.Sprintf("e%d", n), Label: fmt.Sprintf("证据%d", n)} }
	pages := func(a string) doc.Ref { return doc.Ref{Anchor: a, Form: doc.RefPageRange} }
	return &doc.Document{
		Words: packet.Words(locale.Chinese),
		Lang:  "zh-CN", Title: "投诉书：李小萌 诉 云桥数码旗舰店 😀", Author: "李小萌", Subject: "网络购物合同纠纷",
		Date: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC), ID: digest,
		Head: "投诉人 李小萌 诉 云桥数码旗舰店 · 订单号 2026030112345678",
		Foot: "清单校验值 3f9a-1c07-77d2-40be",
		Blocks: []doc.Block{
			doc.Title{Text: "投诉书"},
			doc.Paragraph{Style: doc.Flush, Text: txt("某某市市场监督管理局：")},
			doc.Paragraph{Text: inlines(doc.Strong("一、投诉请求："), "责令被投诉人退还货款人民币1,299.00元，承担退货运费人民币12.00元；以上合计人民币1,311.00元", doc.Ref{Anchor: "facts", Form: doc.RefPage, Around: "（计算见第{0}页）"}, "。")},
			doc.Paragraph{Text: inlines(doc.Strong("二、主要事实："), "2026年3月1日，本人在“云桥数码旗舰店”（店铺编号：88123）购买手机1台，实付人民币1,299.00元〔", cite(1), "〕。商品页面写明“全新正品、假一赔十”，客服在聊天中称：“放心，都是正品！”〔", cite(3), "〕。收货后发现序列号SN-2026-XYZ-000123查询不到——品牌方答复为无此记录；本人于3月5日要求退货，卖家拒绝……至今未退款〔", cite(2), "〕。")},
			doc.Paragraph{Text: inlines(doc.Strong("三、依据："), "《中华人民共和国消费者权益保护法》第二十四条、第四十四条；《网络购买商品七日无理由退货暂行办法》第七条。")},
			doc.KeyValues{Rows: []doc.KeyValue{
				{Key: "被投诉人", Value: txt("云桥数码（深圳）有限公司")},
				{Key: "地址", Value: inlines(doc.Blank{Label: "被投诉人地址", Ems: 12})},
				{Key: "订单号", Value: inlines("2026030112345678，", doc.Emph("付款时间"), "2026年3月1日20:14")},
			}},
			doc.Paragraph{Style: doc.Flush, Text: txt("附件：")},
			doc.List{Numbered: true, Items: [][]doc.Inline{
				inlines("事实经过及计算表", doc.Ref{Anchor: "facts", Form: doc.RefPageRange, Around: "（第{0}页）"}),
				inlines("证据目录及证据1至3", doc.Ref{Anchor: "list", Form: doc.RefPageRange, Around: "（第{0}页"}, doc.Ref{Anchor: "e3", Form: doc.RefPage, Around: "至第{0}页）"}),
			}},
			doc.Signature{Label: "投诉人（签名）：", Name: nil, Date: txt("2026年11月21日")},
			doc.PageBreak{},
			doc.Heading{Level: 1, Text: "事实经过", Anchor: "facts"},
			doc.Timeline{Title: "时间线：2026-03-01 至 2026-03-20", Moments: moments("03-01 付款 人民币1,299.00元", "承诺", "03-05 退货申请", "03-18 机关答复", "03-20 退款 人民币100.00元"),
				Silences: []doc.Silence{{From: march(5), To: march(18), Text: "13 天"}},
				Keys:     []doc.MomentKey{{Kind: doc.Happened, Text: "事实"}, {Kind: doc.Said, Text: "言辞"}, {Kind: doc.Paid, Text: "付款"}, {Kind: doc.Returned, Text: "退款"}, {Kind: doc.Office, Text: "机关"}, {Kind: doc.Quiet, Text: "一周以上无进展"}}},
			doc.Table{Columns: []doc.Column{{Head: "时间", Width: 30}, {Head: "事实", Width: 88}, {Head: "证据（页）", Width: 38}}, Rows: []doc.Row{
				{Cells: [][]doc.Inline{txt("2026-03-01 20:14"), txt("在“云桥数码旗舰店”下单，实付人民币1,299.00元。"), inlines(cite(2))}},
				{Cells: [][]doc.Inline{txt("2026-03-03 11:02"), txt("签收；当日拍摄外箱与序列号。"), inlines(cite(1))}},
				{Cells: [][]doc.Inline{txt("2026-03-05 09:30"), txt("要求退货，客服答复“不支持”。"), inlines(cite(3))}, Marked: true},
				{Cells: [][]doc.Inline{txt("2026-03-05 以后（日期不详）"), txt("电话联系两次，无录音。"), txt("无书面证据")}},
			}},
			doc.Paragraph{Style: doc.Small, Text: txt("时间均为北京时间（UTC+08:00）。")},
			doc.Heading{Level: 2, Text: "金额计算"},
			doc.Table{Columns: []doc.Column{{Head: "项", Width: 12, Align: doc.Center}, {Head: "说明", Width: 84}, {Head: "算式", Width: 30, Align: doc.Decimal}, {Head: "金额（元）", Width: 30, Align: doc.Decimal}}, Rows: []doc.Row{
				{Cells: [][]doc.Inline{txt("1"), txt("退还货款"), txt("1,299.00 × 1"), txt("1,299.00")}},
				{Cells: [][]doc.Inline{txt("2"), txt("退货运费"), txt("12.00 × 1"), txt("12.00")}},
				{Cells: [][]doc.Inline{nil, txt("合计"), nil, txt("1,311.00")}, Total: true},
			}},
			doc.Heading{Level: 1, Text: "证据目录", Anchor: "list"},
			doc.Table{Columns: []doc.Column{{Head: "序号", Width: 12}, {Head: "证据名称", Width: 40}, {Head: "证据来源", Width: 30}, {Head: "证明对象", Width: 44}, {Head: "原件", Width: 14}, {Head: "页码", Width: 16}}, Rows: []doc.Row{
				{Group: "第一组　买卖关系成立"},
				{Cells: [][]doc.Inline{txt("1"), txt("商品序列号照片"), txt("本人手机拍摄，2026-03-03"), txt("商品序列号查询不到"), txt("手机"), inlines(pages("e1"))}},
				{Cells: [][]doc.Inline{txt("2"), txt("支付账单"), txt("支付平台导出，2026-03-10"), txt("实付人民币1,299.00元"), txt("电子"), inlines(pages("e2"))}},
				{Group: "第二组　卖家的承诺与拒绝"},
				{Cells: [][]doc.Inline{txt("3"), txt("与客服的聊天记录（摘录12条，全文38条）"), txt("平台聊天导出，2026-03-06"), txt("卖家承诺正品并拒绝退货"), txt("手机"), inlines(pages("e3"))}},
			}},
			doc.Paragraph{Style: doc.Flush, Text: inlines("提交人：", doc.Blank{Label: "签名", Ems: 7}, "　份数：", doc.Blank{Ems: 3})},
			doc.Exhibit{Mark: "证据1", Title: "商品序列号照片", Anchor: "e1", Blocks: []doc.Block{
				doc.Figure{Title: txt("证据1-1　商品序列号（近照）"), Image: doc.Image{Key: "photo.jpg", Width: 1230, Height: 922}, Anchor: "f1", Caption: [][]doc.Inline{
					txt("说明：序列号标签，拍摄于收货地址。"),
					txt("拍摄时间：2026-03-03 11:05:22 +08:00（来源：照片内记录）　原文件：IMG_20260303_110522.jpg"),
					txt("4032×3024 像素，本页缩至 1230×922"),
					inlines("SHA-256：", doc.Digest(digest)),
				}},
				doc.Figure{Title: txt("证据1-2　外箱"), Image: doc.Image{Key: "lost.jpg", Width: 1230, Height: 500}, Missing: "原文件损坏，无法显示：lost.jpg"},
			}},
			doc.Exhibit{Mark: "证据2", Title: "支付账单（摘录3行／共212行，来源：账单.csv）", Anchor: "e2", Blocks: []doc.Block{
				doc.Table{Columns: []doc.Column{{Head: "交易时间", Width: 34}, {Head: "商户／交易单号", Width: 40}, {Head: "商品说明", Width: 34}, {Head: "金额（元）", Width: 26, Align: doc.Decimal}, {Head: "原表行号", Width: 22}}, Rows: []doc.Row{
					{Cells: [][]doc.Inline{txt("2026-03-01 20:14:09"), txt("云桥数码旗舰店 4200002600202603011234567890"), txt("手机一台"), txt("-1,299.00"), txt("第87行")}, Marked: true, Anchor: "e2-87"},
					{Cells: [][]doc.Inline{txt("2026-03-06 10:00:00"), txt("顺丰速运 SF1234567890123"), txt("退货运费"), txt("-12.00"), txt("第102行")}},
					{Cells: [][]doc.Inline{txt("2026-03-09 08:15:30"), txt("张＊＊"), txt("转账😀"), txt("+0.50"), txt("第110行")}},
					{Cells: [][]doc.Inline{txt("合计"), nil, nil, txt("-1,310.50"), nil}, Total: true},
				}},
				doc.Quote{Text: txt("本店承诺：全新正品，假一赔十。签收之日起七日内可以无理由退货，运费由本店承担；如有质量问题，请联系客服处理。")},
			}},
			doc.Exhibit{Mark: "证据3", Title: "聊天记录（第1–38条，共38条；时区 +08:00）", Anchor: "e3", Blocks: []doc.Block{
				doc.KeyValues{Rows: []doc.KeyValue{{Key: "本人", Value: txt("小萌（账号 xm_2026）")}, {Key: "对方", Value: txt("云桥数码旗舰店-客服小云")}}},
				doc.Transcript{Heads: [4]string{"序号", "时间", "发送人", "内容"}, Turns: []doc.Turn{
					{Number: 1, When: "2026-03-01 19:58:01", Who: "小萌", Text: txt("你好，这款手机是正品吗？😀👍🏽")},
					{Number: 2, When: "2026-03-01 19:58:40", Who: "客服小云", Text: txt("亲，放心，都是正品！假一赔十哦🇨🇳"), Cited: true, Anchor: "t2"},
					{Number: 3, When: "2026-03-01 19:59:02", Who: "系统", Text: txt("“客服小云”撤回了一条消息"), System: true},
					{Gap: "〔省略第4–36条〕"},
					{Number: 37, When: "2026-03-05 09:30:12", Who: "小萌", Text: txt("序列号在官网查不到，我要退货。全家都不满意👨‍👩‍👧。姓名：𠮷田、𬭸。")},
					{Number: 38, When: "2026-03-05 09:41:55", Who: "客服小云", Text: txt("不支持退货。链接：https://shop.example.com/item/88123?from=chat&session=0f3a9c51d2e84b7aa1c0"), Cited: true},
				}},
				doc.Paragraph{Style: doc.Small, Text: txt("另有32条未摘录，全文见附件；原始载体：手机，可当庭登录出示。")},
			}},
			doc.Heading{Level: 1, Text: "完整性附录", Anchor: "annex"},
			doc.Paragraph{Text: txt("下列文件自导入时起未改动。本页不证明内容真实，只证明与导入时相同。复算方法：对原文件计算SHA-256，与本页相比。")},
			doc.Table{Columns: []doc.Column{{Head: "序号", Width: 12}, {Head: "原文件名", Width: 92}, {Head: "字节", Width: 22, Align: doc.Decimal}, {Head: "导入时间", Width: 30}}, Rows: []doc.Row{
				{Cells: [][]doc.Inline{txt("1"), txt("IMG_20260303_110522.jpg"), txt("4,203,118"), txt("2026-03-06 08:00")}, Under: inlines("SHA-256 ", doc.Digest(digest))},
				{Cells: [][]doc.Inline{txt("2"), txt("账单.csv"), txt("20,480"), txt("2026-03-10 08:00")}, Under: inlines("SHA-256 ", doc.Digest(strings.Repeat("0123456789abcdef", 4)))},
			}},
			doc.Heading{Level: 2, Text: "清单校验值"},
			doc.Paragraph{Style: doc.Flush, Text: inlines(doc.Digest(digest))},
			doc.List{Items: [][]doc.Inline{txt("遮盖：无"), inlines("警告：", doc.Break{}, "无")}},
			doc.Paragraph{Style: doc.Centered, Text: txt("（以下无正文）")},
			doc.Paragraph{Style: doc.Right, Text: txt("提交日期：2026年11月21日")},
		},
	}
}
