package document

import (
	"context"
	"strings"
	"testing"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

var _ importer.Importer = Importer{}

func TestFixtures(t *testing.T) { importertest.Run(t, Importer{}) }

func TestTruncated(t *testing.T) { importertest.Truncate(t, Importer{}) }

func FuzzExtract(f *testing.F) { importertest.Fuzz(f, Importer{}) }

// A broken transfer leaves no bytes at all; the name still says when.
func TestEmptyFile(t *testing.T) {
	src := importer.NewSource("微信图片_20260305140322.jpg", "", strings.NewReader(""), 0, importertest.Options(t, "Asia/Shanghai"))
	tally, records, err := importertest.Extract(context.Background(), Importer{}, src)
	if err != nil || len(records) != 1 || !tally.Conserved() {
		t.Fatalf("%d records, %v", len(records), err)
	}
	if r := records[0]; r.At.String() != "2026-03-05T14:03:22+08:00" || r.Field("media-type") != "application/octet-stream" {
		t.Errorf("%+v", r)
	}
}
