package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// clocked is an importer whose record has the time of the file's last change.
type clocked struct{ whole }

func (clocked) Name() string { return "clocked" }
func (clocked) Identify(*importer.Source) importer.Match {
	return importer.Match{Confidence: importer.Certain}
}
func (clocked) Extract(_ context.Context, src *importer.Source, sink importer.Sink) error {
	sink.Units(1)
	return sink.Record(dispute.Record{Kind: dispute.Photo, At: src.Modified, Text: src.Name})
}

// Importers see when a file was last changed where that can be true and is not
// only the moment in which it was brought along. The case's clock stands at
// 2026-03-09T02:00:00Z.
func TestLastChange(t *testing.T) {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for name, h := range map[string]zip.FileHeader{
		"extended.jpg": {Modified: time.Date(2026, 3, 5, 6, 3, 22, 0, time.UTC)},
		"dos.jpg":      {ModifiedDate: 46<<9 | 3<<5 | 5, ModifiedTime: 14<<11 | 3<<5 | 11},
		"epoch.jpg":    {ModifiedDate: 1<<5 | 1},
	} {
		h.Name = name
		e, err := w.CreateHeader(&h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Write([]byte(name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	b := newIngest(t, clocked{})
	paths := []string{b.write(t, "photos.zip", buf.String())}
	for name, at := range map[string]string{
		"plain.jpg": "2026-03-05T06:03:22Z", "now.jpg": "2026-03-09T01:59:30Z", "future.jpg": "2027-01-01T00:00:00Z", "unset.jpg": "1970-01-01T00:00:00Z",
	} {
		path := b.write(t, name, name)
		when, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, when, when); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	b.add(t, paths...)
	want := map[string]string{
		"plain.jpg":    "2026-03-05T14:03:22+08:00 format",
		"extended.jpg": "2026-03-05T14:03:22+08:00 format",
		"dos.jpg":      "2026-03-05T14:03+08:00 case", // two seconds wide, and of no zone
		"epoch.jpg":    " ", "now.jpg": " ", "future.jpg": " ", "unset.jpg": " ",
	}
	check := func() {
		t.Helper()
		seen := 0
		for r, err := range b.file.Records(context.Background(), casefile.Filter{}) {
			if err != nil {
				t.Fatal(err)
			}
			seen++
			if got := r.At.String() + " " + string(r.At.Zone.From); got != want[r.Text] {
				t.Errorf("%s: %s, want %s", r.Text, got, want[r.Text])
			}
		}
		if seen != len(want) {
			t.Errorf("%d of %d files read", seen, len(want))
		}
	}
	check()
	for id := range 8 {
		if _, err := b.Reread(context.Background(), dispute.EvidenceID(id+1), Settings{}); err != nil {
			t.Fatal(err)
		}
	}
	check()
}
