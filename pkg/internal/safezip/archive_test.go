package safezip

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"time"

	"complain/pkg/locale"
)

// item is one item of an archive built for a test.
type item struct {
	name    string
	data    string
	mode    fs.FileMode
	flags   uint16
	extra   []byte
	time    time.Time
	nonUTF8 bool
}

func build(t testing.TB, items ...item) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, it := range items {
		h := &zip.FileHeader{Name: it.name, Method: zip.Deflate, Flags: it.flags, Extra: it.extra, Modified: it.time, NonUTF8: it.nonUTF8}
		if it.mode != 0 {
			h.SetMode(it.mode)
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, it.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t testing.TB, data []byte) *Archive {
	t.Helper()
	a, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func read(a *Archive, i int) (string, error) {
	r, err := a.Entries[i].Open(context.Background())
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(r)
	return string(data), errors.Join(err, r.Close())
}

// patch changes bytes of the listing's nth item, counted from its signature.
func patch(t testing.TB, data []byte, n, offset int, value []byte) []byte {
	t.Helper()
	at := 0
	for range n + 1 {
		i := bytes.Index(data[at:], itemSignature)
		if i < 0 {
			t.Fatal("no such item")
		}
		at += i + 4
	}
	out := bytes.Clone(data)
	copy(out[at-4+offset:], value)
	return out
}

func TestOpenReads(t *testing.T) {
	when := time.Date(2026, 3, 5, 14, 3, 22, 0, time.FixedZone("", 8*3600))
	a := open(t, build(t,
		item{name: "chat/"},
		item{name: "./chat/_chat.txt", data: "你好", time: when},
		item{name: "chat//IMG-20260305-WA0001.jpg", data: "x"},
		item{name: "cafe\u0301.txt"}, // as macOS writes é
		item{name: "./"},
	))
	if len(a.Entries) != 3 || len(a.Refused) != 0 || a.Folders != 2 {
		t.Fatalf("%d entries, %v refused, %d folders", len(a.Entries), a.Refused, a.Folders)
	}
	for i, want := range []string{"chat/_chat.txt", "chat/IMG-20260305-WA0001.jpg", "caf\u00e9.txt"} {
		if got := a.Entries[i].Name; got != want {
			t.Errorf("entry %d is %q, want %q", i, got, want)
		}
	}
	if text, err := read(a, 0); err != nil || text != "你好" {
		t.Errorf("%q, %v", text, err)
	}
	if e := a.Entries[0]; !e.Modified.Equal(when) || !e.Zoned || e.Encoding != "utf-8" || e.Size != 6 {
		t.Errorf("%+v", e)
	}
	if e := a.Entries[1]; e.Zoned {
		t.Error("a time without a zone is said to have one")
	}
}

func TestNames(t *testing.T) {
	gbk := "\xd6\xa4\xbe\xdd\xd5\xd5\xc6\xac.jpg" // 证据照片
	unicodePath := func(of, name string) []byte {
		b := []byte{0x75, 0x70, 0, 0, 1}
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(of)))
		b = append(b, name...)
		binary.LittleEndian.PutUint16(b[2:], uint16(len(b)-4))
		return b
	}
	tests := []struct {
		it   item
		name string
		why  Reason
	}{
		{item{name: "a.txt"}, "a.txt", ""},
		{item{name: "证据 1/照片.jpg"}, "证据 1/照片.jpg", ""},
		{item{name: "a..b"}, "a..b", ""},
		{item{name: "...", data: "x"}, "...", ""},
		{item{name: "14:03.txt"}, "14:03.txt", ""},
		{item{name: gbk, nonUTF8: true}, "证据照片.jpg", ""},
		{item{name: "\xd6\xa4\xbe\xdd\x98\x5c.jpg", nonUTF8: true}, "证据榎.jpg", ""}, // the last byte is a backslash's
		{item{name: "\x98\x5c.jpg", nonUTF8: true}, "%98%5C.jpg", ""},
		{item{name: "M\x81ller.txt", nonUTF8: true}, "M%81ller.txt", ""},                                          // Müller, in code page 437
		{item{name: "S\xf6hne & M\xfcller.txt", nonUTF8: true}, "S%F6hne & M%FCller.txt", ""},                     // in windows-1252
		{item{name: "\xc4\xab\xc4\xab\xbf\xc0\xc5\xe5.txt", nonUTF8: true}, "%C4%AB%C4%AB%BF%C0%C5%E5.txt", ""},   // 카카오톡, in EUC-KR
		{item{name: "\x83\x89\x83\x93\x83\x76\x83\x5c.txt", nonUTF8: true}, "%83%89%83%93%83v%83%5C.txt", ""},     // ランプソ, in Shift_JIS
		{item{name: "\x97\xa0\xe2 \xac\xa0\xa3\xa0\xa7.txt", nonUTF8: true}, "%97%A0%E2 %AC%A0%A3%A0%A7.txt", ""}, // Чат магаз, in code page 866
		{item{name: "???.jpg", extra: unicodePath("???.jpg", "付款单.jpg")}, "付款单.jpg", ""},
		{item{name: "b.jpg", extra: unicodePath("a.jpg", "付款单.jpg")}, "b.jpg", ""},
		{item{name: "b.jpg", extra: unicodePath("b.jpg", "../evil")}, "", Outside},
		{item{name: "../evil"}, "", Outside},
		{item{name: "a/../../evil"}, "", Outside},
		{item{name: "a/../b"}, "", Outside},
		{item{name: ".."}, "", Outside},
		{item{name: "/etc/passwd"}, "", Outside},
		{item{name: `a\..\..\b`}, "", Outside},
		{item{name: `\\server\share`}, "", Outside},
		{item{name: `C:\x`}, "", Outside},
		{item{name: "c:/x"}, "", Outside},
		{item{name: "C:"}, "", Outside},
		{item{name: `a\b.txt`}, "", Backslash},
		{item{name: "a\x00.txt"}, "", Control},
		{item{name: "a\n.txt"}, "", Control},
		{item{name: "a\u0085.txt"}, "", Control},
		{item{name: ""}, "", NoName},
		{item{name: "."}, "", NoName},
		{item{name: "\xff\xff.jpg", nonUTF8: true}, "%FF%FF.jpg", ""},
		{item{name: "..\x82/../x\xff", nonUTF8: true}, "", Outside},
		{item{name: strings.Repeat("长", 2000)}, "", LongName},
		{item{name: "link", data: "/etc/passwd", mode: fs.ModeSymlink | 0o777}, "", NotRegular},
		{item{name: "pipe", mode: fs.ModeNamedPipe | 0o600}, "", NotRegular},
	}
	for _, tt := range tests {
		a := open(t, build(t, tt.it))
		switch {
		case tt.why == "" && (len(a.Entries) != 1 || a.Entries[0].Name != tt.name):
			t.Errorf("%q: entries %v, refused %v", tt.it.name, a.Entries, a.Refused)
		case tt.why != "" && (len(a.Refused) != 1 || a.Refused[0].Reason != tt.why || a.Refused[0].Raw != tt.it.name):
			t.Errorf("%q: refused %v, want %s", tt.it.name, a.Refused, tt.why)
		}
	}
}

