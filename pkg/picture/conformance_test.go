package picture

import (
	"bytes"
	"errors"
	"image"
	"image/draw"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"complain/pkg/internal/media"
)

// uprightSamples is how large phones' HEICs among the samples are, held upright.
var uprightSamples = map[string]image.Point{
	"IMG_5195.HEIC":             {2566, 3313},
	"iphone_13_pro_max.HEIC":    {3024, 4032}, // stored turned, as EXIF says too
	"HMD_Nokia_8.3_5G.heif":     {3456, 4608}, // stored turned, of which EXIF says nothing
	"HMD_Nokia_8.3_5G_hdr.heif": {4608, 3456},
	"samplefilehub.heif":        {640, 426},
}

// COMPLAIN_SAMPLES names a folder of published samples, which are not part of
// the repository. Every JPEG and HEIC in it can be shown; the sixteen JPEGs
// that show one of two scenes in the eight orientations come out alike.
func TestPublishedSamples(t *testing.T) {
	root := os.Getenv("COMPLAIN_SAMPLES")
	if root == "" {
		t.Skip("COMPLAIN_SAMPLES is not set")
	}
	scenes := make(map[string]image.Image)
	shown, phones := 0, 0
	err := filepath.WalkDir(filepath.Join(root, "images"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		mediaType := media.Type(data[:min(len(data), 4096)])
		if !media.Picture(mediaType) {
			return nil
		}
		r, err := Print(bytes.NewReader(data), int64(len(data)), 300, 300)
		switch {
		case mediaType == media.HEIC || mediaType == media.HEIF:
			if want := uprightSamples[entry.Name()]; err != nil || r.OfWidth != want.X || r.OfHeight != want.Y {
				t.Errorf("%s: %d by %d, %v, want %v", path, r.OfWidth, r.OfHeight, err, want)
			}
			phones++
			return nil
		case mediaType != media.JPEG:
			if !errors.Is(err, ErrFormat) {
				t.Errorf("%s: %v", path, err)
			}
			return nil
		case strings.HasPrefix(entry.Name(), "corrupted"), strings.Contains(path, "/tests/"):
			// Broken on purpose: shown, or refused as damaged.
			if err != nil && !errors.Is(err, ErrDamaged) {
				t.Errorf("%s: %v", path, err)
			}
			return nil
		case err != nil:
			t.Errorf("%s: %v", path, err)
			return nil
		}
		shown++
		if name, _, ok := strings.Cut(entry.Name(), "_"); ok && filepath.Base(filepath.Dir(path)) == "orientation" {
			m, _, err := image.Decode(bytes.NewReader(r.Bytes))
			if err != nil {
				return err
			}
			if first := scenes[name]; first == nil {
				scenes[name] = m
			} else if d, mirrored := difference(first, m), difference(first, flatten(turn(flatten(m), 2))); d > mirrored/2 {
				// The first of each scene is a little brighter than the others.
				t.Errorf("%s differs by %.1f from the first of its scene, mirrored by %.1f", path, d, mirrored)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if shown < 70 || len(scenes) != 2 || phones != len(uprightSamples) {
		t.Errorf("%d pictures shown, %d scenes, %d HEICs", shown, len(scenes), phones)
	}
}

func flatten(m image.Image) *image.RGBA {
	out := image.NewRGBA(m.Bounds())
	draw.Draw(out, out.Rect, m, m.Bounds().Min, draw.Src)
	return out
}

// difference is the mean difference of brightness, of 255.
func difference(a, b image.Image) float64 {
	if a.Bounds() != b.Bounds() {
		return 255
	}
	sum := 0.0
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			r1, g1, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			d := (float64(r1) + float64(g1) + float64(b1) - float64(r2) - float64(g2) - float64(b2)) / 3 / 257
			sum += max(d, -d)
		}
	}
	return sum / float64(a.Bounds().Dx()*a.Bounds().Dy())
}
