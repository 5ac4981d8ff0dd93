package recording

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "video or sound recording", "zh": "录音录像"},
		Source: dispute.Words{"en": "video or sound recording", "zh": "录音录像文件"},
	}
}
