package qif

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "bank statement QIF", "zh": "银行对账单 QIF"},
		Source: dispute.Words{"en": "statement exported from a bank (QIF)", "zh": "银行对账单导出文件（QIF）"},
		App:    dispute.Words{"en": "the bank", "zh": "银行"},
		Variants: map[string]dispute.Words{
			"bank":  {"en": "account", "zh": "账户"},
			"ccard": {"en": "credit card", "zh": "信用卡"},
			"cash":  {"en": "cash", "zh": "现金"},
			"oth a": {"en": "assets", "zh": "资产"},
			"oth l": {"en": "liabilities", "zh": "负债"},
		},
	}
}
