package charset

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"complain/pkg/internal/golden"
)

// texts are lines as people write them, each in the encodings of its language.
var texts = []struct {
	text      string
	encodings []Encoding
	certain   bool
}{
	{"2026-03-01 20:15:09 张三: 您好，这个耳机收到就是坏的，我要退款\n2026-03-01 20:16:11 客服: 亲，请问有什么问题吗？", []Encoding{GB18030}, true},
	{"交易时间,交易分类,交易对方,金额\n2026-03-01,日用百货,竹里文具旗舰店,12.80", []Encoding{GB18030}, true},
	{"好的", []Encoding{GB18030}, true},
	{"2026/03/01 林先生: 這個耳機收到的時候就壞了，請問可以退款嗎？\n客服: 您好，請提供訂單編號", []Encoding{"big5"}, false},
	{"2026/03/01 田中: 届いたイヤホンが壊れていました。返金してください。\nお客様: 申し訳ございません", []Encoding{"shift_jis", "euc-jp"}, false},
	{"2026-03-01 김민수: 받은 이어폰이 고장났어요. 환불해 주세요.\n상담원: 주문 번호를 알려 주세요", []Encoding{"euc-kr"}, false},
	{"01.03.2026 Иван: Наушники пришли сломанными, верните деньги.\nПродавец: Пришлите номер заказа", []Encoding{"windows-1251", "koi8-r"}, false},
	{"01/03/2026 Hélène: Le casque reçu était cassé, je demande un remboursement\nVendeur: Où est-ce arrivé, s'il vous plaît ?", []Encoding{Western}, false},
	{"01.03.2026 Łukasz: Słuchawki były uszkodzone, proszę o zwrot pieniędzy\nSklep: Proszę podać numer zamówienia", []Encoding{"windows-1250"}, false},
	{"Datum;Empfänger;Betrag\n01.03.2026;Müller & Söhne, Straße 3;12,80 €", []Encoding{Western}, true},
	{"\"Account Balance:\",\"£1,895.50\"\n\"14 Mar 2026\",\"£129.99\",\"£870.01\"", []Encoding{Western}, true},
	{"01/03/2026 Ayşe: Gelen kulaklık bozuktu, iade istiyorum\nSatıcı: Sipariş numaranızı yazın", []Encoding{"windows-1254"}, false},
	{"01/03/2026 Νίκος: Τα ακουστικά ήρθαν χαλασμένα, θέλω τα χρήματά μου", []Encoding{"windows-1253"}, false},
}

// What is certain is right, and what is not is among the candidates with its own
// line: as the first, but for the Western ones, which read each other's texts well.
func TestJudge(t *testing.T) {
	for _, c := range texts {
		for _, e := range c.encodings {
			p, err := Labelled(string(e)).NewEncoder().Bytes([]byte(c.text))
			if err != nil {
				t.Fatal(e, err)
			}
			got, certain := Judge(p)
			if certain != c.certain || certain && got != e {
				t.Errorf("%s %.20q: %s, certain %t", e, c.text, got, certain)
			}
			if certain {
				continue
			}
			if s := share(GB18030.Decode(p), simplified); s > plainly/2 {
				t.Errorf("%s %.20q: %.2f of it is frequent in Chinese", e, c.text, s)
			}
			found := Candidates(p)
			at := -1
			for i, f := range found {
				if f.Encoding == e {
					at = i
				}
			}
			first, _, _ := strings.Cut(c.text, "\n")
			if at < 0 || at > 3 || at > 0 && !strings.HasPrefix(string(e), "windows-") || !strings.Contains(strings.Join(strings.Fields(first), " "), found[at].Line) {
				t.Errorf("%s is candidate %d of %q", e, at, found)
			}
		}
	}
}

// The Chinese fixtures that are no UTF-8 are certain, and nothing is near the limit.
func TestJudgeFixtures(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(filepath.Join(golden.Root(t), "testdata", "import"), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasPrefix(d.Name(), "input") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if e, _, _ := Detect(data); e != GB18030 || !strings.Contains(".csv.txt.html.htm.eml", filepath.Ext(path)) {
			return nil
		}
		seen++
		e, certain := Judge(data)
		if s := share(GB18030.Decode(data), simplified); e == GB18030 && (!certain && s > plainly/2 || certain && s < 1.5*plainly) {
			t.Errorf("%s: %t with %.2f", path, certain, s)
		}
		return nil
	})
	if err != nil || seen == 0 {
		t.Fatal(seen, err)
	}
}

func TestMostlyUTF8(t *testing.T) {
	damaged := []byte(strings.Repeat("退款给我", 5) + "\xff" + "好的")
	if e, certain := Judge(damaged); e != UTF8 || !certain {
		t.Errorf("one damaged byte makes it %s", e)
	}
	gbk, _ := simplifiedchinese.GBK.NewEncoder().Bytes([]byte("退款给我好的"))
	if e, _ := Judge(bytes.Repeat(gbk, 3)); e != GB18030 {
		t.Errorf("GBK is %s", e)
	}
}

// Tables that banks write.
func TestJudgeTables(t *testing.T) {
	for text, want := range map[string]Encoding{
		"W\xe4hrung;Geb\xfchr":                              Western,
		"\xbd\xbb\xd2\xd7\xca\xb1\xbc\xe4,\xc9\xcc\xc6\xb7": GB18030, // 交易时间,商品
		"\xd6\xec\xe9F,\xbd\xf0\xb6\xee,\xca\xd5,":          GB18030, // 朱镕: the second half of 镕 is an F
		"Währung": UTF8,
	} {
		if got, certain := Judge([]byte(text)); got != want || !certain {
			t.Errorf("%q is %s, %t, want %s", text, got, certain, want)
		}
	}
}

func TestParse(t *testing.T) {
	for label, want := range map[string]Encoding{
		"GBK": GB18030, "gb2312": GB18030, "Big5": "big5", "cp950": "big5", "sjis": "shift_jis", "Shift_JIS": "shift_jis", "cp949": "euc-kr",
		"latin1": Western, "koi8-r": "koi8-r", "UTF-16LE": UTF16LE, "utf-16be": UTF16BE, "utf8": UTF8, "1252": "", "": "", "klingon": "",
	} {
		if got, ok := Parse(label); got != want || ok != (want != "") {
			t.Errorf("%q: %q", label, got)
		}
	}
}

func FuzzJudge(f *testing.F) {
	f.Add([]byte("\xd6\xa7\xb8\xb6"))
	f.Add([]byte("\x82\xb1\x82\xf1"))
	f.Fuzz(func(t *testing.T, p []byte) {
		Judge(p)
		for _, c := range Candidates(p) {
			if len([]rune(c.Line)) > maxLine || strings.Contains(c.Line, "\n") {
				t.Fatalf("%q", c.Line)
			}
		}
	})
}
