package dossier

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/internal/golden"
	"complain/pkg/internal/media"
	"complain/pkg/stamp"
)

func newCase(t testing.TB) *casefile.File {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 3, 20, 1, 2, 3, 0, time.UTC) }
	f, err := casefile.Create(t.Context(), filepath.Join(t.TempDir(), "a.complain"), dispute.Case{ID: strings.Repeat("0", 32), Title: "Cup", Language: "zh", Zone: "Asia/Shanghai", Currency: "CNY"}, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func store(t *testing.T, f *casefile.File, name, mediaType string, data []byte) dispute.Evidence {
	t.Helper()
	e, _, err := f.Store(t.Context(), casefile.Incoming{Name: name, Path: name, Size: int64(len(data)), MediaType: mediaType, Batch: 1, Reader: bytes.NewReader(data)})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func layOut(t testing.TB, f *casefile.File, messages func(*dispute.Record) bool) *Dossier {
	t.Helper()
	d, err := Open(t.Context(), f, Options{Book: func() (*channel.Book, error) { return channel.Load(nil) }, Messages: messages})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// inputs stores the input of every folder below testdata/import/NAME; the name of
// the evidence is that of the folder.
func inputs(t *testing.T, f *casefile.File, name string, mediaType func(file string) string) []dispute.Evidence {
	t.Helper()
	var out []dispute.Evidence
	for _, folder := range golden.Folder(t, "import", name) {
		files, err := filepath.Glob(filepath.Join(folder, "input.*"))
		if err != nil || len(files) != 1 {
			t.Fatalf("%s: %v, %v", folder, files, err)
		}
		data, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, store(t, f, filepath.Base(folder), mediaType(files[0]), data))
	}
	return out
}

// Of a long conversation its beginning and its end are held, what stands around
// a message that the user pinned, and what the caller wants.
func TestOpenHoldsWhatIsNeeded(t *testing.T) {
	const all, pinned, wanted = 3000, 2000, 2500
	f := newCase(t)
	e := store(t, f, "chat.txt", "text/plain", []byte("chat"))
	r, err := f.Read(t.Context(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		if err := r.Record(dispute.Record{Kind: dispute.Message, Who: "客服", Text: fmt.Sprint(i + 1), Locator: dispute.Locator{Line: i + 1}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Commit(dispute.Reading{State: dispute.Read, Importer: "pasted", Records: all, Units: all}, nil); err != nil {
		t.Fatal(err)
	}
	for r, err := range f.Records(t.Context(), casefile.Filter{Evidence: e.ID}) {
		if err != nil {
			t.Fatal(err)
		}
		if r.Seq == pinned {
			if err := f.Pin(t.Context(), []dispute.Record{r}, true); err != nil {
				t.Fatal(err)
			}
			break
		}
	}
	d := layOut(t, f, func(r *dispute.Record) bool { return r.Seq == wanted })
	var held []int
	for _, r := range d.Records {
		held = append(held, r.Seq)
	}
	for _, n := range []int{1, pinned - 1, pinned, pinned + 1, wanted, all} {
		if !slices.Contains(held, n) {
			t.Errorf("message %d is not held", n)
		}
	}
	for _, n := range []int{pinned - 500, wanted - 1, wanted + 1, all - 1} {
		if slices.Contains(held, n) {
			t.Errorf("message %d is held", n)
		}
	}
	if !slices.IsSorted(held) {
		t.Errorf("not in the order of the case: %d", held)
	}
}

// Every picture is shown or says why not, and the second packet takes what the
// first one made.
func TestPictures(t *testing.T) {
	f := newCase(t)
	photos := inputs(t, f, "photo", func(file string) string {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return media.Type(data)
	})
	for i := range photos {
		if photos[i].Name == "abroad" {
			photos[i].Size = largestPicture + 1
		}
	}
	d := layOut(t, f, nil)
	for _, original := range []bool{false, true} {
		made, err := d.pictures(t.Context(), photos, Printing{Original: original})
		if err != nil {
			t.Fatal(err)
		}
		again, err := d.pictures(t.Context(), photos, Printing{Original: original})
		if err != nil || fmt.Sprint(again) == "" || len(again) != len(made) {
			t.Fatalf("%v, %d of %d", err, len(again), len(made))
		}
		for _, e := range photos {
			p, ok := made[e.ID]
			why := ""
			if p.Missing != nil {
				why = p.Missing.Code
			}
			if !ok || (why == "") != (p.Width > 0 && p.Image.Key != "") {
				t.Errorf("%s: %+v", e.Name, p)
			}
			if want := map[string]string{"abroad": "picture.too-large", "avif": "picture.format", "phone": ""}; why != want[e.Name] && (e.Name == "phone" || want[e.Name] != "") {
				t.Errorf("%s: %q", e.Name, why)
			}
			if q := again[e.ID]; q.Image != p.Image || q.Scaled != p.Scaled || len(q.Pieces) != len(p.Pieces) {
				t.Errorf("%s: %+v, and again %+v", e.Name, p, q)
			}
			if p.Image.Key != "" {
				if _, err := d.Images(t.Context()).Image(p.Image.Key); err != nil {
					t.Errorf("%s: %v", e.Name, err)
				}
			}
		}
	}
}

// Every paper has pages or says why not.
func TestPapers(t *testing.T) {
	f := newCase(t)
	papers := inputs(t, f, "pdf", func(string) string { return media.PDF })
	large := store(t, f, "large", media.PDF, []byte("%PDF-"))
	large.Size = largestPaper + 1
	papers = append(papers, large)
	d := layOut(t, f, nil)
	out, err := d.papers(t.Context(), papers)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"password": "paper.missing.password", "no-pages": "paper.missing.damaged", "large": "paper.missing.too-large", "unicode": "", "scan": ""}
	for _, e := range papers {
		p := out[e.ID]
		why := ""
		if p.Missing != nil {
			why = p.Missing.Code
		}
		if (why == "") != (p.Pages > 0 && len(p.Shown) > 0) {
			t.Errorf("%s: %+v", e.Name, p)
		}
		if code, ok := want[e.Name]; ok && why != code {
			t.Errorf("%s: %q, want %q", e.Name, why, code)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.papers(ended, papers); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// A token is kept with what it is over; it counts as verified once a root that
// the user named proved it.
func TestStamps(t *testing.T) {
	dir := filepath.Join(golden.Root(t), "testdata", "stamp")
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	token := func(name string) stamp.Token {
		parsed, err := stamp.Parse(read(name))
		if err != nil {
			t.Fatal(name, err)
		}
		return parsed
	}
	f := newCase(t)
	if _, err := MatchStamp(t.Context(), f, token("valid.tsr"), false); !errors.Is(err, ErrStampOfNothing) {
		t.Error(err)
	}
	e := store(t, f, "data.txt", "text/plain", read("data.txt"))
	strange := token("valid.tsr")
	strange.Hash = 0 // of a hash that nobody here computes
	if _, err := MatchStamp(t.Context(), f, strange, false); !errors.Is(err, stamp.ErrHash) {
		t.Error(err)
	}
	if s, err := MatchStamp(t.Context(), f, token("valid.tsr"), false); err != nil || s.Evidence != e.ID || s.Answers != 0 {
		t.Errorf("%+v, %v", s, err)
	}
	id, _, err := f.AddStamp(t.Context(), casefile.Stamp{Kind: casefile.StampRequest, Evidence: e.ID, Data: read("evidence.tsq")})
	if err != nil {
		t.Fatal(err)
	}
	if s, err := MatchStamp(t.Context(), f, token("evidence.tsr"), false); err != nil || s.Answers != id || s.Evidence != e.ID {
		t.Errorf("%+v, %v", s, err)
	}
	var other *NonceError
	if _, err := MatchStamp(t.Context(), f, token("valid.tsr"), false); !errors.As(err, &other) || other.Request != id {
		t.Error(err)
	}
	s, err := MatchStamp(t.Context(), f, token("valid.tsr"), true)
	if err != nil || s.Answers != 0 || s.Evidence != e.ID {
		t.Errorf("%+v, %v", s, err)
	}
	s.Kind, s.Data, s.Identity = casefile.StampToken, read("valid.tsr"), token("valid.tsr").Identity()
	if s.ID, _, err = f.AddStamp(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	d := layOut(t, f, nil)
	verified := func() (out []bool) {
		all, err := d.stamps(t.Context(), []dispute.EvidenceID{e.ID})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range all {
			out = append(out, s.Verified)
		}
		return out
	}
	if got := verified(); !slices.Equal(got, []bool{false}) {
		t.Errorf("before: %v", got)
	}
	certificates, err := stamp.ParseCertificates(read("root.pem"))
	if err != nil {
		t.Fatal(err)
	}
	if _, r, err := VerifyStamp(t.Context(), f, s, stamp.Trust{Roots: certificates}); err != nil || r.Verdict != stamp.Verified {
		t.Fatalf("%+v, %v", r, err)
	}
	if got := verified(); !slices.Equal(got, []bool{true}) {
		t.Errorf("after: %v", got)
	}
	if all, err := d.stamps(t.Context(), nil); err != nil || len(all) > 0 {
		t.Errorf("of evidence that is not named: %+v, %v", all, err)
	}
}

// Of a damaged case, pictures that are broken are made anew where the original is
// whole, and are missing where that is broken too.
func TestPicturesOfADamagedCase(t *testing.T) {
	f := newCase(t)
	photos := inputs(t, f, "photo", func(file string) string { return media.JPEG })
	made, err := layOut(t, f, nil).pictures(t.Context(), photos, Printing{})
	if err != nil {
		t.Fatal(err)
	}
	photos = slices.DeleteFunc(photos, func(e dispute.Evidence) bool {
		return made[e.ID].Missing != nil || len(made[e.ID].Pieces) > 0 || made[e.ID].Image.SHA256 == e.SHA256
	})[:2]
	whole, broken := photos[0], photos[1]
	want, err := f.RenditionBytes(t.Context(), whole.ID, pageSize.purpose, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	data, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	flip := func(of []byte) {
		t.Helper()
		const window = 48
		for at := range len(of) - window {
			if part := of[at:][:window]; bytes.Count(data, part) == 1 { // no other picture has it
				data[bytes.Index(data, part)] ^= 1
				return
			}
		}
		t.Fatal("the bytes are not in the case")
	}
	flip(want)
	for _, purpose := range []string{"", pageSize.purpose} {
		g, err := casefile.Open(t.Context(), f.Path(), casefile.ReadOnly, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		of, err := Original(t.Context(), g, broken)
		if purpose != "" {
			of, err = g.RenditionBytes(t.Context(), broken.ID, purpose, 0)
		}
		if err != nil {
			t.Fatal(err)
		}
		flip(of)
		g.Close()
	}
	if err := os.WriteFile(f.Path(), data, 0o600); err != nil {
		t.Fatal(err)
	}
	damaged, err := casefile.Open(t.Context(), f.Path(), casefile.Salvage, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer damaged.Close()
	var told []error
	d := layOut(t, damaged, nil)
	d.options.Damaged = func(err error) bool { told = append(told, err); return true }
	got, err := d.pictures(t.Context(), photos, Printing{})
	if err != nil {
		t.Fatal(err)
	}
	image, err := d.Images(t.Context()).Image(got[whole.ID].Image.Key)
	if err != nil || !bytes.Equal(image, want) {
		t.Errorf("%s was not made anew: %v", whole.Name, err)
	}
	if why := got[broken.ID].Missing; why == nil || why.Code != "picture.damaged" || len(told) != 1 {
		t.Errorf("%s: %+v, told %v", broken.Name, got[broken.ID], told)
	}
	for _, e := range photos {
		thumb, _, err := d.thumbnail(t.Context(), e)
		if err != nil || (thumb.Missing != nil) != (e.ID == broken.ID) {
			t.Errorf("%s: %+v, %v", e.Name, thumb.Missing, err)
		}
	}
}

// A case that cannot be written to shows its pictures all the same.
func TestPicturesOfACaseThatCannotBeWritten(t *testing.T) {
	f := newCase(t)
	photos := inputs(t, f, "photo", func(file string) string { return media.JPEG })[:3]
	sealed, err := casefile.Open(t.Context(), f.Path(), casefile.ReadOnly, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer sealed.Close()
	d := layOut(t, sealed, nil)
	made, err := d.pictures(t.Context(), photos, Printing{})
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, p := range made {
		if p.Missing != nil {
			continue
		}
		if _, err := d.Images(t.Context()).Image(p.Image.Key); err != nil {
			t.Error(err)
		}
		shown++
	}
	if shown == 0 {
		t.Error("no picture is shown")
	}
}
