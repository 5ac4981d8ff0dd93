package whatsapp

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

// samples is the folder of collected real files, whose licences keep them out
// of this repository: chats/, transactions/ and images/.
func samples(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("COMPLAIN_SAMPLES")
	if dir == "" {
		t.Skip("COMPLAIN_SAMPLES is not set")
	}
	return dir
}

func open(t *testing.T, path string) *importer.Source {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	src := source(t, filepath.Base(path), string(data))
	return src
}

// Where the collection says nothing or other than what is read, and why.
var countsOtherwise = map[string]struct {
	records int
	why     string
}{
	"whatsapp/chat-miner/test_[mmddyy]_24hrs.txt": {9, "its parser drops the two notices and the message 'John Doe:.'"},
	"whatsapp/chat-miner/test_ddmmyy_24hrs.txt":   {9, "its parser drops the two notices and the message 'John Doe:.'"},
	"whatsapp/chat-miner/test_mmddyyyy_12hrs.txt": {9, "its parser drops the two notices and the message 'John Doe:.'"},
	"whatsapp/whats_json/cal_gregorian_ios.txt":   {25, "not counted there"},
	"whatsapp/whats_json/cal_buddhist_ios.txt":    {28, "not counted there"},
	"whatsapp/whatstk/pokemon.txt":                {20, "not counted there"},
}

