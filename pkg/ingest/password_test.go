package ingest

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/wechatpay"
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
	sum, err := b.Reread(ctx, 1, Settings{Answers: importer.Answers{Passwords: []string{"000000"}}})
	if err != nil || sum.NeedLook != 1 || b.results[0].Evidence.Reading.Question.Code != "ask.password-wrong" {
		t.Errorf("%+v, %v, %s", sum, err, b.describe())
	}
	b.results = nil
	if _, err := b.Reread(ctx, 1, Settings{Answers: importer.Answers{Passwords: []string{"000000", "482913"}}}); err != nil {
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
	for e, err := range b.file.Custody(ctx) {
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

// workbook is one of the WeChat bills with a password.
func workbook(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(golden.Root(t), "testdata", "office", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestWorkbooksWithAPassword(t *testing.T) {
	ctx := context.Background()
	b := newIngest(t, wechatpay.Bill())
	locked := workbook(t, "wechat.xlsx")
	path := b.write(t, "bill.xlsx", locked)
	check(t, b.add(t, path), "bill.xlsx E1 asking \n")
	reread := func(want string, passwords ...string) {
		t.Helper()
		b.results = nil
		if _, err := b.Reread(ctx, 1, Settings{Answers: importer.Answers{Passwords: passwords}}); err != nil {
			t.Fatal(err)
		}
		got := b.describe()
		if q := b.results[0].Evidence.Reading.Question; q != nil {
			got += q.Code + "\n"
		}
		check(t, got, want)
	}
	reread("bill.xlsx E1 asking  known\nask.password.file\n")
	reread("bill.xlsx E1 asking  known\nask.password.file-wrong\n", "000000")
	reread("bill.xlsx E1 read wechatpay 3=1+2+0 known\n", "000000", "482913")
	if r := b.results[0].Evidence.Reading.Remarks; len(r) == 0 || r[len(r)-1].Code != "import.unlocked" {
		t.Errorf("remarks %+v", r)
	}
	// What was read with the password is not lost without it.
	reread("bill.xlsx refused refuse.locked\n")
	reread("bill.xlsx refused refuse.locked\n", "000000")
	b.Ask = func(dispute.Evidence, *importer.Undecided) (string, bool) { return "", false }
	reread("bill.xlsx refused refuse.locked\n")
	if e, err := b.file.Evidence(ctx, 1); err != nil || e.Reading.Records != 1 {
		t.Errorf("%+v, %v", e.Reading, err)
	}
	b.Ask = nil
	check(t, b.add(t, path), "bill.xlsx E1 read wechatpay 3=1+2+0 known\n")
	// The case keeps what came.
	var kept bytes.Buffer
	blob, err := b.file.Open(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := kept.ReadFrom(io.NewSectionReader(blob, 0, blob.Size())); err != nil || kept.String() != locked {
		t.Errorf("%d bytes kept of %d, %v", kept.Len(), len(locked), err)
	}
}

// One password opens the archive and the workbook in it, and what is in a group
// is asked about when the group is stored.
func TestWorkbooksInAnArchive(t *testing.T) {
	b := newIngest(t, wechatpay.Bill())
	asked := 0
	b.Ask = func(dispute.Evidence, *importer.Undecided) (string, bool) { asked++; return "482913", true }
	check(t, b.add(t, b.write(t, "bills.zip", zipped(t, "a.txt", "x", "1.xlsx", workbook(t, "wechat.xlsx"), "2.xlsx", workbook(t, "wechat-again.xlsx"), "slides.pptx", workbook(t, "slides.pptx")))), `
bills.zip E1 held 
bills.zip/a.txt E2 read document
bills.zip/1.xlsx E3 read wechatpay 3=1+2+0
bills.zip/2.xlsx E4 read wechatpay 3=1+2+0
bills.zip/slides.pptx E5 read document
`)
	if asked != 1 && asked != 2 {
		t.Errorf("asked %d times", asked)
	}
	b.results = nil
	if _, err := b.dry(t, []string{b.write(t, "3.xlsx", workbook(t, "wechat.xlsx"))}, Settings{}); err != nil || b.results[0].Evidence.Reading.Records != 1 {
		t.Errorf("%s, %v", b.describe(), err)
	}
}

// An archive that was opened and whose entries were not all stored says so.
func TestLockedEntryOfAHeldArchive(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	b := newIngest(t)
	path := b.locked(t, "aes256.zip")
	b.Report = func(Result) { cancel() }
	if _, err := b.addPaths(ctx, []string{path}, Settings{Answers: importer.Answers{Passwords: []string{"482913"}}}); err == nil {
		t.Fatal("not interrupted")
	}
	b.Report = func(r Result) { b.results = append(b.results, r) }
	check(t, b.add(t, path), `
aes256.zip E1 held  known
aes256.zip/微信支付账单流水文件(20260301-20260331).xlsx refused refuse.locked
`)
	b.results = nil
	if _, err := b.dry(t, []string{path}, Settings{Answers: importer.Answers{Passwords: []string{"482913"}}}); err != nil {
		t.Fatal(err)
	}
	if len(b.results) != 2 || b.results[1].Evidence.Reading.State != dispute.Read {
		t.Errorf("preview: %s", b.describe())
	}
	b.results = nil
	if _, err := b.addPaths(context.Background(), []string{path}, Settings{Answers: importer.Answers{Passwords: []string{"482913"}}}); err != nil || len(b.results) != 2 || b.results[1].Refused != nil {
		t.Errorf("%s, %v", b.describe(), err)
	}
}
