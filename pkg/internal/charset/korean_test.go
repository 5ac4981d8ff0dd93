package charset

import (
	"context"
	"encoding/binary"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestSevenBits reads text that changes its characters by escape sequences, as programs
// of other makers write it.
func TestSevenBits(t *testing.T) {
	for _, c := range []struct {
		raw, want string
		e         Encoding
	}{
		{"\x1b$)C\x0e1hGQ1f\x0f 10:01\n\x0eGXGW=E9_\x0f 10:03\n", "김한길 10:01\n해항신발 10:03\n", ISO2022KR},
		{"\x1b$)A\x0eP!Bz\x0f ok\n", "小满 ok\n", ISO2022CN},
		{"\x1b$B$\"\x1b(B\n", "あ\n", ISO2022JP},
	} {
		if e, _, _ := Detect([]byte(c.raw)); e != c.e {
			t.Errorf("%q is %s, want %s", c.raw, e, c.e)
		}
		if got := c.e.Decode([]byte(c.raw)); got != c.want {
			t.Errorf("%q reads %q, want %q", c.raw, got, c.want)
		}
	}
	if e, _, _ := Detect([]byte("\x1b$)C without shift")); e != UTF8 {
		t.Errorf("no shift out: %s", e)
	}
}

// TestJohab reads syllables, signs and ideographs of the code page 1361.
func TestJohab(t *testing.T) {
	for raw, want := range map[string]string{
		"\x8b\xb1\xd0e\x8b\xa9 A": "김한길 A",
		"\xa4\x96\xd0\x85":        "뱄핸",
		"\xd9\x31":                "\u3000",
		"\xe0\x31":                "伽",
		"\x84":                    "\ufffd",
	} {
		if got := Johab.Decode([]byte(raw)); got != want {
			t.Errorf("%q reads %q, want %q", raw, got, want)
		}
	}
}

// TestUTF32 reads lines in four bytes a character, with and without a mark, and knows
// numbers that are none.
func TestUTF32(t *testing.T) {
	text := "小满 10:01\n\u0a0a\n云栖数码 😀 \u0a05\n"
	for _, e := range []Encoding{UTF32LE, UTF32BE, UTF16LE, UTF16BE} {
		for _, mark := range []string{"", "\ufeff"} {
			raw, err := wideEncodings[e].NewEncoder().String(mark + text)
			if err != nil {
				t.Fatal(err)
			}
			found, bom, _ := Detect([]byte(raw))
			if e.unit() == 4 && found != e || mark != "" && bom != e.unit() {
				t.Errorf("%s with mark %q is %s, mark %d", e, mark, found, bom)
			}
			if mark == "" && e.unit() == 2 {
				continue
			}
			lines, got := NewLinesIn(context.Background(), strings.NewReader(raw), []byte(raw), e), ""
			for {
				l, err := lines.Next()
				if err == io.EOF {
					break
				}
				got += l.Text + "\n"
			}
			if got != text {
				t.Errorf("%s with mark %q reads %q", e, mark, got)
			}
		}
	}
	var numbers []byte
	for n := range uint32(40) {
		numbers = binary.LittleEndian.AppendUint32(numbers, n)
	}
	if e, _, _ := Detect(numbers); e == UTF32LE {
		t.Error("numbers are text")
	}
}

// TestTakenForWestern finds text of another encoding that was taken for windows-1252.
func TestTakenForWestern(t *testing.T) {
	for _, c := range []struct {
		e    Encoding
		text string
	}{
		{GB18030, "鞋子坏了，请退款\n亲，请发照片给我们看一下\n好的，给您退二十元"},
		{"windows-1251", "Привет, верните деньги пожалуйста\nХорошо, пришлите фотографию"},
		{"euc-kr", "신발이 찢어졌어요 환불해 주세요\n사진을 보내 주세요 감사합니다"},
	} {
		raw, err := Labelled(string(c.e)).NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if _, meant, ok := Twice(Western.Decode([]byte(raw))); !ok || !strings.Contains(c.text, meant) {
			t.Errorf("%s: %q %t", c.e, meant, ok)
		}
	}
	for _, text := range []string{
		"Zoé: La chaussure est déchirée, où est-ce abîmé ? Ça ne va pas, à bientôt, très déçue, créée, crééé",
		"Größe, Füße, Übergröße, ÄÖÜ äöüß ÄÖÜÄÖÜ",
		"Đôi giày bị rách, xin hoàn tiền cho tôi",
	} {
		if s, m, ok := Twice(text); ok {
			t.Errorf("%q: %q for %q", text, s, m)
		}
	}
	if !utf8.ValidString(Western.Decode([]byte{0x81})) {
		t.Error("not valid")
	}
}
