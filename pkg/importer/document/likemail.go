package document

import (
	"strings"

	"complain/pkg/importer"
)

// likeMail reports a text that begins as the head of a mail does, and was taken for
// none: it names nobody by an address.
func likeMail(src *importer.Source) bool {
	const most = 6
	text, _ := src.HeadText()
	subject, other, n := false, false, 0
	for line := range strings.Lines(strings.TrimLeft(strings.TrimPrefix(text, "\ufeff"), "\r\n")) {
		at := strings.IndexAny(line, ":：")
		if n++; at <= 0 || n > most {
			break
		}
		switch strings.ToLower(strings.TrimSpace(line[:at])) {
		case "subject", "主题", "主旨", "主　题":
			subject = true
		case "to", "from", "收件人", "发件人", "收件者", "寄件者":
			other = true
		}
	}
	return subject && other
}
