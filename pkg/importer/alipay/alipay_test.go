package alipay

import (
	"strings"
	"testing"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

func TestImporter(t *testing.T) { importertest.Run(t, Bill()) }

func FuzzExtract(f *testing.F) { importertest.Fuzz(f, Bill()) }

func TestEmptyFile(t *testing.T) {
	name := "支付宝交易明细(20260301-20260331).csv"
	src := importer.NewSource(name, name, strings.NewReader(""), 0, importertest.Options(t, "Asia/Shanghai"))
	got := string(importertest.Dump(t, Bill(), src))
	if !strings.HasPrefix(got, "match name") || !strings.Contains(got, "stopped at : bill.stop.empty") {
		t.Error(got)
	}
}
