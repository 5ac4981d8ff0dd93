package slack

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "Slack chat", "zh": "Slack 聊天记录"},
		Source: dispute.Words{"en": "chat exported from Slack", "zh": "Slack 聊天导出文件"},
		App:    dispute.Words{"en": "Slack", "zh": "Slack"},
	}
}
