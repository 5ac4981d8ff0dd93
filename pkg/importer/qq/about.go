package qq

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "QQ chat", "zh": "QQ 聊天记录"},
		Source: dispute.Words{"en": "chat exported from QQ", "zh": "QQ 聊天记录导出文件"},
		App:    dispute.Words{"en": "QQ", "zh": "QQ"},
	}
}
