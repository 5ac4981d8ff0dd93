package search

import (
	"fmt"
	"strings"
	"testing"

	"complain/pkg/internal/fold"
	"complain/pkg/internal/textwidth"
)

func TestIn(t *testing.T) {
	for _, c := range []struct {
		query string
		parts []string
		want  bool
	}{
		{"假货", []string{"收到的是假货吧"}, true},
		{"假货 退款", []string{"收到的是假货吧", "我要退款"}, true},
		{"假货 退款", []string{"收到的是假货吧"}, false},
		{"订单编号", []string{"订 单 编 号 ： 4316"}, true},
		{"假货", []string{"假", "货"}, false},
		{"HELLO", []string{"hello, World"}, true},
		{"ｈｅｌｌｏ", []string{"Hello"}, true},
		{"1299", []string{"1,299.00 CNY"}, true},
		{"1299", []string{"-1299.00 CNY"}, true},
		{"￥1,299.00", []string{"1299"}, true},
		{"￥1,299.00", []string{"1299.5"}, false},
		{"1299元", []string{"共计 1299.00"}, true},
		{"299", []string{"1299"}, true}, // part of a number: as text
		{"1299.5", []string{"1299"}, false},
		{"0.50", []string{".5"}, false},
		{"0.5", []string{"0.50"}, true},
		{"12,99", []string{"1299"}, false},
		{"4316208857120346159", []string{"", "订单 4316208857120346159"}, true},
		{"", []string{"x"}, true},
	} {
		if got := Parse(c.query).In(c.parts); got != c.want {
			t.Errorf("%q in %q: %t", c.query, c.parts, got)
		}
	}
	if !Parse(" \u200b\t").Empty() || Parse("x").Empty() {
		t.Error("what is empty")
	}
}

// What can match is never passed over.
func TestHolds(t *testing.T) {
	for _, c := range []struct {
		query, data string
		want        bool
	}{
		{"假货", "\x01收到的是假货\xff", true},
		{"假货", "货\x00假", true},
		{"假货", "假", false},
		{"假货 x", "假", false},
		{"金额", "\u2fa6额", true},
		{"1299元", "no sign", true},
		{"单号", "order\x00", true},
		{"单号", "orde", false},
		{"hello", "", true},
	} {
		q := Parse(c.query)
		q.Named("order", "商户单号")
		if got := q.Holds([]byte(c.data)); got != c.want {
			t.Errorf("%q in %q: %t", c.query, c.data, got)
		}
	}
}

func marked(s Snippet) string {
	var b strings.Builder
	last := 0
	for _, m := range s.Marks {
		b.WriteString(s.Text[last:m[0]] + "[" + s.Text[m[0]:m[1]] + "]")
		last = m[1]
	}
	return b.String() + s.Text[last:]
}

func TestSnippet(t *testing.T) {
	long := strings.Repeat("前面的话，", 20) + "这是假货，" + strings.Repeat("后面的话，", 20)
	for _, c := range []struct {
		query string
		parts []string
		width int
		want  string
	}{
		{"假货 退款", []string{"商家: 不是假货\n可以退款"}, 60, "商家: 不是[假货] 可以[退款]"},
		{"订单号", []string{"订 单\n号 是"}, 60, "[订 单 号] 是"},
		{"1299", []string{"云栖: 耳机", "1,299.00 CNY"}, 60, "云栖: 耳机 · [1,299.00] CNY"},
		{"假货", []string{long}, 40, "…前面的话，这是[假货]，后面的话，后面的话…"},
		{"耳机", []string{strings.Repeat("很长的店名", 20), "耳机"}, 40, "很长的店名很长的店… · [耳机]"},
		{"aa", []string{"aaaa"}, 40, "[aaaa]"},
	} {
		s := Parse(c.query).Snippet(c.parts, c.width)
		if got := marked(s); got != c.want {
			t.Errorf("%q: %q, want %q", c.query, got, c.want)
		}
		if w := textwidth.Width(s.Text); w > c.width+2 {
			t.Errorf("%q: %d columns", c.query, w)
		}
	}
}

