package dossier

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"testing"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/media"
)

// photoOf is a photo with enough in it that fewer pixels are fewer bytes, so large that
// of the coarsest pictures alone it is read at half its size.
func photoOf(t *testing.T, seed int) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 2000, 1500))
	for i := range m.Pix {
		x, y := i%2000, i/2000
		m.Pix[i] = uint8(x*y/(seed+90) ^ x*seed/37)
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func photosOf(t *testing.T, f *casefile.File, n int) (out []dispute.Evidence) {
	t.Helper()
	for i := range n {
		out = append(out, store(t, f, fmt.Sprintf("%d.jpg", i), media.JPEG, photoOf(t, i+1)))
	}
	return out
}

// purposes are how many photos the case has a picture of, by purpose.
func purposes(t *testing.T, f *casefile.File, photos []dispute.Evidence) map[string]int {
	t.Helper()
	out := map[string]int{}
	for _, e := range photos {
		for _, fine := range Finenesses() {
			page, _, _ := fine.sizes()
			kept, err := f.Renditions(t.Context(), e.ID, page.purpose)
			if err != nil {
				t.Fatal(err)
			}
			out[page.purpose] += len(kept)
		}
	}
	return out
}

// Of photos that are more than a packet may hold, no more are made than it takes to
// know; what is made on the way to the coarsest is the same as by itself.
func TestPicturesOfALetterThatIsTooLarge(t *testing.T) {
	const n, most = 5, 1
	f := newCase(t)
	photos := photosOf(t, f, n)
	d := layOut(t, f, nil)
	for _, fine := range []Fineness{Fine, Legible} {
		if _, err := d.pictures(t.Context(), photos, Printing{Fineness: fine, Most: most}); !errors.Is(err, ErrHeavy) {
			t.Fatalf("%d: %v", fine, err)
		}
	}
	had := purposes(t, f, photos)
	if had["print"] == 0 || had["print"] > workers || had["print-150"] > workers || had["half-200"] != had["print-150"] {
		t.Errorf("made on the way: %v", had)
	}
	got, err := d.pictures(t.Context(), photos, Printing{Fineness: Together})
	if err != nil {
		t.Fatal(err)
	}

	alone := newCase(t)
	photosOf(t, alone, n)
	want, err := layOut(t, alone, nil).pictures(t.Context(), photos, Printing{Fineness: Together})
	if err != nil {
		t.Fatal(err)
	}
	for id, p := range want {
		if got[id].Image != p.Image || p.Image.SHA256 == "" {
			t.Errorf("%s: %+v, by itself %+v", id, got[id].Image, p.Image)
		}
	}
}

// What counts is what files hold: each content once, and of those pictures alone that
// the letter shows.
func TestPicturesThatAreNotTooLarge(t *testing.T) {
	f := newCase(t)
	photos := photosOf(t, f, 2)
	d := layOut(t, f, nil)
	if _, err := d.pictures(t.Context(), photos, Printing{}); err != nil {
		t.Fatal(err)
	}
	kept, err := f.Renditions(t.Context(), photos[0].ID, pageSize.purpose)
	if err != nil || len(kept) != 1 || kept[0].Size < 10_000 {
		t.Fatalf("%+v, %v", kept, err)
	}
	first := func(id dispute.EvidenceID) bool { return id == photos[0].ID }
	how := Printing{Most: kept[0].Size, prints: first}
	if _, err := d.pictures(t.Context(), photos, how); err != nil {
		t.Errorf("as many bytes as it may have: %v", err)
	}
	how.Most--
	if _, err := d.pictures(t.Context(), photos, how); !errors.Is(err, ErrHeavy) {
		t.Errorf("a byte more: %v", err)
	}
	b := burden{Printing: Printing{Most: kept[0].Size}, counted: map[string]bool{}}
	b.add(1, kept)
	if b.add(2, kept); b.heavy() {
		t.Errorf("the same bytes are counted twice: %d", b.bytes)
	}
}

// A long picture as wide as phones are stands in parts side by side, whatever its name.
func TestLongPictureOfAPhone(t *testing.T) {
	f := newCase(t)
	e := store(t, f, "long.png", media.PNG, []byte("long"))
	d := layOut(t, f, nil)
	for _, c := range []struct {
		width, height int
		screenshot    string
		want          bool
	}{{1080, 9000, "", true}, {1080, 9000, "name", true}, {300, 9000, "", false}, {1080, 2340, "", false}} {
		facts := dispute.PhotoFacts{Width: c.width, Height: c.height, Screenshot: dispute.Sign(c.screenshot)}
		r := dispute.Record{Kind: dispute.Photo, Evidence: e.ID, Fields: facts.Fields()}
		d.Records = []dispute.Record{r}
		if got := d.sizesAt(Fine).of(e.ID).beside; got != c.want {
			t.Errorf("%+v: beside is %t", c, got)
		}
	}
}
