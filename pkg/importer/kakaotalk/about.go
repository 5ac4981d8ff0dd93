package kakaotalk

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "KakaoTalk chat", "zh": "KakaoTalk 聊天记录"},
		Source: dispute.Words{"en": "chat exported from KakaoTalk", "zh": "KakaoTalk 聊天导出文件"},
		App:    dispute.Words{"en": "KakaoTalk", "zh": "KakaoTalk"},
		Variants: map[string]dispute.Words{
			"android": {"en": "Android", "zh": "安卓版"},
			"ios":     {"en": "iPhone", "zh": "iPhone 版"},
			"windows": {"en": "Windows", "zh": "Windows 版"},
			"mac-csv": {"en": "Mac, CSV", "zh": "Mac 版 CSV"},
		},
	}
}
