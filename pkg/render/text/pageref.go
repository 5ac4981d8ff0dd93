package text

import (
	"regexp"
	"strings"
)

// What a page number leaves behind when it goes: "，第" before it and "页"
// behind it, ", p. " before it, and what stands between two of them.
var (
	beforePage   = regexp.MustCompile(`[\s，,、；;：:]*(?:(?:详见|参见|见|载于|在|位于)?第|页码?[：:]?|(?i:\b(?:see |at |on |from )?(?:pp?\.|pages?)))?\s*$`)
	behindPage   = regexp.MustCompile(`^\s*页`)
	betweenPages = regexp.MustCompile(`^(?:\s*页)?[\s，,、；;–—~～-]*(?:和|与|及|至|到|and|to)?\s*第?\s*$`)
)

// withoutPages takes page numbers out, and with them the words and marks that
// have no sense without them: 〔证据1，第4页〕 becomes 〔证据1〕.
func withoutPages(pieces []piece) []piece {
	var out []piece
	gone := false // the last thing seen was a page number
	for i, x := range pieces {
		switch {
		case x.page && !gone:
			if n := len(out); n > 0 && !out[n-1].whole && out[n-1].text != "\n" {
				out[n-1].text = beforePage.ReplaceAllString(out[n-1].text, "")
			}
			gone = true
		case x.page:
		case gone && !x.whole && i+1 < len(pieces) && pieces[i+1].page && betweenPages.MatchString(x.text):
		case gone:
			gone = false
			if !x.whole {
				x.text = behindPage.ReplaceAllString(x.text, "")
				x.text = closeUp(out, x.text)
			}
			out = append(out, x)
		default:
			out = append(out, x)
		}
	}
	return out
}

// closeUp takes away a pair of brackets with nothing left between them: the
// opening one from the last piece, the closing one from text.
func closeUp(out []piece, text string) string {
	if len(out) == 0 {
		return text
	}
	last := &out[len(out)-1]
	for _, pair := range []string{"〔〕", "（）", "()", "[]", "【】", "［］"} {
		r := []rune(pair)
		opening, closing := string(r[0]), string(r[1])
		if strings.HasSuffix(last.text, opening) && strings.HasPrefix(text, closing) {
			last.text = strings.TrimRight(strings.TrimSuffix(last.text, opening), " ")
			return strings.TrimPrefix(text, closing)
		}
	}
	return text
}
