package termsafe

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// ordinary is text that must stay as it is.
var ordinary = []string{
	"", "plain", "two\nlines\tand a tab",
	"投诉人：张三，订单号 1234——“退款”……￥128.00 ①②③ 𨫎 葛\U000e0100城",
	"😀 👍🏽 👨‍👩‍👧‍👦 🏳️‍🌈 🏴‍☠️ ❤️‍🔥 🧑🏽‍❤️‍💋‍🧑🏻 1️⃣ #️⃣ ©️ ☺︎ 🇨🇳🇺🇸 🐻‍❄️ 👩🏾‍⚕️ 🏃‍♀️‍➡️",
	"🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
	"مرحبا بالعالم ١٢٣", "می\u200cخواهم", "क्\u200dष श्री", "ಕ್\u200cಷ", "שלום", "ไทย", "한국어", "がぎぐ か\u3099", "ﷺ",
	"e\u0301 ñ ß Ω ½ € … — “quoted”", "\u00a0\u3000", "\ue001 private", "\ufffd",
}

func TestOrdinaryTextStays(t *testing.T) {
	for _, s := range ordinary {
		if got := Clean(s); got != s {
			t.Errorf("Clean(%+q) = %+q", s, got)
		}
		if n := testing.AllocsPerRun(10, func() { Clean(s) }); n != 0 {
			t.Errorf("Clean(%q) allocates %v times", s, n)
		}
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"a\x1b[2Jb", "a<U+001B>[2Jb"},
		{"x\x1b]52;c;aGk=\a", "x<U+001B>]52;c;aGk=<U+0007>"},
		{"real.txt\rfake.txt", "real.txt<U+000D>fake.txt"},
		{"a\x7f\u0085\u009bm", "a<U+007F><U+0085><U+009B>m"},
		{"photo\u202egpj.exe", "photo<U+202E>gpj.exe"},
		{"\u200e12:00\u200f\u061c\u2066\u2069", "<U+200E>12:00<U+200F><U+061C><U+2066><U+2069>"},
		{"\ufeffa\u00adb\u2028c\u2029\u180e\u200b", "<U+FEFF>a<U+00AD>b<U+2028>c<U+2029><U+180E><U+200B>"},
		{"\xff甲\xe7\x94", "<0xFF>甲<0xE7><0x94>"},
		{"\xed\xa0\x80", "<0xED><0xA0><0x80>"}, // a surrogate
		{"a\u200db\u200c", "a<U+200D>b<U+200C>"},
		{"😀\u200d", "😀<U+200D>"},
		{"😀\u200d\u200d😀", "😀<U+200D><U+200D>😀"},
		{"\u200d😀", "<U+200D>😀"},
		{"a\ufe0f😀\ufe0f\ufe0f", "a<U+FE0F>😀\ufe0f<U+FE0F>"},
		{"甲\U000e0100\U000e0101", "甲\U000e0100<U+E0101>"},
		{"\U000e0001\U000e0061", "<U+E0001><U+E0061>"},
		{"🏴\U000e0067\U000e0062", "🏴<U+E0067><U+E0062>"},
		{"😀\U000e0067\U000e0062\U000e0073\U000e007f", "😀<U+E0067><U+E0062><U+E0073><U+E007F>"},
		{"\u3164\u2060\uffff", "<U+3164><U+2060><U+FFFF>"},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("Clean(%+q) = %+q, want %+q", c.in, got, c.want)
		}
	}
}

func TestCleanLine(t *testing.T) {
	if got, want := CleanLine("a\r\nb\nc\td\x1b"), "a⏎b⏎c d<U+001B>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWriterColour(t *testing.T) {
	const in = "\x1b[1;38;5;8m甲\x1b[0m\x1b[m\x1b[8mhidden\x1b[2J\x1b[38:5:1m\x1b]0;t\a\x1b"
	for allow, want := range map[bool]string{
		true:  "\x1b[1;38;5;8m甲\x1b[0m\x1b[m<U+001B>[8mhidden<U+001B>[2J<U+001B>[38:5:1m<U+001B>]0;t<U+0007><U+001B>",
		false: Clean(in),
	} {
		for size := 1; size <= len(in); size++ {
			if got := through(t, in, size, allow); got != want {
				t.Errorf("colour %t in pieces of %d: got %q, want %q", allow, size, got, want)
			}
		}
	}
}

func TestWriterInPieces(t *testing.T) {
	all := strings.Join(ordinary, "\n") + "\xe7\u202e😀\u200da🏴\U000e0067\U000e0062x\xf0\x9f"
	for size := 1; size < 40; size++ {
		if got, want := through(t, all, size, false), Clean(all); got != want {
			t.Errorf("in pieces of %d: got %+q, want %+q", size, got, want)
		}
	}
}

func TestWriterPassesErrorsOn(t *testing.T) {
	full := errors.New("full")
	if n, err := NewWriter(failing{full}, false).Write([]byte("abc")); !errors.Is(err, full) || n != 0 {
		t.Errorf("got %d, %v", n, err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func through(t testing.TB, s string, size int, allowSGR bool) string {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b, allowSGR)
	for rest := []byte(s); len(rest) > 0; {
		n, err := w.Write(rest[:min(size, len(rest))])
		if err != nil {
			t.Fatal(err)
		}
		rest = rest[n:]
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// forbidden restates the rule without the tables of the package.
func forbidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
		return true
	case r == 0xfeff, r == 0xad, r == 0x180e, r == 0x200b, r == 0xe0001:
		return true
	}
	return false
}

func FuzzClean(f *testing.F) {
	for _, s := range ordinary {
		f.Add(s, uint8(3))
	}
	f.Add("\x1b[31ma\u202e\u2028\xff😀\u200d\U000e0067", uint8(1))
	f.Fuzz(func(t *testing.T, s string, size uint8) {
		clean := Clean(s)
		if !utf8.ValidString(clean) {
			t.Errorf("Clean(%+q) is no UTF-8: %+q", s, clean)
		}
		for _, r := range clean {
			if forbidden(r) {
				t.Errorf("Clean(%+q) holds %U", s, r)
			}
		}
		if again := Clean(clean); again != clean {
			t.Errorf("Clean(%+q) = %+q, and cleaned again %+q", s, clean, again)
		}
		if got := through(t, s, int(size)+1, false); got != clean {
			t.Errorf("the writer made %+q of %+q, Clean %+q", got, s, clean)
		}
		if line := CleanLine(s); strings.ContainsAny(line, "\n\t\r\x1b") {
			t.Errorf("CleanLine(%+q) = %+q", s, line)
		}
		for _, piece := range strings.Split(through(t, s, int(size)+1, true), "\x1b") {
			for _, r := range piece {
				if forbidden(r) {
					t.Errorf("the writer let %U of %+q pass", r, s)
				}
			}
		}
	})
}

func BenchmarkClean(b *testing.B) {
	for name, s := range map[string]string{
		"ascii":   strings.Repeat("order 1234 paid 128.00 CNY\n", 40),
		"chinese": strings.Repeat("投诉人张三，订单号一二三四，退款。\n", 40),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Clean(s)
			}
		})
	}
}