// A folder with content would hide it from every listing.
func TestFolderWithContent(t *testing.T) {
	data := build(t, item{name: "hidden.txt", data: "secret"})
	data = bytes.ReplaceAll(data, []byte("hidden.txt"), []byte("hidden.tx/"))
	if a := open(t, data); len(a.Refused) != 1 || a.Refused[0].Reason != NotRegular {
		t.Errorf("refused %v, folders %d", a.Refused, a.Folders)
	}
}

func TestFlags(t *testing.T) {
	a := open(t, build(t,
		item{name: "a.txt", data: "1"}, item{name: "./a.txt", data: "2"},
		item{name: "__MACOSX/._a.txt"}, item{name: "x/.DS_Store"}, item{name: "Thumbs.db"},
		item{name: "photos/@eaDir/a.jpg"}, item{name: "Desktop.ini"}))
	if a.Entries[0].Duplicate || !a.Entries[1].Duplicate {
		t.Error("the second of two equal names is the duplicate")
	}
	for _, e := range a.Entries {
		if want := !strings.HasSuffix(e.Name, "a.txt") || strings.Contains(e.Name, "__MACOSX"); e.Junk != want {
			t.Errorf("%s: junk is %t", e.Name, e.Junk)
		}
	}
	if text, err := read(a, 1); text != "2" || err != nil {
		t.Errorf("the duplicate reads %q, %v", text, err)
	}
}

