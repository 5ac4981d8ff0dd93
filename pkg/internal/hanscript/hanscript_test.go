package hanscript

import (
	"testing"
	"unicode/utf8"
)

func TestSimplified(t *testing.T) {
	for text, want := range map[string]string{
		"請問幾時出貨？": "请问几时出货？",
		"收到貨後發現是假的，要求退款，這個賣家不理我": "收到货后发现是假的，要求退款，这个卖家不理我",
		"已经收到，谢谢":       "已经收到，谢谢",
		"皇后大道，里程":       "皇后大道，里程",
		"HK$880 refund": "HK$880 refund",
		"":              "",
		"\xff貨":         "\xff货",
	} {
		if got := Simplified(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Each character has one in its place, of the same length, that stays as it is.
func TestPairs(t *testing.T) {
	from, to := []rune(traditional), []rune(simplified)
	if len(from) != len(to) || len(from) < 2000 {
		t.Fatalf("%d characters and %d", len(from), len(to))
	}
	for i, r := range from {
		if !turns(r) || turns(to[i]) || utf8.RuneLen(r) != utf8.RuneLen(to[i]) {
			t.Errorf("%c is written %c", r, to[i])
		}
	}
}

func BenchmarkSimplified(b *testing.B) {
	const text = "亲，您的快递已经发出了，请您耐心等待，有问题随时联系我们客服"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Simplified(text)
	}
}
