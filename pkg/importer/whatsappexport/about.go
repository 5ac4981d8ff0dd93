package whatsappexport

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "WhatsApp chat (exported by a program)", "zh": "WhatsApp 聊天记录（导出工具）"},
		Source: dispute.Words{"en": "WhatsApp chat taken from a phone's backup by WhatsApp-Chat-Exporter", "zh": "由 WhatsApp-Chat-Exporter 从手机备份导出的 WhatsApp 聊天记录"},
		App:    dispute.Words{"en": "WhatsApp", "zh": "WhatsApp"},
		Variants: map[string]dispute.Words{
			"json":     {"en": "JSON", "zh": "JSON"},
			"html":     {"en": "web page", "zh": "网页"},
			"html-old": {"en": "web page of older versions", "zh": "旧版网页"},
		},
	}
}
