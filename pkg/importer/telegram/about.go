package telegram

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "Telegram chat", "zh": "Telegram 聊天记录"},
		Source: dispute.Words{"en": "chat exported from Telegram", "zh": "Telegram 聊天导出文件"},
		App:    dispute.Words{"en": "Telegram", "zh": "Telegram"},
		Variants: map[string]dispute.Words{
			"json-full": {"en": "JSON, all chats", "zh": "JSON，全部聊天"},
		},
	}
}
