package screen

import "testing"

func TestJoined(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "",
		"one line":                     "one line",
		"a line\nthat goes on":         "a line that goes on",
		"first\nmore\n\nsecond\nmore":  "first more\n\nsecond more",
		"as follows\n  a\n  b\nand on": "as follows\n  a\n  b\nand on",
		"缺少的内容列出，\n绝不编造。": "缺少的内容列出，绝不编造。",
		"写成 PDF\n或者文本":    "写成 PDF 或者文本",
		"写成文本\nPDF":       "写成文本 PDF",
	} {
		if got := joined(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
