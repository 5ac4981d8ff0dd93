package mail

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "mail", "zh": "邮件"},
		Source: dispute.Words{"en": "mail saved from a mail program", "zh": "从邮箱保存的邮件"},
		App:    dispute.Words{"en": "a mail program", "zh": "邮箱"},
		Shows:  dispute.Shows{Letters: true},
	}
}
