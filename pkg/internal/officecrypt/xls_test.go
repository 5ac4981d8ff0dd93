package officecrypt

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"encoding/binary"
	"math/bits"
	"strings"
	"testing"
)

// book is a workbook's stream that begins with FilePass, and where its content
// lies that is to be encrypted.
func book(filePass []byte) []byte {
	var out []byte
	put := func(id uint16, content []byte) {
		out = binary.LittleEndian.AppendUint16(out, id)
		out = append(binary.LittleEndian.AppendUint16(out, uint16(len(content))), content...)
	}
	put(recBOF, []byte{0, 6, 5, 0, 1, 2, 3, 4, 0, 0, 0, 0, 6, 0, 0, 0})
	put(recFilePass, filePass)
	put(0x00e1, []byte{0xb0, 4})
	put(recBoundSheet, []byte{1, 2, 3, 4, 0, 0, 1, 0, 'S'})
	for i := range 30 {
		put(0x00fc, bytes.Repeat([]byte{byte(i)}, 100))
	}
	put(0x000a, nil)
	return out
}

// sealed is where the encrypted bytes of a stream lie; start and end are those of
// the record.
func sealed(data []byte, do func(at, start, end int)) {
	records(data, func(id uint16, from, to int) bool {
		switch id {
		case recBOF, recFilePass, 0x00e1:
			return true
		}
		for at := from; at < to; at++ {
			if id != recBoundSheet || at >= from+4 {
				do(at, from, to)
			}
		}
		return true
	})
}

func checkBook(t *testing.T, data, want []byte, password string) {
	t.Helper()
	pass, ok := filePass(data)
	if !ok {
		t.Fatal("no FilePass")
	}
	l, err := lockOf(pass)
	if err != nil {
		t.Fatal(err)
	}
	w := &File{data, l}
	if _, ok, err := w.Unlock(context.Background(), []string{password + "x", "", strings.Repeat("x", 99)}); ok || err != nil {
		t.Errorf("a wrong password: %t, %v", ok, err)
	}
	got, ok, err := w.Unlock(context.Background(), []string{password})
	if !ok || err != nil || !sameRecords(t, got, want) {
		t.Errorf("%q: %t, %v", password, ok, err)
	}
}

func TestRC4(t *testing.T) {
	salt, verifier := []byte("salt of sixteen."), []byte("what is verified")
	crypt := func(key func(int) []byte, head []byte, sum []byte) []byte {
		c, err := rc4.NewCipher(key(0))
		if err != nil {
			t.Fatal(err)
		}
		v := append(bytes.Clone(verifier), sum...)
		c.XORKeyStream(v, v)
		if len(sum) == sha1.Size { // the length of the hash stands before it
			v = append(append(bytes.Clone(v[:16]), 20, 0, 0, 0), v[16:]...)
		}
		data := book(append(head, v...))
		for block := 0; block*1024 < len(data); block++ {
			c, err := rc4.NewCipher(key(block))
			if err != nil {
				t.Fatal(err)
			}
			mask := make([]byte, 1024)
			c.XORKeyStream(mask, mask)
			sealed(data, func(at, _, _ int) {
				if at/1024 == block {
					data[at] ^= mask[at%1024]
				}
			})
		}
		return data
	}
	md := md5.Sum(verifier)
	checkBook(t, crypt(keysMD5("密码1", salt), append([]byte{1, 0, 1, 0, 1, 0}, salt...), md[:]), book(make([]byte, 54)), "密码1")
	sha := sha1.Sum(verifier)
	for _, bits := range []uint32{40, 128} {
		head := []byte{1, 0, 4, 0, 2, 0, 4, 0, 0, 0, 32, 0, 0, 0}
		for _, v := range []uint32{4, 0, algRC4, hashSHA1, bits, 1, 0, 0, 16} {
			head = binary.LittleEndian.AppendUint32(head, v)
		}
		checkBook(t, crypt(keysSHA1(int(bits))("482913", salt), append(head, salt...), sha[:]), book(make([]byte, 106)), "482913")
	}
}

func TestObfuscation(t *testing.T) {
	for _, password := range []string{"1", "48", "482913", "abcdefgh", "123456789012345", "密码"} {
		p := []byte(password)
		if password == "密码" {
			p = []byte{0xc3, 0xdc, 0xc2, 0xeb}
		}
		key := xorKey(p)
		mask := xorMask(p, key)
		head := binary.LittleEndian.AppendUint16([]byte{0, 0}, key)
		data := book(binary.LittleEndian.AppendUint16(head, xorVerifier(p)))
		want := bytes.Clone(data)
		sealed(data, func(at, start, end int) {
			data[at] = bits.RotateLeft8(data[at], 5) ^ mask[(end+at-start)%16]
		})
		checkBook(t, data, want, password)
	}
	// The specification's own pair, which is also Excel's default password.
	if v := xorVerifier([]byte(everyone)); v != 0x9a0a {
		t.Errorf("verifier %#x", v)
	}
}
