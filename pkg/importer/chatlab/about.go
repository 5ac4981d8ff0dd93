package chatlab

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "chat in ChatLab's format", "zh": "ChatLab 格式的聊天记录"},
		Source: dispute.Words{"en": "chat converted to ChatLab's format", "zh": "转换为 ChatLab 格式的聊天记录"},
		Variants: map[string]dispute.Words{
			"json":  {"en": "JSON", "zh": "JSON"},
			"jsonl": {"en": "JSON lines", "zh": "JSON Lines"},
		},
	}
}
