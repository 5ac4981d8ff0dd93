package wechatmail

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

// The only file of the format in the collection of real files, whose licences
// keep them out of this repository; every other file there is something else.
const sample = "chats/wechat/mail-export/group_lordshunter.txt"

func open(t *testing.T, path string) *importer.Source {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Base(path)
	return importer.NewSource(name, name, strings.NewReader(string(data)), int64(len(data)), importertest.Options(t, "Asia/Shanghai"))
}

func TestSamples(t *testing.T) {
	dir := os.Getenv("COMPLAIN_SAMPLES")
	if dir == "" {
		t.Skip("COMPLAIN_SAMPLES is not set")
	}
	found := false
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		want := importer.None
		if filepath.ToSlash(rel) == sample {
			found, want = true, importer.Certain
		}
		if got := (Importer{}).Identify(open(t, path)).Confidence; got != want {
			t.Errorf("%s: confidence %d, want %d", rel, got, want)
		}
		return nil
	})
	if err != nil || !found {
		t.Fatalf("found the sample: %t; %v", found, err)
	}
	tally, records, err := importertest.Extract(context.Background(), Importer{}, open(t, filepath.Join(dir, filepath.FromSlash(sample))))
	if err != nil || len(records) != 16 || tally.Failed != 0 || !tally.Conserved() {
		t.Errorf("%d records, %d problems, %v", len(records), tally.Failed, err)
	}
	files, twoSpaces := 0, false
	for _, r := range records {
		files += len(r.Files)
		twoSpaces = twoSpaces || r.Who == "G  (一刀）"
	}
	if files != 9 || !twoSpaces {
		t.Errorf("%d attachments, want 9; the name with two spaces is kept: %t", files, twoSpaces)
	}
}