func TestEncrypted(t *testing.T) {
	a := open(t, build(t, item{name: "bill.csv", data: "x", flags: 1}))
	if !a.Entries[0].Encrypted {
		t.Fatal("not said to be encrypted")
	}
	if _, err := read(a, 0); !errors.Is(err, ErrEncrypted) {
		t.Error(err)
	}
}

func TestLimits(t *testing.T) {
	limits := Limits{Entries: 3, Entry: 4000, Total: 6000, Ratio: 20, RatioFree: 1000}
	noise := func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "%08x", crc32.ChecksumIEEE([]byte{byte(i), byte(i >> 8)}))
		}
		return b.String()[:n]
	}
	tests := []struct {
		name  string
		items []item
		want  string // of the last entry
	}{
		{"within", []item{{name: "a", data: noise(3000)}, {name: "b", data: noise(3000)}}, ""},
		{"highly compressed but short", []item{{name: "a", data: strings.Repeat("a", 1000)}}, ""},
		{"bomb", []item{{name: "a", data: strings.Repeat("a", 3500)}}, "ratio"},
		{"large", []item{{name: "a", data: noise(4001)}}, "entry"},
		{"many", []item{{name: "a", data: noise(3000)}, {name: "b", data: noise(3001)}}, "total"},
	}
	for _, tt := range tests {
		data := build(t, tt.items...)
		a, err := OpenWithin(limits, bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for i := range a.Entries {
			_, err = read(a, i)
			if _, again := read(a, i); (again == nil) != (err == nil) {
				t.Errorf("%s: reading twice gives %v, then %v", tt.name, err, again)
			}
		}
		var limit *LimitError
		if errors.As(err, &limit); (tt.want == "") != (err == nil) || limit != nil && limit.What != tt.want {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestDamage(t *testing.T) {
	data := build(t, item{name: "a.txt", data: strings.Repeat("some words ", 50)}, item{name: "b.txt", data: "good"})
	i := bytes.Index(data, []byte("a.txt")) + len("a.txt") + 3
	broken := bytes.Clone(data)
	broken[i] ^= 0xff
	a := open(t, broken)
	if _, err := read(a, 0); !errors.Is(err, ErrDamaged) {
		t.Errorf("damaged entry: %v", err)
	}
	if text, err := read(a, 1); text != "good" || err != nil {
		t.Errorf("the entry after a damaged one: %q, %v", text, err)
	}
	a = open(t, patch(t, data, 0, 42, []byte{0xff, 0xff, 0xff, 0x7f}))
	if _, err := read(a, 0); !errors.Is(err, ErrDamaged) {
		t.Errorf("an entry beyond the archive: %v", err)
	}
	a = open(t, patch(t, data, 0, 10, []byte{9, 0}))
	if _, err := read(a, 0); !errors.Is(err, ErrMethod) {
		t.Errorf("an unknown method: %v", err)
	}
}

func TestNotAnArchive(t *testing.T) {
	data := build(t, item{name: "a.txt", data: "some words"}, item{name: "b.txt"})
	listing := bytes.Index(data, itemSignature)
	end := bytes.Index(data, []byte("PK\x05\x06"))
	tests := map[string][]byte{
		"empty":            nil,
		"text":             []byte("PK is no archive"),
		"cut in the data":  data[:listing/2],
		"cut in the list":  data[:listing+60],
		"cut before end":   data[:end],
		"cut in the end":   data[:end+10],
		"item overwritten": patch(t, data, 1, 0, []byte("XXXX")),
	}
	for name, data := range tests {
		if a, err := Open(bytes.NewReader(data), int64(len(data))); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v, %v", name, a, err)
		}
	}
}

// An archive that states few items and lists very many must not be listed
// whole first.
func TestTooManyItems(t *testing.T) {
	var one [46]byte
	copy(one[:], itemSignature)
	const n = 300_000
	listing := bytes.Repeat(one[:], n)
	end := make([]byte, 22)
	copy(end, "PK\x05\x06")
	stated := n % 65536
	binary.LittleEndian.PutUint16(end[8:], uint16(stated))
	binary.LittleEndian.PutUint16(end[10:], uint16(stated))
	binary.LittleEndian.PutUint32(end[12:], uint32(len(listing)))
	data := append(listing, end...)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Open(bytes.NewReader(data), int64(len(data)))
	runtime.ReadMemStats(&after)
	allocated := after.TotalAlloc - before.TotalAlloc
	var limit *LimitError
	if !errors.As(err, &limit) || limit.What != "entries" {
		t.Errorf("%v", err)
	}
	if allocated > 32<<20 {
		t.Errorf("allocated %d MiB", allocated>>20)
	}
}

func TestStopsWithContext(t *testing.T) {
	a := open(t, build(t, item{name: "a", data: strings.Repeat("abc", 100_000)}))
	ctx, cancel := context.WithCancel(context.Background())
	r, err := a.Entries[0].Open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Read(make([]byte, 10)); err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := r.Read(make([]byte, 10)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := a.Entries[0].Open(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestReasonsHaveWords(t *testing.T) {
	for _, r := range reasons() {
		if !locale.Has(string(r)) {
			t.Errorf("no words for %s", r)
		}
	}
}

// What the user says of an encoding counts for names that say none.
func TestNamesAsSaid(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"Marek \xe6t\xa1pek.txt", "already-ü.txt"} {
		if _, err := z.CreateHeader(&zip.FileHeader{Name: name, NonUTF8: true}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	limits := Standard()
	limits.Names = "cp852"
	a, err := OpenWithin(limits, bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil || len(a.Entries) != 2 {
		t.Fatal(err, a)
	}
	if got := a.Entries[0].Name + " " + a.Entries[1].Name; got != "Marek Štípek.txt already-ü.txt" {
		t.Errorf("%q", got)
	}
}

// Names of one archive are of one encoding: 주문내역 in EUC-KR could be Chinese, and what
// stands beside it could not.
func TestNamesTogether(t *testing.T) {
	order, receipt := "\xc1\xd6\xb9\xae\xb3\xbb\xbf\xaa.csv", "\xbf\xb5\xbc\xf6\xc1\xf5.txt"
	chinese := "\xd6\xa4\xbe\xdd\xd5\xd5\xc6\xac.jpg"
	for _, c := range []struct{ names, want []string }{
		{[]string{order, receipt}, []string{"%C1%D6%B9%AE%B3%BB%BF%AA.csv", "%BF%B5%BC%F6%C1%F5.txt"}},
		{[]string{chinese, "a.txt", chinese + "2"}, []string{"证据照片.jpg", "a.txt", "证据照片.jpg2"}},
	} {
		var items []item
		for _, name := range c.names {
			items = append(items, item{name: name, nonUTF8: true, data: name})
		}
		a := open(t, build(t, items...))
		for i, e := range a.Entries {
			if e.Name != c.want[i] {
				t.Errorf("%q is %q, want %q", c.names[i], e.Name, c.want[i])
			}
		}
	}
}

// reasons lists every reason.
func reasons() []Reason {
	return []Reason{Outside, Backslash, Control, NoName, LongName, NotRegular, Overlap}
}
