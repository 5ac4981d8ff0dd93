package line

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "LINE chat", "zh": "LINE 聊天记录"},
		Source: dispute.Words{"en": "chat exported from LINE", "zh": "LINE 聊天导出文件"},
		App:    dispute.Words{"en": "LINE", "zh": "LINE"},
		Variants: map[string]dispute.Words{
			"desktop": {"en": "computer", "zh": "电脑版"},
		},
	}
}
