package pdf

import (
	"fmt"
	"strings"

	"complain/pkg/internal/pdftest"
)

// tableOf is a page with a title, the names of columns and rows below one another, whose cells may have
// several lines. middle puts a row's cells around its middle, else they begin at its top.
func tableOf(title string, middle bool, at []int, names []string, rows ...[]string) string {
	var b strings.Builder
	show := func(x, y int, text string) {
		fmt.Fprintf(&b, "BT /F1 6 Tf %d %d Td <%s> Tj ET\n", x, y, pdftest.Hex(text))
	}
	y := 560
	for line := range strings.SplitSeq(title, "\n") {
		show(20, y, line)
		y -= 14
	}
	for i, name := range names {
		show(at[i], y, name)
	}
	for _, row := range rows {
		high := 1
		for _, cell := range row {
			high = max(high, 1+strings.Count(cell, "\n"))
		}
		y -= 12
		for i, cell := range row {
			top := y
			if lines := 1 + strings.Count(cell, "\n"); middle {
				top -= 4 * (high - lines)
			}
			for line := range strings.SplitSeq(cell, "\n") {
				if line != "" {
					show(at[i], top, line)
				}
				top -= 8
			}
		}
		y -= 8 * (high - 1)
	}
	show(20, y-40, "说明：本流水仅供参考，如有疑问请以银行系统记录为准，打印后涂改无效，请妥善保管。")
	return b.String()
}

// statementOf is a file with such pages.
func statementOf(pages ...string) []byte {
	var f pdftest.File
	font := f.Song("UniGB-UCS2-H", pdftest.Same)
	var all []pdftest.Page
	for _, content := range pages {
		all = append(all, pdftest.Page{Content: content, Resources: "/Font <</F1 " + font + ">>", More: "/MediaBox [0 0 800 600]"})
	}
	f.Paper("", all...)
	return f.Bytes()
}

var (
	wechatAt    = []int{20, 130, 220, 290, 350, 430, 500, 600}
	wechatNames = []string{"交易单号", "交易时间", "交易类型", "收/支/其他", "交易方式", "金额(元)", "交易对方", "商户单号"}
)

// wechatLines is a proof of WeChat Pay on two pages, whose numbers and names run over several
// lines around the middle of their rows.
func wechatLines() []byte {
	title := "微信支付交易明细证明\n兹证明：周芷宁，在其微信号：zzn_demo 中的交易明细信息如下"
	return statementOf(
		tableOf(title, true, wechatAt, wechatNames,
			[]string{"420000290020260714\n0000000001", "2026-07-14\n20:11:05", "商户消费", "支出", "零钱", "39.90", "山野果园\n旗舰店", "2607140000\n00000001"},
			[]string{"503011029020260718\n0000000002", "2026-07-18\n09:00:00", "山野果园-退款", "收入", "零钱", "39.90", "山野果园\n旗舰店", "2607140000\n00000001"}),
		tableOf("", true, wechatAt, wechatNames,
			[]string{"420000290020260720\n0000000003", "2026-07-20\n12:00:01", "转账", "支出", "招商银行\n(1234)", "1,200.00", "林小满", "/"}))
}

func alipayProof() []byte {
	return statementOf(tableOf("支付宝交易流水证明\n交易时间段：2026-07-01 至 2026-07-31", false,
		[]int{20, 70, 160, 280, 370, 440, 570, 690},
		[]string{"收/支", "交易对方", "商品说明", "收/付款方式", "金额", "交易订单号", "商家订单号", "交易时间"},
		[]string{"支出", "青柚文具店", "活页本 A5\n三本装", "余额宝", "30.00", "202607202200140001\n4812345678", "T200P4816\n2345", "2026-07-20\n12:03:00"},
		[]string{"不计收支", "青柚文具店", "退款-活页本", "余额宝", "30.00", "202607202200140001\n4812345678_1", "T200P4816\n2345", "2026-07-22\n08:10:00"}))
}

func cmbStatement(balance string) []byte {
	return statementOf(tableOf("招商银行交易流水\n2026-07-01 -- 2026-07-31", false, []int{20, 100, 150, 240, 330, 450},
		[]string{"记账日期", "货币", "交易金额", "联机余额", "交易摘要", "对手信息"},
		[]string{"2026-07-14", "CNY", "-39.90", balance, "快捷支付", "山野果园（杭州）\n有限公司"},
		[]string{"2026-07-18", "CNY", "39.90", "10,000.00", "快捷退款", "山野果园（杭州）\n有限公司"},
		[]string{"2026-07-20", "CNY", "-1,200.00", "8,800.00", "转账汇款", "林小满"}))
}

func icbcStatement() []byte {
	return statementOf(tableOf("中国工商银行借记账户历史明细（电子版）", false, []int{20, 120, 180, 230, 300, 390, 470, 560},
		[]string{"交易日期", "币种", "钞汇", "摘要", "收入/支出金额", "余额", "对方户名", "渠道"},
		[]string{"2026-07-20\n09:11:00", "人民币", "钞", "退款", "+39.90", "1,000.00", "山野果园", "快捷支付"},
		[]string{"2026-07-14\n20:11:05", "人民币", "钞", "消费", "-39.90", "960.10", "山野果园", "快捷支付"}))
}

func ccbStatement() []byte {
	return statementOf(tableOf("中国建设银行个人活期账户全部交易明细", false, []int{20, 60, 130, 170, 220, 300, 380, 470, 620},
		[]string{"序号", "摘要", "币别", "钞汇", "交易日期", "交易金额", "账户余额", "交易地点/附言", "对方账号与户名"},
		[]string{"1", "消费", "人民币元", "钞", "20260714", "-39.90", "960.10", "财付通-山野果园", "2433000/山野果园"},
		[]string{"2", "退款", "人民币元", "钞", "20260718", "39.90", "1,000.00", "财付通-山野果园", "2433000/山野果园"}))
}

func bocStatement() []byte {
	return statementOf(tableOf("中国银行交易流水明细清单", true, []int{20, 80, 140, 190, 260, 340, 420, 480, 560},
		[]string{"记账日期", "记账时间", "币别", "金额", "余额", "交易名称", "渠道", "附言", "对方账户名"},
		[]string{"2026-07-18", "09:00:00", "人民币", "39.90", "1,000.00", "网上快捷退款", "银企对接", "财付通", "山野果园（杭州）\n有限公司"},
		[]string{"2026-07-14", "20:11:05", "人民币", "-39.90", "960.10", "网上快捷支付", "银企对接", "财付通", "山野果园（杭州）\n有限公司"}))
}

// unknownStatement is of a bank that nobody here knows.
func unknownStatement() []byte {
	var rows [][]string
	for day := 1; day <= 10; day++ {
		rows = append(rows, []string{fmt.Sprintf("2026-07-%02d", day), "消费", fmt.Sprintf("%d.50", day), "某商户"})
	}
	return statementOf(tableOf("某某银行账户明细", false, []int{20, 100, 200, 300}, []string{"日子", "事由", "数额", "对方"}, rows...))
}
