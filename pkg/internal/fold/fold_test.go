package fold

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestString(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"订 单 编号 : 4316", "订单编号: 4316"},
		{"订单编号：４３１６", "订单编号:4316"},
		{"共 3 件", "共3件"},
		{"Hello   WORLD\n", "hello world"},
		{"ｈｅｌｌｏ　ｗｏｒｌｄ", "hello world"},
		{"￥1,299.00", "¥1,299.00"},
		{"ﬁne", "fine"},
		{"e\u0301te\u0301", "\u00e9t\u00e9"},
		{"a\u200bb\ufeff\u202ec", "abc"},
		{"  退款  ", "退款"},
		{"退款\n\n申请", "退款申请"},
		{"①", "1"},
		{"", ""},
	} {
		if got := String(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// The short way gives what the long one does.
func TestAppendPlain(t *testing.T) {
	plain := 0
	for _, s := range []string{
		"", " ", "a  B", "退 款", " 退款 a", "a 退款", "A。 B", "！ a", "ａ ｂ", "退款， 好", "a\tb\n\nc ", "\x01", "a\x7f", "é", "e\u0301", "ｆｉ", "か", "\xe4\xb8", "\xe4\xb8x", "𠀀", "。\u3099", "a\u0301", "退\ufe00",
	} {
		want := fold(s, false).Folded
		if got, ok := AppendPlain(nil, s); ok {
			if plain++; string(got) != want {
				t.Errorf("%q: %q, want %q", s, got, want)
			}
		}
		half := len([]rune(s)) / 2
		if got, ok := AppendPlain(nil, string([]rune(s)[:half]), string([]rune(s)[half:])); ok && utf8.ValidString(s) && string(got) != want {
			t.Errorf("%q in two pieces: %q, want %q", s, got, want)
		}
		if got := String(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	if plain < 10 {
		t.Errorf("only %d went the short way", plain)
	}
}

// No other character folds to an ideograph than those that Forms knows.
func TestForms(t *testing.T) {
	known := map[string]bool{}
	for _, forms := range compatible() {
		for _, form := range forms {
			known[string(form)] = true
		}
	}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		plain := r >= 0x4e00 && r <= 0x9fff
		has := strings.ContainsFunc(String(string(r)), func(r rune) bool { return r >= 0x4e00 && r <= 0x9fff })
		if !plain && has != known[string(r)] {
			t.Errorf("%U: folds to an ideograph %t, known %t", r, has, known[string(r)])
		}
	}
	if got := string(Forms('金')); got != "金⾦㈮㊎\uf90a" {
		t.Errorf("%q", got)
	}
}

func TestTight(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"订 单 编号 ： 4316 20", "订单编号：4316 20"},
		{"my  order\n退 款", "my  order\n退款"},
		{"", ""},
	} {
		if got := Tight(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestSpanLeadsBack(t *testing.T) {
	for _, c := range []struct{ text, sought, want string }{
		{"您的 订 单 编 号 已收到", "订单编号", "订 单 编 号"},
		{"ＡＢＣ", "b", "Ｂ"},
		{"x  Y", "x y", "x  Y"},
		{"te\u0301l", "\u00e9", "e\u0301"},
		{"订\u200b单", "订单", "订\u200b单"},
	} {
		f := Of(c.text)
		i := strings.Index(f.Folded, c.sought)
		if i < 0 {
			t.Errorf("%q is not in %q", c.sought, f.Folded)
			continue
		}
		if from, to := f.Span(i, i+len(c.sought)); c.text[from:to] != c.want {
			t.Errorf("%q in %q: %q, want %q", c.sought, c.text, c.text[from:to], c.want)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("订 单：４３１６ e\u0301 \u1100\u1161\u11a8 \xff x")
	f.Fuzz(func(t *testing.T, s string) {
		text := Of(s)
		if plain, ok := AppendPlain([]byte("x"), s); ok && string(plain) != "x"+text.Folded {
			t.Fatalf("two foldings: %q and %q", plain, text.Folded)
		}
		if text.Folded != String(s) {
			t.Fatalf("two foldings: %q and %q", text.Folded, String(s))
		}
		if again := String(text.Folded); utf8.ValidString(s) && len(again) > len(text.Folded) {
			t.Fatalf("%q grows to %q", text.Folded, again)
		}
		last := 0
		for i := range text.Folded {
			from, to := text.Span(i, i+1)
			if from < last || to < from || to > len(s) {
				t.Fatalf("byte %d of %q leads to %d-%d of %d", i, text.Folded, from, to, len(s))
			}
			last = from
		}
	})
}
