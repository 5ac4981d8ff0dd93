// The tests of all importers of bills that differ in nothing but their
// layouts. A new one is a row in bills.
package tabular_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/alipay"
	"complain/pkg/importer/amazon"
	"complain/pkg/importer/bank"
	"complain/pkg/importer/jd"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/importer/mapped"
	"complain/pkg/importer/meituan"
	"complain/pkg/importer/paypal"
	"complain/pkg/importer/wechatpay"
	"complain/pkg/internal/charset"
)

var bills = []struct {
	im        importer.Importer
	family    string // how the formats of its published samples begin
	direction string // the column by which the manifest sums
}{
	{alipay.Bill(), "alipay", "收/支"},
	{wechatpay.Bill(), "wechat", "收/支"},
	{jd.Bill(), "jd csv", "收/支"},
	{meituan.Bill(), "meituan", "收/支"},
	{bank.Bill(), "ICBC", ""},
	{bank.Bill(), "CCB", ""},
	{bank.Bill(), "CMB", ""},
	{bank.Bill(), "BOC", "借贷"}, // also BOCOM
	{bank.Bill(), "HSBC", ""},
	{paypal.Bill(), "PayPal", ""},
	{amazon.Bill(), "Amazon", ""},
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
	src := importertest.Source(t, name, data)
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
	if name == "ccb-debit-2025.xls" {
		wantRecords = "6" // the manifest's seventh row is the bank's remark after the table
	}
	if got := fmt.Sprint(len(records)); got != wantRecords {
		t.Errorf("%s records, the manifest says %s", got, wantRecords)
	}
	add := func(what, want string, of func(dispute.Record) bool) {
		got := dispute.Amount{Currency: "CNY"} // the manifest adds currencies up
		for _, r := range records {
			if of(r) {
				got.Minor += r.Amount.Minor
			}
		}
		if got.Decimal() != want && got.Decimal() != want+".00" {
			t.Errorf("%s: %s, the manifest says %s", what, got.Decimal(), want)
		}
	}
	whole, words, byWord := strings.Cut(wantSums, " [")
	parts := strings.Fields(whole)
	switch {
	case byWord:
		for want := range strings.SplitSeq(strings.TrimSuffix(words, "]"), "; ") {
			word, sum, ok := strings.Cut(want, "=")
			if !ok {
				t.Fatalf("cannot read %q", wantSums)
			}
			add(word, sum, func(r dispute.Record) bool {
				value := r.Field(direction)
				return value == word || value == "" && word == "(blank)"
			})
		}
	case len(parts) == 4: // "in 4621.01 out 363.13", in either order
		for i := 0; i < 4; i += 2 {
			add(parts[i], parts[i+1], func(r dispute.Record) bool { return string(r.Direction) == parts[i] })
		}
	case len(parts) == 2: // "net 7675.98" or "gross 2971.12": as the file signs them
		add(parts[0], parts[1], func(dispute.Record) bool { return true })
	case whole == "0" && len(records) == 0:
	default:
		t.Fatalf("cannot read %q", wantSums)
	}
	t.Logf("%d records, sums as the manifest: %s", len(records), wantSums)
}

func TestTruncated(t *testing.T) {
	seen := map[string]bool{}
	try := func(im importer.Importer) {
		if !seen[im.Name()] {
			t.Run(im.Name(), func(t *testing.T) { importertest.TruncateFinely(t, im) })
		}
		seen[im.Name()] = true
	}
	for _, bill := range bills {
		try(bill.im)
	}
	try(mapped.Importer{})
}

// A record's raw text stands where its locator says, in every fixture.
func TestPlaces(t *testing.T) {
	seen := map[string]bool{}
	for _, bill := range bills {
		if seen[bill.im.Name()] {
			continue
		}
		seen[bill.im.Name()] = true
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
	e, _ := charset.Judge(data)
	_, bom, _ := charset.Detect(data)
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
