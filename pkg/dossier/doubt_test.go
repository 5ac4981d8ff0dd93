package dossier

import (
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/dispute"
)

func onDay(t *testing.T, text string) dispute.When {
	t.Helper()
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	when := dispute.Instant(day, dispute.Day, dispute.ZoneFormat)
	when.From = dispute.TimeEXIF
	return when
}

// A photo is asked for where its time is far from that of the dispute, and nobody
// said of it that it belongs.
func TestDoubtsOfPhotos(t *testing.T) {
	photo := func(id dispute.EvidenceID, day string) dispute.Event {
		return dispute.Event{ID: "R" + id.String(), Kind: dispute.Photo, Key: true, At: onDay(t, day), Cites: []dispute.Citation{{Evidence: id, Record: int64(id)}}}
	}
	in := Doubted{
		Span: Span{onDay(t, "2026-02-10"), onDay(t, "2026-03-01")},
		Said: func(id dispute.EvidenceID) bool { return id == 6 },
	}
	for id := dispute.EvidenceID(1); id <= 9; id++ {
		in.Evidence = append(in.Evidence, dispute.Evidence{ID: id, MediaType: "image/jpeg", SHA256: "x", Reading: dispute.Reading{State: dispute.Read, Importer: "photo", Records: 1}})
	}
	modified := photo(5, "2005-01-01")
	modified.At.From = dispute.TimeModified
	shown := photo(7, "2005-01-01")
	told := photo(8, "2005-01-01")
	told.Elements = []string{"c.promise"}
	sent := photo(9, "2005-01-01")
	sent.Key = false
	in.Events = []dispute.Event{photo(1, "2005-01-01"), photo(2, "2026-02-20"), photo(3, "2022-05-04"), photo(4, "2027-02-20"), modified,
		photo(6, "2005-01-01"), shown, told, sent,
		{ID: "R90", Kind: dispute.Statement, Key: true, At: onDay(t, "2026-02-11"), Cites: []dispute.Citation{{Record: 90}, {Evidence: 7, Record: 7}}}}
	got := Doubts(in)
	if len(got) != 1 || got[0].Why != Far || got[0].What != "photo" || !slices.Equal(got[0].Evidence, []dispute.EvidenceID{1, 3, 4}) ||
		got[0].From.Wall() != "2005-01-01" || got[0].To.Wall() != "2027-02-20" {
		t.Errorf("got %+v", got)
	}
	in.Span = Span{}
	if got := Doubts(in); len(got) != 0 {
		t.Errorf("far from what is not known: %+v", got)
	}
}

// The time of a dispute is that of its facts, and of its conversations from then
// on: of a friendship of ten years the last weeks.
func TestSpan(t *testing.T) {
	paid := dispute.Event{Kind: dispute.Transaction, Key: true, At: onDay(t, "2026-02-10"), Cites: []dispute.Citation{{Evidence: 1}}}
	old := dispute.Event{Kind: dispute.Photo, Key: true, At: onDay(t, "2005-02-10"), Cites: []dispute.Citation{{Evidence: 2}}}
	talks := map[dispute.EvidenceID]*Span{3: {onDay(t, "2016-01-01"), onDay(t, "2026-03-05")}, 4: {onDay(t, "2011-01-01"), onDay(t, "2012-01-01")}}
	if s := span([]dispute.Event{old, paid}, talks); s.From.Wall() != "2026-02-10" || s.To.Wall() != "2026-03-05" {
		t.Errorf("%s to %s", s.From.Wall(), s.To.Wall())
	}
	if s := span([]dispute.Event{old}, talks); s.From.Wall() != "2011-01-01" || s.To.Wall() != "2026-03-05" {
		t.Errorf("without a fact: %s to %s", s.From.Wall(), s.To.Wall())
	}
}

