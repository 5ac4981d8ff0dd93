package ingest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/golden"
)

// locked copies one of the archives in testdata/zip to a name that tells
// nothing of its content.
func (b *bench) locked(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(golden.Root(t), "testdata", "zip", name))
	if err != nil {
		t.Fatal(err)
	}
	return b.write(t, name, string(data))
}

func TestEncryptedArchivesAsk(t *testing.T) {
	ctx := context.Background()
	b := newIngest(t)
	path := b.locked(t, "mixed.zip")
	check(t, b.add(t, path), `
mixed.zip E1 asking 
mixed.zip/note.txt E2 read document
`)
	if q := b.results[0].Evidence.Reading.Question; q == nil || q.Code != "ask.password" || !b.results[0].NeedsLook() {
		t.Errorf("question %+v", q)
	}
	b.results = nil
	sum, err := b.Reread(ctx, 1, Settings{Passwords: []string{"000000"}})
	if err != nil || sum.NeedLook != 1 || b.results[0].Evidence.Reading.Question.Code != "ask.password-wrong" {
		t.Errorf("%+v, %v, %s", sum, err, b.describe())
	}
	b.results = nil
	if _, err := b.Reread(ctx, 1, Settings{Passwords: []string{"000000", "482913"}}); err != nil {
		t.Fatal(err)
	}
	check(t, b.describe(), `
mixed.zip E1 held  known
mixed.zip/note.txt E2 read document known
mixed.zip/微信支付账单流水文件(20260301-20260331).xlsx E3 read document
`)
	// Once more, without the password.
	check(t, b.add(t, path), `
mixed.zip E1 held  known
mixed.zip/note.txt E2 read document known
mixed.zip/微信支付账单流水文件(20260301-20260331).xlsx E3 read document known
`)
	for e, err := range b.File.Custody(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(e.Detail, []byte("482913")) {
			t.Errorf("the custody log holds the password: %+v", e)
		}
	}
}

func TestAnsweredPasswordOpensTheNextArchiveToo(t *testing.T) {
	b := newIngest(t)
	var asked []string
	answers := []string{"000000", "482913"}
	b.Ask = func(e dispute.Evidence, q *importer.Undecided) (string, bool) {
		asked = append(asked, e.Name+" "+q.Flag+" "+q.Question.Code)
		if len(answers) == 0 {
			return "", false
		}
		answer := answers[0]
		answers = answers[1:]
		return answer, true
	}
	check(t, b.add(t, b.locked(t, "aes256.zip"), b.locked(t, "mixed.zip"), b.locked(t, "zipcrypto-gbk.zip")), `
aes256.zip E1 held 
aes256.zip/微信支付账单流水文件(20260301-20260331).xlsx E2 read document
mixed.zip E3 held 
mixed.zip/note.txt E4 read document
mixed.zip/微信支付账单流水文件(20260301-20260331).xlsx E2 read document known
zipcrypto-gbk.zip E5 asking 
`)
	if len(asked) != 3 || asked[1] != "aes256.zip password ask.password-wrong" || asked[2] != "zipcrypto-gbk.zip password ask.password-wrong" {
		t.Errorf("asked %q", asked)
	}
}

// An archive that was opened and whose entries were not all stored says so.
func TestLockedEntryOfAHeldArchive(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	b := newIngest(t)
	path := b.locked(t, "aes256.zip")
	b.Report = func(Result) { cancel() }
	if _, err := b.Add(ctx, []string{path}, Settings{Passwords: []string{"482913"}}); err == nil {
		t.Fatal("not interrupted")
	}
	b.Report = func(r Result) { b.results = append(b.results, r) }
	check(t, b.add(t, path), `
aes256.zip E1 held  known
aes256.zip/微信支付账单流水文件(20260301-20260331).xlsx refused refuse.locked
`)
	b.results = nil
	if _, err := b.Preview(context.Background(), []string{path}, Settings{Passwords: []string{"482913"}}); err != nil {
		t.Fatal(err)
	}
	if len(b.results) != 2 || b.results[1].Evidence.Reading.State != dispute.Read {
		t.Errorf("preview: %s", b.describe())
	}
	b.results = nil
	if _, err := b.Add(context.Background(), []string{path}, Settings{Passwords: []string{"482913"}}); err != nil || len(b.results) != 2 || b.results[1].Refused != nil {
		t.Errorf("%s, %v", b.describe(), err)
	}
}
