package oracle

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"complain/pkg/importer/kit/importertest"
	"complain/pkg/importer/wechatpay"
)

// A library that thousands use is the witness that cells are read right: a bill
// that it wrote has its rows, each cell at its place, with numbers and the days
// that Excel counts among them.
func TestWorkbookAgainstExcelize(t *testing.T) {
	f := excelize.NewFile()
	set := func(row int, cells ...any) {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", row), &cells); err != nil {
			t.Fatal(err)
		}
	}
	set(1, "微信支付账单明细")
	set(3, "交易时间", "交易类型", "交易对方", "商品", "收/支", "金额(元)", "支付方式", "当前状态", "交易单号", "商户单号", "备注")
	for i := 4; i < 60; i++ {
		if i%7 != 0 {
			set(i, "2026-03-01 20:15:09", "商户消费", fmt.Sprintf("第 %d 行 <&> 店", i), "末\n行", "支出", float64(i)*1.1, nil, "支付成功", fmt.Sprintf("42000%d", i), i, true)
		}
	}
	data, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	want, err := f.GetRows("Sheet1", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	tally, records, err := importertest.Extract(context.Background(), wechatpay.Bill(), importertest.Source(t, "bill.xlsx", data.Bytes()))
	if err != nil || !tally.Conserved() || len(tally.Reading.Problems) > 0 {
		t.Fatal(err, tally.Reading)
	}
	n := 0
	for at, cells := range want {
		if at < 3 || len(cells) == 0 {
			continue
		}
		if n == len(records) {
			t.Fatalf("%d records, and row %d is to be read", n, at+1)
		}
		r := records[n]
		n++
		if r.Locator.Row != at+1 || r.Who != cells[2] || !strings.HasPrefix(r.Text, "末") {
			t.Errorf("row %d: %q %q at %v, want %q", at+1, r.Who, r.Text, r.Locator, cells)
		}
	}
	if n != len(records) {
		t.Errorf("%d records of %d rows", len(records), n)
	}
}
