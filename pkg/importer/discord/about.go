package discord

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "Discord chat", "zh": "Discord 聊天记录"},
		Source: dispute.Words{"en": "chat exported from Discord", "zh": "Discord 聊天导出文件"},
		Variants: map[string]dispute.Words{
			"package-json": {"en": "data package, JSON", "zh": "数据包，JSON"},
			"package-csv":  {"en": "data package, CSV", "zh": "数据包，CSV"},
		},
		App: dispute.Words{"en": "Discord", "zh": "Discord"},
	}
}
