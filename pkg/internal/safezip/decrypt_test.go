package safezip

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"crypto/aes"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"complain/pkg/internal/golden"
)

// secret is an encrypted item of an archive built for a test.
type secret struct {
	name, data, password string
	aes                  int // 1, 2 or 3 for 128, 192 or 256 bits; 0 for ZipCrypto
	ae1                  bool
	stored               bool
	method               uint16 // beneath, when it is neither stored nor deflated
	descriptor           bool
	spoil                bool // a byte of the content is changed afterwards
}

// clock is the items' time of day as archives hold it: its high byte checks a
// password where the checksum comes later.
const clock = 0x4321

func encrypted(t testing.TB, items ...secret) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, it := range items {
		method, content := uint16(zip.Store), []byte(it.data)
		if !it.stored {
			method, content = zip.Deflate, deflated(t, it.data)
		}
		if it.method != 0 {
			method = it.method
		}
		h := &zip.FileHeader{Name: it.name, Flags: 1, Method: method, CRC32: crc32.ChecksumIEEE([]byte(it.data))}
		//lint:ignore SA1019 CreateRaw writes no other field of the time
		h.ModifiedTime = clock
		if it.descriptor {
			h.Flags |= dataDescriptor
		}
		var stored []byte
		if it.aes == 0 {
			check := byte(h.CRC32 >> 24)
			if it.descriptor {
				check = byte(clock >> 8)
			}
			stored = zipCrypted(it.password, append([]byte("elevenbytes"), check), content)
		} else {
			version := uint16(2)
			if it.ae1 {
				version = 1
			} else {
				h.CRC32 = 0
			}
			h.Method = methodWinZip
			h.Extra = binary.LittleEndian.AppendUint16([]byte{0x01, 0x99, 7, 0}, version)
			h.Extra = binary.LittleEndian.AppendUint16(append(h.Extra, 'A', 'E', byte(it.aes)), method)
			stored = winZipped(t, it.password, 8+8*it.aes, content)
		}
		if it.spoil {
			stored[len(stored)-len(content)/2-winZipMAC] ^= 1
		}
		h.CompressedSize64, h.UncompressedSize64 = uint64(len(stored)), uint64(len(it.data))
		f, err := w.CreateRaw(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(stored); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func deflated(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipCrypted(password string, parts ...[]byte) []byte {
	d := &zipCryptoReader{keys: [3]uint32{0x12345678, 0x23456789, 0x34567890}}
	for _, c := range []byte(password) {
		d.update(c)
	}
	out := bytes.Join(parts, nil)
	for i, c := range out {
		k := d.keys[2] | 2
		out[i] = c ^ byte((k*(k^1))>>8)
		d.update(c)
	}
	return out
}

func winZipped(t testing.TB, password string, key int, content []byte) []byte {
	t.Helper()
	salt := []byte("a salt of up to 16 bytes")[:key/2]
	keys, err := pbkdf2.Key(sha1.New, password, salt, 1000, 2*key+2)
	if err != nil {
		t.Fatal(err)
	}
	block, err := aes.NewCipher(keys[:key])
	if err != nil {
		t.Fatal(err)
	}
	out := bytes.Clone(content)
	var counter, pad [16]byte
	for i := range out {
		if i%16 == 0 {
			binary.LittleEndian.PutUint64(counter[:], uint64(i/16+1))
			block.Encrypt(pad[:], counter[:])
		}
		out[i] ^= pad[i%16]
	}
	mac := hmac.New(sha1.New, keys[key:2*key])
	mac.Write(out)
	return bytes.Join([][]byte{salt, keys[2*key:], out, mac.Sum(nil)[:10]}, nil)
}

func unlock(t testing.TB, a *Archive, passwords ...string) (locked, sealed int) {
	t.Helper()
	locked, sealed, err := a.Unlock(context.Background(), passwords)
	if err != nil {
		t.Fatal(err)
	}
	return locked, sealed
}

func TestUnlock(t *testing.T) {
	text := strings.Repeat("2026-03-05 14:03:22,支付宝,128.00\n", 300)
	tests := map[string]secret{
		"zipcrypto":            {},
		"zipcrypto descriptor": {descriptor: true},
		"zipcrypto stored":     {stored: true},
		"aes-128 ae-2":         {aes: 1},
		"aes-192 ae-2":         {aes: 2},
		"aes-256 ae-2":         {aes: 3},
		"aes-256 ae-1":         {aes: 3, ae1: true},
		"aes-256 stored":       {aes: 3, stored: true},
	}
	for name, it := range tests {
		it.name, it.data, it.password = "bill.csv", text, "482913"
		a := open(t, encrypted(t, it))
		if locked, sealed := unlock(t, a, "000000", "", "482912"); locked != 1 || sealed != 0 {
			t.Errorf("%s: %d locked, %d sealed with wrong passwords", name, locked, sealed)
		}
		if _, err := read(a, 0); !errors.Is(err, ErrEncrypted) {
			t.Errorf("%s: read while locked: %v", name, err)
		}
		if locked, _ := unlock(t, a, "000000", "482913"); locked != 0 {
			t.Errorf("%s: locked to its password", name)
		}
		if got, err := read(a, 0); got != text || err != nil {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
}

// One of 256 wrong passwords passes the older format's check; none opens it.
func TestNoWrongPasswordOpens(t *testing.T) {
	a := open(t, encrypted(t, secret{name: "a", data: strings.Repeat("words ", 20), password: "right"},
		secret{name: "b", data: "x", password: "right", stored: true}))
	passed := 0
	for i := range 3000 {
		p := "wrong" + string(rune('a'+i%26)) + strings.Repeat("!", i/26%40) + string(rune('0'+i/1040))
		if ok, _ := a.Entries[0].fits([]byte(p)); ok {
			passed++
		}
		if locked, _ := unlock(t, a, p); locked != 2 {
			t.Fatalf("%q opens it", p)
		}
	}
	if passed == 0 {
		t.Error("no wrong password passed the check: the test proves nothing")
	}
}

func TestSeveralPasswords(t *testing.T) {
	gbk := "\xbf\xda\xc1\xee" // 口令
	a := open(t, encrypted(t,
		secret{name: "a", data: "1", password: "one"}, secret{name: "b", data: "2", password: "two", aes: 3},
		secret{name: "c", data: "3", password: gbk}, secret{name: "d", data: "4", password: "口令", aes: 3},
		secret{name: "__MACOSX/._a", data: "5", password: "lost"}))
	if locked, _ := unlock(t, a, "one", "two"); locked != 2 {
		t.Errorf("%d locked", locked)
	}
	if locked, _ := unlock(t, a, "two", "口令", "one"); locked != 0 {
		t.Errorf("%d locked", locked)
	}
	for i, want := range []string{"1", "2", "3", "4"} {
		if got, err := read(a, i); got != want || err != nil {
			t.Errorf("%d: %q, %v", i, got, err)
		}
	}
}

func TestEncryptedDamage(t *testing.T) {
	text := strings.Repeat("words and more ", 200)
	for _, it := range []secret{{aes: 3}, {aes: 3, stored: true}, {aes: 1, ae1: true}} {
		it.name, it.data, it.password, it.spoil = "a", text, "p", true
		a := open(t, encrypted(t, it))
		if locked, _ := unlock(t, a, "p"); locked != 0 {
			t.Errorf("%+v: the password is not believed", it)
		}
		if got, err := read(a, 0); !errors.Is(err, ErrDamaged) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
	}
	// Without a signature, damage and a wrong password look the same.
	a := open(t, encrypted(t, secret{name: "a", data: text, password: "p", spoil: true}))
	if locked, _ := unlock(t, a, "p"); locked != 1 {
		t.Error("a damaged entry opened")
	}
	// Too short to hold what every encrypted entry begins with.
	for _, it := range []secret{{aes: 3}, {}} {
		it.name, it.data, it.password = "a", "x", "p"
		data := encrypted(t, it)
		a := open(t, patch(t, data, 0, 20, []byte{3, 0, 0, 0}))
		if locked, _ := unlock(t, a, "p"); locked != 1 {
			t.Error("three bytes opened")
		}
	}
}

// What comes out is counted for encrypted entries too, and an entry too large
// to read is told from one with another password.
func TestEncryptedLimits(t *testing.T) {
	limits := Limits{Entries: 10, Entry: 4000, Total: 6000, Ratio: 20, RatioFree: 1000}
	for _, it := range []secret{{aes: 3}, {}} {
		it.name, it.data, it.password = "a", strings.Repeat("a", 3500), "p"
		data := encrypted(t, it)
		a, err := OpenWithin(limits, bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		if locked, _ := unlock(t, a, "p"); locked != 0 {
			t.Error("locked")
		}
		var limit *LimitError
		if _, err := read(a, 0); !errors.As(err, &limit) || limit.What != "ratio" {
			t.Errorf("%v", err)
		}
	}
}

func TestSealed(t *testing.T) {
	data := encrypted(t, secret{name: "a", data: "x", password: "p"}, secret{name: "b", data: "x", password: "p", aes: 3},
		secret{name: "c", data: "x", password: "p", method: 14})
	data = patch(t, data, 0, 8, []byte{1 | strongEncryption}) // PKWARE's later encryption
	data = bytes.ReplaceAll(data, []byte("AE\x03"), []byte("AE\x09"))
	a := open(t, data)
	if locked, sealed := unlock(t, a, "p"); locked != 0 || sealed != 2 {
		t.Errorf("%d locked, %d sealed", locked, sealed)
	}
	if _, err := read(a, 1); !errors.Is(err, ErrEncrypted) {
		t.Error(err)
	}
	if _, err := read(a, 2); !errors.Is(err, ErrMethod) {
		t.Error(err)
	}
}

// The archives of testdata/zip were made by other programs.
func TestForeignArchives(t *testing.T) {
	for name, want := range map[string][3]string{
		"zipcrypto-gbk.zip": {"260401", "支付宝交易明细(20260301-20260331).csv", "alipay/app-v2/input.csv"},
		"aes256.zip":        {"482913", "微信支付账单流水文件(20260301-20260331).xlsx", "wechatpay/xlsx-2025/input.xlsx"},
		"mixed.zip":         {"482913", "微信支付账单流水文件(20260301-20260331).xlsx", "wechatpay/xlsx-2025/input.xlsx"},
	} {
		root := filepath.Join(golden.Root(t), "testdata")
		data, err := os.ReadFile(filepath.Join(root, "zip", name))
		if err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(filepath.Join(root, "import", want[2]))
		if err != nil {
			t.Fatal(err)
		}
		a := open(t, data)
		if locked, _ := unlock(t, a, want[0]+"0"); locked != 1 {
			t.Errorf("%s: %d locked with another password", name, locked)
		}
		if locked, _ := unlock(t, a, want[0]); locked != 0 {
			t.Errorf("%s: locked", name)
		}
		found := false
		for i, e := range a.Entries {
			text, err := read(a, i)
			if err != nil {
				t.Errorf("%s: %s: %v", name, e.Name, err)
			}
			found = found || e.Name == want[1] && text == string(content)
		}
		if !found {
			t.Errorf("%s: %s is not in it", name, want[1])
		}
	}
}

func FuzzUnlock(f *testing.F) {
	f.Add(encrypted(f, secret{name: "a", data: strings.Repeat("words ", 20), password: "p"}))
	f.Add(encrypted(f, secret{name: "a", data: "x", password: "p", aes: 1, ae1: true}, secret{name: "b", data: "x", password: "q", aes: 3}))
	limits := Limits{Entries: 100, Entry: 1 << 20, Total: 2 << 20, Ratio: 200, RatioFree: 1 << 16}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := OpenWithin(limits, bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		unlock(t, a, "p", "q")
		var total int64
		for _, e := range a.Entries {
			r, err := e.Open(context.Background())
			if err != nil {
				continue
			}
			n, err := io.Copy(io.Discard, r)
			if total += n; n > limits.Entry || total > limits.Total {
				t.Errorf("%d bytes out of %q, %d in all", n, e.Name, total)
			}
			if err == nil && n != e.Size {
				t.Errorf("%q: %d of %d bytes without an error", e.Name, n, e.Size)
			}
		}
	})
}
