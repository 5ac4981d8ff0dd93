package recognise

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/internal/golden"
	"complain/pkg/internal/media"
	"complain/pkg/picture"
)

func reader(t *testing.T) *Reader {
	t.Helper()
	return &Reader{Engine: open(t, "good"), Languages: Wanted()}
}

func white(t *testing.T, width, height int) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, width, height))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	var data bytes.Buffer
	if err := png.Encode(&data, m); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

// Words of a long screenshot stand at their place in the whole, whichever sheet
// they were seen in.
func TestPictureOfSeveralSheets(t *testing.T) {
	page, err := reader(t).Picture(t.Context(), white(t, 300, 3000))
	if err != nil {
		t.Fatal(err)
	}
	found := page.Find("交易成")
	if len(found) < 3 {
		t.Fatalf("%d sheets: %q", len(found), page.Text)
	}
	last := -1
	for _, f := range found {
		b := f.Boxes[0]
		if b.Y <= last || b.Y+b.Height > 3000 {
			t.Errorf("%+v after row %d", b, last)
		}
		last = b.Y
	}
	if last < 2000 {
		t.Errorf("the last words are at row %d", last)
	}
}

func paper(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(golden.Root(t), "testdata", "import", "pdf", name, "input.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSurveyOf(t *testing.T) {
	for _, c := range []struct {
		name, password string
		scans, why     string
	}{
		{"scan", "", "[2 3]", ""},
		{"unicode", "", "[]", ""},
		{"password", "", "[]", "read-text.password"},
		{"no-pages", "", "[]", "read-text.page-damaged"},
	} {
		s, why, err := SurveyOf(t.Context(), paper(t, c.name), []string{c.password})
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(s.Scans); got != c.scans || (why == nil) != (c.why == "") || why != nil && why.Code != c.why {
			t.Errorf("%s: %+v, %v", c.name, s, why)
		}
	}
	if s, why, err := SurveyOf(t.Context(), []byte("%PDF-1.7"), nil); err != nil || why == nil {
		t.Errorf("%+v, %v, %v", s, why, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := SurveyOf(ended, paper(t, "scan"), nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// What was seen comes in the order it was asked for, with what could not be read
// at its place.
func TestRunKeepsTheOrder(t *testing.T) {
	const large = 3
	r, seen, begun := run(t, map[dispute.EvidenceID][]byte{1: white(t, 300, 300), 2: paper(t, "scan"), 4: []byte("no picture")})
	if err := r.Read(t.Context(), []Item{
		{Evidence: dispute.Evidence{ID: 1}, Pages: []int{1}},
		{Evidence: dispute.Evidence{ID: 2, MediaType: media.PDF}, Pages: []int{3, 2, 9}, Of: 4},
		{Evidence: dispute.Evidence{ID: large}, Pages: []int{1}},
		{Evidence: dispute.Evidence{ID: 4}, Pages: []int{1}},
	}); err != nil {
		t.Fatal(err)
	}
	want := []string{"E1 1 of 0: 3 words", "E2 3 of 4: 3 words", "E2 2 of 4: 3 words", "E2 9 of 4: read-text.page-damaged",
		"E3 1 of 0: " + picture.ErrTooLarge.Error(), "E4 1 of 0: text/plain: " + picture.ErrFormat.Error()}
	if !slices.Equal(*seen, want) {
		t.Errorf("%q, want %q", *seen, want)
	}
	if len(*begun) != len(want) || (*begun)[0] != "E1 1: 0 of 6" {
		t.Errorf("%q", *begun)
	}
}

func TestRunEndsEarly(t *testing.T) {
	stop := errors.New("stop")
	r, _, _ := run(t, map[dispute.EvidenceID][]byte{1: white(t, 300, 300)})
	r.Seen = func(Seen) error { return stop }
	if err := r.Read(t.Context(), []Item{{Evidence: dispute.Evidence{ID: 1}, Pages: []int{1, 1, 1}}}); !errors.Is(err, stop) {
		t.Error(err)
	}
	r, seen, _ := run(t, nil)
	r.Original = func(context.Context, dispute.Evidence) ([]byte, error) { return nil, stop }
	if err := r.Read(t.Context(), []Item{{Evidence: dispute.Evidence{ID: 1}, Pages: []int{1}}}); !errors.Is(err, stop) || len(*seen) > 0 {
		t.Errorf("%v, %q", err, *seen)
	}
}

// run is a run over files, with what was begun and seen.
func run(t *testing.T, files map[dispute.EvidenceID][]byte) (r *Run, seen, begun *[]string) {
	seen, begun = new([]string), new([]string)
	return &Run{
		Reader: reader(t),
		Original: func(_ context.Context, e dispute.Evidence) ([]byte, error) {
			data, ok := files[e.ID]
			if !ok {
				return nil, picture.ErrTooLarge
			}
			return data, nil
		},
		Begin: func(i Item, page, done, of int) {
			*begun = append(*begun, fmt.Sprintf("%s %d: %d of %d", i.Evidence.ID, page, done, of))
		},
		Seen: func(s Seen) error {
			said := fmt.Sprintf("%d words", len(s.Page.Words))
			if s.Err != nil {
				said = s.Err.Error()
			}
			if why, ok := Failure(s.Err); ok {
				said = why.Code
			}
			*seen = append(*seen, fmt.Sprintf("%s %d of %d: %s", s.Evidence.ID, s.Number, s.Of, said))
			return nil
		},
	}, seen, begun
}
