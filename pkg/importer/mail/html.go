package mail

import (
	"errors"
	"strings"

	"complain/pkg/importer/kit/conversation"
	"complain/pkg/internal/htmlstream"
)

// plainText is the text of an HTML document as a person would read it in a
// mail: paragraphs stand apart, and links say where they lead.
func plainText(document string) string {
	var b strings.Builder
	full := errors.New("more text than is kept")
	// What ends the reading ends the text.
	_ = htmlstream.ReadPage(strings.NewReader(document), func() error { return nil }, htmlstream.Page{
		MaxToken: maxText,
		MaxLine:  maxText,
		Decode:   func(raw []byte) string { return string(raw) },
		Title:    func(string) {}, // mail programs do not show it
		Alt:      conversation.Excerpt,
		Links:    true,
		Embedded: true,
		Line: func(l htmlstream.Line) error {
			if b.Len()+l.Above > maxText {
				return full
			}
			if b.Len() > 0 {
				b.WriteString(strings.Repeat("\n", l.Above))
			}
			b.WriteString(l.Text)
			return nil
		},
	})
	return strings.TrimSpace(b.String())
}
