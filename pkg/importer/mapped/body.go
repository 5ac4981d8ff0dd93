package mapped

import (
	"regexp"
	"strings"
	"sync"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/htmlstream"
	"complain/pkg/internal/jsonstream"
	"complain/pkg/internal/sheet"
)

// tags are those of the bodies that help desks write. What people type in angle brackets
// is none of them.
var tags = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)<(?:/(?:p|div|span|b|i|em|strong|u|a|li|ul|ol|td|tr|table|h\d|blockquote|pre|code|quote|at|ss)>|br\s*/?>|img\s[^>]*>)`)
})

// plainBody is the text of a body as a reader saw it, without tags where it is HTML.
func plainBody(text string) string {
	if !strings.Contains(text, "<") || !tags().MatchString(text) {
		return text
	}
	var b strings.Builder
	// What ends the reading ends the text: it is in memory, and no line is too long.
	_ = htmlstream.ReadPage(strings.NewReader(text), func() error { return nil }, htmlstream.Page{
		MaxToken: len(text) + 1, MaxLine: len(text) + 1, Links: true,
		Decode: func(raw []byte) string { return string(raw) },
		Line: func(l htmlstream.Line) error {
			if l.Hidden {
				return nil
			}
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(strings.Repeat("> ", l.Quoted) + l.Text)
			return nil
		},
	})
	if b.Len() == 0 {
		return text
	}
	return b.String()
}

// lone gives a message that stands beside the list of the others.
func (t *talkReader) lone(raw jsonstream.Raw, cell func(role string) sheet.Cell) error {
	r := t.message(transcript.Place(raw), cell)
	r.Remarks = append(r.Remarks, dispute.Say("mapped.lone"))
	return t.log.Give(r)
}
