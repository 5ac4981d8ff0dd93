package ofx

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "bank statement OFX", "zh": "银行对账单 OFX"},
		Source: dispute.Words{"en": "statement exported from a bank (OFX)", "zh": "银行对账单导出文件（OFX）"},
		App:    dispute.Words{"en": "the bank", "zh": "银行"},
	}
}
