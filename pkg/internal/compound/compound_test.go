package compound

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"complain/pkg/internal/golden"
)

func workbook(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(golden.Root(t), "testdata", "import", "bank", "ccb-debit", "input.xls"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestStream(t *testing.T) {
	ctx := context.Background()
	data := workbook(t)
	f, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if !f.Has("Workbook") || f.Has("EncryptedPackage") {
		t.Error("not the streams of a workbook")
	}
	for range 2 { // each time from its beginning
		got, err := f.Stream(ctx, "WORKBOOK")
		if err != nil || !bytes.HasPrefix(got, []byte{0x09, 0x08}) {
			t.Errorf("%.8x, %v", got, err)
		}
	}
	if _, err := f.Stream(ctx, "other"); !errors.Is(err, ErrMissing) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := f.Stream(ctx, "Workbook"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// What a head claims is held against the file's size before room is made for it.
func TestClaims(t *testing.T) {
	for _, at := range []int{40, 44, 64, 72} {
		data := workbook(t)
		binary.LittleEndian.PutUint32(data[at:], 1<<30)
		if _, err := Open(bytes.NewReader(data), int64(len(data))); !errors.Is(err, ErrDamaged) {
			t.Errorf("at %d: %v", at, err)
		}
	}
	if _, err := Open(bytes.NewReader(nil), 0); !errors.Is(err, ErrDamaged) {
		t.Errorf("empty: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(workbook(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		if got, err := c.Stream(context.Background(), "Workbook"); err == nil && len(got) > len(data) {
			t.Errorf("%d bytes out of %d", len(got), len(data))
		}
	})
}
