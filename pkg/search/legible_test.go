package search

import "testing"

// One byte that is none of plain text is seen wherever it stands among eight, also
// behind bytes that its neighbours could borrow from.
func TestPlainEight(t *testing.T) {
	for _, other := range []byte{' ', 'a', '~', '0'} {
		for at := range 8 {
			for c := range 256 {
				b := [8]byte{other, other, other, other, other, other, other, other}
				b[at] = byte(c)
				if got, want := plainEight(string(b[:])), c >= ' ' && c < 0x7f; got != want {
					t.Errorf("% x: %t", b, got)
				}
			}
		}
	}
	for _, s := range []string{"\x7f\x1f\x20\x20\x20\x20\x20\x20", "\xff\xff\xff\xff\xff\xff\xff\xff", "\x1f\x1f\x1f\x1f\x1f\x1f\x1f\x1f", "\x00\x7fabcdef"} {
		if plainEight(s) {
			t.Errorf("% x is plain", s)
		}
	}
	for s, want := range map[string]bool{"a line\nand 中文，another\tone": true, "0123456\x7f89": false, "abcdefgh\x01": false, "日本語カナ": false} {
		if legible(s) != want {
			t.Errorf("%q: %t", s, !want)
		}
	}
}
