package bank

import (
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/tabular"
)

// table is the banks. To add one, write its entry and a folder of fixtures in
// testdata/import/bank: TestEveryEntry fails until both are there. An entry
// without a Zone, Currency or Currencies of its own has Beijing's, CNY and the
// Chinese names; Header is all columns that must be there for certainty, and
// the same as Required when it is left out.
func table() []tabular.Layout {
	converted := []dispute.Note{dispute.Say("bill.remark.converted")}
	return []tabular.Layout{
		{
			// ICBC, credit card. A published file: padding and TAB inside the
			// quotation marks, one cell more than the header, a row of sums.
			Variant: "icbc-credit",
			Name:    dispute.Words{"en": "ICBC credit card", "zh": "工商银行信用卡"},
			Form:    tabular.CSV,
			Header: []string{"交易日期", "记账日期", "摘要", "交易场所", "交易国家或地区简称", "交易金额(收入)", "交易金额(支出)",
				"交易币种", "记账金额(收入)", "记账金额(支出)", "记账币种", "余额", "对方户名"},
			Required: []string{"交易日期", "记账日期", "摘要", "记账金额(收入)", "记账金额(支出)", "记账币种"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"交易日期", "记账日期"}, tabular.In: {"记账金额(收入)"}, tabular.Out: {"记账金额(支出)"},
				tabular.Currency: {"记账币种"}, tabular.Type: {"摘要"}, tabular.Who: {"对方户名", "交易场所"}, tabular.Text: {"交易场所", "摘要"},
			},
			Nothing: []string{"-"},
			Footers: []string{"合计金额", "人民币合计", "美元合计"},
		},
		{
			// ICBC, debit card, 13 columns. A published file: "-" in the
			// columns that do not apply.
			Variant: "icbc-debit-v1",
			Name:    dispute.Words{"en": "ICBC debit card, 13 columns", "zh": "工商银行借记卡，13 列"},
			Form:    tabular.CSV,
			Header: []string{"交易日期", "摘要", "交易场所", "交易国家或地区简称", "钞/汇", "交易金额(收入)", "交易金额(支出)",
				"交易币种", "记账金额(收入)", "记账金额(支出)", "记账币种", "余额", "对方户名"},
			Required: []string{"交易日期", "摘要", "钞/汇", "记账金额(收入)", "记账金额(支出)", "记账币种"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"交易日期"}, tabular.In: {"记账金额(收入)"}, tabular.Out: {"记账金额(支出)"},
				tabular.Currency: {"记账币种"}, tabular.Type: {"摘要"}, tabular.Who: {"对方户名", "交易场所"}, tabular.Text: {"交易场所", "摘要"},
			},
			Nothing: []string{"-"},
			Footers: []string{"合计金额", "人民币合计", "美元合计"},
		},
		{
			// ICBC, debit card, 15 columns: 交易详情 and 对方账户 were added.
			// From other programs' readers; no file was seen.
			Variant: "icbc-debit-v2",
			Name:    dispute.Words{"en": "ICBC debit card, 15 columns", "zh": "工商银行借记卡，15 列"},
			Form:    tabular.CSV,
			Header: []string{"交易日期", "摘要", "交易详情", "交易场所", "交易国家或地区简称", "钞/汇", "交易金额(收入)", "交易金额(支出)",
				"交易币种", "记账金额(收入)", "记账金额(支出)", "记账币种", "余额", "对方户名", "对方账户"},
			Required: []string{"交易日期", "摘要", "交易详情", "记账金额(收入)", "记账金额(支出)", "记账币种"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"交易日期"}, tabular.In: {"记账金额(收入)"}, tabular.Out: {"记账金额(支出)"},
				tabular.Currency: {"记账币种"}, tabular.Type: {"摘要"}, tabular.Who: {"对方户名", "交易场所"}, tabular.Text: {"交易详情", "交易场所", "摘要"},
			},
			Nothing: []string{"-"},
			Footers: []string{"合计金额", "人民币合计", "美元合计"},
		},
		{
			// CCB, debit card. A published file: amounts are numbers, dates
			// text.
			Variant: "ccb-debit",
			Name:    dispute.Words{"en": "CCB debit card", "zh": "建设银行借记卡"},
			Form:    tabular.XLS,
			Header: []string{"记账日", "交易日期", "交易时间", "支出", "收入", "账户余额", "币种", "摘要", "对方账号", "对方户名",
				"交易地点"},
			Required: []string{"记账日", "交易日期", "支出", "收入", "币种", "摘要"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"交易日期", "记账日"}, tabular.Clock: {"交易时间"}, tabular.In: {"收入"}, tabular.Out: {"支出"},
				tabular.Currency: {"币种"}, tabular.Type: {"摘要"}, tabular.Who: {"对方户名"}, tabular.Text: {"交易地点", "摘要"},
			},
			Dates:   tabular.Packed,
			Footers: []string{"以上数据仅供参考"},
		},
		{
			// CCB, all transactions of an account. From another program's
			// reader; no file was seen.
			Variant:  "ccb-account",
			Name:     dispute.Words{"en": "CCB current account", "zh": "建设银行活期账户"},
			Form:     tabular.AnyForm,
			Header:   []string{"序号", "摘要", "币别", "钞汇", "交易日期", "交易金额", "账户余额", "交易地点/附言", "对方账号与户名"},
			Required: []string{"摘要", "币别", "交易日期", "交易金额", "交易地点/附言", "对方账号与户名"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"交易日期"}, tabular.Amount: {"交易金额"}, tabular.Currency: {"币别"}, tabular.Type: {"摘要"},
				tabular.Who: {"对方账号与户名"}, tabular.Text: {"交易地点/附言", "摘要"},
			},
			Dates: tabular.Packed,
			Sign:  tabular.MinusOut,
		},
		{
			// CMB, web bank. From other programs' readers; no file was seen.
			// Lines of "#" stand before the table and after it.
			Variant:  "cmb-debit",
			Name:     dispute.Words{"en": "CMB debit card", "zh": "招商银行借记卡"},
			Form:     tabular.CSV,
			Required: []string{"交易日期", "交易时间", "收入", "支出", "余额", "交易类型", "交易备注"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"交易日期"}, tabular.Clock: {"交易时间"}, tabular.In: {"收入"}, tabular.Out: {"支出"},
				tabular.Type: {"交易类型"}, tabular.Text: {"交易备注", "交易类型"},
			},
			Dates:   tabular.Packed,
			Footers: []string{"#"},
		},
		{
			// CMB, debit card, out of a PDF. A published file: dates without a
			// time of day, quoted thousands, an empty 对手信息 for cash.
			Variant:  "cmb-debit-pdf",
			Name:     dispute.Words{"en": "CMB debit card, out of a PDF", "zh": "招商银行借记卡，由 PDF 转换"},
			Form:     tabular.AnyForm,
			Required: []string{"记账日期", "货币", "交易金额", "联机余额", "交易摘要", "对手信息", "客户摘要"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"记账日期"}, tabular.Amount: {"交易金额"}, tabular.Currency: {"货币"}, tabular.Type: {"交易摘要"},
				tabular.Who: {"对手信息"}, tabular.Text: {"客户摘要", "交易摘要"},
			},
			Sign:  tabular.MinusOut,
			Notes: converted,
		},
		{
			// CMB, credit card, out of a PDF. A published file: dates without
			// a year, which the title has; what is spent is positive.
			Variant:  "cmb-credit",
			Name:     dispute.Words{"en": "CMB credit card", "zh": "招商银行信用卡"},
			Form:     tabular.AnyForm,
			Header:   []string{"交易日", "记账日", "交易摘要", "人民币金额", "卡号末四位", "交易地金额"},
			Required: []string{"交易日", "记账日", "交易摘要", "人民币金额"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"交易日", "记账日"}, tabular.Amount: {"人民币金额"}, tabular.Text: {"交易摘要"},
			},
			Dates: tabular.MonthDay,
			Sign:  tabular.MinusIn,
			Notes: converted,
		},
		{
			// BOC, credit card, out of a PDF. A published file.
			Variant:  "boc-credit",
			Name:     dispute.Words{"en": "BOC credit card", "zh": "中国银行信用卡"},
			Form:     tabular.AnyForm,
			Header:   []string{"交易日", "银行记账日", "卡号后四位", "交易描述", "存入", "支出", "币种"},
			Required: []string{"交易日", "银行记账日", "交易描述", "存入", "支出"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"交易日", "银行记账日"}, tabular.In: {"存入"}, tabular.Out: {"支出"},
				tabular.Currency: {"币种"}, tabular.Text: {"交易描述"},
			},
			Notes: converted,
		},
		{
			// BOC, debit card, out of a PDF. A published file: dashes, more or
			// fewer, stand in the cells that do not apply.
			Variant: "boc-debit",
			Name:    dispute.Words{"en": "BOC debit card", "zh": "中国银行借记卡"},
			Form:    tabular.AnyForm,
			Header: []string{"记账日期", "记账时间", "币别", "金额", "余额", "交易名称", "渠道", "网点名称", "附言", "对方账户名",
				"对方卡号/账号", "对方开户行", "借记卡号"},
			Required: []string{"记账日期", "记账时间", "币别", "金额", "交易名称", "对方账户名"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"记账日期"}, tabular.Clock: {"记账时间"}, tabular.Amount: {"金额"}, tabular.Currency: {"币别"},
				tabular.Type: {"交易名称"}, tabular.Who: {"对方账户名"}, tabular.Text: {"附言", "交易名称"},
			},
			Nothing: []string{"-------------------", "----------"},
			Sign:    tabular.MinusOut,
			Notes:   converted,
		},
		{
			// BOCOM, debit card, out of a PDF. A published file.
			Variant: "bocom-debit",
			Name:    dispute.Words{"en": "BOCOM debit card", "zh": "交通银行借记卡"},
			Form:    tabular.AnyForm,
			Header: []string{"序号", "交易日期", "交易时间", "交易类型", "借贷", "交易金额", "余额", "对方账号", "对方户名",
				"交易地点", "摘要"},
			Required: []string{"交易日期", "交易类型", "借贷", "交易金额", "对方户名"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"交易日期"}, tabular.Clock: {"交易时间"}, tabular.Amount: {"交易金额"}, tabular.Direction: {"借贷"},
				tabular.Type: {"交易类型"}, tabular.Who: {"对方户名"}, tabular.Text: {"摘要", "交易地点", "交易类型"},
			},
			Directions: map[string]dispute.Direction{"贷 Cr": dispute.In, "借 Dr": dispute.Out, "贷": dispute.In, "借": dispute.Out},
			Notes:      converted,
		},
		{
			// ABC, debit card, out of a PDF. From another program's reader; no
			// file was seen.
			Variant: "abc-debit",
			Name:    dispute.Words{"en": "ABC debit card", "zh": "农业银行借记卡"},
			Form:    tabular.AnyForm,
			Header: []string{"交易日期", "交易时间", "交易摘要", "交易金额", "本次余额", "对手信息", "日志号", "交易渠道",
				"交易附言"},
			Required: []string{"交易日期", "交易摘要", "交易金额", "本次余额", "对手信息"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"交易日期"}, tabular.Clock: {"交易时间"}, tabular.Amount: {"交易金额"}, tabular.Type: {"交易摘要"},
				tabular.Who: {"对手信息"}, tabular.Text: {"交易附言", "交易摘要"}, tabular.Order: {"日志号"},
			},
			Nothing: []string{"--"},
			Dates:   tabular.Packed,
			Sign:    tabular.MinusOut,
			Notes:   converted,
		},
		{
			// CGB, credit card, out of a PDF. From another program's reader;
			// no file was seen.
			Variant:  "cgb-credit",
			Name:     dispute.Words{"en": "CGB credit card", "zh": "广发银行信用卡"},
			Form:     tabular.AnyForm,
			Required: []string{"交易日期", "入账日期", "交易摘要", "交易金额", "交易货币", "入账金额", "入账货币"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"交易日期", "入账日期"}, tabular.Amount: {"入账金额"}, tabular.Currency: {"入账货币"}, tabular.Text: {"交易摘要"},
			},
			Sign:  tabular.MinusIn,
			Notes: converted,
		},
		{
			// SPDB, debit card. From notes on a published file: accounts are
			// stored as numbers and lose digits.
			Variant: "spdb-debit",
			Name:    dispute.Words{"en": "SPDB debit card", "zh": "浦发银行借记卡"},
			Form:    tabular.XLS,
			Header: []string{"顺序号", "交易日期", "交易类型", "存入金额", "取出金额", "余额", "交易对手名称", "交易对手账号",
				"附言"},
			Required: []string{"顺序号", "交易日期", "存入金额", "取出金额", "交易对手名称"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"交易日期"}, tabular.In: {"存入金额"}, tabular.Out: {"取出金额"}, tabular.Type: {"交易类型"},
				tabular.Who: {"交易对手名称"}, tabular.Text: {"附言", "交易类型"},
			},
		},
		{
			// CITIC, credit card. From notes on a published file: blank rows
			// at the end; what is spent is positive.
			Variant:  "citic-credit",
			Name:     dispute.Words{"en": "CITIC credit card", "zh": "中信银行信用卡"},
			Form:     tabular.XLS,
			Required: []string{"交易日期", "入账日期", "交易描述", "卡末四位", "交易币种", "结算币种", "交易金额", "结算金额"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"交易日期", "入账日期"}, tabular.Amount: {"结算金额"}, tabular.Currency: {"结算币种"}, tabular.Text: {"交易描述"},
			},
			Sign: tabular.MinusIn,
		},
		{
			// HSBC Hong Kong, credit card. A published file: TAB after the
			// closing quotation mark.
			Variant: "hsbc-hk-credit",
			Name:    dispute.Words{"en": "HSBC Hong Kong credit card", "zh": "香港汇丰银行信用卡"},
			Form:    tabular.CSV,
			Header: []string{"Transaction date", "Post date", "Description", "Billing amount", "Billing currency",
				"Transaction status", "Merchant name", "Country / region", "Area / district", "Credit / Debit"},
			Required: []string{"Transaction date", "Post date", "Description", "Billing amount", "Billing currency"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"Transaction date"}, tabular.Amount: {"Billing amount"}, tabular.Currency: {"Billing currency"},
				tabular.Direction: {"Credit / Debit"}, tabular.Who: {"Merchant name"}, tabular.Text: {"Description"},
				tabular.Status: {"Transaction status"},
			},
			Zone:       time.FixedZone("Asia/Hong_Kong", 8*3600),
			Currency:   "HKD",
			Dates:      tabular.DayFirst,
			Directions: map[string]dispute.Direction{"DEBIT": dispute.Out, "CREDIT": dispute.In},
			Sign:       tabular.MinusOut,
			Refund:     []tabular.Sign{{Role: tabular.Text, Prefix: "RETURN:"}},
		},
		{
			// HSBC Hong Kong, account. A published file: TAB after the closing
			// quotation mark, several currencies in one file.
			Variant:  "hsbc-hk-debit",
			Name:     dispute.Words{"en": "HSBC Hong Kong account", "zh": "香港汇丰银行账户"},
			Form:     tabular.CSV,
			Required: []string{"Date", "Description", "Billing amount", "Billing currency", "Balance", "Balance currency"},
			Columns: map[tabular.Role][]string{
				tabular.Time: {"Date"}, tabular.Amount: {"Billing amount"}, tabular.Currency: {"Billing currency"},
				tabular.Text: {"Description"},
			},
			Zone:     time.FixedZone("Asia/Hong_Kong", 8*3600),
			Currency: "HKD",
			Dates:    tabular.DayFirst,
			Sign:     tabular.MinusOut,
		},
	}
}
