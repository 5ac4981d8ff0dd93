package textwidth

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name  string
		in    string
		width int
		want  string
	}{
		{"empty", "", 10, ""},
		{"fits", "abc def", 10, "abc def"},
		{"words", "the quick brown fox", 10, "the quick|brown fox"},
		{"spaces at the break are lost", "aaa     bbb", 5, "aaa|bbb"},
		{"line ends stay", "a\n\nb\r\nc", 10, "a||b|c"},
		{"a last line end", "a\n", 10, "a|"},
		{"Chinese anywhere", "一二三四五六七", 6, "一二三|四五六|七"},
		{"no closing mark at the start", "一二三，四五", 6, "一二|三，四|五"},
		{"no opening mark at the end", "一二《三四》五", 6, "一二|《三|四》五"},
		{"marks in a row", "一二三。”四", 6, "一二|三。”|四"},
		{"quotation marks", "他说“你好”然后走了", 8, "他说“你|好”然后|走了"},
		{"quotation marks turn over", "他说他“好”", 8, "他说他|“好”"},
		{"dashes are one", "一二三——四", 8, "一二三——|四"},
		{"dashes do not start", "一二三四——五", 8, "一二三|四——五"},
		{"ellipsis", "一二三四……五", 8, "一二三|四……五"},
		{"a number keeps its unit", "共计付款128元整", 11, "共计付款|128元整"},
		{"and its currency", "合计金额￥128.00", 10, "合计金额|￥128.00"},
		{"and what it numbers", "见附件和证据12号", 14, "见附件和证|据12号"},
		{"words in Chinese stay whole", "我的iPhone坏了", 8, "我的|iPhone坏|了"},
		{"a date", "于2026-03-01 14:03:22付款", 12, "于2026-03-01|14:03:22付款"},
		{"names of files", "微信_20260301_142233.csv", 16, "微信_20260301_|142233.csv"},
		{"a name goes to the next line whole", "the packet is Complaint-regulator.docx", 25, "the packet is|Complaint-regulator.docx"},
		{"a path may begin a line", "looked into: /srv/cases/headphones", 22, "looked into:|/srv/cases/headphones"},
		{"a line half empty is worse", "see Complaint-regulator.docx", 20, "see Complaint-|regulator.docx"},
		{"a long token", "aaaaaaaaaa", 4, "aaaa|aaaa|aa"},
		{"a long token after a word", "x aaaaaaaaaa", 4, "x|aaaa|aaaa|aa"},
		{"clusters stay whole", "👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 5, "👨‍👩‍👧👨‍👩‍👧|👨‍👩‍👧"},
		{"an emoji with a colour of skin", "好👍🏽👍🏽.👍🏽，好", 6, "好👍🏽|👍🏽.|👍🏽，好"},
		{"and marks behind it", "aaaa👍🏽.", 6, "aaaa|👍🏽."},
		{"narrower than a character", "一。二", 1, "一|。|二"},
		{"indent stays", "  ab cd", 5, "  ab|cd"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(Wrap(c.in, c.width), "|"); got != c.want {
				t.Errorf("Wrap(%q, %d) =\n%s, want\n%s", c.in, c.width, got, c.want)
			}
		})
	}
}

func TestLayout(t *testing.T) {
	const hash = "0123456789abcdef"
	in := "校验值：" + hash + "。原件在手机"
	at := strings.Index(in, hash)
	l := Layout{Width: 10, First: 4, Whole: [][2]int{{at, at + len(hash)}}}
	if got, want := strings.Join(l.Lines(in), "|"), "校验|值：|"+hash+"。|原件在手机"; got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("他说“你好”，然后——走了……共128元。\nSHA-256 0123456789abcdef", 10, 2, 60, 70)
	f.Add("the quick brown fox\u3000jumps  over\n\n the lazy dog", 7, 0, 3, 9)
	f.Add("👨‍👩‍👧👨‍👩‍👧 か\u3099 e\u0301 \x1b[1m红\x1b[0m", 3, 0, 0, 0)
	f.Fuzz(func(t *testing.T, s string, width, first, from, to int) {
		if !utf8.ValidString(s) {
			return
		}
		l := Layout{Width: 1 + abs(width)%100}
		l.First = abs(first) % l.Width
		if 0 <= from && from < to && to <= len(s) && utf8.RuneStart(s[from]) && (to == len(s) || utf8.RuneStart(s[to])) {
			l.Whole = [][2]int{{from, to}}
		}
		lines := l.Lines(s)
		rest := s
		for i, line := range lines {
			for !strings.HasPrefix(rest, line) || line == "" && i < len(lines)-1 && rest != "" {
				r, n := utf8.DecodeRuneInString(rest)
				if !isSpace(r) {
					if line == "" {
						break
					}
					t.Fatalf("%+q: lost %q before line %d of %q", s, r, i, lines)
				}
				rest = rest[n:]
				if line == "" && hasLineEnd(string(r)) {
					break
				}
			}
			at := len(s) - len(rest)
			rest = rest[len(line):]
			if line != trimEnd(line) {
				t.Errorf("%+q: line %q ends with spaces", s, line)
			}
			room := l.Width
			if i == 0 {
				room -= l.First
			}
			end := at + len(line)
			whole := l.Whole != nil && at < l.Whole[0][1] && l.Whole[0][0] < end
			if w := Width(line); w > room && !whole && single(line) < w {
				t.Errorf("%+q: line %d %q is %d wide, room %d", s, i, line, w, room)
			}
			if l.Whole != nil && l.Whole[0][0] < end && end < l.Whole[0][1] && trimEnd(s[l.Whole[0][0]:l.Whole[0][1]]) != s[l.Whole[0][0]:end] && !hasLineEnd(s) {
				t.Errorf("%+q: %q is broken in %q", s, s[l.Whole[0][0]:l.Whole[0][1]], lines)
			}
		}
		if strings.TrimFunc(rest, isSpace) != "" {
			t.Errorf("%+q: lost %q at the end of %q", s, rest, lines)
		}
	})
}

// single is the width of the widest cluster of s.
func single(s string) int {
	widest := 0
	for len(s) > 0 {
		n, w := cluster(s)
		widest = max(widest, w)
		s = s[n:]
	}
	return widest
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}

func BenchmarkWrap(b *testing.B) {
	for name, s := range map[string]string{
		"ascii":   strings.Repeat("order 1234 paid 128.00 CNY ", 40),
		"chinese": strings.Repeat("投诉人张三，订单号1234，退款。", 40),
		"emoji":   strings.Repeat("好的👍🏽谢谢👨‍👩‍👧 ", 40),
		"fits":    "2026-03-01 14:03:22 张三 支付 128.00 元",
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Wrap(s, 60)
			}
		})
	}
}
