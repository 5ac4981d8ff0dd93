package office

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name: dispute.Words{"en": "document of a word processor", "zh": "文字文档"},
	}
}
