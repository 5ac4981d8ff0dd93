package wechatmail

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "WeChat chat", "zh": "微信聊天记录"},
		Source: dispute.Words{"en": "chat that WeChat sent by e-mail", "zh": "微信“邮件发送聊天记录”导出文件"},
		App:    dispute.Words{"en": "WeChat", "zh": "微信"},
		Variants: map[string]dispute.Words{
			"text": {"en": "text", "zh": "文本"},
			"html": {"en": "HTML", "zh": "HTML"},
		},
	}
}
