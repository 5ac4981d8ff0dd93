package photo

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name: dispute.Words{"en": "photo", "zh": "照片"},
	}
}
