package wechatexport

import (
	"regexp"
	"strings"
	"sync"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/transcript"
)

// WeFlow's Markdown: a heading of the second level for each message, with its time
// and speaker.

const markdownHead = "## "

func isMarkdown(text string) bool {
	return strings.HasPrefix(text, "# ") && strings.Contains(text, "导出工具: WeFlow") && strings.Contains(text, "\n"+markdownHead)
}

func weflowMarkdownHead(line string) (head, bool) {
	rest, ok := strings.CutPrefix(line, markdownHead)
	if !ok {
		return head{}, false
	}
	return memotraceHead(withoutEscapes(rest))
}

var escapes = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~])`) })

// withoutEscapes is a text of Markdown without the backslashes that keep its signs
// from being marks.
func withoutEscapes(text string) string { return escapes().ReplaceAllString(text, "$1") }

var links = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^!?\[((?:[^\]\\]|\\.)*)\]\(<?([^)>]*)>?\)$`) })

// finishMarkdown takes quotations and files out of a message.
func finishMarkdown(log *transcript.Log, r *dispute.Record) {
	var said, quoted []string
	for line := range strings.SplitSeq(strings.Trim(r.Text, "\n"), "\n") {
		if quote, ok := strings.CutPrefix(line, "> "); ok && len(said) == 0 {
			quoted = append(quoted, withoutEscapes(quote))
			continue
		}
		if m := links().FindStringSubmatch(line); m != nil {
			if strings.Contains(m[2], "://") {
				r.Type = typeShare
				r.Fields = append(r.Fields, dispute.Field{Name: "href", Value: m[2]})
				said = append(said, withoutEscapes(m[1]))
				continue
			}
			r.Type = typeFile
			log.Attach(r, unescapePath(m[2]))
			continue
		}
		said = append(said, withoutEscapes(line))
	}
	r.Text = strings.Trim(strings.Join(said, "\n"), "\n")
	if len(quoted) > 0 {
		r.Fields = append(r.Fields, dispute.Field{Name: "quote", Value: strings.Join(quoted, "\n")})
	}
	switch {
	case ofSystem(r.Text):
		r.Kind, r.Type, r.Who = dispute.System, typeNotice, ""
		r.Remarks = append(r.Remarks, dispute.Say("chat.by-wording"))
		recall(r)
	case r.Type == "":
		bracketed(r)
	}
}
