package pdf

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "PDF paper", "zh": "PDF 文书"},
		Source: dispute.Words{"en": "PDF file received by the complainant", "zh": "投诉人取得的 PDF 文件"},
	}
}
