package film

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// installed is the program of this machine.
func installed(t *testing.T) *Taker {
	t.Helper()
	path, err := exec.LookPath("ffmpeg")
	if err != nil {
		t.Skip("ffmpeg is not installed")
	}
	taker, err := Program{Path: path, Env: os.Environ(), Scratch: t.TempDir()}.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return taker
}

// greys is a film of three seconds, a shade of grey each; how tells the program
// more of it.
func greys(t *testing.T, taker *Taker, name string, how ...string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	args := append([]string{"-loglevel", "error", "-f", "lavfi", "-i",
		"color=c=0x202020:s=64x32:r=10:d=1[a];color=c=0x808080:s=64x32:r=10:d=1[b];color=c=0xe0e0e0:s=64x32:r=10:d=1[c];[a][b][c]concat=n=3"}, how...)
	if out, err := exec.Command(taker.program.Path, append(args, path)...).CombinedOutput(); err != nil {
		t.Skipf("this ffmpeg makes no %s: %v: %s", name, err, out)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestFrames(t *testing.T) {
	taker := installed(t)
	for _, c := range []struct {
		name, mediaType string
		how             []string
		size            image.Point
	}{
		{"film.mp4", "video/mp4", []string{"-c:v", "mpeg4"}, image.Pt(64, 32)},
		{"wide.mkv", "video/x-matroska", []string{"-c:v", "mpeg4", "-vf", "setsar=2"}, image.Pt(128, 32)},
	} {
		data := greys(t, taker, c.name, c.how...)
		film, err := taker.Film(c.mediaType, bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for i, shade := range []uint32{0x20, 0x80, 0xe0} {
			at := time.Duration(i)*time.Second + 500*time.Millisecond
			first, err := film.Frame(t.Context(), at)
			if err != nil {
				t.Fatalf("%s at %s: %v", c.name, at, err)
			}
			m, err := png.Decode(bytes.NewReader(first))
			if err != nil {
				t.Fatal(err)
			}
			r, _, _, _ := m.At(20, 10).RGBA()
			if r >>= 8; r+4 < shade || r > shade+4 || m.Bounds().Size() != c.size {
				t.Errorf("%s at %s: a frame of %v, of shade %#x, want %v and %#x", c.name, at, m.Bounds().Size(), r, c.size, shade)
			}
			if i > 0 {
				continue
			}
			if again, err := film.Frame(t.Context(), at); err != nil || !bytes.Equal(first, again) {
				t.Errorf("%s at %s: another frame the second time (%v)", c.name, at, err)
			}
		}
		if _, err := film.Frame(t.Context(), time.Minute); !errors.Is(err, ErrNone) {
			t.Errorf("%s: a frame after its end: %v", c.name, err)
		}
		if err := film.Close(); err != nil {
			t.Error(err)
		}
	}
	if left, err := os.ReadDir(taker.program.Scratch); err != nil || len(left) > 0 {
		t.Errorf("copies are left: %v (%v)", left, err)
	}
}

// A list of other files is no film, whatever it is called.
func TestNoListOfFiles(t *testing.T) {
	taker := installed(t)
	other := filepath.Join(t.TempDir(), "other.mp4")
	if err := os.WriteFile(other, greys(t, taker, "other.mp4", "-c:v", "mpeg4"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{
		"ffconcat version 1.0\nfile " + other + "\n",
		"#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\n" + other + "\n#EXT-X-ENDLIST\n",
	} {
		for _, mediaType := range []string{"video/mp4", "video/webm", "video/ogg"} {
			film, err := taker.Film(mediaType, bytes.NewReader([]byte(list)), int64(len(list)))
			if err != nil {
				t.Fatal(err)
			}
			if frame, err := film.Frame(t.Context(), 0); !errors.Is(err, ErrNone) {
				t.Errorf("%s: %d bytes of another file (%v)", mediaType, len(frame), err)
			}
			film.Close()
		}
	}
}

func TestRefusals(t *testing.T) {
	if _, err := (Program{}).Open(t.Context()); !errors.Is(err, ErrProgram) {
		t.Errorf("without a program: %v", err)
	}
	missing := Program{Path: filepath.Join(t.TempDir(), "ffmpeg")}
	if _, err := missing.Open(t.Context()); !errors.Is(err, ErrProgram) {
		t.Errorf("a program that is not there: %v", err)
	}
	taker := &Taker{program: Program{Scratch: t.TempDir()}}
	if _, err := taker.Film("video/x-msvideo", bytes.NewReader(nil), 0); !errors.Is(err, ErrFormat) {
		t.Errorf("a format that is not taken apart: %v", err)
	}
	if _, err := taker.Film("video/mp4", bytes.NewReader(nil), MaxSize+1); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a film that is too large: %v", err)
	}
}

func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		length time.Duration
		n      int
		want   []time.Duration
	}{
		{0, 6, []time.Duration{0}},
		{3 * time.Second, 3, []time.Duration{500 * time.Millisecond, 1500 * time.Millisecond, 2500 * time.Millisecond}},
		{60 * time.Second, 6, []time.Duration{5 * time.Second, 15 * time.Second, 25 * time.Second, 35 * time.Second, 45 * time.Second, 55 * time.Second}},
		{41250 * time.Millisecond, 2, []time.Duration{10 * time.Second, 30 * time.Second}},
	} {
		if got := Places(c.length, c.n); !slices.Equal(got, c.want) {
			t.Errorf("%d places of %s: %v, want %v", c.n, c.length, got, c.want)
		}
	}
}
