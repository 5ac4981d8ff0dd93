package pdf

import (
	"complain/pkg/dispute"
	"complain/pkg/importer/kit/tabular"
)

// statements are the tables of statements that are read from PDF: the names of their
// columns, as the companies print them (read 2026-11).
func statements() *tabular.Bill {
	ways := map[string]dispute.Direction{"支出": dispute.Out, "收入": dispute.In, "其他": dispute.NoDirection, "/": dispute.NoDirection,
		"不计收支": dispute.NoDirection, "": dispute.NoDirection}
	refunded := []tabular.Sign{{Role: tabular.Type, Suffix: "退款"}, {Role: tabular.Text, Prefix: "退款"}}
	bank := func(variant string, required []string, columns map[tabular.Role][]string, dates tabular.Dates) tabular.Layout {
		return tabular.Layout{Variant: variant, Form: tabular.AnyForm, Header: required, Required: required, Columns: columns, Dates: dates,
			Zone: tabular.Beijing(), Currency: "CNY", Currencies: tabular.Currencies(), Sign: tabular.MinusOut, Nothing: []string{"-", "--"}}
	}
	return &tabular.Bill{Layouts: []tabular.Layout{
		{
			Variant: "wechat-proof", Form: tabular.AnyForm, Dates: tabular.YearFirst, Zone: tabular.Beijing(), Currency: "CNY",
			Header:   []string{"交易单号", "交易时间", "交易类型", "收/支/其他", "交易方式", "金额(元)", "交易对方", "商户单号"},
			Required: []string{"交易单号", "交易时间", "交易类型", "收/支/其他", "金额(元)", "交易对方"},
			Columns: map[tabular.Role][]string{tabular.Order: {"交易单号"}, tabular.Time: {"交易时间"}, tabular.Type: {"交易类型"}, tabular.Direction: {"收/支/其他"},
				tabular.Amount: {"金额(元)"}, tabular.Who: {"交易对方"}, tabular.Merchant: {"商户单号"}},
			Directions: ways, Refund: refunded, Nothing: []string{"/"},
		},
		{
			Variant: "alipay-proof", Form: tabular.AnyForm, Dates: tabular.YearFirst, Zone: tabular.Beijing(), Currency: "CNY",
			Header:   []string{"收/支", "交易对方", "商品说明", "收/付款方式", "金额", "交易订单号", "商家订单号", "交易时间"},
			Required: []string{"收/支", "交易对方", "金额", "交易订单号", "交易时间"},
			Columns: map[tabular.Role][]string{tabular.Order: {"交易订单号"}, tabular.Time: {"交易时间"}, tabular.Direction: {"收/支"}, tabular.Text: {"商品说明"},
				tabular.Amount: {"金额"}, tabular.Who: {"交易对方"}, tabular.Merchant: {"商家订单号"}},
			Directions: ways, Refund: refunded,
		},
		bank("cmb", []string{"记账日期", "货币", "交易金额", "联机余额", "交易摘要", "对手信息"}, map[tabular.Role][]string{
			tabular.Time: {"记账日期"}, tabular.Currency: {"货币"}, tabular.Amount: {"交易金额"}, tabular.Text: {"交易摘要"}, tabular.Who: {"对手信息"}}, tabular.YearFirst),
		bank("icbc", []string{"交易日期", "摘要", "收入/支出金额", "余额"}, map[tabular.Role][]string{
			tabular.Time: {"交易日期"}, tabular.Currency: {"币种"}, tabular.Amount: {"收入/支出金额"}, tabular.Text: {"摘要"}, tabular.Who: {"对方户名"}}, tabular.YearFirst),
		bank("ccb", []string{"摘要", "交易日期", "交易金额", "账户余额"}, map[tabular.Role][]string{
			tabular.Time: {"交易日期"}, tabular.Currency: {"币别"}, tabular.Amount: {"交易金额"}, tabular.Text: {"摘要"}, tabular.Who: {"对方账号与户名"}}, tabular.Packed),
		bank("boc", []string{"记账日期", "金额", "余额", "交易名称"}, map[tabular.Role][]string{
			tabular.Time: {"记账日期"}, tabular.Clock: {"记账时间"}, tabular.Currency: {"币别"}, tabular.Amount: {"金额"}, tabular.Type: {"交易名称"},
			tabular.Text: {"附言"}, tabular.Who: {"对方账户名"}}, tabular.YearFirst),
	}}
}
