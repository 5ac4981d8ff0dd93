package tabular_test

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/alipay"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/importer/wechatpay"
	"complain/pkg/internal/sheettest"
)

func BenchmarkAlipay50000Rows(b *testing.B) {
	var text strings.Builder
	text.WriteString(strings.Repeat("-", 24) + "支付宝支付科技有限公司  电子客户回单" + strings.Repeat("-", 24) + "\r\n")
	text.WriteString("交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\r\n")
	for i := range 50_000 {
		fmt.Fprintf(&text, "2026-03-%02d 10:%02d:%02d ,日用百货            ,竹里文具旗舰店      ,zhu***@example.com  ,钢笔 礼盒装          ,支出                ,%d.%02d               ,余额宝              ,交易成功            ,20260301220014987611%08d\t,T200P%016d\t,                    ,\r\n",
			i%28+1, i/60%60, i%60, i%900+1, i%100, i, i)
	}
	data, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text.String()))
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, alipay.Bill(), "input.csv", data, 50_000)
}

func BenchmarkWechatpayWorkbook50000Rows(b *testing.B) {
	var data bytes.Buffer
	err := sheettest.Write(&data, func(yield func([]any) bool) {
		row := []any{"交易时间", "交易类型", "交易对方", "商品", "收/支", "金额(元)", "支付方式", "当前状态", "交易单号", "商户单号", "备注"}
		for i := range 50_001 {
			if !yield(row) {
				return
			}
			copy(row, []any{46283.5 + float64(i)/86400, "商户消费", "竹里文具", "钢笔 礼盒装", "支出", float64(i%900) + 0.58, "零钱", "支付成功",
				fmt.Sprintf("42000018%020d", i), fmt.Sprintf("10001%012d", i), "/"})
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, wechatpay.Bill(), "input.xlsx", data.Bytes(), 50_000)
}

// benchmark reads data over and over, and reports the memory that is held half
// way through: a reader that keeps the file shows there.
func benchmark(b *testing.B, im importer.Importer, name string, data []byte, rows int) {
	src := importertest.Source(b, name, data)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		tally := &importer.Tally{OnRecord: func(dispute.Record) error { n++; return nil }}
		if err := im.Extract(context.Background(), src, tally); err != nil {
			b.Fatal(err)
		}
		if n != rows || !tally.Conserved() {
			b.Fatalf("%d records of %d", n, rows)
		}
	}
	b.StopTimer()
	b.ReportMetric(float64(held(b, im, src, rows/2))/(1<<20), "MiB-held")
}

func held(b *testing.B, im importer.Importer, src *importer.Source, half int) int64 {
	var before, during runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	n := 0
	tally := &importer.Tally{OnRecord: func(dispute.Record) error {
		if n++; n == half {
			runtime.GC()
			runtime.ReadMemStats(&during)
		}
		return nil
	}}
	if err := im.Extract(context.Background(), src, tally); err != nil {
		b.Fatal(err)
	}
	return int64(during.HeapAlloc) - int64(before.HeapAlloc)
}
