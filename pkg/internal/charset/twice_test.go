package charset

import (
	"testing"

	"golang.org/x/text/encoding/charmap"
)

func TestTwice(t *testing.T) {
	latin := func(s string) string {
		var out []rune
		for _, b := range []byte(s) {
			r := charmap.Windows1252.DecodeByte(b)
			if r == 0xFFFD {
				r = rune(b)
			}
			out = append(out, r)
		}
		return string(out)
	}
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"windows-1252", latin("退款金额：你好，我们会退款给您") + " 59.90", true},
		{"GBK", "璁㈠崟缂栧彿锛�4316208857锛屽晢瀹跺悓鎰忛��娆句笁鍗佸厓锛岃�峰敖蹇�澶勭悊锛岃阿璋㈡偍鐨勮�愬績绛夊緟銆�", true},
		{"Chinese", "退款金额：你好，我们会退款给您 59.90 元", false},
		{"German", "Für die Lampe wurden 59,90 € überwiesen. Die Rückgabe läuft.", false},
		{"French", "Déjà remboursé à l'été, café crème où naïf", false},
		{"Japanese", "注文の合計は千二百八十円です。ありがとうございます", false},
		{"ASCII", "nothing here", false},
	} {
		stands, meant, ok := Twice(c.text)
		if ok != c.want {
			t.Errorf("%s: %q for %q, %v", c.name, meant, stands, ok)
		}
	}
}
