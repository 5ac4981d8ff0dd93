package signal

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "Signal chat", "zh": "Signal 聊天记录"},
		Source: dispute.Words{"en": "chat exported from Signal", "zh": "Signal 聊天导出文件"},
		App:    dispute.Words{"en": "Signal", "zh": "Signal"},
		Variants: map[string]dispute.Words{
			"backup-tools": {"en": "signal-backup-tools", "zh": "signal-backup-tools"},
			"export":       {"en": "export of the app", "zh": "应用导出"},
			"data":         {"en": "data.json of signal-export", "zh": "signal-export 的 data.json"},
		},
	}
}
