package whatsapp

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "WhatsApp chat", "zh": "WhatsApp 聊天记录"},
		Source: dispute.Words{"en": "chat exported from WhatsApp", "zh": "WhatsApp 聊天导出文件"},
		App:    dispute.Words{"en": "WhatsApp", "zh": "WhatsApp"},
		Variants: map[string]dispute.Words{
			"android": {"en": "Android", "zh": "安卓版"},
			"ios":     {"en": "iPhone", "zh": "iPhone 版"},
			"web":     {"en": "copied from WhatsApp Web", "zh": "从网页版复制"},
		},
	}
}
