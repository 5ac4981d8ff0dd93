// Package importertest runs importers over the fixtures in testdata/import:
// one folder an importer, one folder a case, holding
//
//	input.*      the file as a user would have it
//	want.txt     what Identify and Extract gave, rewritten by -update
//	source.txt   where the fixture's quirks come from
//	options.txt  optional: lines such as "zone=Asia/Shanghai", "date-order=dmy", "encoding=big5",
//	             "me=张三", "currency=EUR", "name=IMG_20260301.jpg", "siblings=a.jpg|b.jpg",
//	             "modified=2026-03-01T12:00:00Z"
//	map.txt      optional: the mapping that --map names
//
// It promises that a case that cannot be read, or an importer without cases,
// fails the test. It is for tests only.
package importertest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/golden"
	"complain/pkg/locale"
)

// Case is one fixture.
type Case struct {
	Dir    string
	Source *importer.Source
}

// Cases lists the fixtures of the importer called name.
func Cases(t testing.TB, name string) []Case {
	t.Helper()
	var out []Case
	for _, dir := range golden.Folder(t, "import", name) {
		out = append(out, Case{Dir: dir, Source: load(t, dir)})
	}
	return out
}

func load(t testing.TB, dir string) *importer.Source {
	t.Helper()
	inputs, err := filepath.Glob(filepath.Join(dir, "input.*"))
	if err != nil || len(inputs) != 1 {
		t.Fatalf("%s: want one input.*, found %d", dir, len(inputs))
	}
	data, err := os.ReadFile(inputs[0])
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Base(inputs[0])
	o := Options(t, "Asia/Shanghai")
	if text, err := os.ReadFile(filepath.Join(dir, "map.txt")); err == nil {
		o.Map = string(text)
	}
	var siblings []string
	var modified time.Time
	if text, err := os.ReadFile(filepath.Join(dir, "options.txt")); err == nil {
		for line := range strings.Lines(string(text)) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
			switch key {
			case "":
			case "zone":
				o.Zone, o.ZoneFrom = zone(t, value), dispute.ZoneUser
			case "date-order":
				o.DateOrder = value
			case "encoding":
				o.Encoding = value
			case "me":
				o.Me = value
			case "currency":
				o.Currency = value
			case "name":
				name = value
			case "modified":
				if modified, err = time.Parse(time.RFC3339, value); err != nil {
					t.Fatalf("%s: options.txt: %v", dir, err)
				}
			case "siblings":
				siblings = strings.Split(value, "|")
			default:
				t.Fatalf("%s: options.txt: unknown %q", dir, key)
			}
		}
	}
	src := importer.NewSource(name, name, bytes.NewReader(data), int64(len(data)), o)
	src.Siblings = siblings
	if !modified.IsZero() {
		src.Modified = dispute.Instant(modified.In(o.Zone), dispute.Second, dispute.ZoneFormat)
		src.Modified.From = dispute.TimeModified
	}
	return src
}

// Options are those of a case in the given zone, in yuan.
func Options(t testing.TB, zoneName string) importer.Options {
	t.Helper()
	return importer.Options{Zone: zone(t, zoneName), ZoneFrom: dispute.ZoneCase, Currency: "CNY"}
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// Run compares Identify and Extract of im with the want.txt of each of its
// cases, and checks conservation, that locators lie inside the file, and that
// the importer has names in every language.
func Run(t *testing.T, im importer.Importer) {
	t.Run("about", func(t *testing.T) { About(t, im) })
	for _, c := range Cases(t, im.Name()) {
		t.Run(filepath.Base(c.Dir), func(t *testing.T) {
			if _, err := os.Stat(filepath.Join(c.Dir, "source.txt")); err != nil {
				t.Error("source.txt is missing: say where the fixture's quirks come from")
			}
			golden.Check(t, filepath.Join(c.Dir, "want.txt"), Dump(t, im, c.Source))
		})
	}
}

// Dump identifies and reads src, and writes what came of it as text.
func Dump(t testing.TB, im importer.Importer, src *importer.Source) []byte {
	t.Helper()
	var b bytes.Buffer
	m := im.Identify(src)
	fmt.Fprintf(&b, "match %s %s\n", [...]string{"none", "name", "shape", "certain", "said"}[m.Confidence], m.Variant)
	for _, n := range m.Because {
		fmt.Fprintf(&b, "  because %s\n", say(t, n))
	}
	tally, records, err := Extract(context.Background(), im, src)
	var undecided *importer.Undecided
	var stopped *importer.Stopped
	switch {
	case errors.As(err, &undecided):
		fmt.Fprintf(&b, "undecided --%s %s: %s\n", undecided.Flag, strings.Join(undecided.Choices, "|"), say(t, undecided.Question))
		if len(records) > 0 {
			t.Errorf("%d records were given before the question was asked", len(records))
		}
		return b.Bytes()
	case errors.As(err, &stopped):
		fmt.Fprintf(&b, "stopped at %s: %s\n", stopped.At, say(t, stopped.Why))
	case err != nil:
		t.Errorf("extract: %v", err)
	}
	for _, r := range records {
		WriteRecord(&b, r)
		for _, n := range r.Remarks {
			fmt.Fprintf(&b, "    remark %s\n", say(t, n))
		}
	}
	for _, s := range tally.Skips {
		fmt.Fprintf(&b, "skip %s: %s\n", s.At, say(t, s.Why))
	}
	for _, p := range tally.Reading.Problems {
		fmt.Fprintf(&b, "problem %s: %s\n", p.At, say(t, p.Why))
	}
	for _, d := range tally.Reading.Doubts {
		fmt.Fprintf(&b, "doubt %s: %s\n", d.At, say(t, d.Why))
	}
	for _, x := range tally.Reading.Totals {
		fmt.Fprintf(&b, "total %s: declared %s read %s ok=%t\n", say(t, x.What), x.Declared, x.Read, x.OK)
	}
	for _, n := range tally.Reading.Remarks {
		fmt.Fprintf(&b, "remark %s\n", say(t, n))
	}
	fmt.Fprintf(&b, "units %d = %d records, %d skipped, %d problems\n",
		tally.Reading.Units, tally.Reading.Records, tally.Reading.Skipped, tally.Failed)
	if !tally.Conserved() && err == nil {
		t.Errorf("%d units, %d accounted for", tally.Reading.Units, tally.Covered)
	}
	return b.Bytes()
}

func say(t testing.TB, n dispute.Note) string {
	t.Helper()
	if !locale.Has(n.Code) {
		t.Errorf("no words for the note %q", n.Code)
	}
	return fmt.Sprintf("%s %q", n.Code, n.Args)
}

// WriteRecord writes a record as text: a line, and a line each for the parts
// that are longer.
func WriteRecord(b *bytes.Buffer, r dispute.Record) {
	fmt.Fprintf(b, "%s [%s] %s", r.Kind, r.Locator, r.At)
	if r.At.Known() {
		fmt.Fprintf(b, " (%s %s %s)", r.At.Precision, r.At.Zone.Name, r.At.Zone.From)
	}
	if r.At.From != "" {
		fmt.Fprintf(b, " from %s", r.At.From)
	}
	b.WriteByte('\n')
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(b, "    %s %q\n", name, value)
		}
	}
	line("who", r.Who)
	line("text", r.Text)
	if r.Amount != nil {
		fmt.Fprintf(b, "    amount %s %s\n", r.Amount, r.Direction)
	}
	line("status", r.Status)
	line("type", r.Type)
	if r.Refund {
		b.WriteString("    refund\n")
	}
	line("order", r.Order)
	line("merchant", r.Merchant)
	for _, f := range r.Files {
		line("file", f)
	}
	for _, f := range r.Fields {
		fmt.Fprintf(b, "    field %q = %q\n", f.Name, f.Value)
	}
	line("raw", r.Raw)
}

