package mail

import (
	"bytes"
	"context"
	"io"
	"strconv"
	"strings"
	"testing"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

// Mails are read from what was kept of them while their end was looked for, so
// a mailbox is read from the disk once; only those that are too large are not.
func TestMailboxIsReadOnce(t *testing.T) {
	var box strings.Builder
	letters := 0
	add := func(words int) {
		letters++
		box.WriteString("From a@b.example Mon Mar  2 10:11:12 2026\nFrom: a@b.example\nDate: Mon, 2 Mar 2026 10:11:12 +0800\nSubject: " + strconv.Itoa(letters) + "\n\n" +
			strings.Repeat("some words\n", words) + "\n")
	}
	for range 300 {
		add(300)
	}
	large := int64(box.Len())
	add(maxWindow / 8)
	large = int64(box.Len()) - large
	for range 300 {
		add(300)
	}
	r := &counting{r: strings.NewReader(box.String())}
	src := importer.NewSource("a.mbox", "a.mbox", r, int64(box.Len()), importertest.Options(t, "Asia/Shanghai"))
	r.n = 0
	_, records, err := importertest.Extract(context.Background(), Importer{}, src)
	if err != nil || len(records) != letters {
		t.Fatalf("%d mails of %d: %v", len(records), letters, err)
	}
	for i, rec := range records {
		if rec.Field("subject") != strconv.Itoa(i+1) || !strings.HasPrefix(rec.Text, "some words\nsome words") {
			t.Fatalf("mail %d: %q %.40q", i+1, rec.Field("subject"), rec.Text)
		}
	}
	if most := int64(box.Len()) + 2*large + 1<<20; r.n > most {
		t.Errorf("%d bytes read of %d, want at most %d", r.n, box.Len(), most)
	}
}

type counting struct {
	r io.ReaderAt
	n int64
}

func (c *counting) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.r.ReadAt(p, off)
	c.n += int64(n)
	return n, err
}

func BenchmarkMailbox(b *testing.B) {
	one := "From a@b.example Mon Mar  2 10:11:12 2026\nFrom: =?utf-8?B?6JOd56a+5LyY6YCJ?= <a@b.example>\nTo: c@d.example\nDate: Mon, 2 Mar 2026 10:11:12 +0800\nSubject: x\n\n" +
		strings.Repeat("订单号 773001 的商品，some words in a line of text\n", 40) + "\n"
	data := bytes.Repeat([]byte(one), 2000)
	src := source(b, "a.mbox", data)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if err := (Importer{}).Extract(context.Background(), src, &importer.Tally{}); err != nil {
			b.Fatal(err)
		}
	}
}
