package mt940

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "bank statement MT940", "zh": "银行对账单 MT940"},
		Source: dispute.Words{"en": "statement exported from a bank (MT940)", "zh": "银行对账单导出文件（MT940）"},
		App:    dispute.Words{"en": "the bank", "zh": "银行"},
	}
}
