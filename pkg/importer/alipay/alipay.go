// Package alipay reads the bills that Alipay gives its users: the app's
// 用于个人对账 files of all generations and the old web export.
//
// It promises to know the layouts by their column names, to compare the counts
// and sums that a bill declares with what was read, and to recognise the
// bookkeeping list (记账本) that people export in its place. It forbids reading
// that list: it is written by the user and has no order numbers. How tables are
// read stands in package tabular; this package is the layouts.
package alipay

import (
	"complain/pkg/dispute"
	"complain/pkg/importer/kit/tabular"
)

// Bill reads Alipay's bills.
func Bill() *tabular.Bill {
	return &tabular.Bill{
		Family:  "alipay",
		Edition: 7,
		Title:   dispute.Words{"en": "Alipay bill", "zh": "支付宝账单"},
		Source:  dispute.Words{"en": "bill exported from Alipay", "zh": "支付宝账单导出文件"},
		App:     dispute.Words{"en": "Alipay", "zh": "支付宝"},
		Paying:  "alipay",
		Layouts: layouts(),
		Banners: []string{
			"支付宝（中国）网络技术有限公司",
			"支付宝支付科技有限公司",
			"支付宝交易记录明细查询",
			"本记账单内容",
		},
		Files:  []string{"支付宝交易明细", "alipay_record", "cashbook_record"},
		Export: dispute.Say("alipay.export"),
	}
}

// layouts lists what Alipay has written. Of the app's columns there are two
// generations; the company's name tells v3 from v2.
func layouts() []tabular.Layout {
	app := tabular.Layout{
		Form: tabular.CSV,
		Header: []string{"交易时间", "交易分类", "交易对方", "对方账号", "商品说明", "收/支", "金额", "收/付款方式",
			"交易状态", "交易订单号", "商家订单号", "备注"},
		Required: []string{"交易时间", "金额", "收/支", "交易对方", "交易订单号"},
		Columns: map[tabular.Role][]string{
			tabular.Time: {"交易时间"}, tabular.Who: {"交易对方"}, tabular.Text: {"商品说明"},
			tabular.Amount: {"金额"}, tabular.Direction: {"收/支"}, tabular.Status: {"交易状态"},
			tabular.Type: {"交易分类"}, tabular.Order: {"交易订单号"}, tabular.Merchant: {"商家订单号"},
		},
		Zone:     tabular.Beijing(),
		Currency: "CNY",
		Nothing:  []string{"/"},
		Directions: map[string]dispute.Direction{
			"支出": dispute.Out, "收入": dispute.In,
			"不计收支": dispute.NoDirection, "其他": dispute.NoDirection, "": dispute.NoDirection,
		},
		Refund: []tabular.Sign{
			{Role: tabular.Status, Equal: "退款成功"},
			{Role: tabular.Text, Prefix: "退款-"},
			{Role: tabular.Type, Equal: "退款"},
		},
		Paid: []string{"收/付款方式"}, // closed, and paid with nothing: the order was never paid
		Totals: []tabular.Sum{
			{Label: "收入", Column: "收/支", Values: []string{"收入"}},
			{Label: "支出", Column: "收/支", Values: []string{"支出"}},
			{Label: "不计收支", Column: "收/支", Values: []string{"不计收支", "其他", ""}},
			{Label: "其他", Column: "收/支", Values: []string{"其他", "不计收支", ""}},
		},
	}

	v2 := app
	v2.Variant = "app-v2"
	v2.Name = dispute.Words{"en": "app, until 2025-10", "zh": "App，2025 年 10 月以前"}
	v2.Marks = []string{"支付宝（中国）网络技术有限公司"}

	// Since 2025-10; the preamble lost a line of advice in 2026-06.
	v3 := app
	v3.Variant = "app-v3"
	v3.Name = dispute.Words{"en": "app, since 2025-10", "zh": "App，2025 年 10 月起"}
	v3.Marks = []string{"支付宝支付科技有限公司"}

	// 2021 to 2023: no 备注, and what is said of the file stands after the table.
	v1 := app
	v1.Variant = "app-v1"
	v1.Name = dispute.Words{"en": "app, 2021 to 2023", "zh": "App，2021 至 2023 年"}
	v1.Header = app.Header[:len(app.Header)-1]

	web := app
	web.Variant = "web"
	web.Name = dispute.Words{"en": "former web export", "zh": "旧网页版"}
	web.Header = []string{"交易号", "商家订单号", "交易创建时间", "付款时间", "最近修改时间", "交易来源地", "类型", "交易对方",
		"商品名称", "金额（元）", "收/支", "交易状态", "服务费（元）", "成功退款（元）", "备注", "资金状态"}
	web.Required = []string{"交易号", "交易创建时间", "金额（元）", "收/支", "交易对方"}
	web.Columns = map[tabular.Role][]string{
		tabular.Time: {"交易创建时间"}, tabular.Who: {"交易对方"}, tabular.Text: {"商品名称"},
		tabular.Amount: {"金额（元）"}, tabular.Direction: {"收/支"}, tabular.Status: {"交易状态"},
		tabular.Type: {"类型"}, tabular.Order: {"交易号"}, tabular.Merchant: {"商家订单号"},
	}
	web.Paid = []string{"资金状态"}
	web.Totals = nil
	for _, state := range []string{"已收入", "待收入", "已支出", "待支出"} {
		web.Totals = append(web.Totals, tabular.Sum{Label: state, Column: "资金状态", Values: []string{state}})
	}

	refuse := dispute.Say("alipay.stop.cashbook")
	cashbook := tabular.Layout{
		Variant:  "cashbook",
		Name:     dispute.Words{"en": "bookkeeping list", "zh": "记账本"},
		Form:     tabular.CSV,
		Header:   []string{"记录时间", "分类", "收支类型", "金额", "备注", "账户", "来源", "标签"},
		Required: []string{"记录时间", "收支类型", "金额", "账户"},
		Refuse:   &refuse,
	}
	return []tabular.Layout{v2, v3, v1, web, cashbook}
}
