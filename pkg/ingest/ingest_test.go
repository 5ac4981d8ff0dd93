package ingest

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

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/internal/golden"
)

// lines is an importer of files that begin with "LINES": each line that
// follows is a record, "bad" is a problem, "# ..." is skipped.
type lines struct{ name string }

func (l lines) Name() string { return l.name }
func (l lines) Version() int { return 1 }

func (l lines) About() importer.About { return importer.About{} }

func (l lines) Identify(src *importer.Source) importer.Match {
	if !bytes.HasPrefix(src.Head, []byte("LINES")) {
		return importer.Match{}
	}
	return importer.Match{Confidence: importer.Certain, Because: []dispute.Note{dispute.Say("because.said", l.name)}}
}

func (l lines) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	text := make([]byte, src.Size())
	if _, err := src.ReadAt(text, 0); err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		at, word := dispute.Locator{Line: n}, strings.TrimSpace(line)
		var err error
		switch {
		case n == 1, strings.HasPrefix(word, "#"):
			err = sink.Skip(at, dispute.Say("skip.header"))
		case word == "bad":
			err = sink.Problem(at, dispute.Say("problem.time", word))
		case word == "panic":
			panic("at the disco")
		case word == "stop":
			return &importer.Stopped{At: at, Why: dispute.Say("stop.limit", word)}
		case word == "ask" && src.Options.DateOrder == "":
			return &importer.Undecided{Question: dispute.Say("ask.date-order", word), Flag: "date-order", Choices: []string{"dmy", "mdy"}}
		case word == "lose":
			continue
		default:
			err = sink.Record(dispute.Record{Kind: dispute.Message, Locator: at, Text: word, Who: src.Options.DateOrder})
		}
		if err != nil {
			return err
		}
	}
	sink.Units(n)
	return nil
}

// whole reads any file as one record.
type whole struct{}

func (whole) Name() string                             { return "document" }
func (whole) Version() int                             { return 1 }
func (whole) About() importer.About                    { return importer.About{} }
func (whole) Identify(*importer.Source) importer.Match { return importer.Match{} }
func (whole) Extract(_ context.Context, _ *importer.Source, sink importer.Sink) error {
	sink.Units(1)
	return sink.Record(dispute.Record{Kind: dispute.Document})
}

type bench struct {
	*Ingest
	file    *casefile.File
	dir     string
	results []Result
}