// The quick way finds what the long one does.
func FuzzIn(f *testing.F) {
	for _, seed := range [][2]string{{"hello", "say Hello"}, {"warehouse", "ware\u200bhouse ｗａｒｅhouse"}, {"假货", "假 货"}, {"金额", "\u2fa6额"}, {"k", "\u212a"}, {"cafe", "cafe\u0301"}, {"1299元", "1,299"}, {"a b", "B\x01a"}, {"ware", "wa\x01re"}, {"小满:", "小满"}, {"refund", "退款 ReFund，好。"}, {"refund", "re退fund\u3000"}, {"a", "\xe4\xb8a"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, query, text string) {
		q := Parse(query)
		want := 0
		for i := range q.words {
			if q.words[i].in([]byte(fold.String(text))) {
				want++
			}
		}
		if got := q.In([]string{text}); got != (want == len(q.words)) {
			t.Fatalf("%q in %q: %t", query, text, got)
		}
		half := len(text) / 2
		if got := q.InPieces([]string{text[:half], ": ", text[half:]}, nil); got != q.In([]string{text[:half] + ": " + text[half:]}) {
			t.Fatalf("%q in %q in pieces: %t", query, text, got)
		}
		if q.In([]string{text}) && !q.Holds([]byte(text)) {
			t.Fatalf("%q is in %q, and does not hold", query, text)
		}
	})
}

func FuzzSnippet(f *testing.F) {
	f.Add("假货 1299", "￥1,299.00 的 假 货\n\xff", 40)
	f.Fuzz(func(t *testing.T, query, text string, width int) {
		width = 10 + (width%200+200)%200
		q := Parse(query)
		in := q.In([]string{text})
		s := q.Snippet([]string{text}, width)
		last := 0
		for _, m := range s.Marks {
			if m[0] < last || m[1] < m[0] || m[1] > len(s.Text) {
				t.Fatalf("mark %v of %q", m, s.Text)
			}
			last = m[1]
		}
		if in && !q.Empty() && len(s.Marks) == 0 {
			t.Fatalf("%q is in %q, and nothing of %q is marked", query, text, s.Text)
		}
	})
}

// BenchmarkIn looks through a hundred thousand messages.
func BenchmarkIn(b *testing.B) {
	messages := make([][]string, 100_000)
	for i := range messages {
		messages[i] = []string{fmt.Sprintf("林晓禾: 第 %d 条消息：请问这款耳机什么时候发货，运费是 %d 元吗？", i, i%50), "", "", "已送达", "text"}
	}
	q := Parse("假货 1299")
	b.ResetTimer()
	for b.Loop() {
		for _, parts := range messages {
			if q.In(parts) {
				b.Fatal("found what is not there")
			}
		}
	}
}

// BenchmarkSnippet is what a hit costs.
func BenchmarkSnippet(b *testing.B) {
	parts := []string{"林晓禾: 第 77 条消息：请问这款耳机什么时候发货，运费是 30 元吗？", "", "", "已送达", "text"}
	q := Parse("耳机 运费")
	for b.Loop() {
		q.Snippet(parts, 76)
	}
}

// Who looks through a million records needs no memory for each.
func TestLookerKeepsItsMemory(t *testing.T) {
	looker := Parse("Ａcme 退款").Looker()
	pieces, parts := []string{"客服", ": ", "ACME 同意退款 12345"}, []string{"T0000000000000001", "", "交易成功"}
	looker.InPieces(pieces, parts)
	if n := testing.AllocsPerRun(100, func() {
		if !looker.InPieces(pieces, parts) || looker.InPieces(parts, nil) {
			t.Fatal("not what is there")
		}
	}); n > 0 {
		t.Errorf("%v allocations a record", n)
	}
}
