package packet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

// Screenshots that came together stand side by side in the order of their times
// and names; each keeps its number, its place in the list and its hash.
func TestScreenshotsStandSideBySide(t *testing.T) {
	b := newBuilder(t, locale.Chinese)
	shot := func(name string, batch int64, when dispute.When, height int, stated bool) {
		id := b.evidence(dispute.Evidence{Name: name, Batch: batch, MediaType: "image/png", Reading: dispute.Reading{State: dispute.Read, Importer: "photo", Records: 1}})
		r := dispute.Record{Evidence: id, Seq: 1, Kind: dispute.Photo, At: when}
		if stated {
			r.Fields = dispute.PhotoFacts{Screenshot: dispute.BySize}.Fields()
		}
		b.record(r, true)
		b.in.Pictures[id] = Picture{Image: doc.Image{Key: fmt.Sprint(id), Width: 1080, Height: height}, Width: 1080, Height: height}
	}
	shot("聊天10.png", 1, dispute.When{}, 2400, true)
	shot("聊天9.png", 1, dispute.When{}, 2400, true)
	shot("聊天1.png", 1, dispute.When{}, 2400, true)
	shot("photo.jpg", 1, dispute.When{}, 1440, false) // a photograph between them
	shot("聊天宽.png", 1, dispute.When{}, 700, true)     // a computer's screen
	shot("b.png", 2, photoTime(t, "2026-11-03 10:15:00", dispute.TimeFileName, dispute.ZoneCase), 2400, true)
	shot("a.png", 3, photoTime(t, "2026-11-03 10:19:00", dispute.TimeFileName, dispute.ZoneCase), 2400, true)
	shot("c.png", 4, photoTime(t, "2026-11-03 14:00:00", dispute.TimeFileName, dispute.ZoneCase), 2400, true)
	d, _ := compose(t, b.made(), "regulator")

	var got []string
	for _, x := range collect[doc.Exhibit](d) {
		names := []string{x.Mark}
		for _, block := range x.Blocks {
			if pair, ok := block.(doc.Pair); ok {
				for _, f := range pair.Figures {
					names = append(names, doc.Outline(f.Title), strings.Fields(doc.Outline(f.Caption[0]))[3])
				}
			}
		}
		got = append(got, strings.Join(names, " "))
	}
	want := []string{
		"证据1–2 证据1 截图 b.png 证据2 截图 a.png",
		"证据3", // hours later
		"证据4–6 证据4 截图 聊天1.png 证据5 截图 聊天9.png 证据6 截图 聊天10.png",
		"证据7", "证据8",
	}
	if !slices.Equal(got, want) {
		t.Errorf("exhibits\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	places := anchors(d)
	for i, e := range b.in.Evidence {
		if places[fmt.Sprint("x", i+1)] != 1 {
			t.Errorf("exhibit %d is at %d places", i+1, places[fmt.Sprint("x", i+1)])
		}
		if !slices.Contains(inlines[doc.Digest](d), doc.Digest(e.SHA256)) {
			t.Errorf("%s: its hash is nowhere whole", e.Name)
		}
	}
}

func TestNatural(t *testing.T) {
	names := []string{"a", "a1", "a2b", "a2c", "a10", "a010b", "b", "聊天9.png", "聊天10.png"}
	for i, a := range names {
		for j, b := range names {
			if got := natural(a, b); got < 0 != (i < j) || got > 0 != (i > j) {
				t.Errorf("%q and %q: %d", a, b, got)
			}
		}
	}
}
