package textwidth

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/lipgloss"
	"github.com/mattn/go-runewidth"
	"github.com/rivo/uniseg"
)

var samples = []struct {
	text  string
	width int
}{
	{"", 0},
	{"abc", 3},
	{"投诉书", 6},
	{"金额：¥128.00 元", 16},
	{"│ … ① “引” ×÷±—", 15}, // ambiguous: one column each, in any locale
	{"￥１２８", 8},
	{"e\u0301a\u0308", 2},
	{"か\u3099", 2},
	{"😀", 2}, {"👍🏽", 2}, {"👨‍👩‍👧‍👦", 2}, {"🇨🇳", 2}, {"❤️", 2}, {"☎", 1},
	{"🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 2},
	{"한국어", 6}, {"ไทย", 3}, {"مرحبا", 5}, {"𨫎", 2}, {"葛\U000e0100", 2},
	{"⏎▶═─＿", 6},
	{"\x1b[1;31m红\x1b[0m", 2},
	{"a\tb", 2},
}

func TestWidth(t *testing.T) {
	for _, c := range samples {
		if got := Width(c.text); got != c.width {
			t.Errorf("Width(%q) = %d, want %d", c.text, got, c.width)
		}
	}
}

// The program lays out with Width, and lipgloss with its own function: they
// must agree, under every locale.
func TestWidthAgreesWithLipgloss(t *testing.T) {
	t.Setenv("LC_ALL", "zh_CN.UTF-8")
	for _, c := range samples {
		if got, want := Width(c.text), lipgloss.Width(c.text); got != want {
			t.Errorf("Width(%q) = %d, lipgloss.Width %d", c.text, got, want)
		}
	}
}

// Where go-runewidth, which other programs use, differs is worth knowing.
func TestWidthAgreesWithRunewidth(t *testing.T) {
	narrow := runewidth.Condition{StrictEmojiNeutral: true}
	for _, c := range samples {
		if strings.Contains(c.text, "\x1b") || c.text == "❤️" {
			continue // it counts what a terminal swallows, and no selector of the wide form
		}
		if got, want := Width(c.text), narrow.StringWidth(c.text); got != want {
			t.Errorf("Width(%q) = %d, runewidth %d", c.text, got, want)
		}
	}
}

func TestTruncate(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  string
	}{
		{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"投诉书", 5, "投诉…"}, {"投诉书", 4, "投…"},
		{"投诉", 0, ""}, {"投诉", 1, "…"}, {"👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧…"}, {"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
	} {
		if got := Truncate(c.in, c.width, "…"); got != c.want {
			t.Errorf("Truncate(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
		}
	}
	if got := Truncate("abcdef", 2, "..."); got != "ab" {
		t.Errorf("a tail wider than the room: %q", got)
	}
}

func TestPad(t *testing.T) {
	if got := PadRight("甲", 4) + "|" + PadLeft("乙", 3) + "|" + PadRight("wide", 2) + "|" + Center("ab", 6); got != "甲  | 乙|wide|  ab" {
		t.Errorf("got %q", got)
	}
}

func FuzzWidth(f *testing.F) {
	for _, c := range samples {
		f.Add(c.text, 4)
	}
	f.Fuzz(func(t *testing.T, s string, width int) {
		if !strings.Contains(s, "\x1b") {
			if got, want := Width(s), uniseg.StringWidth(s); got != want {
				t.Errorf("Width(%+q) = %d, cluster by cluster %d", s, got, want)
			}
		}
		width %= 1000
		cut := Truncate(s, width, "…")
		if got := Width(cut); got > max(width, 0) && cut != s {
			t.Errorf("Truncate(%+q, %d) = %+q, %d wide", s, width, cut, got)
		}
		if utf8.ValidString(s) && !utf8.ValidString(cut) {
			t.Errorf("Truncate(%+q, %d) = %+q", s, width, cut)
		}
	})
}

func BenchmarkWidth(b *testing.B) {
	for name, s := range map[string]string{
		"ascii":   strings.Repeat("order 1234 paid 128.00 CNY ", 40),
		"chinese": strings.Repeat("投诉人张三，订单号1234，退款。", 40),
		"emoji":   strings.Repeat("好的👍🏽谢谢👨‍👩‍👧 ", 40),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Width(s)
			}
		})
	}
}
