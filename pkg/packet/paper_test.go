package packet

import (
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

func TestPagesShown(t *testing.T) {
	span := func(from, to int) (out []int) {
		for n := from; n <= to; n++ {
			out = append(out, n)
		}
		return out
	}
	for _, tt := range []struct {
		name  string
		count int
		pins  map[int]bool
		want  []int
	}{
		{"none", 0, nil, nil},
		{"short", 3, nil, span(1, 3)},
		{"short, one pinned", 3, map[int]bool{2: true}, span(1, 3)},
		{"short, one unpinned", 3, map[int]bool{2: false}, []int{1, 3}},
		{"as long as is shown whole", WholePaper, nil, span(1, WholePaper)},
		{"long", 400, nil, span(1, WholePaper)},
		{"long, pinned", 400, map[int]bool{300: true, 17: true}, []int{1, 17, 300}},
		{"long, the first unpinned", 400, map[int]bool{300: true, 1: false}, []int{300}},
		{"long, one unpinned", 400, map[int]bool{2: false}, append([]int{1}, span(3, WholePaper)...)},
		{"a pin of no page", 400, map[int]bool{401: true}, span(1, WholePaper)},
	} {
		if got := PagesShown(tt.count, tt.pins); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestPageRanges(t *testing.T) {
	for _, tt := range []struct {
		pages int
		shown []int
		want  string
	}{
		{3, []int{1, 2, 3}, ""}, {3, nil, "1-3"}, {5, []int{1, 3}, "2, 4-5"}, {400, []int{1, 300}, "2-299, 301-400"}, {2, []int{2}, "1"},
	} {
		p := Paper{Pages: tt.pages}
		for _, n := range tt.shown {
			p.Shown = append(p.Shown, PaperPage{Number: n})
		}
		if got := pageRanges(p); got != tt.want {
			t.Errorf("%v of %d: %q, want %q", tt.shown, tt.pages, got, tt.want)
		}
	}
}

// withPapers is a case with a signed paper whose second page is damaged and
// whose last is left out, and one that needs a password.
func withPapers(t *testing.T, lang locale.Lang) input {
	b := newBuilder(t, lang)
	signed := b.evidence(dispute.Evidence{Name: "合同.pdf", Size: 1000, MediaType: "application/pdf", Reading: dispute.Reading{State: dispute.Read, Importer: "pdf", Records: 1}})
	locked := b.evidence(dispute.Evidence{Name: "流水.pdf", Size: 2000, MediaType: "application/pdf", Reading: dispute.Reading{State: dispute.Read, Importer: "pdf", Records: 1}})
	b.record(dispute.Record{Evidence: signed, Kind: dispute.Document, At: at(t, "2026-03-05 10:00", dispute.ZoneStated)}, true)
	b.record(dispute.Record{Evidence: locked, Kind: dispute.Document}, true)
	in := b.made()
	in.Papers = map[dispute.EvidenceID]Paper{
		signed: {Pages: 3, Signed: 1, Foreign: []string{"STSong-Light"}, Shown: []PaperPage{
			{Number: 1, Width: 595, Height: 842}, {Number: 2, Missing: note("paper.missing.page")},
		}},
		locked: {Missing: note("paper.missing.password")},
	}
	return in
}

func TestPapers(t *testing.T) {
	for _, lang := range locale.Langs() {
		in := withPapers(t, lang)
		d, findings := compose(t, in, "regulator")
		text := string(dump(t, d, findings, lang))
		var sheets []doc.Sheet
		for _, b := range d.Blocks {
			if x, ok := b.(doc.Exhibit); ok {
				for _, inside := range x.Blocks {
					if s, ok := inside.(doc.Sheet); ok {
						sheets = append(sheets, s)
					}
				}
			}
		}
		if len(sheets) != 3 {
			t.Fatalf("%d sheets in\n%s", len(sheets), text)
		}
		if s := sheets[0]; s.Paper != "E1" || s.Page != 1 || s.Missing != "" || s.Width != 595 {
			t.Errorf("%+v", s)
		}
		if s := sheets[1]; s.Page != 2 || s.Missing != lang.Say("paper.missing.page") {
			t.Errorf("%+v", s)
		}
		if s := sheets[2]; s.Paper != "E2" || s.Missing != lang.Say("paper.missing.password") {
			t.Errorf("%+v", s)
		}
		for _, s := range sheets {
			caption := ""
			for _, l := range s.Caption {
				caption += doc.Outline(l) + "\n"
			}
			if !strings.Contains(caption, "SHA-256 `") || !strings.Contains(caption, s.Paper) {
				t.Errorf("the caption names no file or no hash: %s", caption)
			}
		}
		for _, want := range []string{lang.Say("packet.paper-signed", "E1"), lang.Say("packet.paper-left-out", "3", "3"), "2026-03-05 10:00"} {
			if !strings.Contains(text, want) {
				t.Errorf("%q is missing in\n%s", want, text)
			}
		}
		for _, id := range []string{"paper-missing", "paper-left-out", "paper-signed", "paper-fonts"} {
			f := find(findings, id)
			if f == nil || strings.ContainsAny(lang.Note(f.Text)+lang.Note(f.Fix), "{}") {
				t.Errorf("%s: %+v", id, f)
			}
		}
	}
}

// What is said of an office's answer stands below its first page: above it, the
// page would have no room left beside its title.
func TestPaperOfAnOffice(t *testing.T) {
	in := withPapers(t, locale.Chinese)
	in.Evidence[0].Official = &dispute.Official{Kind: "accepted", On: at(t, "2026-03-20", dispute.ZoneUser), Reference: "〔2026〕第12号"}
	d, findings := compose(t, in, "regulator")
	for _, b := range d.Blocks {
		x, ok := b.(doc.Exhibit)
		if !ok || x.Mark != "证据1" {
			continue
		}
		first, ok := x.Blocks[0].(doc.Sheet)
		if !ok {
			t.Fatalf("it begins with %T", x.Blocks[0])
		}
		caption := ""
		for _, l := range first.Caption {
			caption += doc.Outline(l) + "\n"
		}
		if !strings.Contains(caption, "文书日期：2026年3月20日") || !strings.Contains(caption, "〔2026〕第12号") || strings.Contains(caption, "2026-03-05") {
			t.Errorf("the caption is\n%s", caption)
		}
		return
	}
	t.Fatalf("no exhibit of the paper in\n%s", dump(t, d, findings, locale.Chinese))
}
