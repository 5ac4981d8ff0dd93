// Package wechatpay reads the bills that WeChat Pay gives its users: the CSV
// files up to 2025 and the XLSX workbooks since, both generations.
//
// It promises to know a bill by its column names and to say where a file shows
// that a spreadsheet program saved it again. It forbids reading meaning into
// the state of a row: a purchase that was refunded later is no refund. How
// tables are read stands in package tabular; this package is the layouts.
package wechatpay

import (
	"complain/pkg/dispute"
	"complain/pkg/importer/kit/tabular"
)

// Bill reads WeChat Pay's bills.
func Bill() *tabular.Bill {
	return &tabular.Bill{
		Family:  "wechatpay",
		Edition: 6,
		Title:   dispute.Words{"en": "WeChat Pay bill", "zh": "微信支付账单"},
		Source:  dispute.Words{"en": "bill exported from WeChat Pay", "zh": "微信支付账单导出文件"},
		App:     dispute.Words{"en": "WeChat Pay", "zh": "微信支付"},
		Paying:  "wechat_pay",
		Layouts: layouts(),
		Banners: []string{"微信支付账单明细"},
		Files:   []string{"微信支付账单"},
		Export:  dispute.Say("wechatpay.export"),
	}
}

// layouts lists what WeChat Pay has written. The columns never changed; the
// kind of file and of its cells did.
func layouts() []tabular.Layout {
	csv := tabular.Layout{
		Variant: "csv",
		Name:    dispute.Words{"en": "CSV, until 2025", "zh": "CSV，2025 年以前"},
		Form:    tabular.CSV,
		Header: []string{"交易时间", "交易类型", "交易对方", "商品", "收/支", "金额(元)", "支付方式", "当前状态",
			"交易单号", "商户单号", "备注"},
		Required: []string{"交易时间", "交易类型", "收/支", "金额(元)", "当前状态", "交易单号"},
		Columns: map[tabular.Role][]string{
			tabular.Time: {"交易时间"}, tabular.Who: {"交易对方"}, tabular.Text: {"商品"},
			tabular.Amount: {"金额(元)"}, tabular.Direction: {"收/支"}, tabular.Status: {"当前状态"},
			tabular.Type: {"交易类型"}, tabular.Order: {"交易单号"}, tabular.Merchant: {"商户单号"},
		},
		Zone:     tabular.Beijing(),
		Currency: "CNY",
		Nothing:  []string{"/"},
		Directions: map[string]dispute.Direction{
			"支出": dispute.Out, "收入": dispute.In,
			"/": dispute.NoDirection, "中性交易": dispute.NoDirection, "": dispute.NoDirection,
		},
		Refund: []tabular.Sign{
			{Role: tabular.Type, Equal: "退款"},
			{Role: tabular.Type, Suffix: "-退款"},
		},
		Paid: []string{"支付方式"}, // closed, and paid with nothing: the order was never paid
		Totals: []tabular.Sum{
			{Label: "收入", Column: "收/支", Values: []string{"收入"}},
			{Label: "支出", Column: "收/支", Values: []string{"支出"}},
			{Label: "中性交易", Column: "收/支", Values: []string{"/", "中性交易", ""}},
		},
	}

	// From 2025-07: the same rows as text, the ¥ kept.
	text := csv
	text.Variant = "xlsx-2025"
	text.Name = dispute.Words{"en": "workbook, since 2025-07", "zh": "Excel，2025 年 7 月起"}
	text.Form = tabular.XLSX

	// From 2026-03: times and amounts are numbers, and a note states the zone.
	numbers := text
	numbers.Variant = "xlsx-2026"
	numbers.Name = dispute.Words{"en": "workbook, since 2026-03", "zh": "Excel，2026 年 3 月起"}
	numbers.Marks = []string{"本账单中所有时间均为UTC+08:00时间"}

	return []tabular.Layout{csv, text, numbers}
}
