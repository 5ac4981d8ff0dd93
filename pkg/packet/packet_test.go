package packet

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/internal/golden"
	"complain/pkg/locale"
	"complain/templates"
)

func book(t testing.TB) *channel.Book {
	t.Helper()
	b, err := channel.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func compose(t testing.TB, in input, to string) (*doc.Document, []Finding) {
	t.Helper()
	b := book(t)
	d, findings, err := in.compose(addressed(t, b, to, in.Case), b, templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return d, findings
}

func (in input) compose(ch channel.Channel, b *channel.Book, t fs.FS) (*doc.Document, []Finding, error) {
	in.Channel, in.Book, in.Templates = ch, b, t
	return Choose(in.Input).Compose(in.Request, in.Material)
}

// dump is the document and its findings, as a reviewer reads them.
func dump(t testing.TB, d *doc.Document, findings []Finding, lang locale.Lang) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := doc.Dump(&b, d); err != nil {
		t.Fatal(err)
	}
	b.WriteString("findings\n")
	for _, f := range findings {
		b.WriteString("  " + string(f.Level) + " " + f.ID + ": " + lang.Note(f.Text) + "\n")
		if f.Fix.Code != "" {
			b.WriteString("    > " + lang.Note(f.Fix) + "\n")
		}
	}
	return b.Bytes()
}

// addressed is the channel that to means for a case.
func addressed(t testing.TB, b *channel.Book, to string, c dispute.Case) channel.Channel {
	t.Helper()
	ch, err := b.Resolve(to, c)
	if err != nil {
		t.Fatal(err)
	}
	return ch
}

// paper is one letter to an addressee, as the tests write it.
type paper struct {
	channel channel.Channel
	letter  channel.Letter
	folder  string
}

// scriptOnly is the folder of the page for calls.
const scriptOnly = "script"

// papers is every letter of every folder, to the channel of the sample that is
// called like the folder, else to the first that takes it.
func papers(t testing.TB) []paper {
	t.Helper()
	b := book(t)
	letters, err := b.Letters()
	if err != nil {
		t.Fatal(err)
	}
	var out []paper
	for _, a := range letters.All() {
		if a.ID == scriptOnly {
			continue // it goes to nobody: TestScript
		}
		for _, l := range a.Letters {
			all := b.Channels()
			if ch, err := b.Resolve(a.ID, sample(t, locale.Chinese).Case); err == nil {
				all = append([]channel.Channel{ch}, all...)
			}
			for _, ch := range all {
				if ch.Packet != a.ID {
					continue
				}
				if x, err := letters.Letter(ch, "", l.ID); err == nil {
					out = append(out, paper{ch, x, a.ID})
					break
				}
			}
		}
	}
	return out
}

// name is the paper's name of golden files: "zh", "reminder.zh".
func (p paper) name(lang locale.Lang) string {
	return strings.TrimSuffix(strings.TrimPrefix(p.letter.Template(lang.Tag()), p.folder+"/"), ".md")
}

// option is what --document says for it: nothing for the usual one.
func (p paper) option() string {
	if p.letter.File == p.folder {
		return ""
	}
	return p.letter.ID
}

// write composes the paper for a case, in a country that it is for.
func (p paper) write(t testing.TB, in input) (*doc.Document, []Finding) {
	t.Helper()
	if len(p.letter.Countries) > 0 {
		in.Case.Jurisdiction = p.letter.Countries[0]
	}
	in.Document = p.option()
	d, findings, err := in.compose(p.channel, book(t), templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return d, findings
}

// Every letter in every language is what somebody read last, for the sample and
// for a case of which nothing is known.
func TestGolden(t *testing.T) {
	root := golden.Root(t)
	wanted := map[string]bool{}
	for _, p := range papers(t) {
		for _, lang := range locale.Langs() {
			for name, in := range map[string]input{p.name(lang): sample(t, lang), p.name(lang) + "-empty": empty(t, lang)} {
				wanted[p.folder+"/"+name+".dump"] = true
				t.Run(p.folder+"/"+name, func(t *testing.T) {
					d, findings := p.write(t, in)
					golden.Check(t, filepath.Join(root, "testdata", "packet", p.folder, name+".dump"), dump(t, d, findings, lang))
				})
			}
		}
	}
	for _, dir := range golden.Folder(t, "packet") {
		files, err := os.ReadDir(dir)
		if err != nil || len(files) == 0 {
			t.Errorf("%s: %d files, %v", dir, len(files), err)
		}
		for _, f := range files {
			if name := filepath.Base(dir) + "/" + f.Name(); !wanted[name] && filepath.Base(dir) != scriptOnly && filepath.Base(dir) != supplementOnly {
				t.Errorf("testdata/packet/%s belongs to no letter", name)
			}
		}
	}
}

func templatesFS() fs.FS { return templates.FS }

// Every template belongs to a letter, and every letter has one in each language.
func TestEveryTemplateIsUsed(t *testing.T) {
	used := map[string]bool{}
	for _, p := range papers(t) {
		for _, lang := range locale.Langs() {
			used[p.letter.Template(lang.Tag())] = true
		}
	}
	found, err := fs.Glob(templates.FS, "*/*.md")
	if err != nil || len(found) == 0 {
		t.Fatal(len(found), err)
	}
	for _, name := range found {
		if dir := filepath.Dir(name); !used[name] && dir != "parts" && dir != scriptOnly && dir != supplementOnly {
			t.Errorf("templates/%s belongs to no letter", name)
		}
		delete(used, name)
	}
	for name := range used {
		t.Errorf("there is no templates/%s", name)
	}
}

func BenchmarkCompose5000(b *testing.B) {
	build := newBuilder(b, locale.Chinese)
	chat := build.evidence(dispute.Evidence{Name: "聊天.txt", Reading: dispute.Reading{State: dispute.Read, Importer: "whatsapp", Records: 5000}})
	start := at(b, "2026-01-01 00:00:00", dispute.ZoneCase).Time()
	for i := range 5000 {
		when := dispute.Instant(start.Add(time.Duration(i)*time.Hour), dispute.Second, dispute.ZoneCase)
		build.record(dispute.Record{Evidence: chat, Seq: i + 1, Kind: dispute.Message, At: when, Who: "客服小云", Text: "亲，放心，都是全新正品！质量问题全额退款😊"}, true)
	}
	for range 200 {
		e := build.evidence(dispute.Evidence{Name: "IMG.jpg", MediaType: "image/jpeg", Reading: dispute.Reading{State: dispute.Read, Importer: "photo", Records: 1}})
		build.record(dispute.Record{Evidence: e, Seq: 1, Kind: dispute.Photo}, true)
		build.in.Pictures[e] = Picture{Image: doc.Image{Key: "p", Width: 1000, Height: 1000}, Width: 3000, Height: 3000, Scaled: true}
	}
	data := book(b)
	ch, err := data.Resolve("regulator", build.in.Case)
	if err != nil {
		b.Fatal(err)
	}
	in := build.made()
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := in.compose(ch, data, templates.FS); err != nil {
			b.Fatal(err)
		}
	}
}
