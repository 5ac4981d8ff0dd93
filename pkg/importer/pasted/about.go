package pasted

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "pasted chat", "zh": "聊天文字（粘贴）"},
		Source: dispute.Words{"en": "chat text copied and pasted by the complainant", "zh": "投诉人复制粘贴的聊天文字"},
	}
}
