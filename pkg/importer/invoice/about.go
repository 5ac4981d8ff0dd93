package invoice

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name: dispute.Words{"en": "electronic invoice or OFD", "zh": "电子发票或 OFD"},
	}
}
