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
	"context"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/tabular"
)

// Importer reads banks' statements.
type Importer struct{}

var _ importer.Importer = Importer{}

// Name implements importer.Importer.
func (Importer) Name() string { return "bank" }

// Version implements importer.Importer.
func (Importer) Version() int { return 2 }

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match { return bills().Identify(src) }

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	return bills().Extract(ctx, src, sink)
}

func bills() *tabular.Bill {
	b := &tabular.Bill{
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
		b.Layouts = append(b.Layouts, l)
	}
	return b
}

// refunds are the words by which banks mark money that comes back from a shop.
func refunds() []tabular.Sign {
	return []tabular.Sign{
		{Role: tabular.Type, Prefix: "退款"}, {Role: tabular.Type, Suffix: "退款"}, {Role: tabular.Type, Prefix: "退货"},
		{Role: tabular.Text, Prefix: "退款"}, {Role: tabular.Text, Suffix: "退款"}, {Role: tabular.Text, Prefix: "退货"},
		{Role: tabular.Text, Prefix: "（退款）"}, {Role: tabular.Text, Prefix: "(退款)"},
	}
}

// currencies are the names that banks of mainland China write.
func currencies() map[string]string {
	return map[string]string{
		"人民币": "CNY", "人民币元": "CNY", "RMB": "CNY", "美元": "USD", "港币": "HKD", "港元": "HKD", "欧元": "EUR",
		"日元": "JPY", "日圆": "JPY", "英镑": "GBP", "澳大利亚元": "AUD", "澳元": "AUD", "加拿大元": "CAD", "加元": "CAD",
		"新加坡元": "SGD", "瑞士法郎": "CHF", "韩元": "KRW", "韩国元": "KRW", "泰铢": "THB", "澳门元": "MOP", "新西兰元": "NZD",
		"新台币": "TWD", "瑞典克朗": "SEK", "丹麦克朗": "DKK", "挪威克朗": "NOK",
	}
}
