package packet

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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

// addressed is the channel of the case to which a folder of templates writes.
func addressed(t testing.TB, b *channel.Book, folder string, c dispute.Case) channel.Channel {
	t.Helper()
	if slices.Contains(channel.Roles(), folder) {
		ch, err := b.Resolve(folder, c)
		if err != nil {
			t.Fatal(err)
		}
		return ch
	}
	all := b.Channels()
	i := slices.IndexFunc(all, func(ch channel.Channel) bool { return ch.Packet == folder })
	if i < 0 {
		t.Fatalf("templates/%s is used by no channel", folder)
	}
	return all[i]
}

// addressees is the folders of templates: a new one is tested by being there.
var addressees = func() (out []string) {
	folders, err := fs.Glob(templates.FS, "*")
	if err != nil {
		panic(err)
	}
	return slices.DeleteFunc(folders, func(name string) bool { return name == "parts" })
}()

func TestGolden(t *testing.T) {
	root := golden.Root(t)
	for _, dir := range golden.Folder(t, "packet") {
		if !slices.Contains(addressees, filepath.Base(dir)) {
			t.Errorf("%s belongs to no addressee", dir)
		}
		files, err := os.ReadDir(dir)
		if err != nil || len(files) != 2*len(locale.Langs()) {
			t.Errorf("%s holds %d files, %v", dir, len(files), err)
		}
	}
	for _, to := range addressees {
		for _, lang := range locale.Langs() {
			for name, in := range map[string]input{lang.Tag(): sample(t, lang), lang.Tag() + "-empty": empty(t, lang)} {
				t.Run(to+"/"+name, func(t *testing.T) {
					d, findings := compose(t, in, to)
					golden.Check(t, filepath.Join(root, "testdata", "packet", to, name+".dump"), dump(t, d, findings, lang))
				})
			}
		}
	}
}

func templatesFS() fs.FS { return templates.FS }

// Every template file works, and every article that one cites is in the data.
func TestEveryTemplateIsUsed(t *testing.T) {
	used := map[string]bool{"parts": true}
	for _, ch := range book(t).Channels() {
		used[ch.Packet] = true
	}
	entries, err := fs.ReadDir(templates.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !used[e.Name()] {
			t.Errorf("templates/%s is used by no channel", e.Name())
		}
	}
	if len(addressees) == 0 {
		t.Error("no folder of templates")
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
