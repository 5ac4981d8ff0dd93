package camt

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "bank statement CAMT", "zh": "银行对账单 CAMT"},
		Source: dispute.Words{"en": "statement exported from a bank (CAMT)", "zh": "银行对账单导出文件（CAMT）"},
		App:    dispute.Words{"en": "the bank", "zh": "银行"},
	}
}
