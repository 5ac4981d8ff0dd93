package mail

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

// The collection of real files, whose licences keep them out of this repository.
func samples(t *testing.T) string {
	dir := os.Getenv("COMPLAIN_SAMPLES")
	if dir == "" {
		t.Skip("COMPLAIN_SAMPLES is not set")
	}
	return filepath.Join(dir, "chats")
}

func source(t testing.TB, name string, data []byte) *importer.Source {
	t.Helper()
	return importertest.Source(t, name, data)
}

func read(t testing.TB, name string, data []byte) (*importer.Tally, []dispute.Record) {
	t.Helper()
	tally, records, err := importertest.Extract(context.Background(), Importer{}, source(t, name, data))
	if err != nil || !tally.Conserved() {
		t.Errorf("%s: %v; conserved: %t", name, err, tally.Conserved())
	}
	return tally, records
}

func sampleFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Mails that other programs' tests call hard: each is one record, or a problem
// that is said. What they say is compared with another reader's in testdata/oracle.
func TestSamplesOfMails(t *testing.T) {
	mails := 0
	err := filepath.WalkDir(filepath.Join(samples(t), "eml"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".eml" {
			return err
		}
		mails++
		tally, records := read(t, d.Name(), sampleFile(t, path))
		if len(records)+tally.Failed != 1 || d.Name() == "erroneous.eml" != (tally.Failed == 1) {
			t.Errorf("%s: %d records, %d problems", d.Name(), len(records), tally.Failed)
		}
		return nil
	})
	if err != nil || mails < 35 {
		t.Errorf("%d mails: %v", mails, err)
	}
}

func words(s string) string { return strings.Join(strings.Fields(s), " ") }

// The MANIFEST counts the lines that begin like a postmark.
func TestSamplesOfMailboxes(t *testing.T) {
	for name, want := range map[string]int{"mailarc-1.txt": 16, "mailarc-1-dos.txt": 16, "mailseparators.txt": 3, "binary_body.txt": 1, "invalid-boundaries.txt": 8} {
		data := sampleFile(t, filepath.Join(samples(t), "mbox", "mail-mbox-messageparser", name))
		if m := (Importer{}).Identify(source(t, name, data)); m.Confidence != importer.Certain || m.Variant != variantMbox {
			t.Errorf("%s: %+v", name, m)
		}
		tally, records := read(t, name, data)
		if len(records) != want || tally.Failed > 0 || tally.Reading.Units != want {
			t.Errorf("%s: %d mails, want %d; %d problems", name, len(records), want, tally.Failed)
		}
		var next int64
		for _, r := range records {
			if r.Locator.Offset != next || !bytes.HasPrefix(data[r.Locator.Offset:], []byte("From ")) {
				t.Errorf("%s: a mail at %s, want byte %d", name, r.Locator, next)
			}
			next = r.Locator.Offset + r.Locator.Length
			if r.Who == "" || r.Field("date") != "" && !r.At.Known() {
				t.Errorf("%s: %s: who %q, at %q of %q", name, r.Locator, r.Who, r.At, r.Field("date"))
			}
		}
		if next != int64(len(data)) {
			t.Errorf("%s: mails end at %d of %d", name, next, len(data))
		}
	}
}

// Beside each file of Outlook's lies what another program made of it.
func TestSamplesOfOutlook(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(samples(t), "msg", "*", "*.msg"))
	if err != nil || len(paths) != 3 {
		t.Fatalf("%d files: %v", len(paths), err)
	}
	for _, path := range paths {
		name := filepath.Base(path)
		data := sampleFile(t, path)
		if m := (Importer{}).Identify(source(t, name, data)); m.Confidence != importer.Certain || m.Variant != variantMSG {
			t.Errorf("%s: %+v", name, m)
		}
		_, got := read(t, name, data)
		_, want := read(t, name, sampleFile(t, strings.TrimSuffix(path, ".msg")+".eml"))
		if len(got) != 1 || len(want) != 1 {
			t.Fatalf("%s: %d and %d mails", name, len(got), len(want))
		}
		a, b := got[0], want[0]
		if a.Field("subject") != b.Field("subject") || a.Field("to") != b.Field("to") || words(a.Text) != words(b.Text) {
			t.Errorf("%s:\n%q %q %q\n%q %q %q", name, a.Field("subject"), a.Field("to"), a.Text, b.Field("subject"), b.Field("to"), b.Text)
		}
		if strings.Contains(name, "unsent") != slices.ContainsFunc(a.Remarks, func(n dispute.Note) bool { return n.Code == "mail.unsent" }) {
			t.Errorf("%s: remarks %v", name, a.Remarks)
		}
	}
}
