package mapped

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "table", "zh": "表格"},
		Source: dispute.Words{"en": "table handed in by the complainant, its columns as the complainant states", "zh": "投诉人提供的表格（各列含义由投诉人说明）"},
		Variants: map[string]dispute.Words{
			"own": {"en": "columns as you said", "zh": "各列含义由您说明"},
		},
	}
}
