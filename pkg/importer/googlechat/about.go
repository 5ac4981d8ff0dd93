package googlechat

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "Google Chat", "zh": "Google Chat 聊天记录"},
		Source: dispute.Words{"en": "chat downloaded from Google Takeout", "zh": "从 Google Takeout 下载的聊天记录"},
		App:    dispute.Words{"en": "Google Chat", "zh": "Google Chat"},
	}
}
