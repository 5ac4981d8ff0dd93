// Package meituan reads the bills that Meituan (美团) gives its users.
//
// It promises to compare the sums that a bill declares with its rows as
// Meituan adds them: a repayment of credit counts as a row, and not in the
// sum. It forbids taking the price of an order for what was paid: the amount
// is 实付金额. How tables are read stands in package tabular.
package meituan

import (
	"complain/pkg/dispute"
	"complain/pkg/importer/kit/tabular"
)

// Bill reads Meituan's bills.
func Bill() *tabular.Bill {
	repayment := []tabular.Sign{{Role: tabular.Type, Equal: "还款"}}
	return &tabular.Bill{
		Family:  "meituan",
		Edition: 5,
		Title:   dispute.Words{"en": "Meituan bill", "zh": "美团账单"},
		Source:  dispute.Words{"en": "bill exported from Meituan", "zh": "美团账单导出文件"},
		App:     dispute.Words{"en": "Meituan", "zh": "美团"},
		Banners: []string{"美团交易账单明细"},
		Files:   []string{"美团账单", "美团交易账单"},
		Export:  dispute.Say("meituan.export"),
		Layouts: []tabular.Layout{{
			Variant: "csv",
			Name:    dispute.Words{"en": "CSV", "zh": "CSV"},
			Form:    tabular.CSV,
			Header: []string{"交易创建时间", "交易成功时间", "交易类型", "订单标题", "收/支", "支付方式", "订单金额", "实付金额",
				"交易单号", "商家单号", "备注"},
			Required: []string{"交易创建时间", "交易类型", "订单标题", "收/支", "实付金额"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"交易创建时间"}, tabular.Text: {"订单标题"}, tabular.Amount: {"实付金额"},
				tabular.Direction: {"收/支"}, tabular.Type: {"交易类型"}, tabular.Order: {"交易单号"}, tabular.Merchant: {"商家单号"},
			},
			Zone:     tabular.Beijing(),
			Currency: "CNY",
			Nothing:  []string{"/"},
			Directions: map[string]dispute.Direction{
				"支出": dispute.Out, "收入": dispute.In, "不计收支": dispute.NoDirection, "/": dispute.NoDirection, "": dispute.NoDirection,
			},
			Refund: []tabular.Sign{{Role: tabular.Type, Equal: "退款"}},
			Totals: []tabular.Sum{
				{Label: "收入", Column: "收/支", Values: []string{"收入"}, Uncost: repayment},
				{Label: "支出", Column: "收/支", Values: []string{"支出"}, Uncost: repayment},
				{Label: "不计收支", Column: "收/支", Values: []string{"不计收支", "/", ""}, Uncost: repayment},
			},
		}},
	}
}
