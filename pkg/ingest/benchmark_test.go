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
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"

	"complain/pkg/importer/all"
	"complain/pkg/internal/sheettest"
)

// The benchmarks bring files of the size people have into a case, through the
// real importers, and report the bytes a second that end durably in it, beside
// the heap still held at the end.

func BenchmarkWhatsApp100000(b *testing.B)  { benchmarkChat(b, 100_000) }
func BenchmarkWhatsApp1000000(b *testing.B) { benchmarkChat(b, 1_000_000) }

func benchmarkChat(b *testing.B, messages int) {
	if messages > 100_000 && testing.Short() {
		b.Skip("writes 100 MB")
	}
	benchmarkFile(b, "_chat.txt", func(w *bufio.Writer) {
		at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
		for i := range messages {
			at = at.Add(time.Duration(1+i%300) * time.Second)
			fmt.Fprintf(w, "[%s] %s: 第 %d 条消息，关于订单 4316208857120346159 的退款 😀\r\n", at.Format("2006/1/2 15:04:05"), []string{"晓禾", "客服小栖"}[i%2], i)
		}
	})
}

// alipayRow is a row of a bill as Alipay's app wrote it in 2023.
func alipayRow(i int) []string {
	at := time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(i) * 11 * time.Minute)
	return []string{at.Format(time.DateTime), "日用百货", fmt.Sprintf("竹里文具第%d店", i%90), "zhu***@example.com", "钢笔 礼盒装", "支出",
		fmt.Sprintf("%d.%02d", i%900+1, i%100), "余额宝", "交易成功", fmt.Sprintf("20230301220014987611%08d", i), fmt.Sprintf("T200P%016d", i), ""}
}

var alipayHead = []string{"交易时间", "交易分类", "交易对方", "对方账号", "商品说明", "收/支", "金额", "收/付款方式", "交易状态", "交易订单号", "商家订单号", "备注"}

const alipayRows = 200_000

func BenchmarkAlipayCSV200000(b *testing.B) {
	benchmarkFile(b, "bill.csv", func(w *bufio.Writer) {
		gbk := transform.NewWriter(w, simplifiedchinese.GB18030.NewEncoder())
		fmt.Fprintf(gbk, "%s支付宝支付科技有限公司  电子客户回单%[1]s\r\n%s,\r\n", strings.Repeat("-", 24), strings.Join(alipayHead, ","))
		for i := range alipayRows {
			row := alipayRow(i)
			row[9] += "\t"
			fmt.Fprintf(gbk, "%s,\r\n", strings.Join(row, ","))
		}
	})
}

func BenchmarkAlipayXLSX200000(b *testing.B) {
	benchmarkFile(b, "bill.xlsx", func(w *bufio.Writer) {
		err := sheettest.Write(w, func(yield func([]any) bool) {
			row := make([]any, len(alipayHead))
			for i := range alipayRows + 1 {
				cells := alipayHead
				if i > 0 {
					cells = alipayRow(i - 1)
				}
				for n, cell := range cells {
					row[n] = cell
				}
				if !yield(row) {
					return
				}
			}
		})
		if err != nil {
			b.Fatal(err)
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
		sum, err := in.addPaths(context.Background(), []string{path}, Settings{})
		if err != nil || sum.Added == 0 || sum.NeedLook > 0 {
			b.Fatalf("%+v, %v, %+v", sum, err, in.results)
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
