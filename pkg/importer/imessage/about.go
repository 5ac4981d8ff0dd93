package imessage

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "iMessage chat", "zh": "iMessage 聊天记录"},
		Source: dispute.Words{"en": "chat exported from iMessage", "zh": "iMessage 聊天导出文件"},
		App:    dispute.Words{"en": "iMessage", "zh": "iMessage"},
	}
}
