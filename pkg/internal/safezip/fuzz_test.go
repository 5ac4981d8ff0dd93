package safezip

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

func FuzzOpen(f *testing.F) {
	f.Add(build(f))
	f.Add(build(f, item{name: "../evil", data: "x"}, item{name: "a.txt", data: strings.Repeat("words ", 100)}, item{name: "a.txt"}, item{name: "d/"}))
	f.Add(build(f, item{name: "\xd6\xa4\xbe\xdd.jpg", nonUTF8: true}, item{name: "bill.csv", flags: 1}))
	limits := Limits{Entries: 100, Entry: 1 << 20, Total: 2 << 20, Ratio: 200, RatioFree: 1 << 16}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := OpenWithin(limits, bytes.NewReader(data), int64(len(data)))
		if err != nil {
			var limit *LimitError
			if !errors.Is(err, ErrFormat) && !errors.As(err, &limit) {
				t.Errorf("untyped error: %v", err)
			}
			return
		}
		z, _ := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if n := len(a.Entries) + len(a.Refused) + a.Folders; n != len(z.File) {
			t.Errorf("%d of %d items accounted for", n, len(z.File))
		}
		var total int64
		for _, e := range a.Entries {
			if _, why := cleanName(e.Name); why != "" {
				t.Errorf("%q: %s", e.Name, why)
			}
			r, err := e.Open(context.Background())
			if err != nil {
				continue
			}
			n, _ := io.Copy(io.Discard, r)
			if total += n; n > limits.Entry || total > limits.Total {
				t.Errorf("%d bytes out of %q, %d in all", n, e.Name, total)
			}
		}
	})
}