func TestDoubtsOfFiles(t *testing.T) {
	file := func(id dispute.EvidenceID, state dispute.ReadingState, records int) dispute.Evidence {
		return dispute.Evidence{ID: id, SHA256: "x", MediaType: "text/plain", Reading: dispute.Reading{State: state, Records: records}}
	}
	in := Doubted{Said: func(dispute.EvidenceID) bool { return false }, Case: dispute.Case{Order: "2026021000001234"},
		Evidence: []dispute.Evidence{file(1, dispute.Unread, 0), file(2, dispute.Asking, 0), file(3, dispute.Held, 0), file(4, dispute.Partial, 0),
			file(5, dispute.Read, 1), file(6, dispute.Read, 1), file(7, dispute.Read, 1)},
		Orders: map[dispute.EvidenceID][]string{5: {"9902118827711111"}, 6: {"9902118827711111", "M2026021000001234"}, 7: nil}}
	for id := dispute.EvidenceID(5); id <= 7; id++ {
		in.Events = append(in.Events, dispute.Event{Kind: dispute.Document, Key: true, Cites: []dispute.Citation{{Evidence: id, Record: int64(id)}}})
	}
	got := Doubts(in)
	if len(got) != 2 || got[0].Why != Unreadable || !slices.Equal(got[0].Evidence, []dispute.EvidenceID{1}) ||
		got[1].Why != OtherOrder || !slices.Equal(got[1].Evidence, []dispute.EvidenceID{5}) || got[1].Order != "9902118827711111" {
		t.Errorf("got %+v", got)
	}
}

// A text is asked for where nothing in it ties it to a dispute, and only then.
func TestBareTexts(t *testing.T) {
	for text, want := range map[string]bool{
		"# To do\n\nbuy milk, call the dentist": true,
		"待办：打电话给 12315，问问怎么投诉":                  true,
		"MZ\x00": true,
		"":       true,
		"到货时盒子是破的，10月8日拍了照":                     false,
		"told them on 3 October":                false,
		"付了 899 元":                              false,
		"订单号 2610030099887 一直没发货":               false,
		"星辰数码专营店说可以退":                           false,
		"the courier came at 9:40":              false,
		strings.Repeat("x", mostSearched) + "x": false, // what was not looked through is not judged
	} {
		g := newGlimpses(dispute.Case{}, []dispute.Party{{Role: dispute.Seller, Name: "星辰数码有限公司", Aliases: []string{"星辰数码专营店"}}})
		g.see(&dispute.Record{Evidence: 1, Kind: dispute.Document, Text: text})
		if g.bare[1] != want {
			t.Errorf("%.40q: %v, want %v", text, g.bare[1], want)
		}
	}
	g := newGlimpses(dispute.Case{}, nil)
	g.see(&dispute.Record{Evidence: 1, Kind: dispute.Document, Text: "note"})
	g.see(&dispute.Record{Evidence: 1, Kind: dispute.Page, Text: "paid 20.00 EUR"})
	if g.bare[1] {
		t.Error("a text is bare although one of its records is tied")
	}
	bare := dispute.Evidence{ID: 1, MediaType: "text/plain", SHA256: "x", Reading: dispute.Reading{State: dispute.Read, Records: 1}}
	paper := dispute.Evidence{ID: 2, MediaType: "application/pdf", SHA256: "y", Reading: dispute.Reading{State: dispute.Read, Records: 1}}
	in := Doubted{Evidence: []dispute.Evidence{bare, paper}, Bare: map[dispute.EvidenceID]bool{1: true, 2: true}, Said: func(dispute.EvidenceID) bool { return false }}
	if got := Doubts(in); len(got) != 1 || got[0].Why != Bare || !slices.Equal(got[0].Evidence, []dispute.EvidenceID{1}) {
		t.Errorf("got %+v", got)
	}
}

func TestNumbers(t *testing.T) {
	for want, ids := range map[string][]dispute.EvidenceID{"": nil, "E3": {3}, "E3,E4": {4, 3}, "E3-E5": {3, 4, 5}, "E1,E3-E5,E9": {9, 3, 4, 5, 1}} {
		if got := Numbers(ids); got != want {
			t.Errorf("%v: %q, want %q", ids, got, want)
		}
	}
}