// Extract reads src into memory.
func Extract(ctx context.Context, im importer.Importer, src *importer.Source) (*importer.Tally, []dispute.Record, error) {
	var records []dispute.Record
	tally := &importer.Tally{KeepSkips: true, OnRecord: func(r dispute.Record) error {
		records = append(records, r)
		return nil
	}}
	err := im.Extract(ctx, src, tally)
	return tally, records, err
}

// Fuzz seeds f with the importer's fixtures and checks what must hold for any
// bytes: no panic, conservation unless reading stopped, and locators inside
// the file.
func Fuzz(f *testing.F, im importer.Importer) {
	for _, c := range Cases(f, im.Name()) {
		data := make([]byte, c.Source.Size())
		if _, err := c.Source.ReadAt(data, 0); err != nil {
			f.Fatal(err)
		}
		f.Add(c.Source.Name, data)
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		src := importer.NewSource(name, name, bytes.NewReader(data), int64(len(data)), Options(t, "Asia/Shanghai"))
		im.Identify(src)
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		tally, records, err := Extract(ctx, im, src)
		if ctx.Err() != nil {
			t.Fatal("took more than 5 s")
		}
		if err == nil && !tally.Conserved() {
			t.Errorf("%d units, %d accounted for", tally.Reading.Units, tally.Covered)
		}
		for _, r := range records {
			if l := r.Locator; l.Length < 0 || l.Offset < 0 || l.Offset+l.Length > int64(len(data)) {
				t.Errorf("locator %s lies outside %d bytes", l, len(data))
			}
		}
	})
}

// Truncate reads the fixtures of im cut at many places, as broken transfers
// leave files: whatever is there is read or said, and accounted for.
func Truncate(t *testing.T, im importer.Importer) {
	truncate(t, im, func(int) int { return 48 })
}

// TruncateFinely cuts the fixtures at every seventh byte, long ones at 600
// places. It is for formats that are read quickly.
func TruncateFinely(t *testing.T, im importer.Importer) {
	truncate(t, im, func(size int) int { return min(size/7+1, 600) })
}

func truncate(t *testing.T, im importer.Importer, count func(size int) int) {
	for _, c := range Cases(t, im.Name()) {
		data := make([]byte, c.Source.Size())
		if _, err := c.Source.ReadAt(data, 0); err != nil && len(data) > 0 {
			t.Fatal(err)
		}
		cuts := count(len(data))
		for n := range cuts {
			cut := data[:len(data)*n/cuts]
			src := importer.NewSource(c.Source.Name, c.Source.Path, bytes.NewReader(cut), int64(len(cut)), c.Source.Options)
			im.Identify(src)
			tally, _, err := Extract(context.Background(), im, src)
			var undecided *importer.Undecided
			var stopped *importer.Stopped
			switch {
			case err != nil && !errors.As(err, &undecided) && !errors.As(err, &stopped):
				t.Errorf("%s cut at byte %d of %d: %v", filepath.Base(c.Dir), len(cut), len(data), err)
			case err == nil && !tally.Conserved():
				t.Errorf("%s cut at byte %d of %d: %d units, %d accounted for", filepath.Base(c.Dir), len(cut), len(data), tally.Reading.Units, tally.Covered)
			}
		}
	}
}
