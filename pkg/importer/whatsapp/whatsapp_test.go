package whatsapp

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

func TestFixtures(t *testing.T) { importertest.Run(t, Importer{}) }

func FuzzWhatsApp(f *testing.F) { importertest.Fuzz(f, Importer{}) }

// source is a chat in memory.
func source(t testing.TB, name, text string) *importer.Source {
	t.Helper()
	return importertest.Source(t, name, text)
}

// repeated is a file that says the same over and over, without being held in
// memory as often.
type repeated struct {
	block []byte
	size  int64
}

func (r repeated) ReadAt(p []byte, off int64) (n int, err error) {
	for n < len(p) && off < r.size {
		at := off % int64(len(r.block))
		m := copy(p[n:min(int64(len(p)), int64(n)+r.size-off)], r.block[at:])
		n, off = n+m, off+int64(m)
	}
	if n < len(p) {
		err = io.EOF
	}
	return n, err
}

func TestMillionMessagesInFlatMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a long chat")
	}
	const times, each = 100, 10_000
	block := longChat(each)
	size := int64(len(block)) * times
	src := importer.NewSource("chat.txt", "chat.txt", repeated{block, size}, size, importertest.Options(t, "Asia/Shanghai"))
	src.Options.DateOrder = "dmy"
	var start, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&start)
	var most uint64
	tally := &importer.Tally{}
	tally.OnRecord = func(dispute.Record) error {
		if tally.Reading.Records%100_000 == 0 {
			runtime.GC()
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc)
		}
		return nil
	}
	if err := (Importer{}).Extract(context.Background(), src, tally); err != nil {
		t.Fatal(err)
	}
	if tally.Reading.Records != times*each || !tally.Conserved() {
		t.Errorf("%d records, %d of %d lines", tally.Reading.Records, tally.Covered, tally.Reading.Units)
	}
	if grown := int64(most) - int64(start.HeapAlloc); grown > 4<<20 {
		t.Errorf("%d MB of chat took %d KB of memory", size>>20, grown>>10)
	}
}

// longChat is a chat of n messages, some of them over several lines.
func longChat(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		minute := i / 3
		fmt.Fprintf(&b, "%d/%d/2026, %02d:%02d - %s: ", minute/1440%28+1, minute/1440/28%12+1, minute/60%24, minute%60,
			[...]string{"Lin Yue", "Harbour Shoes"}[i%2])
		switch i % 7 {
		case 3:
			b.WriteString("<Media omitted>\n")
		case 5:
			b.WriteString("the parcel came today\nthe left shoe is torn\nplease refund 128.00\n")
		default:
			b.WriteString("订单 2026-0413 还没有发货，请问什么时候发？\n")
		}
	}
	return b.Bytes()
}

func BenchmarkWhatsApp100000(b *testing.B) {
	data := longChat(100_000)
	src := importertest.Source(b, "chat.txt", data)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		tally := &importer.Tally{}
		if err := (Importer{}).Extract(context.Background(), src, tally); err != nil {
			b.Fatal(err)
		}
	}
}