func newIngest(t testing.TB, importers ...importer.Importer) *bench {
	t.Helper()
	dir := t.TempDir()
	f, err := casefile.Create(context.Background(), filepath.Join(dir, "case.complain"),
		dispute.Case{Title: "t", Zone: "Asia/Shanghai", Currency: "CNY", Language: "zh"},
		benchTime)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	if importers == nil {
		importers = []importer.Importer{lines{"lines"}}
	}
	b := &bench{file: f, dir: filepath.Join(dir, "in")}
	b.Ingest = &Ingest{Store: InCase(f), Importers: importers, Fallback: whole{}, Report: func(r Result) { b.results = append(b.results, r) }}
	if err := os.Mkdir(b.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *bench) write(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(b.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func (b *bench) addPaths(ctx context.Context, paths []string, s Settings) (Summary, error) {
	items, junk := Walk(paths, b.file.Path())
	sum, err := b.Add(ctx, items, s)
	sum.Junk += junk
	return sum, err
}

// dry does what addPaths would, and keeps nothing.
func (b *bench) dry(t testing.TB, paths []string, s Settings) (Summary, error) {
	t.Helper()
	defer func(kept Store) { b.Store = kept }(b.Store)
	b.Store = NewDry(b.file, benchTime, func() (Scratch, error) {
		f, err := os.Create(filepath.Join(t.TempDir(), "scratch"))
		t.Cleanup(func() { f.Close() })
		return f, err
	})
	return b.addPaths(context.Background(), paths, s)
}

func benchTime() time.Time { return time.Date(2026, 3, 9, 2, 0, 0, 0, time.UTC) }

// add brings paths in and describes each result on a line.
func (b *bench) add(t testing.TB, paths ...string) string {
	t.Helper()
	b.results = nil
	if _, err := b.addPaths(context.Background(), paths, Settings{}); err != nil {
		t.Fatal(err)
	}
	return b.describe()
}

func (b *bench) describe() string {
	var out strings.Builder
	for _, r := range b.results {
		given := strings.TrimPrefix(filepath.ToSlash(strings.TrimPrefix(r.Given, b.dir)), "/")
		if r.Refused != nil {
			fmt.Fprintf(&out, "%s refused %s\n", given, r.Refused.Code)
			continue
		}
		e := r.Evidence
		fmt.Fprintf(&out, "%s %s %s %s", given, e.ID, e.Reading.State, e.Reading.Importer)
		if e.Reading.Units > 1 {
			fmt.Fprintf(&out, " %d=%d+%d+%d", e.Reading.Units, e.Reading.Records, e.Reading.Skipped, len(e.Reading.Problems))
		}
		if r.Known {
			out.WriteString(" known")
		}
		if e.Reading.Failure != nil {
			out.WriteString(" " + e.Reading.Failure.Code)
		}
		out.WriteString("\n")
	}
	return out.String()
}

func zipped(t testing.TB, entries ...string) string { return string(importertest.Zip(t, entries...)) }

func check(t *testing.T, got, want string) {
	t.Helper()
	if want = strings.TrimPrefix(want, "\n"); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

func TestEveryFileEndsAsAResult(t *testing.T) {
	b := newIngest(t)
	b.write(t, "a/chat.txt", "LINES\nhello\n# note\nbad\n")
	b.write(t, "a/notes.txt", "plain")
	b.write(t, "a/.DS_Store", "x")
	b.write(t, "a/empty.txt", "")
	b.write(t, "a/fake.csv", "%PDF-1.7\n")
	b.write(t, "a/stop.txt", "LINES\none\nstop\n")
	b.write(t, "a/panic.txt", "LINES\none\npanic\n")
	if err := os.Symlink("notes.txt", filepath.Join(b.dir, "a", "link.txt")); err != nil {
		t.Skip(err)
	}
	if err := os.Mkdir(filepath.Join(b.dir, "a", "none"), 0o755); err != nil {
		t.Fatal(err)
	}
	check(t, b.add(t, filepath.Join(b.dir, "a"), filepath.Join(b.dir, "a", "none"), filepath.Join(b.dir, "gone")), `
a/chat.txt E1 read lines 4=1+2+1
a/empty.txt E2 partial document stop.empty
a/fake.csv E3 partial document stop.misnamed
a/link.txt refused refuse.link
a/notes.txt E4 read document
a/panic.txt E5 partial lines stop.fault
a/stop.txt E6 partial lines stop.limit
a/none refused refuse.empty-folder
gone refused refuse.missing
`)
	for _, r := range b.results {
		if want := !strings.HasSuffix(r.Given, "notes.txt"); r.NeedsLook() != want {
			t.Errorf("%s needs a look: %t", r.Given, !want)
		}
	}
}

func TestUnaccountedLinesAreSaid(t *testing.T) {
	b := newIngest(t)
	b.add(t, b.write(t, "chat.txt", "LINES\nhello\nlose\n"))
	remarks := b.results[0].Evidence.Reading.Remarks
	if len(remarks) != 1 || remarks[0].Code != "import.unaccounted" {
		t.Errorf("remarks %+v", remarks)
	}
}

func TestArchiveEntriesAreEvidence(t *testing.T) {
	b := newIngest(t)
	inner := zipped(t, "x.txt", "inner")
	path := b.write(t, "chat.zip", zipped(t, "chat/_chat.txt", "LINES\nhello\n", "chat/photo.jpg", "\xff\xd8\xff", "__MACOSX/._x", "junk",
		"../evil.txt", "out", "nested.zip", inner, "chat/same.txt", "LINES\nhello\n"))
	check(t, b.add(t, path), `
chat.zip E1 held 
chat.zip/../evil.txt refused zip.outside
chat.zip/chat/_chat.txt E2 read lines 2=1+1+0
chat.zip/chat/photo.jpg E3 read document
chat.zip/nested.zip E4 read document
chat.zip/chat/same.txt E2 read lines 2=1+1+0 known
`)
	if e := b.results[2].Evidence; e.Parent != 1 || e.Path != "chat/_chat.txt" || e.Name != "_chat.txt" {
		t.Errorf("entry %+v", e)
	}
	names, err := b.file.Siblings(context.Background(), b.results[2].Evidence)
	if err != nil || strings.Join(names, " ") != "nested.zip photo.jpg" {
		t.Errorf("siblings %q, %v", names, err)
	}
	// Again: nothing new, and each entry is looked at once more.
	check(t, b.add(t, path), `
chat.zip E1 held  known
chat.zip/../evil.txt refused zip.outside
chat.zip/chat/_chat.txt E2 read lines 2=1+1+0 known
chat.zip/chat/photo.jpg E3 read document known
chat.zip/nested.zip E4 read document known
chat.zip/chat/same.txt E2 read lines 2=1+1+0 known
`)
}

func TestDocumentsInZipFormAreNotOpened(t *testing.T) {
	b := newIngest(t)
	check(t, b.add(t, b.write(t, "table.xlsx", zipped(t, "[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<x/>")),
		b.write(t, "cut.zip", zipped(t, "a.txt", strings.Repeat("a", 1000))[:80])), `
table.xlsx E1 read document
cut.zip E2 partial document stop.zip
`)
}

// An archive that is not opened says how to get at what is in it.
func TestUnopenedArchives(t *testing.T) {
	b := newIngest(t)
	whole := zipped(t, "a.txt", strings.Repeat("a", 1000))
	last := []byte(zipped(t, "b.txt", "b"))
	last[len(last)-22+4] = 2 // the third disk
	check(t, b.add(t,
		b.write(t, "a.rar", "Rar!\x1a\x07\x01\x00content"),
		b.write(t, "bill.zip", "7z\xbc\xaf\x27\x1c\x00\x04"),
		b.write(t, "c.zip.001", whole[:100]),
		b.write(t, "d.zip.002", whole[100:]),
		b.write(t, "e.z01", "PK\x07\x08"+whole[:100]),
		b.write(t, "e.zip", "\x01\x02\x03"+string(last)),
		b.write(t, "f.tar.gz", "\x1f\x8b\x08\x00"),
		b.write(t, "g.zip", whole+" "),
	), `
a.rar E1 partial document stop.archive
bill.zip E2 partial document stop.archive
c.zip.001 E3 partial document stop.split
d.zip.002 E4 partial document stop.split
e.z01 E5 partial document stop.split
e.zip E6 partial document stop.split
f.tar.gz E7 partial document stop.archive
g.zip E8 held 
g.zip/a.txt E9 read document
`)
}

func TestQuestionsAreAskedOrLeftOpen(t *testing.T) {
	ctx := context.Background()
	b := newIngest(t)
	path := b.write(t, "chat.txt", "LINES\nask\n")
	check(t, b.add(t, path), "chat.txt E1 asking lines\n")
	for r, err := range b.file.Records(ctx, casefile.Filter{}) {
		t.Errorf("record %+v, %v before the answer", r, err)
	}
	// Adding it again without an answer asks again; the answer is remembered.
	check(t, b.add(t, path), "chat.txt E1 asking lines known\n")
	asked := 0
	b.Ask = func(e dispute.Evidence, q *importer.Undecided) (string, bool) {
		asked++
		return q.Choices[1], true
	}
	check(t, b.add(t, path), "chat.txt E1 read lines 2=1+1+0 known\n")
	b.Ask = nil
	b.results = nil
	_, err := b.Reread(ctx, 1, Settings{})
	if r := b.results[0]; err != nil || r.Evidence.Reading.State != dispute.Read || asked != 1 {
		t.Errorf("read again: %+v, %v, asked %d times", b.results[0].Evidence.Reading, err, asked)
	}
	for rec, err := range b.file.Records(ctx, casefile.Filter{}) {
		if err != nil || rec.Who != "mdy" {
			t.Errorf("record %+v, %v", rec, err)
		}
	}
}

func TestTieIsAQuestion(t *testing.T) {
	b := newIngest(t, lines{"one"}, lines{"two"})
	check(t, b.add(t, b.write(t, "chat.txt", "LINES\nhello\n")), "chat.txt E1 asking \n")
	if q := b.results[0].Evidence.Reading.Question; q == nil || q.Code != "ask.tie" || strings.Join(q.Args, " ") != "one two" {
		t.Errorf("question %+v", q)
	}
	b.results = nil
	_, err := b.Reread(context.Background(), 1, Settings{Answers: importer.Answers{As: "two"}})
	if r := b.results[0]; err != nil || r.Evidence.Reading.Importer != "two" || r.Evidence.Reading.Records != 1 {
		t.Errorf("%+v, %v", b.results, err)
	}
}

func TestInterruptionLeavesWholeThings(t *testing.T) {
	b := newIngest(t)
	b.write(t, "a/1.txt", "LINES\none\n")
	b.write(t, "a/2.txt", "LINES\ntwo\n")
	ctx, cancel := context.WithCancel(context.Background())
	b.Report = func(Result) { cancel() }
	if _, err := b.addPaths(ctx, []string{b.dir}, Settings{}); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	v, err := b.file.Verify(context.Background(), nil)
	// Both files were stored together; the second was not reported any more.
	if err != nil || len(v.Damaged) > 0 || v.EvidenceChecked != 2 {
		t.Errorf("after the interruption: %+v, %v", v, err)
	}
	b.Report = func(r Result) { b.results = append(b.results, r) }
	check(t, b.add(t, filepath.Join(b.dir, "a")), `
a/1.txt E1 read lines 2=1+1+0 known
a/2.txt E2 read lines 2=1+1+0 known
`)
}

func TestPreviewStoresNothing(t *testing.T) {
	b := newIngest(t)
	path := b.write(t, "chat.zip", zipped(t, "_chat.txt", "LINES\nhello\n"))
	if _, err := b.dry(t, []string{path, b.write(t, "ask.txt", "LINES\nask\n")}, Settings{}); err != nil {
		t.Fatal(err)
	}
	for i, want := range []dispute.ReadingState{dispute.Held, dispute.Read, dispute.Asking} {
		if got := b.results[i].Evidence.Reading.State; got != want {
			t.Errorf("result %d: %s, want %s", i, got, want)
		}
	}
	all, err := b.file.AllEvidence(context.Background())
	if err != nil || len(all) != 0 {
		t.Errorf("%d stored, %v", len(all), err)
	}
}

// A name that cannot be read does not cost the file: what can is shown.
func TestNamesThatCannotBeRead(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(golden.Root(t), "testdata", "zip", "names-cp852.zip"))
	if err != nil {
		t.Fatal(err)
	}
	b := newIngest(t)
	b.add(t, b.write(t, "chats.zip", string(data)))
	if len(b.results) != 2 || b.results[1].Evidence.Name != "WhatsApp Chat with Marek %E6t%A1pek.txt" || b.results[1].Evidence.Reading.State != dispute.Read {
		t.Errorf("%+v", b.results)
	}
}
