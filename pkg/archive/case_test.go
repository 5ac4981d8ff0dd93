package archive

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

func clock() time.Time { return time.Date(2026, 3, 9, 2, 0, 0, 0, time.UTC) }

// noise is n bytes that no compressor shrinks, the same in every run.
func noise(seed uint64, n int) []byte {
	p := make([]byte, n)
	r := rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8)})
	_, _ = r.Read(p)
	return p
}

func nested(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("聊天记录.txt")
	if err == nil {
		_, err = io.WriteString(w, "在吗\n")
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type piece struct {
	name string
	data []byte
}

// pieces are what people and strangers send.
func pieces(t testing.TB) []piece {
	return []piece{
		{"支付宝交易明细(20260201-20260315).csv", []byte("交易时间,金额\n2026-03-01,128.00\n")},
		{"../../etc/passwd", []byte("root")},
		{`C:\Users\x\CON`, []byte("device")},
		{"a\nb\r\tc.txt", []byte("lines")},
		{"gpj.\u202eexe.txt", []byte("turned")},
		{"50% off.txt", []byte("percent")},
		{"e\u0301te\u0301.txt", []byte("decomposed")},
		{"\xff\xfe.bin", []byte("no text")},
		{"trailing. . ", []byte("trailing")},
		{"same.jpg", noise(1, 9000)},
		{"SAME.jpg", noise(2, 9000)},
		{"same.jpg", noise(3, 9000)},
		{"empty.txt", nil},
		{"", []byte("no name")},
		{"👨‍👩‍👧 聊天　截图.png", noise(4, 70_000)},
		{"WhatsApp Chat.zip", nested(t)},
		{"zeros.bin", make([]byte, 3<<20)},
		{"很长的名字" + string(bytes.Repeat([]byte("长"), 300)) + ".jpeg", []byte("long")},
	}
}

// build makes a case of the pieces, with one withdrawn and one statement.
func build(t testing.TB, path string, all []piece) {
	t.Helper()
	ctx := context.Background()
	f, err := casefile.Create(ctx, path, dispute.Case{ID: "00112233445566778899aabbccddeeff", Title: "耳机\n疑似假冒", Language: "zh", Zone: "Asia/Shanghai", Currency: "CNY", Jurisdiction: "cn"}, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for i, p := range all {
		in := casefile.Incoming{Name: p.name, Path: p.name, Size: int64(len(p.data)), MediaType: "application/octet-stream", Batch: int64(i + 1), Reader: bytes.NewReader(p.data)}
		switch i % 4 {
		case 1:
			in.Modified = time.Date(2026, 3, 1, 12, 30, 45, 0, time.UTC)
		case 2:
			in.Modified = time.Date(1971, 1, 1, 0, 0, 0, 0, time.UTC)
		case 3:
			in.Modified = time.Date(9998, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		if _, _, err := f.Store(ctx, in); err != nil {
			t.Fatalf("store %q: %v", p.name, err)
		}
	}
	if err := f.Withdraw(ctx, 1, "another order"); err != nil {
		t.Fatal(err)
	}
	if _, err := f.State(ctx, dispute.Record{Who: "我", Text: "收到时封条已破"}); err != nil {
		t.Fatal(err)
	}
}

func listings() []Listing {
	return []Listing{{"custody.jsonl", func(ctx context.Context, c *casefile.File, w io.Writer) error {
		for e, err := range c.Custody(ctx) {
			if err != nil {
				return err
			}
			if err := json.NewEncoder(w).Encode(e); err != nil {
				return err
			}
		}
		return nil
	}}}
}

func options() Options {
	return Options{Now: clock, Agent: "complain test", Listings: listings(), WorkFactor: 4}
}

// pack makes an archive of the case at path.
func pack(t testing.TB, path, out string, o Options) (Made, error) {
	t.Helper()
	ctx := context.Background()
	f, err := casefile.Open(ctx, path, casefile.ReadWrite, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return Make(ctx, f, w, filepath.Dir(out), o)
}

// packed is a small case and its archive, both in a folder of their own.
func packed(t testing.TB, all []piece, o Options) (path, out string) {
	t.Helper()
	dir := t.TempDir()
	path, out = filepath.Join(dir, "耳机.complain"), filepath.Join(dir, "out"+Extension)
	build(t, path, all)
	if _, err := pack(t, path, out, o); err != nil {
		t.Fatal(err)
	}
	return path, out
}

// unpack restores an archive held in memory to path.
func unpack(archive []byte, passphrase, path string) (Restored, error) {
	ctx := context.Background()
	b, err := Open(ctx, bytes.NewReader(archive), int64(len(archive)), func() (string, error) { return passphrase, nil })
	if err != nil {
		return Restored{}, err
	}
	return b.Restore(ctx, path, clock, nil)
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	p, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// empty fails when a folder holds anything.
func empty(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v %v", entries, err)
	}
}
