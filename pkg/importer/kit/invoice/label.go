package invoice

import (
	"strings"
	"sync"

	"complain/pkg/internal/pattern"
)

// labels are what values stand at, for texts in which a letter of one is not named.
var labels = [...]string{
	"发票号码", "发票代码", "开票日期", "价税合计", "纳税人识别号", "校验码", "退票费", "票价：", "票价:", "电子发票", "普通发票", "专用发票",
	"铁路电子客票", "被红冲蓝字", "确认单编号", "（小写）", "(小写)", "（大写）", "(大写)", "名称：", "名称:",
}

// mending gives labels the one letter back that is not named, where but one label may
// be meant.
var mending = sync.OnceValue(func() *strings.Replacer {
	meant := map[string]int{}
	var pairs []string
	for _, label := range labels {
		letters := []rune(label)
		for i, letter := range letters {
			if letter < 0x3400 || letter > 0x9fff { // its brackets and colon
				continue
			}
			broken := string(letters[:i]) + "\uFFFD" + string(letters[i+1:])
			meant[broken]++
			pairs = append(pairs, broken, label)
		}
	}
	var only []string
	for i := 0; i < len(pairs); i += 2 {
		if meant[pairs[i]] == 1 {
			only = append(only, pairs[i], pairs[i+1])
		}
	}
	return strings.NewReplacer(only...)
})

// colon is a label whose colon is a letter that is not named. A digit can not be
// meant: what stands behind it is then no whole number or date.
var colon = pattern.New(`(发票号码|发票代码|开票日期)\x{FFFD}`)

// numbered are the labels of number and code, which one letter tells apart: numbers
// have 20 digits or 8.
var numbered = pattern.New(`发票\x{FFFD}码(\s*[:：]?\s*(?:[0-9]{20}|[0-9]{8})(?:[^0-9]|$))`)

// repaired gives labels the one letter back that the file does not name.
func repaired(text string) string {
	if !strings.Contains(text, "\uFFFD") {
		return text
	}
	return numbered.ReplaceAllString(colon.ReplaceAllString(mending().Replace(text), "$1："), "发票号码$1")
}

// cancelled is the invoice that a red-letter one cancels, in its note:
// 被红冲蓝字数电发票号码, and of papers up to 2024 对应正数发票代码 with its number behind it. A
// number may go on in the next line, behind the label of the note.
var cancelled = pattern.New(`(?:被?红冲|被?冲红|冲销|对应(?:正数|蓝字)|原蓝字)[^\n0-9]{0,16}?[号代]\s*码\s*[:：]?[\s备注]*([0-9]{1,20}(?:\s*\n[\s备注]*[0-9]{1,19})?)` +
	`(?:[\s,，;；]*(?:(?:被红冲|对应|原)[^\n0-9]{0,8}?)?(?:发\s*票\s*)?号\s*码\s*[:：]?[\s备注]*([0-9]{8,20}))?`)

// Cancelled is the code and number of the invoice that a note says is cancelled.
func Cancelled(note string) string {
	m := cancelled.FindStringSubmatch(note)
	if m == nil {
		return ""
	}
	first, _, _ := strings.Cut(m[1], "\n")
	for _, text := range [...]string{strings.Map(digit, m[1]), strings.TrimSpace(first)} {
		switch {
		case len(text) == 20 || len(text) == 8:
			return text
		case (len(text) == 10 || len(text) == 12) && len(m[2]) == 8:
			return text + " " + m[2]
		}
	}
	return ""
}

func digit(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}
