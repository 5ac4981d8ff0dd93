package ingest

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/mail"
	"complain/pkg/importer/wechatmail"
	"complain/pkg/internal/golden"
)

// letter is a mail with attachments, given as name and content.
func letter(subject string, attachments ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "From: a@b.example\nDate: Mon, 2 Mar 2026 10:11:12 +0800\nSubject: %s\nContent-Type: multipart/mixed; boundary=%s\n\n", subject, subject)
	fmt.Fprintf(&b, "--%s\n\ntext of %s\n", subject, subject)
	for i := 0; i < len(attachments); i += 2 {
		fmt.Fprintf(&b, "--%s\nContent-Type: application/x; name=%q\nContent-Transfer-Encoding: base64\n\n%s\n",
			subject, attachments[i], base64.StdEncoding.EncodeToString([]byte(attachments[i+1])))
	}
	fmt.Fprintf(&b, "--%s--\n", subject)
	return b.String()
}

// tree lists the evidence of the case, each with its parent and its reading.
func (b *bench) tree(t *testing.T) string {
	t.Helper()
	all, err := b.file.AllEvidence(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, e := range all {
		fmt.Fprintf(&out, "%s<%d %s %s", e.ID, e.Parent, e.Path, e.Reading.State)
		if e.Reading.Importer != "" {
			out.WriteString(" " + e.Reading.Importer)
		}
		for _, n := range e.Reading.Remarks {
			if n.Code == "import.sealed" || n.Code == "import.nested" {
				out.WriteString(" " + n.Code)
			}
		}
		out.WriteString("\n")
	}
	return out.String()
}

func readers() []importer.Importer {
	return []importer.Importer{lines{"lines"}, mail.Importer{}, wechatmail.Importer{}}
}

func TestPartsAreEvidence(t *testing.T) {
	b := newIngest(t, readers()...)
	ctx := context.Background()
	inner := letter("inner", "deep.txt", "LINES\ndeep")
	paths := []string{
		b.write(t, "1.eml", letter("outer", "bill.txt", "LINES\none\ntwo", "forwarded.eml", inner, "files.zip", zipped(t, "in.txt", "LINES\nthree", "again.zip", zipped(t, "x", "y"), "sealed.eml", inner+" "))),
		b.write(t, "2.zip", zipped(t, "m.eml", letter("zipped", "z.txt", "LINES\nfour"), "n.zip", zipped(t, "p", "q"))),
		b.write(t, "3.mbox", "From a@b.example Mon Mar  2 10:11:12 2026\n"+letter("one", "same.txt", "LINES\nfive")+"\nFrom a@b.example Mon Mar  2 10:11:12 2026\n"+letter("two", "same.txt", "LINES\nsix")),
	}
	if _, err := b.addPaths(ctx, paths, Settings{Title: "t"}); err != nil {
		t.Fatal(err)
	}
	// 1.eml and 3.mbox are small and may be stored before their parts are.
	want := []string{
		"1.eml read mail", "1.eml>bill.txt read lines", "1.eml>forwarded.eml read mail", "forwarded.eml>deep.txt read lines",
		"1.eml>files.zip held", "files.zip>in.txt read lines", "files.zip>again.zip read document import.nested", "files.zip>sealed.eml read mail import.sealed",
		"2.zip held", "2.zip>m.eml read mail", "m.eml>z.txt read lines", "2.zip>n.zip read document import.nested",
		"3.mbox read mail", "3.mbox>1/same.txt read lines", "3.mbox>2/same.txt read lines",
	}
	if got := b.branches(t); !sameLines(got, want) {
		t.Errorf("got:\n%s\n\n%s", strings.Join(got, "\n"), b.tree(t))
	}
	before := b.tree(t)
	b.results = nil
	sum, err := b.addPaths(ctx, paths, Settings{})
	if err != nil || sum.Added != 0 || sum.Known != len(want) {
		t.Errorf("the second time: %+v, %v", sum, err)
	}
	for id := range dispute.EvidenceID(len(want)) {
		b.results = nil
		if sum, err := b.Reread(ctx, id+1, Settings{}); err != nil || sum.Added != 0 || len(b.results) != 1 {
			t.Errorf("%s again: %+v, %v", id+1, sum, err)
		}
	}
	if after := b.tree(t); after != before {
		t.Errorf("it changed:\n%s", after)
	}
}

// branches names each evidence with what it came out of.
func (b *bench) branches(t *testing.T) []string {
	t.Helper()
	names := map[string]string{"0": ""}
	var out []string
	for line := range strings.Lines(b.tree(t)) {
		id, rest, _ := strings.Cut(strings.TrimSpace(line), "<")
		parent, rest, _ := strings.Cut(rest, " ")
		name, rest, _ := strings.Cut(rest, " ")
		names[strings.TrimPrefix(id, "E")] = name
		if parent != "0" {
			name = names[parent] + ">" + name
		}
		out = append(out, name+" "+rest)
	}
	return out
}

func sameLines(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// WeChat's chat in a mail is read message by message, beside its attachments.
func TestChatInAMail(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(golden.Root(t), "testdata", "import", "mail", "wechat", "input.eml"))
	if err != nil {
		t.Fatal(err)
	}
	b := newIngest(t, readers()...)
	// The picture is in the case already, under another name.
	var picture []byte
	src := importer.NewSource("input.eml", "input.eml", bytes.NewReader(data), int64(len(data)), importer.Options{})
	if err := (mail.Importer{}).Parts(context.Background(), src, func(p importer.Part) error {
		r, err := p.Open(context.Background())
		if err == nil {
			picture, err = io.ReadAll(r)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.addPaths(context.Background(), []string{b.write(t, "IMG_1.png", string(picture))}, Settings{}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.addPaths(context.Background(), []string{b.write(t, "chat.eml", string(data))}, Settings{Answers: importer.Answers{Me: "王小雨"}, Source: "s", Proves: "p"}); err != nil {
		t.Fatal(err)
	}
	var chat, mailed dispute.Evidence
	for _, r := range b.results {
		switch r.Evidence.Reading.Importer {
		case "wechatmail":
			chat = r.Evidence
		case "mail":
			mailed = r.Evidence
		}
	}
	if chat.Parent != mailed.ID || chat.Reading.Records != 3 || chat.Source != "s" || chat.Proves != "" {
		t.Fatalf("%+v", chat)
	}
	for _, n := range chat.Reading.Remarks {
		if n.Code == "chat.missing-count" {
			t.Error("the picture came along")
		}
	}
	names, err := b.file.Siblings(context.Background(), chat)
	if err != nil || !slices.Equal(names, []string{"0a1b.png"}) {
		t.Errorf("beside the chat: %q, %v", names, err)
	}
}

func TestPreviewParts(t *testing.T) {
	b := newIngest(t, readers()...)
	paths := []string{
		b.write(t, "1.eml", letter("outer", "bill.txt", "LINES\none")),
		b.write(t, "2.zip", zipped(t, "m.eml", letter("zipped", "z.txt", "LINES\nfour"))),
	}
	if _, err := b.dry(t, paths, Settings{}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range b.results {
		got = append(got, strings.TrimPrefix(filepath.ToSlash(r.Given), filepath.ToSlash(b.dir)+"/")+" "+r.Evidence.Reading.Importer)
	}
	want := []string{"1.eml mail", "1.eml/bill.txt lines", "2.zip ", "2.zip/m.eml mail", "2.zip/m.eml/z.txt lines"}
	if !slices.Equal(got, want) || b.tree(t) != "" {
		t.Errorf("%q, stored %q", got, b.tree(t))
	}
}

// Small parts are taken in together, each is reported when it is on the disk, and
// one that cannot be opened costs no other.
func TestReportedPartsAreDurable(t *testing.T) {
	b := newIngest(t, box{lines{"lines"}})
	durable := map[int]int{} // how often so many were on the disk when one was reported
	var refused []string
	b.Report = func(r Result) {
		if r.Refused != nil {
			refused = append(refused, filepath.Base(r.Given)+" "+r.Refused.Code)
			return
		}
		other, err := casefile.Open(context.Background(), b.file.Path(), casefile.ReadOnly, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		all, err := other.AllEvidence(context.Background())
		if err != nil || len(all) < int(r.Evidence.ID) || all[r.Evidence.ID-1].Reading.State == dispute.Unread {
			t.Fatalf("%s was reported with %d on the disk, %v", r.Given, len(all), err)
		}
		durable[len(all)]++
	}
	if _, err := b.addPaths(context.Background(), []string{b.write(t, "box.txt", "LINES\nin it")}, Settings{}); err != nil {
		t.Fatal(err)
	}
	// The container; a group, of which one is refused; the rest; a large one.
	want := map[int]int{1: 1, groupFiles: groupFiles - 1, groupFiles + 8: 8, groupFiles + 9: 1}
	if !maps.Equal(durable, want) || !slices.Equal(refused, []string{"p03.bin refuse.read"}) {
		t.Errorf("reported at %v, want %v; refused %q", durable, want, refused)
	}
}

// box is a container of forty small parts in folders of three, of which one
// cannot be opened, and a large one.
type box struct{ lines }

func (box) Parts(ctx context.Context, src *importer.Source, take func(importer.Part) error) error {
	for i := range 41 {
		content := fmt.Sprintf("part %d", i)
		if i == 40 {
			content = strings.Repeat("a large one\n", groupBytes/12+1)
		}
		name := fmt.Sprintf("p%02d.bin", i)
		if err := take(importer.Part{Name: name, Path: fmt.Sprintf("%d/%s", i/3, name), Open: func(context.Context) (io.ReadCloser, error) {
			if i == 3 {
				return nil, errors.New("torn")
			}
			return io.NopCloser(strings.NewReader(content)), nil
		}}); err != nil {
			return err
		}
	}
	return nil
}
