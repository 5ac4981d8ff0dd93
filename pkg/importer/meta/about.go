package meta

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "Messenger or Instagram chat", "zh": "Messenger 或 Instagram 聊天记录"},
		Source: dispute.Words{"en": "chat downloaded from Messenger or Instagram", "zh": "Messenger 或 Instagram 聊天下载文件"},
		App:    dispute.Words{"en": "Messenger or Instagram", "zh": "Messenger 或 Instagram"},
		Variants: map[string]dispute.Words{
			"json-e2ee": {"en": "JSON, end-to-end encrypted chats", "zh": "JSON，端到端加密聊天"},
		},
	}
}
