// Package jd reads the bills that JD (京东) gives its users, in both orders of
// columns.
//
// It promises that an amount stays as JD writes it, and that what the same
// cell says was given back of it is kept beside it and counted in the totals.
// It forbids taking a row with such a remark for a refund: the refund is a row
// of its own. How tables are read stands in package tabular.
package jd

import (
	"complain/pkg/dispute"
	"complain/pkg/importer/kit/tabular"
)

// Bill reads JD's bills.
func Bill() *tabular.Bill {
	return &tabular.Bill{
		Family:  "jd",
		Edition: 6,
		Title:   dispute.Words{"en": "JD bill", "zh": "京东账单"},
		Source:  dispute.Words{"en": "bill exported from JD", "zh": "京东账单导出文件"},
		App:     dispute.Words{"en": "JD", "zh": "京东"},
		Layouts: layouts(),
		Banners: []string{"京东账号名", "京东账单"},
		Files:   []string{"京东交易流水"},
		Export:  dispute.Say("jd.export"),
	}
}

// layouts lists what JD has written. The columns have the same names in both,
// and only their order tells the two apart.
func layouts() []tabular.Layout {
	older := tabular.Layout{
		Variant: "2023",
		Name:    dispute.Words{"en": "columns of 2023", "zh": "2023 年版"},
		Form:    tabular.CSV,
		Header: []string{"交易时间", "交易分类", "商户名称", "交易说明", "收/支", "金额", "收/付款方式", "交易状态",
			"交易订单号", "商家订单号", "备注"},
		Required: []string{"交易时间", "商户名称", "交易说明", "收/支", "金额"},
		Columns: map[tabular.Role][]string{
			tabular.Time: {"交易时间"}, tabular.Who: {"商户名称"}, tabular.Text: {"交易说明"},
			tabular.Amount: {"金额"}, tabular.Direction: {"收/支"}, tabular.Status: {"交易状态"},
			tabular.Type: {"交易分类"}, tabular.Order: {"交易订单号"}, tabular.Merchant: {"商家订单号"},
		},
		Zone:     tabular.Beijing(),
		Currency: "CNY",
		Embedded: &tabular.Embedded{Part: "已退款", All: "已全额退款", Field: "已退款"},
		Nothing:  []string{"/", "null"},
		Directions: map[string]dispute.Direction{
			"支出": dispute.Out, "收入": dispute.In, "不计收支": dispute.NoDirection, "": dispute.NoDirection,
		},
		Refund: []tabular.Sign{
			{Role: tabular.Status, Equal: "退款成功"},
			{Role: tabular.Text, Prefix: "退款-"}, {Role: tabular.Text, Suffix: "退款"},
		},
		Paid: []string{"收/付款方式"}, // closed, and paid with nothing: the order was never paid
		Totals: []tabular.Sum{
			{Label: "收入", Column: "收/支", Values: []string{"收入"}},
			{Label: "支出", Column: "收/支", Values: []string{"支出"}},
			// A purchase that is to be paid later is counted, and not added.
			{Label: "不计收支", Column: "收/支", Values: []string{"不计收支", ""}, Uncost: []tabular.Sign{{Role: tabular.Type, Equal: "先享后付"}}},
		},
	}
	newer := older
	newer.Variant = "2025"
	newer.Name = dispute.Words{"en": "columns of 2025", "zh": "2025 年版"}
	newer.Header = []string{"交易时间", "商户名称", "交易说明", "金额", "收/付款方式", "交易状态", "收/支", "交易分类",
		"交易订单号", "商家订单号", "备注"}
	return []tabular.Layout{older, newer}
}
