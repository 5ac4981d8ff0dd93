package charset

import (
	"bytes"
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// A line is the same whether it is decoded alone or with the decoder that many
// lines share.
func TestSharedDecoder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	lines := [][]byte{[]byte("\xd6\xa7\xb8\xb6\xb1\xa6"), []byte("\xd6"), []byte("\x81\x30\x81\x30\xff\xff"), []byte("\x95\x32\x82\x36 \x80\xfe\xfe")}
	for range 2000 {
		line := make([]byte, random.IntN(40))
		for i := range line {
			line[i] = byte(random.IntN(256))
		}
		lines = append(lines, bytes.ReplaceAll(bytes.ReplaceAll(line, []byte("\n"), nil), []byte("\r"), nil))
	}
	l := NewLines(context.Background(), strings.NewReader(""), nil)
	for _, line := range lines {
		want := GB18030.Decode(line)
		got, broken := l.gb18030(line)
		if got != want || broken != strings.ContainsRune(want, utf8.RuneError) {
			t.Fatalf("%x: %q, %t, want %q", line, got, broken, want)
		}
	}
}
