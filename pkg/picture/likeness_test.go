package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Like reports whether two pictures look alike, as Pairs finds them among many.
func (l Likeness) Like(other Likeness) bool {
	a, okA := l.bits()
	b, okB := other.bits()
	return okA && okB && near(a, b)
}

// blobs is a picture of soft shapes, another for every seed.
func blobs(seed uint64) *image.RGBA {
	r := rand.New(rand.NewPCG(seed, 1))
	m := image.NewRGBA(image.Rect(0, 0, 320, 240))
	type blob struct{ x, y, size, light int }
	var all []blob
	for range 12 {
		all = append(all, blob{r.IntN(320), r.IntN(240), 20 + r.IntN(90), r.IntN(200) - 100})
	}
	for y := range 240 {
		for x := range 320 {
			v := 128
			for _, b := range all {
				d := (x-b.x)*(x-b.x) + (y-b.y)*(y-b.y)
				v += b.light * b.size * b.size / (b.size*b.size + 4*d)
			}
			c := uint8(min(max(v, 0), 255))
			m.SetRGBA(x, y, color.RGBA{c, uint8(int(c) * 3 / 4), 255 - c, 255})
		}
	}
	return m
}

// copies are what becomes of pictures on their way through chats.
var copies = map[string]func(image.Image) image.Image{
	"quality 30": poor,
	"half":       halved,
	"half, poor": func(m image.Image) image.Image { return poor(halved(m)) },
	"caption": func(m image.Image) image.Image {
		out := flatten(m)
		w, h := out.Rect.Dx(), out.Rect.Dy()
		draw.Draw(out, image.Rect(0, h*92/100, w*6/10, h), image.White, image.Point{}, draw.Src)
		return out
	},
	"cut by 3 %": func(m image.Image) image.Image {
		whole := flatten(m)
		w, h := whole.Rect.Dx(), whole.Rect.Dy()
		out := image.NewRGBA(image.Rect(0, 0, w*94/100, h*94/100))
		draw.Draw(out, out.Rect, whole, image.Pt(w*3/100, h*3/100), draw.Src)
		return out
	},
}

func poor(m image.Image) image.Image {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, forJPEG(m), &jpeg.Options{Quality: 30}); err != nil {
		return nil
	}
	out, err := jpeg.Decode(&b)
	if err != nil {
		return nil
	}
	return out
}

func halved(m image.Image) image.Image {
	return scale(opaque(m), max(m.Bounds().Dx()/2, 1), max(m.Bounds().Dy()/2, 1))
}

func TestLikeness(t *testing.T) {
	var all []Likeness
	for seed := range uint64(60) {
		m := blobs(seed)
		own := likeness(m)
		for i, l := range all {
			if own.Like(l) {
				t.Errorf("pictures %d and %d look alike", seed, i)
			}
		}
		all = append(all, own)
		for name, change := range copies {
			if other := likeness(change(m)); !own.Like(other) {
				t.Errorf("picture %d and its copy (%s): %s, %s", seed, name, own, other)
			}
		}
	}
}

// Screens in one colour, walls and blank pages look like nothing: they would
// all look like each other.
func TestPlain(t *testing.T) {
	for i := range 40 {
		m := image.NewRGBA(image.Rect(0, 0, 600, 800))
		shade := uint8(6 * i)
		draw.Draw(m, m.Rect, image.NewUniform(color.Gray{shade}), image.Point{}, draw.Src)
		button := image.Rect(20*i%500, 30*i%700, 20*i%500+60, 30*i%700+20)
		draw.Draw(m, button, image.NewUniform(color.RGBA{255 - shade, shade, 0, 255}), image.Point{}, draw.Src)
		if l := likeness(m); l != "" {
			t.Errorf("screen %d looks like something: %s", i, l)
		}
	}
	if Likeness("").Like("") || Likeness("x").Like("x") {
		t.Error("what looks like nothing looks alike")
	}
	if likeness(image.NewGray(image.Rect(0, 0, 1, 1))) != "" {
		t.Error("a pixel looks like something")
	}
}

// A rendition says what its picture looks like, whatever its size, and pieces
// of a long picture say what the whole one does.
func TestLikenessOfRenditions(t *testing.T) {
	data := encodeJPEG(t, blobs(7))
	small, large := show(t, data, 90, 90), show(t, data, 4000, 4000)
	if !small.Likeness.Like(large.Likeness) || small.Likeness == "" {
		t.Errorf("%q and %q", small.Likeness, large.Likeness)
	}
	turned := withEXIF(encodeJPEG(t, turn(blobs(7), 8)), tiffOrientation(6))
	if got := show(t, turned, 4000, 4000); !got.Likeness.Like(large.Likeness) {
		t.Errorf("stored turned: %q, upright %q", got.Likeness, large.Likeness)
	}
}

// The figures at alike, on published photographs.
func TestLikenessOfSamples(t *testing.T) {
	root := os.Getenv("COMPLAIN_SAMPLES")
	if root == "" {
		t.Skip("COMPLAIN_SAMPLES is not set")
	}
	type sample struct {
		name string
		l    Likeness
	}
	var all []sample
	found, of := map[string]int{}, 0
	err := filepath.WalkDir(filepath.Join(root, "images", "jpg"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), "corrupted") ||
			strings.Contains(path, "/tests/") || strings.Contains(path, "/orientation/") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		p, err := decode(bytes.NewReader(data), int64(len(data)), MaxSide)
		if err != nil {
			return nil
		}
		width, height := p.upright()
		m := p.render(fit(width, height, 600, 600))
		own := likeness(m)
		for _, other := range all {
			// Two shots of one scene each, to be joined by the camera.
			if own.Like(other.l) && !strings.Contains(path, "hdr_") {
				t.Errorf("%s and %s look alike", path, other.name)
			}
		}
		all = append(all, sample{path, own})
		if own == "" {
			return nil
		}
		of++
		for name, change := range copies {
			if own.Like(likeness(change(m))) {
				found[name]++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("of %d of %d pictures copies are found: %v", of, len(all), found)
	for name, n := range found {
		least := of * 95 / 100
		if name == "cut by 3 %" {
			least = of * 80 / 100
		}
		if n < least {
			t.Errorf("of %d copies (%s) %d are found", of, name, n)
		}
	}
	if of < 45 {
		t.Errorf("%d pictures", of)
	}
}

// Pairs are those that Like finds, each once.
func TestPairs(t *testing.T) {
	all := []Likeness{"00000000000000000000000000000000", "", "ffffffffffffffffffffffffffffffff", "0000000000000000000000000000ffff", "x", "00000000000000000000000000ffffff"}
	type pair struct{ i, j int }
	want := map[pair]bool{}
	for i, a := range all {
		for j, b := range all[:i] {
			if a.Like(b) {
				want[pair{j, i}] = true
			}
		}
	}
	if len(want) == 0 {
		t.Fatal("nothing looks alike")
	}
	for i, j := range Pairs(all) {
		if !want[pair{i, j}] {
			t.Errorf("%d and %d look alike, or are named twice", i, j)
		}
		delete(want, pair{i, j})
	}
	for p := range want {
		t.Errorf("%d and %d are not named", p.i, p.j)
	}
}
