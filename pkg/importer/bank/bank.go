// Package bank reads the statements that banks give their customers as tables.
//
// It promises that a bank is data: one entry of its table, which names the
// columns, says how dates and signs are written, and where the entry comes
// from. It forbids code for any one bank. How tables are read stands in
// package tabular.
//
// A statement that a bank gives only as a PDF, and that another program made
// into a table, is read and marked as converted.
package bank

import (
	"complain/pkg/dispute"
	"complain/pkg/importer/kit/tabular"
)

// Bill reads banks' statements.
func Bill() *tabular.Bill {
	b := &tabular.Bill{
		Family:  "bank",
		Edition: 7,
		Title:   dispute.Words{"en": "bank statement", "zh": "银行流水"},
		Source:  dispute.Words{"en": "statement downloaded from the bank", "zh": "银行明细导出文件"},
		Issuers: true,
		App:     dispute.Words{"en": "the bank", "zh": "银行"},
		Banners: []string{"明细查询文件下载", "中国建设银行个人活期账户全部交易明细", "China Construction Bank", "招商银行交易记录"},
		Export:  dispute.Say("bank.export"),
	}
	for _, l := range table() {
		if l.Zone == nil {
			l.Zone = tabular.Beijing()
		}
		if l.Currency == "" {
			l.Currency = "CNY"
		}
		if l.Currencies == nil {
			l.Currencies = currencies()
		}
		if l.Header == nil {
			l.Header = l.Required
		}
		l.Refund = append(l.Refund, refunds()...)
		l.Balances = tabular.Balances()
		l.TakenBack = l.Directions != nil && l.Sign == tabular.Unsigned
		b.Layouts = append(b.Layouts, l)
	}
	return b
}

// refunds are the words by which banks mark money that comes back from a shop.
func refunds() []tabular.Sign {
	signs := []tabular.Sign{
		{Role: tabular.Type, Suffix: "消费撤销"}, {Role: tabular.Text, Prefix: "（退款）"}, {Role: tabular.Text, Prefix: "(退款)"},
	}
	for _, word := range []string{"退款", "退货"} {
		for _, role := range []tabular.Role{tabular.Type, tabular.Text} {
			signs = append(signs, tabular.Sign{Role: role, Prefix: word}, tabular.Sign{Role: role, Suffix: word})
		}
	}
	return signs
}

// currencies are the names that banks of mainland China write.
func currencies() map[string]string {
	return map[string]string{
		"人民币": "CNY", "人民币元": "CNY", "RMB": "CNY", "美元": "USD", "港币": "HKD", "港元": "HKD", "欧元": "EUR",
		"日元": "JPY", "日圆": "JPY", "英镑": "GBP", "澳大利亚元": "AUD", "澳元": "AUD", "加拿大元": "CAD", "加元": "CAD",
		"新加坡元": "SGD", "瑞士法郎": "CHF", "韩元": "KRW", "韩国元": "KRW", "泰铢": "THB", "澳门元": "MOP", "新西兰元": "NZD",
		"新台币": "TWD", "瑞典克朗": "SEK", "丹麦克朗": "DKK", "挪威克朗": "NOK", "澳门币": "MOP", "卢布": "RUB", "俄罗斯卢布": "RUB",
		"林吉特": "MYR", "马来西亚林吉特": "MYR", "印尼盾": "IDR", "印尼卢比": "IDR", "菲律宾比索": "PHP", "越南盾": "VND", "印度卢比": "INR",
		"阿联酋迪拉姆": "AED", "沙特里亚尔": "SAR", "科威特第纳尔": "KWD", "巴林第纳尔": "BHD", "约旦第纳尔": "JOD", "阿曼里亚尔": "OMR",
		"南非兰特": "ZAR", "墨西哥比索": "MXN", "巴西雷亚尔": "BRL", "土耳其里拉": "TRY", "波兰兹罗提": "PLN", "匈牙利福林": "HUF", "捷克克朗": "CZK",
	}
}
