package webpage

import (
	"context"
	"errors"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

var _ importer.Importer = Importer{}

func TestFixtures(t *testing.T) { importertest.Run(t, Importer{}) }

func TestTruncated(t *testing.T) { importertest.Truncate(t, Importer{}) }

func FuzzExtract(f *testing.F) { importertest.Fuzz(f, Importer{}) }

func read(t *testing.T, name, text string) ([]dispute.Record, error) {
	t.Helper()
	src := importertest.Source(t, name, text)
	tally, records, err := importertest.Extract(context.Background(), Importer{}, src)
	if !tally.Conserved() {
		t.Errorf("%d units, %d covered", tally.Reading.Units, tally.Covered)
	}
	return records, err
}

// What a locator names holds the words of the record.
func TestLocatorsHoldTheText(t *testing.T) {
	var b strings.Builder
	b.WriteString("<html><head><title>t</title></head><body>")
	for i := range 450 {
		b.WriteString("<p>line " + strings.Repeat("x", i%7+1) + "</p>\n")
	}
	text := b.String() + "<p>the last line</body></html>"
	records, err := read(t, "a.html", text)
	if err != nil || len(records) != 4 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	for _, r := range records[1:] {
		piece := text[r.Locator.Offset : r.Locator.Offset+r.Locator.Length]
		lines := strings.Split(r.Text, "\n")
		if !strings.HasPrefix(piece, lines[0]) || !strings.HasSuffix(piece, lines[len(lines)-1]) {
			t.Errorf("%s holds %.40q ... , the record %.40q", r.Locator, piece, r.Text)
		}
	}
}

// A mark of a browser further down is of a page inside the page.
func TestMarksStandAtTheBeginning(t *testing.T) {
	for text, want := range map[string]string{
		"<!DOCTYPE html>\n<!-- saved from url=(0021)https://shop.example/ -->\n<html><title>a</title>":    "https://shop.example/",
		"<!DOCTYPE html>\n<html><title>a</title><!-- saved from url=(0021)https://shop.example/ -->":      "",
		"<!DOCTYPE html>\n<html><p>a</p><!-- Page saved with SingleFile\n url: https://shop.example/ -->": "",
		"<!DOCTYPE html>\n<!-- saved from url=(0014)about:internet -->\n<html>":                           "",
		"<!DOCTYPE html>\n<!-- saved from url=(0014)javascript://x -->\n<html>":                           "",
	} {
		records, err := read(t, "a.html", text)
		if err != nil || records[0].Field("url") != want {
			t.Errorf("%q: %q, %v", text, records[0].Field("url"), err)
		}
	}
}

func TestDates(t *testing.T) {
	zone := importertest.Options(t, "Asia/Shanghai").Zone
	for raw, want := range map[string]string{
		"Thu, 5 Mar 2026 06:03:22 -0000":       "2026-03-05T14:03:22+08:00",
		"Thu, 05 Mar 2026 14:03:22 +0100":      "2026-03-05T14:03:22+01:00",
		"Thu, 5 Mar 2026 06:03:22 GMT":         "2026-03-05T14:03:22+08:00",
		"Thu, 5 Mar 2026 06:03:22 CST":         "",
		"Thu, 30 Feb 2026 06:03:22 +0000":      "",
		"Thu, 5 Mar 2026 06:03:22 +0800 (CST)": "2026-03-05T06:03:22+08:00",
	} {
		if got := mailDate(raw, zone); got.String() != want {
			t.Errorf("%s: %s, want %s", raw, got, want)
		}
	}
	for raw, want := range map[string]string{
		"Thu Mar 05 2026 14:03:22 GMT+0800 (China Standard Time)": "2026-03-05T14:03:22+08:00",
		"Thu Mar 05 2026 06:03:22 GMT+0000 (GMT)":                 "2026-03-05T14:03:22+08:00",
		"Thu Mar 05 2026": "",
	} {
		if got := scriptDate(raw, zone); got.String() != want {
			t.Errorf("%s: %s, want %s", raw, got, want)
		}
	}
}

func TestLimits(t *testing.T) {
	text := "<html><body>seen<div " + strings.Repeat("x", maxFile)
	records, err := read(t, "a.html", text)
	var stopped *importer.Stopped
	if !errors.As(err, &stopped) || len(records) != 1 {
		t.Errorf("%d records, %v", len(records), err)
	}
	if _, err := read(t, "a.html", "<html>"+strings.Repeat("<div>", 1<<20)+"deep"); err != nil {
		t.Error(err)
	}
}
