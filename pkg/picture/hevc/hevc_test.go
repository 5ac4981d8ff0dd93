package hevc

import (
	"bytes"
	"context"
	"crypto/md5"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

const streams = "../../../testdata/picture/hevc/*.hevc"

// units splits a stream at its start codes, annex B of the standard.
func units(stream []byte) [][]byte {
	var out [][]byte
	for _, part := range bytes.Split(stream, []byte("\x00\x00\x01"))[1:] {
		out = append(out, bytes.TrimRight(part, "\x00"))
	}
	return out
}

// sums is the MD5 of each plane that the encoder wrote into the stream, clause
// D.2.19.
func sums(units [][]byte) (out [][]byte) {
	const suffix, pictureHash = 40, 132
	for _, u := range units {
		if len(u) > 5 && u[0]>>1&63 == suffix && u[2] == pictureHash {
			for b := unescape(u[2:])[3:]; len(b) >= md5.Size; b = b[md5.Size:] {
				out = append(out, b[:md5.Size])
			}
		}
	}
	return out
}

func sum(p Plane) []byte {
	h := md5.New()
	for _, v := range p.Samples {
		if p.Depth > 8 {
			h.Write([]byte{byte(v), byte(v >> 8)})
		} else {
			h.Write([]byte{byte(v)})
		}
	}
	return h.Sum(nil)
}

// Every stream decodes to the samples that its encoder had, before they are
// cropped.
func TestStreams(t *testing.T) {
	paths, err := filepath.Glob(streams)
	if err != nil || len(paths) < 15 {
		t.Fatalf("%d streams, %v", len(paths), err)
	}
	for _, path := range paths {
		us := units(read(t, path))
		f, err := decode(context.Background(), us, 1<<16)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		want := sums(us)
		if len(want) != 1 && len(want) != 3 || (len(want) == 1) != (f.sps.chroma == 0) {
			t.Errorf("%s: %d sums", path, len(want))
			continue
		}
		for c := range want {
			if !bytes.Equal(sum(f.planes[c]), want[c]) {
				t.Errorf("%s: plane %d differs from what the encoder had", path, c)
			}
		}
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func plain(t testing.TB) [][]byte {
	return units(read(t, filepath.Join(filepath.Dir(streams), "plain.hevc")))
}

func TestCropped(t *testing.T) {
	p, err := Decode(context.Background(), plain(t), 1<<16)
	if err != nil {
		t.Fatal(err)
	}
	c := p.Planes[1]
	if p.Width != 198 || p.Height != 134 || p.Planes[0].Stride != 200 || c.Width != 99 || c.Height != 67 || c.Stride != 100 {
		t.Errorf("%d by %d, rows of %d; colour %d by %d, rows of %d", p.Width, p.Height, p.Planes[0].Stride, c.Width, c.Height, c.Stride)
	}
}

// Parts of a stream are errors that say which kind, wherever it ends.
func TestCut(t *testing.T) {
	paths, err := filepath.Glob(streams)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		data := read(t, path)
		us := units(data)
		end := bytes.Index(data, us[len(us)-1]) - 4 // the last unit is the sums
		for n := 0; n < end; n += 1 + end/50 {
			if _, err := Decode(context.Background(), units(append(data[:n:n], "\x00\x00\x01"...)), 1<<16); !errors.Is(err, ErrDamaged) {
				t.Errorf("%s, the first %d of %d bytes: %v", path, n, end, err)
			}
		}
	}
}

func TestRefused(t *testing.T) {
	us := plain(t)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for name, tt := range map[string]struct {
		ctx   context.Context
		units [][]byte
		most  int
		want  error
	}{
		"no units":                           {context.Background(), nil, 1 << 16, ErrDamaged},
		"more pixels than allowed":           {context.Background(), us, 200*136 - 1, ErrTooLarge},
		"a picture that needs one before it": {context.Background(), [][]byte{{1 << 1, 1, 0}}, 1 << 16, ErrUnsupported},
		"two pictures":                       {context.Background(), append(us[:len(us):len(us)], us...), 1 << 16, ErrUnsupported},
		"cancelled":                          {cancelled, us, 1 << 16, context.Canceled},
	} {
		if _, err := Decode(tt.ctx, tt.units, tt.most); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	paths, err := filepath.Glob(streams)
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		f.Add(read(f, path))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Decode(context.Background(), units(data), 1<<16)
		switch {
		case err == nil:
			if p.Width < 1 || p.Height < 1 || p.Width*p.Height > 1<<16 {
				t.Errorf("%d by %d", p.Width, p.Height)
			}
		case !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrUnsupported) && !errors.Is(err, ErrTooLarge):
			t.Errorf("untyped error: %v", err)
		}
	})
}
