package sms

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "text messages", "zh": "短信"},
		Source: dispute.Words{"en": "backup of text messages", "zh": "短信备份文件"},
		App:    dispute.Words{"en": "the phone's messages", "zh": "手机短信"},
		Variants: map[string]dispute.Words{
			"smses": {"en": "messages", "zh": "短信"},
			"calls": {"en": "calls", "zh": "通话"},
		},
	}
}
