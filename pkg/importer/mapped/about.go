package mapped

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "table read by your own mapping", "zh": "按您的列映射读取的表格"},
		Source: dispute.Words{"en": "table read as the complainant says", "zh": "表格（按投诉人说明的列义读取）"},
		Variants: map[string]dispute.Words{
			"own": {"en": "your own columns", "zh": "自定义列"},
		},
	}
}
