// The tests of all importers of bills that differ in nothing but their
// layouts. A new one is a row in bills.
package tabular_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/alipay"
	"complain/pkg/importer/wechatpay"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/importertest"
)

var bills = []struct {
	im        importer.Importer
	family    string // how the formats of its published samples begin
	direction string // the column by which the manifest sums
}{
	{alipay.Importer{}, "alipay", "收/支"},
	{wechatpay.Importer{}, "wechat", "收/支"},
}

// COMPLAIN_SAMPLES names a folder of files that others published, with what
// is in them. A family without a file there fails: then nothing was tested.
func TestSamples(t *testing.T) {
	root := os.Getenv("COMPLAIN_SAMPLES")
	if root == "" {
		t.Skip("COMPLAIN_SAMPLES is not set")
	}
	root = filepath.Join(root, "transactions")
	manifest, err := os.ReadFile(filepath.Join(root, "MANIFEST.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, bill := range bills {
		matched := 0
		for line := range strings.Lines(string(manifest)) {
			row := strings.Split(strings.TrimRight(line, "\n"), "\t")
			if len(row) < 8 || !strings.HasPrefix(row[5], bill.family) {
				continue
			}
			matched++
			t.Run(row[0], func(t *testing.T) { sample(t, bill.im, filepath.Join(root, row[0]), bill.direction, row[6], row[7]) })
		}
		if matched == 0 {
			t.Errorf("no row of the manifest has a format that begins with %q", bill.family)
		}
	}
}

func sample(t *testing.T, im importer.Importer, path, direction, wantRecords, wantSums string) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Base(path)
	src := importer.NewSource(name, name, bytes.NewReader(data), int64(len(data)), importertest.Options(t, "Asia/Shanghai"))
	if m := im.Identify(src); m.Confidence != importer.Certain {
		t.Errorf("match %v %s", m.Confidence, m.Variant)
	}
	tally, records, err := importertest.Extract(context.Background(), im, src)
	if err != nil {
		t.Fatal(err)
	}
	if !tally.Conserved() || tally.Failed > 0 {
		t.Errorf("%d units, %d covered, problems %v", tally.Reading.Units, tally.Covered, tally.Reading.Problems)
	}
	places(t, data, records)
	if got := fmt.Sprint(len(records)); got != wantRecords {
		t.Errorf("%s records, the manifest says %s", got, wantRecords)
	}
	_, sums, _ := strings.Cut(wantSums, "[")
	sums = strings.TrimSuffix(sums, "]")
	for want := range strings.SplitSeq(sums, "; ") {
		word, sum, ok := strings.Cut(want, "=")
		if !ok {
			t.Fatalf("cannot read %q", wantSums)
		}
		got := dispute.Amount{Currency: "CNY"}
		for _, r := range records {
			value := r.Field(direction)
			if value == word || value == "" && word == "(blank)" {
				got.Minor += r.Amount.Minor
			}
		}
		if got.Decimal() != sum {
			t.Errorf("%s: %s, the manifest says %s", word, got.Decimal(), sum)
		}
	}
	t.Logf("%d records, sums as the manifest: %s", len(records), sums)
}

// A record's raw text stands where its locator says, in every fixture.
func TestPlaces(t *testing.T) {
	for _, bill := range bills {
		for _, c := range importertest.Cases(t, bill.im.Name()) {
			t.Run(bill.im.Name()+"/"+filepath.Base(c.Dir), func(t *testing.T) {
				data := make([]byte, c.Source.Size())
				if _, err := c.Source.ReadAt(data, 0); err != nil {
					t.Fatal(err)
				}
				_, records, _ := importertest.Extract(context.Background(), bill.im, c.Source)
				places(t, data, records)
			})
		}
	}
}

func places(t *testing.T, data []byte, records []dispute.Record) {
	t.Helper()
	e, bom, _ := charset.Detect(data)
	for _, r := range records {
		l := r.Locator
		if l.Length == 0 {
			continue
		}
		from := l.Offset
		if from == 0 {
			from = int64(bom)
		}
		text := strings.TrimRight(e.Decode(data[from:l.Offset+l.Length]), "\r\n")
		if text = strings.ReplaceAll(text, "\r\n", "\n"); text != strings.TrimRight(r.Raw, "\r\n") {
			t.Errorf("[%s] is %q, the record has %q", l, text, r.Raw)
		}
		if lines := strings.Count(r.Raw, "\n") + 1; lines != l.Units() {
			t.Errorf("[%s] covers %d lines, the record's text has %d", l, l.Units(), lines)
		}
	}
}
