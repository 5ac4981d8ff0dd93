package document

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name: dispute.Words{"en": "file", "zh": "文件"},
	}
}
