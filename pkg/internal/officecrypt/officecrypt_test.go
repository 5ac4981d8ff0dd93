package officecrypt

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"complain/pkg/internal/golden"
	"complain/pkg/internal/sheet"
)

func open(t testing.TB, data []byte) *File {
	t.Helper()
	w, err := Open(context.Background(), bytes.NewReader(data), int64(len(data)))
	if err != nil || w == nil {
		t.Fatalf("open: %v, %v", w, err)
	}
	return w
}

func unlock(t testing.TB, data []byte, passwords ...string) (string, bool) {
	t.Helper()
	plain, ok, err := open(t, data).Unlock(context.Background(), passwords)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain), ok
}

// locked is a workbook of testdata/office, which another program locked.
func locked(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(golden.Root(t), "testdata", "office", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestStandardOfAnotherProgram(t *testing.T) {
	data := locked(t, "wechat-words.xlsx")
	if _, ok := unlock(t, data, "482913"); ok {
		t.Error("a wrong password opens it")
	}
	got, ok := unlock(t, data, "482913", "密码 482913")
	if !ok {
		t.Fatal("the password does not open it")
	}
	book, err := sheet.OpenWorkbook(context.Background(), strings.NewReader(got), int64(len(got)), 0)
	if err != nil {
		t.Fatal(err)
	}
	rows := book.Sheet(0)
	defer rows.Close()
	if row, err := rows.Next(); err != nil || row.Cells[0].Text != "微信支付账单明细" {
		t.Errorf("%v, %v", row, err)
	}
}

// samples is the files by which msoffcrypto-tool tests itself, made by Office and
// other programs, where they lie in the samples' folder "office".
var samples = []struct{ locked, plain, password string }{
	{"example_password.xlsx", "example.xlsx", "Password1234_"},
	{"example_password.docx", "example.docx", "Password1234_"},
	{"ecma376standard_password.docx", "ecma376standard_password_plain.docx", "Password1234_"},
	{"rc4cryptoapi_password.xls", "rc4cryptoapi_password_plain.xls", "Password1234_"},
	{"xor_password_123456789012345.xls", "xor_password_123456789012345_plain.xls", "123456789012345"},
}

func TestSamples(t *testing.T) {
	dir := os.Getenv("COMPLAIN_SAMPLES")
	if dir == "" {
		t.Skip("COMPLAIN_SAMPLES is not set")
	}
	if _, err := os.Stat(filepath.Join(dir, "office")); errors.Is(err, os.ErrNotExist) {
		t.Skip("no samples of Office files")
	}
	for _, s := range samples {
		data, err := os.ReadFile(filepath.Join(dir, "office", s.locked))
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := unlock(t, data, "wrong"); ok {
			t.Errorf("%s: a wrong password opens it", s.locked)
		}
		got, ok := unlock(t, data, s.password)
		if !ok {
			t.Errorf("%s: the password does not open it", s.locked)
			continue
		}
		want, err := os.ReadFile(filepath.Join(dir, "office", s.plain))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(s.locked, "x") {
			if got != string(want) {
				t.Errorf("%s: not as it was", s.locked)
			}
			continue
		}
		if g, w := rows(t, []byte(got)), rows(t, want); g != w || g == "" {
			t.Errorf("%s: not as it was", s.locked)
		}
	}
}

// rows is the text of all rows of an .xls workbook.
func rows(t *testing.T, data []byte) string {
	t.Helper()
	b, err := sheet.OpenBIFF(context.Background(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for i := range 1 {
		page := b.Sheet(i)
		for {
			row, err := page.Next()
			if err != nil {
				break
			}
			out.WriteString(row.Raw + "\n")
		}
	}
	return out.String()
}

// sameRecords compares streams but for the mark of the password.
func sameRecords(t *testing.T, got, want []byte) bool {
	t.Helper()
	list := func(data []byte) (out []string) {
		records(data, func(id uint16, from, to int) bool {
			if id != 0 && id != recFilePass {
				out = append(out, fmt.Sprintf("%#x %x", id, data[from:to]))
			}
			return true
		})
		return out
	}
	g, w := list(got), list(want)
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Logf("record %d: got %.200s, want %.200s", i, g[i], w[i])
			return false
		}
	}
	return len(g) > 10 && len(g) <= len(w)
}

// agileOf encrypts as the specification says, to be read back. A file that
// Office made is among the samples.
func agileOf(t testing.TB, plain []byte, password string, spins int) (info, data []byte) {
	t.Helper()
	salt, keySalt, secret := []byte("0123456789abcdef"), []byte("fedcba9876543210"), bytes.Repeat([]byte{7}, 32)
	hash := func(parts ...[]byte) []byte { s := sha512.Sum512(bytes.Join(parts, nil)); return s[:] }
	encrypt := func(key, iv, p []byte) []byte {
		b, err := aes.NewCipher(key)
		if err != nil {
			t.Fatal(err)
		}
		out := append(bytes.Clone(p), make([]byte, (16-len(p)%16)%16)...)
		cipher.NewCBCEncrypter(b, iv[:16]).CryptBlocks(out, out)
		return out
	}
	le := func(n int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(n)) }
	sum := hash(salt, utf16le(password))
	for i := range spins {
		sum = hash(le(i), sum)
	}
	verifier := []byte("sixteen letters.")
	sealed := func(purpose [8]byte, p []byte) string {
		return base64.StdEncoding.EncodeToString(encrypt(hash(sum, purpose[:])[:32], salt, p))
	}
	info = fmt.Appendf(nil, `<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="%s">`+
		`<keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="%s"/>`+
		`<keyEncryptors><keyEncryptor><p:encryptedKey spinCount="%d" saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" `+
		`cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="%s" encryptedVerifierHashInput="%s" encryptedVerifierHashValue="%s" encryptedKeyValue="%s"/>`+
		`</keyEncryptor></keyEncryptors></encryption>`, passwordNS, base64.StdEncoding.EncodeToString(keySalt), spins, base64.StdEncoding.EncodeToString(salt),
		sealed(forVerifier, verifier), sealed(forVerifierHash, hash(verifier)), sealed(forKeyValue, secret))
	data = binary.LittleEndian.AppendUint64(nil, uint64(len(plain)))
	for i := 0; i*4096 < len(plain); i++ {
		data = append(data, encrypt(secret, hash(keySalt, le(i)), plain[i*4096:min((i+1)*4096, len(plain))])...)
	}
	return info, data
}

func TestAgile(t *testing.T) {
	plain := bytes.Repeat([]byte("交易时间,金额\n"), 1000)
	info, data := agileOf(t, plain, "482913", 1000)
	l, err := readAgile(info)
	if err != nil {
		t.Fatal(err)
	}
	w := &File{data, l}
	if _, ok, err := w.Unlock(context.Background(), []string{"48291", ""}); ok || err != nil {
		t.Errorf("a wrong password: %t, %v", ok, err)
	}
	got, ok, err := w.Unlock(context.Background(), []string{"482913"})
	if !ok || err != nil || !bytes.Equal(got, plain) {
		t.Errorf("%t, %v, %d bytes", ok, err, len(got))
	}
	for _, c := range []struct {
		old, new string
		want     error
	}{
		{`spinCount="1000"`, `spinCount="1000001"`, ErrUnknown},
		{`spinCount="1000"`, `spinCount="-1"`, ErrUnknown},
		{`cipherAlgorithm="AES"`, `cipherAlgorithm="DES"`, ErrUnknown},
		{`keyBits="256"`, `keyBits="512"`, ErrUnknown},
		{`saltValue="`, `saltValue="*`, ErrDamaged},
		{passwordNS + `">`, `other">`, ErrUnknown},
		{`encryptedKeyValue="`, `x="`, ErrDamaged},
		{`</encryption>`, ``, ErrDamaged},
	} {
		if _, err := readAgile([]byte(strings.Replace(string(info), c.old, c.new, 1))); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.new, err, c.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := w.Unlock(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestUnknownWays(t *testing.T) {
	for _, c := range []struct {
		pass string
		want error
	}{
		{"", ErrDamaged},
		{"\x01\x00\x01\x00\x01\x00", ErrUnknown},
		{"\x02\x00\x01\x00\x01\x00", ErrUnknown},
		{"\x01\x00\x04\x00\x02\x00\x00\x00", ErrDamaged},
		{"\x01\x00\x04\x00\x02\x00\x00\x00\x00\x00\xff\xff\xff\xff" + strings.Repeat("\x00", 100), ErrDamaged},
	} {
		if _, err := lockOf([]byte(c.pass)); !errors.Is(err, c.want) {
			t.Errorf("%x: %v, want %v", c.pass, err, c.want)
		}
	}
	for _, other := range []string{"", "PK\x03\x04", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)} {
		if w, err := Open(context.Background(), strings.NewReader(other), int64(len(other))); w != nil || err != nil {
			t.Errorf("%.4q: %v, %v", other, w, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(locked(f, "wechat.xlsx"))
	f.Fuzz(func(t *testing.T, data []byte) {
		w, err := Open(context.Background(), bytes.NewReader(data), int64(len(data)))
		if err == nil && w != nil {
			_, _, _ = w.Unlock(context.Background(), []string{"482913"})
		}
	})
}

func FuzzLocks(f *testing.F) {
	info, data := agileOf(f, []byte("plain"), "1", 10)
	f.Add(info, data)
	f.Add([]byte{1, 0, 1, 0, 1, 0}, book([]byte{0, 0, 1, 2, 3, 4}))
	f.Fuzz(func(t *testing.T, info, data []byte) {
		for _, read := range []func([]byte) (lock, error){readAgile, readStandard, lockOf} {
			l, err := read(info)
			if a, ok := l.(agile); err != nil || ok && a.spins > 1000 {
				continue
			}
			_, _, _ = (&File{bytes.Clone(data), l}).Unlock(context.Background(), []string{"1"})
		}
		if pass, ok := filePass(data); ok && len(pass) > len(data) {
			t.Error("FilePass is longer than the stream")
		}
	})
}
