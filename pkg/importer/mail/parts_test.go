package mail

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime/quotedprintable"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/internal/golden"
	"complain/pkg/internal/media"
)

type found struct {
	importer.Part
	content []byte
}

func parts(t testing.TB, src *importer.Source) []found {
	t.Helper()
	var out []found
	err := (Importer{}).Parts(context.Background(), src, func(p importer.Part) error {
		for range 2 { // it may be opened again
			r, err := p.Open(context.Background())
			if err != nil {
				return err
			}
			content, err := io.ReadAll(r)
			if err != nil {
				return err
			}
			if n := len(out); n > 0 && out[n-1].Path == p.Path {
				if !bytes.Equal(out[n-1].content, content) {
					t.Errorf("%s: other bytes the second time", p.Path)
				}
				continue
			}
			out = append(out, found{p, content})
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	return out
}

func fixture(t testing.TB, name string) *importer.Source {
	t.Helper()
	for _, c := range importertest.Cases(t, "mail") {
		if filepath.Base(c.Dir) == name {
			return c.Source
		}
	}
	t.Fatalf("no fixture %s", name)
	return nil
}

func TestParts(t *testing.T) {
	for name, want := range map[string][]string{
		"attachments":        {"part-1.2.png image/png", "电子发票.pdf application/pdf", "聊天截图.png image/png", "说明.txt text/plain", "破损.png image/png", "part-6.eml message/rfc822"},
		"mbox":               {"2/a.png image/png"},
		"wechat":             {"part-1.txt text/plain", "0a1b.png image/png"},
		"wechat-both":        {"part-2.html text/html"},
		"wechat-html":        {"0a1b.png image/png", "part-1.html text/html"},
		"msg":                {"破洞.png image/png", "之前的邮件.msg application/x-ole-storage"},
		"msg-draft":          {"part-1.rtf application/rtf"},
		"order-confirmation": nil,
		"look-alike-text":    nil,
	} {
		var got []string
		for _, p := range parts(t, fixture(t, name)) {
			got = append(got, p.Path+" "+media.Type(p.content))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// Records name what Parts gives, by the same names.
func TestFilesAreParts(t *testing.T) {
	for _, dir := range golden.Folder(t, "import", "mail") {
		src := fixture(t, filepath.Base(dir))
		_, records, err := importertest.Extract(context.Background(), Importer{}, src)
		if err != nil {
			t.Fatal(err)
		}
		var named, given []string
		for _, r := range records {
			named = append(named, r.Files...)
		}
		for _, p := range parts(t, src) {
			given = append(given, p.Name)
		}
		if !slices.Equal(named, given) {
			t.Errorf("%s: records name %q, parts are %q", dir, named, given)
		}
	}
}

// Bytes come out as they went in, whatever they were sent as.
func TestPartsByteForByte(t *testing.T) {
	content := make([]byte, 300_001)
	if _, err := rand.Read(content); err != nil {
		t.Fatal(err)
	}
	text := []byte("From here\r\n>From there\r\n=\r\n  two  \r\n" + strings.Repeat("长行", 40_000) + "\r\nend")
	var quoted bytes.Buffer
	q := quotedprintable.NewWriter(&quoted)
	if _, err := q.Write(text); err != nil {
		t.Fatal(err)
	}
	q.Close()
	var folded strings.Builder
	for s := base64.StdEncoding.EncodeToString(content); s != ""; {
		n := min(76, len(s))
		folded.WriteString(s[:n] + "\r\n")
		s = s[n:]
	}
	mail := "From: a@b.example\r\nDate: Mon, 2 Mar 2026 10:11:12 +0800\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" +
		"--b\r\nContent-Type: application/x; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\n" + folded.String() + "\r\n" +
		"--b\r\nContent-Type: application/x; name=b\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString(content) + "\r\n" +
		"--b\r\nContent-Type: application/x; name=c\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted.String() + "\r\n" +
		"--b\r\nContent-Type: application/x; name=d\r\n\r\n" + string(text) + "\r\n" +
		"--b--\r\n"
	got := parts(t, source(t, "a.eml", []byte(mail)))
	if len(got) != 4 {
		t.Fatalf("%d parts", len(got))
	}
	for i, want := range [][]byte{content, content, text, text} {
		if !bytes.Equal(got[i].content, want) {
			t.Errorf("%s: %d bytes, want %d", got[i].Name, len(got[i].content), len(want))
		}
	}
	// In a mailbox lines that begin with From were quoted.
	box := "From a@b.example Mon Mar  2 10:11:12 2026\r\n" + strings.ReplaceAll(strings.ReplaceAll(mail, "\r\n>From", "\r\n>>From"), "\r\nFrom ", "\r\n>From ")
	got = parts(t, source(t, "a.mbox", []byte(box)))
	if len(got) != 4 || !bytes.Equal(got[3].content, text) || got[3].Path != "1/d" {
		t.Errorf("%d parts of the mailbox", len(got))
	}
}

func TestLimits(t *testing.T) {
	head := "From: a@b.example\nDate: Mon, 2 Mar 2026 10:11:12 +0800\nSubject: x\n"
	var nested strings.Builder
	nested.WriteString(head)
	for i := range 100_000 {
		fmt.Fprintf(&nested, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	for _, c := range []struct {
		name, data, remark, stop string
	}{
		{"nested", nested.String(), "mail.limit.depth", ""},
		{"many parts", head + "Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n", 1_000_000), "mail.limit.parts", ""},
		{"long text", head + "\n" + strings.Repeat("some words\n", 1<<20), "mail.limit.text", ""},
		{"one line", head + "\n" + strings.Repeat("x", 40<<20), "mail.limit.text", ""},
		{"junk", head + "Content-Transfer-Encoding: base64\n\n" + strings.Repeat("!\x01\xff", 3<<20), "mail.fault.junk", ""},
		{"long header", head + "X: " + strings.Repeat("x", 2<<20) + "\n\nx", "", "mail.stop.header"},
		{"many headers", head + strings.Repeat("X: y\n", 300_000) + "\nx", "", "mail.stop.header"},
		{"tags", head + "Content-Type: text/html\n\n" + strings.Repeat("<div><a href=http://a>", 100_000), "", ""},
		{"no text", "\n\n\n", "", ""},
	} {
		tally, records, err := importertest.Extract(context.Background(), Importer{}, source(t, "a.eml", []byte(c.data)))
		var stopped *importer.Stopped
		if c.stop != "" {
			if !errors.As(err, &stopped) || stopped.Why.Code != c.stop {
				t.Errorf("%s: %v, want %s", c.name, err, c.stop)
			}
			continue
		}
		if err != nil || !tally.Conserved() {
			t.Errorf("%s: %v", c.name, err)
		}
		said := c.remark == ""
		for _, r := range records {
			if len(r.Text) > maxText {
				t.Errorf("%s: a text of %d bytes", c.name, len(r.Text))
			}
			for _, n := range r.Remarks {
				said = said || n.Code == c.remark
			}
		}
		if !said {
			t.Errorf("%s: no remark %s", c.name, c.remark)
		}
	}
}

// A mail of a mailbox that cannot be read costs no other.
func TestMailboxGoesOn(t *testing.T) {
	mark := "From a@b.example Mon Mar  2 10:11:12 2026\n"
	one := mark + "From: a@b.example\nDate: Mon, 2 Mar 2026 10:11:12 +0800\n\nx\n\n"
	tally, records := read(t, "a.mbox", []byte(one+mark+"X: "+strings.Repeat("x", 2<<20)+"\n\ny\n\n"+one))
	if len(records) != 2 || tally.Failed != 1 || tally.Reading.Problems[0].Why.Code != "mail.stop.header" {
		t.Errorf("%d mails, %+v", len(records), tally.Reading.Problems)
	}
	// More than a mail may have in other programs.
	tally, records = read(t, "b.mbox", []byte(one+mark+"Subject: large\n\n"+strings.Repeat("line of a large mail\n", 30<<20/21)+"\n"+one))
	if len(records) != 3 || tally.Failed != 0 || records[1].Locator.Length < 30<<20-100 {
		t.Errorf("%d mails, %+v", len(records), tally.Reading.Problems)
	}
}

// A damaged compound file costs no memory and no panic.
func TestDamagedOutlook(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(golden.Root(t), "testdata", "import", "mail", "msg", "input.msg"))
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(data); n += 97 {
		_, _, err := importertest.Extract(context.Background(), Importer{}, source(t, "a.msg", data[:n]))
		var stopped *importer.Stopped
		if err != nil && !errors.As(err, &stopped) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	for at := 0; at < len(data); at++ {
		if at > 600 { // the header whole, the rest by samples
			at += 12
		}
		at := min(at, len(data)-1)
		for _, v := range []byte{0, 0xff, data[at] + 1} {
			hurt := bytes.Clone(data)
			hurt[at] = v
			src := source(t, "a.msg", hurt)
			(Importer{}).Identify(src)
			_, _, err := importertest.Extract(context.Background(), Importer{}, src)
			var stopped *importer.Stopped
			if err != nil && !errors.As(err, &stopped) {
				t.Fatalf("byte %d: %v", at, err)
			}
		}
	}
}

// Whatever the bytes are, records name what Parts gives.
func FuzzParts(f *testing.F) {
	for _, c := range importertest.Cases(f, "mail") {
		data := make([]byte, c.Source.Size())
		if _, err := c.Source.ReadAt(data, 0); err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		src := source(t, "input", data)
		_, records, err := importertest.Extract(context.Background(), Importer{}, src)
		var named, given []string
		for _, r := range records {
			named = append(named, r.Files...)
		}
		partsErr := (Importer{}).Parts(context.Background(), src, func(p importer.Part) error {
			given = append(given, p.Name)
			r, err := p.Open(context.Background())
			if err != nil {
				return nil
			}
			io.Copy(io.Discard, r) // what is damaged ends early
			return r.Close()
		})
		if partsErr != nil || err == nil && !slices.Equal(named, given) {
			t.Errorf("records name %q, parts are %q; %v", named, given, partsErr)
		}
	})
}
