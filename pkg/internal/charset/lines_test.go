package charset

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func encode(t *testing.T, e Encoding, text string) []byte {
	t.Helper()
	var (
		p   []byte
		err error
	)
	switch e {
	case UTF8:
		return []byte(text)
	case GB18030:
		p, err = simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	case UTF16LE:
		p, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(text))
	case UTF16BE:
		p, err = unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(text))
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestLinesInEveryEncoding(t *testing.T) {
	// U+0A0A and U+4E0A hold the byte of a line feed in UTF-16.
	want := []string{"交易时间,金额", "上衣 ਊ,128.00", "", "末行没有换行"}
	for _, e := range []Encoding{UTF8, GB18030, UTF16LE, UTF16BE} {
		for _, end := range []string{"\n", "\r\n"} {
			data := encode(t, e, strings.Join(want, end))
			var got []string
			var next int64
			lines := NewLines(context.Background(), bytes.NewReader(data), data)
			for {
				l, err := lines.Next()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				if l.Offset != next || l.Broken || l.Number != len(got)+1 {
					t.Errorf("%s: line %+v, want offset %d", e, l, next)
				}
				next = l.Offset + l.Length
				got = append(got, l.Text)
			}
			if next != int64(len(data)) {
				t.Errorf("%s: lines cover %d of %d bytes", e, next, len(data))
			}
			if strings.Join(got, "|") != strings.Join(want, "|") {
				t.Errorf("%s: %q, want %q", e, got, want)
			}
		}
	}
}

func TestLateGB18030(t *testing.T) {
	text := strings.Repeat("plain line\n", 10) + "退款\n"
	data := encode(t, GB18030, text)
	lines := NewLines(context.Background(), bytes.NewReader(data), data[:20])
	var last string
	for {
		l, err := lines.Next()
		if err == io.EOF {
			break
		}
		last = l.Text
	}
	if last != "退款" {
		t.Errorf("last line %q", last)
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		name string
		head []byte
		want Encoding
	}{
		{"empty", nil, UTF8},
		{"mark", []byte("\xef\xbb\xbfa"), UTF8},
		{"cut inside a character", []byte("退款")[:5], UTF8},
		{"gbk", encode(t, GB18030, "支付宝"), GB18030},
		{"utf-16 without a mark", encode(t, UTF16LE, "ab\n")[2:], UTF16LE},
		{"png", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x01"), Binary},
	} {
		if got, _, _ := Detect(c.head); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestLinesOfOldMac(t *testing.T) {
	for text, want := range map[string]string{"a\rb\r": "a|b", "a\rb": "a|b.", "a\r": "a.", "a\rb\nc\rd": "a\rb|c\rd."} {
		lines := NewLines(context.Background(), strings.NewReader(text), []byte(text))
		var got []string
		for {
			l, err := lines.Next()
			if err != nil {
				break
			}
			if !l.Ended {
				l.Text += "."
			}
			got = append(got, l.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q is %q, want %s", text, got, want)
		}
	}
}

func TestPairs(t *testing.T) {
	for text, want := range map[string][2]int{"Caf\xe9 M\xfcller": {0, 2}, "\xd6\xf1\xc0\xef, \xb1\xca.": {2, 0}, "a": {0, 0}, "\xe9": {0, 0}} {
		if even, odd := Pairs([]byte(text)); even != want[0] || odd != want[1] {
			t.Errorf("%q has %d and %d, want %v", text, even, odd, want)
		}
	}
}

func TestLongLine(t *testing.T) {
	data := bytes.Repeat([]byte("x"), MaxLine+10)
	_, err := NewLines(context.Background(), bytes.NewReader(data), data[:100]).Next()
	if !errors.Is(err, ErrLongLine) {
		t.Errorf("got %v", err)
	}
}

func FuzzLines(f *testing.F) {
	f.Add([]byte("a\r\nb"))
	f.Add([]byte("\xff\xfea\x00\n\x00"))
	f.Add([]byte("\xd6\xa7\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		lines := NewLines(context.Background(), bytes.NewReader(data), data[:min(len(data), 64)])
		var next int64
		for {
			l, err := lines.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				return
			}
			if l.Offset != next {
				t.Fatalf("line %d starts at %d, not %d", l.Number, l.Offset, next)
			}
			next += l.Length
		}
		if next != int64(len(data)) {
			t.Fatalf("lines cover %d of %d bytes", next, len(data))
		}
	})
}