func TestSampleCounts(t *testing.T) {
	dir := filepath.Join(samples(t), "chats")
	manifest, err := os.ReadFile(filepath.Join(dir, "MANIFEST.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for line := range strings.Lines(string(manifest)) {
		cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(cells) < 7 || !strings.HasPrefix(cells[0], "whatsapp/") || !strings.HasSuffix(cells[0], ".txt") {
			continue
		}
		want, declared := 0, false
		if n, err := strconv.Atoi(cells[6]); err == nil {
			want, declared = n, true
		}
		if o, ok := countsOtherwise[cells[0]]; ok {
			want, declared = o.records, true
		}
		if !declared {
			t.Errorf("%s: the collection counts nothing; say in countsOtherwise what is right", cells[0])
			continue
		}
		checked++
		tally, records, err := importertest.Extract(context.Background(), Importer{}, open(t, filepath.Join(dir, filepath.FromSlash(cells[0]))))
		if err != nil {
			t.Errorf("%s: %v", cells[0], err)
		}
		if len(records) != want || tally.Failed > 0 || !tally.Conserved() {
			t.Errorf("%s: %d records, %d problems, want %d records", cells[0], len(records), tally.Failed, want)
		}
	}
	if checked == 0 {
		t.Error("no sample was read")
	}
}

// Only WhatsApp's files are taken for WhatsApp's, whatever else lies there.
func TestSamplesIdentified(t *testing.T) {
	dir, ours, others := samples(t), 0, 0
	shapeOnly := map[string]string{
		"whatsapp/chat-miner/test_[mmddyy]_24hrs.txt": "brackets without seconds, and no wording of WhatsApp",
		"whatsapp/whatstk/lorem.txt":                  "brackets, and no wording of WhatsApp",
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(filepath.Join(dir, "chats"), path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		got := Importer{}.Identify(open(t, path)).Confidence
		want := importer.None
		if strings.HasPrefix(rel, "whatsapp/") && strings.HasSuffix(rel, ".txt") {
			ours++
			want = importer.Certain
			if shapeOnly[rel] != "" {
				want = importer.Shape
			}
		} else {
			others++
		}
		if got != want {
			t.Errorf("%s: confidence %d, want %d", rel, got, want)
		}
		return nil
	})
	if err != nil || ours == 0 || others == 0 {
		t.Errorf("%d of WhatsApp, %d others: %v", ours, others, err)
	}
}

// The three files of chat-miner say the same, in three forms; the times and
// names that it expects must be among what is read.
func TestChatMinerTarget(t *testing.T) {
	dir := filepath.Join(samples(t), "chats", "whatsapp", "chat-miner")
	var want []struct{ Timestamp, Author, Message string }
	data, err := os.ReadFile(filepath.Join(dir, "target.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &want); err != nil || len(want) == 0 {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) != 3 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		_, records, err := importertest.Extract(context.Background(), Importer{}, open(t, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			found := false
			for _, r := range records {
				found = found || r.Who == w.Author && strings.ReplaceAll(r.Text, "\n", " ") == w.Message &&
					r.At.Wall() == strings.Replace(w.Timestamp[:16], "T", " ", 1)
			}
			if !found {
				t.Errorf("%s: %v is not among the records", filepath.Base(file), w)
			}
		}
	}
}

type peerCases struct {
	Documents []struct {
		Name, Text string
		Expected   map[string]any
	}
	Formats     [][2]string
	Attachments [][2]*string
	Inference   [][3]json.RawMessage `json:"daysFirst_inference"`
}

// What the npm package whatsapp-chat-parser expects of itself. Where a file
// does not tell day from month it takes the day to be first; here that is
// asked.
func TestPeerCases(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(samples(t), "chats", "peer-cases-whatsapp-chat-parser.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases peerCases
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	if n := len(cases.Documents) + len(cases.Formats) + len(cases.Attachments) + len(cases.Inference); n != 30 {
		t.Errorf("%d cases, want 30", n)
	}
	for _, c := range cases.Documents {
		t.Run(c.Name, func(t *testing.T) { peerDocument(t, c.Text, c.Expected) })
	}
	for _, c := range cases.Formats {
		records := readAsking(t, c[0], strings.Contains(c[0], "3/6/18") || strings.Contains(c[0], "3/6/2018") || strings.Contains(c[0], "03-06-2018"))
		if len(records) != 1 || records[0].Who != "a" || records[0].Text != "m" || utc(records[0].At) != c[1] {
			t.Errorf("%q: %+v, want %s", c[0], records, c[1])
		}
	}
	for _, c := range cases.Attachments {
		records := readAsking(t, *c[0], true)
		switch {
		case len(records) != 1:
			t.Errorf("%q: %d records", *c[0], len(records))
		case c[1] == nil && len(records[0].Files) != 0, c[1] != nil && strings.Join(records[0].Files, "|") != *c[1]:
			t.Errorf("%q: files %q, want %v", *c[0], records[0].Files, c[1])
		}
	}
	for _, c := range cases.Inference {
		peerInference(t, c)
	}
}

// readAsking reads text; where it must be asked for the order of its dates, it
// is answered as the peer would.
func readAsking(t *testing.T, text string, mustAsk bool) []dispute.Record {
	t.Helper()
	src := source(t, "chat.txt", text)
	_, records, err := importertest.Extract(context.Background(), Importer{}, src)
	var u *importer.Undecided
	if asked := errors.As(err, &u); asked != mustAsk {
		t.Errorf("%q: asked %t, want %t", text, asked, mustAsk)
	}
	if u == nil {
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		return records
	}
	if u.Flag != "date-order" || strings.Join(u.Choices, " ") != "dmy mdy" {
		t.Errorf("%q: asks --%s %v", text, u.Flag, u.Choices)
	}
	src.Options.DateOrder = "dmy"
	_, records, err = importertest.Extract(context.Background(), Importer{}, src)
	if err != nil {
		t.Errorf("%q: %v", text, err)
	}
	return records
}

func peerDocument(t *testing.T, text string, expected map[string]any) {
	undecided := strings.HasPrefix(text, "03/02/17") || strings.HasPrefix(text, "06/03/2017, 00:45 - You created group \"Test\"")
	records := readAsking(t, text, undecided)
	system := 0
	for _, r := range records {
		if r.Kind == dispute.System {
			system++
		}
	}
	for key, want := range expected {
		var got any
		switch key {
		case "count":
			got = float64(len(records))
		case "system":
			got = float64(system)
		case "message", "message[0]":
			got = records[0].Text
		case "message[4]":
			// It keeps the line feed that ends the file, which is no text.
			got, want = records[4].Text, strings.TrimSuffix(want.(string), "\n")
		case "author":
			got = records[0].Who
		case "dates":
			for i, w := range want.([]any) {
				if utc(records[i].At) != w {
					t.Errorf("date %d is %s, want %s", i, utc(records[i].At), w)
				}
			}
			continue
		default:
			t.Errorf("unknown expectation %q", key)
			continue
		}
		if got != want {
			t.Errorf("%s: %v, want %v", key, got, want)
		}
	}
}

func peerInference(t *testing.T, c [3]json.RawMessage) {
	t.Helper()
	var days [][3]int
	var rule string
	var dayFirst bool
	for i, to := range []any{&days, &rule, &dayFirst} {
		if err := json.Unmarshal(c[i], to); err != nil {
			t.Fatal(err)
		}
	}
	var b strings.Builder
	for _, d := range days {
		b.WriteString(strconv.Itoa(d[0]) + "/" + strconv.Itoa(d[1]) + "/" + strconv.Itoa(d[2]) + ", 10:00 - a: m\n")
	}
	// "frequency" counts which part changes more often: a guess.
	records := readAsking(t, b.String(), rule == "frequency")
	if rule == "frequency" {
		return
	}
	want := days[0][0]
	if !dayFirst {
		want = days[0][1]
	}
	if len(records) != len(days) || records[0].At.Clock().Day != want {
		t.Errorf("%v: read as %v, want day %d", days, records[0].At, want)
	}
}

// utc shows a wall clock as the peer does, which runs in UTC.
func utc(w dispute.When) string {
	c := w.Clock()
	pad := func(n, width int) string {
		s := strconv.Itoa(n)
		return strings.Repeat("0", max(0, width-len(s))) + s
	}
	return pad(c.Year, 4) + "-" + pad(c.Month, 2) + "-" + pad(c.Day, 2) + "T" + pad(c.Hour, 2) + ":" + pad(c.Minute, 2) + ":" + pad(c.Second, 2) + ".000Z"
}
