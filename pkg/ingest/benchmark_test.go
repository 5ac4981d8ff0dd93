package ingest

import (
	"archive/zip"
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"complain/pkg/importer/all"
)

// The benchmarks bring files of the size people have into a case, through the
// real importers, and report the bytes a second that end durably in it, beside
// the heap still held at the end.

func BenchmarkWhatsApp100000(b *testing.B) {
	benchmarkFile(b, "_chat.txt", func(w *bufio.Writer) {
		at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
		for i := range 100_000 {
			at = at.Add(time.Duration(1+i%300) * time.Second)
			fmt.Fprintf(w, "[%s] %s: 第 %d 条消息，关于订单 4316208857120346159 的退款 😀\r\n", at.Format("2006/1/2 15:04:05"), []string{"晓禾", "客服小栖"}[i%2], i)
		}
	})
}

func BenchmarkBill50000(b *testing.B) {
	benchmarkFile(b, "bill.csv", func(w *bufio.Writer) {
		fmt.Fprint(w, "\ufeff微信支付账单明细,,,,,,,,,,\n微信昵称：[晓禾],,,,,,,,,,\n\n交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n")
		at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
		for i := range 50_000 {
			at = at.Add(11 * time.Minute)
			fmt.Fprintf(w, "%s,商户消费,某某超市第%d店,\"日用品, 第 %d 单\",支出,¥%d.%02d,零钱,支付成功,\"42000%023d\t\",\"10001%019d\t\",\"/\"\n",
				at.Format(time.DateTime), i%90, i, i%500, i%100, i, i)
		}
	})
}

func BenchmarkPhotos500MB(b *testing.B) {
	if testing.Short() {
		b.Skip("writes 500 MB")
	}
	dir := b.TempDir()
	const photos, size = 125, 4 << 20
	random := rand.NewChaCha8([32]byte{1})
	data := make([]byte, size)
	for i := range photos {
		random.Read(data)
		copy(data, "\xff\xd8\xff\xdb")
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("IMG_20260301_%06d.jpg", i)), data, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(photos * size)
	benchmarkAdd(b, dir)
}

// BenchmarkSmallFiles adds a folder of files of 20 KB that nobody recognises,
// and reports how many a second are durable and read.
func BenchmarkSmallFiles(b *testing.B) {
	dir := b.TempDir()
	const files = 1000
	random := rand.NewChaCha8([32]byte{1})
	data := make([]byte, 20_000)
	for i := range files {
		random.Read(data)
		data[0] = 0 // no format begins so
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("f%04d.bin", i)), data, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(files * 20_000)
	benchmarkAdd(b, dir)
	b.ReportMetric(files*float64(b.N)/b.Elapsed().Seconds(), "files/s")
}

// BenchmarkSmallEntries adds an archive of such files.
func BenchmarkSmallEntries(b *testing.B) {
	path := filepath.Join(b.TempDir(), "files.zip")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	const files = 4000
	random := rand.NewChaCha8([32]byte{1})
	data := make([]byte, 2_000)
	w := zip.NewWriter(f)
	for i := range files {
		random.Read(data)
		data[0] = 0 // no format begins so
		entry, err := w.Create(fmt.Sprintf("%d/f%04d.bin", i/500, i))
		if err == nil {
			_, err = entry.Write(data)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), f.Close()); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(files * 2_000)
	benchmarkAdd(b, path)
	b.ReportMetric(files*float64(b.N)/b.Elapsed().Seconds(), "files/s")
}

func benchmarkFile(b *testing.B, name string, write func(*bufio.Writer)) {
	path := filepath.Join(b.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	write(w)
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	f.Close()
	b.SetBytes(info.Size())
	benchmarkAdd(b, path)
}

func benchmarkAdd(b *testing.B, path string) {
	for b.Loop() {
		b.StopTimer()
		in := newIngest(b, all.Importers()...)
		in.Fallback = all.Fallback()
		b.StartTimer()
		sum, err := in.Add(context.Background(), []string{path}, Settings{})
		if err != nil || sum.Added == 0 {
			b.Fatalf("%+v, %v", sum, err)
		}
		b.StopTimer()
		in.results = nil
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.HeapInuse)/(1<<20), "heap-MiB")
		b.StartTimer()
	}
}
