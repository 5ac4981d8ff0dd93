package ownproduct

import (
	"archive/zip"
	"bytes"
	"context"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/demo"
	"complain/pkg/dispute"
	"complain/pkg/ingest"
)

func zipped(t *testing.T, name, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func item(name, text string) ingest.Item { return ingest.Text(name, []byte(text), time.Time{}) }

// What bears a mark of the program is its own; what only looks like it is not.
func TestMarks(t *testing.T) {
	filler := strings.Repeat("x", 200<<10)
	for _, c := range []struct {
		name, text string
		own        bool
	}{
		{"a.pdf", "%PDF-1.7\n/Keywords (complain custody 00)", true},
		{"a.pdf", "%PDF-1.7\n" + filler + "\n/Keywords (complain custody 00)", true},
		{"a.pdf", "%PDF-1.7\n/Keywords (complain custody 00)" + filler, true},
		{"a.pdf", "%PDF-1.7\n" + filler + "complain custody 00" + filler, false},
		{"a.pdf", "%PDF-1.7\n" + string(utf16Mark()), true},
		{"a.txt", "Letter\n\ncomplain custody 00\n", true},
		{"a.txt", "complain custody 00\nand what the seller wrote of it\n", false},
		{"a.html", `<meta name="generator" content="complain 1.0">`, true},
		{"a.html", `<meta name="generator" content="complaints">`, false},
		{"a.docx", zipped(t, "docProps/core.xml", "<dc:creator>complain 1.0</dc:creator>"), true},
		{"a.docx", zipped(t, "docProps/core.xml", "<dc:creator>Ann Other</dc:creator>"), false},
		{"a.zip", zipped(t, "x/bag-info.txt", "Complain-Custody-Head: 00"), true},
		{"a.zip", zipped(t, "x/chat.txt", "Complain-Custody-Head: 00"), false},
		{"a.json", `{"format": "complain-choices"}`, true},
		{"a.json", `{"format": "choices"}`, false},
		{"a.ics", "BEGIN:VCALENDAR\r\nPRODID:-//complain 1.0//EN", true},
		{"a.ics", "BEGIN:VCALENDAR\r\nPRODID:-//Phone//EN", false},
		{"a.tsr", "\x30\x82", true},
		{"a.complain", "SQLite format 3\x00", false},
		{"a.jpg", "complain custody 00", false},
	} {
		out := new(Known).Sort([]ingest.Item{item(c.name, c.text), item("other.jpg", "x")}, nil)
		if own := len(out.Made) == 1; own != c.own || len(out.Made)+len(out.Evidence)+len(out.Sample) != 2 {
			t.Errorf("%s %.60q: own is %t", c.name, c.text, own)
		}
	}
}

// What the log has the hash of is the case's own, unless somebody names it.
func TestMadeOfTheCase(t *testing.T) {
	ctx := context.Background()
	f, err := casefile.Create(ctx, filepath.Join(t.TempDir(), "a.complain"), dispute.Case{Title: "x", Zone: "UTC"}, func() time.Time { return time.Unix(1.7e9, 0) })
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	known, err := Of(ctx, f)
	if err != nil {
		t.Fatal(err)
	}
	const sumOfA = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
	known.made[sumOfA] = true
	items := []ingest.Item{item("a.csv", "a"), item("b.csv", "b")}
	if out := known.Sort(items, nil); len(out.Made) != 1 || out.Made[0].Name != "a.csv" || len(out.Evidence) != 1 {
		t.Errorf("%+v", out)
	}
	if out := known.Sort(items, []string{"a.csv"}); len(out.Made) != 0 || len(out.Evidence) != 2 {
		t.Errorf("a file that was named is %+v", out)
	}
	known.held[sumOfA] = true
	if out := known.Sort(items, nil); len(out.Made) != 0 {
		t.Errorf("evidence of the case is %+v", out)
	}
}

// The sample evidence is evidence where nothing else is there.
func TestSample(t *testing.T) {
	files := demo.Files(demo.Names()[0])
	var samples []ingest.Item
	if err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		samples = append(samples, item(d.Name(), string(data)))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if out := new(Known).Sort(samples, nil); len(out.Evidence) != len(samples) || len(samples) == 0 {
		t.Errorf("alone: %d of %d are evidence", len(out.Evidence), len(samples))
	}
	if out := new(Known).Sort(append(samples, item("own.jpg", "x")), nil); len(out.Evidence) != 1 || len(out.Sample) != len(samples) {
		t.Errorf("beside others: %d are evidence, %d samples", len(out.Evidence), len(out.Sample))
	}
}
