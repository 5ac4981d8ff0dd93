package timeline

import (
	"strings"
	"testing"
	"time"

	"complain/pkg/dispute"
)

func on(t *testing.T, day int) dispute.When {
	t.Helper()
	w, err := dispute.Local(dispute.Clock{Year: 2026, Month: 3, Day: day}, dispute.Day, time.FixedZone("", 8*3600), dispute.ZoneCase)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// told lists events: number, whether key, day, words, and what they cite.
func told(events []dispute.Event) string {
	var out []string
	for _, e := range events {
		text := e.Text
		if e.Summary != nil {
			text = strings.Join(append([]string{e.Summary.Code}, e.Summary.Args...), " ")
		}
		key := ""
		if e.Key {
			key = "*"
		}
		var cites []string
		for _, c := range e.Cites {
			cites = append(cites, c.Evidence.String())
		}
		out = append(out, key+e.ID+" "+e.At.String()+" "+text+" ["+strings.Join(cites, " ")+"]")
	}
	return strings.Join(out, "\n")
}

func TestAnswerIsOneEventOnItsDay(t *testing.T) {
	refusal := dispute.Official{Kind: "not-accepted", On: on(t, 20), Office: "某区市场监督管理局", Reference: "〔2026〕第12号"}
	second := refusal
	second.Received = on(t, 23)
	accepted := dispute.Official{Kind: "accepted", On: on(t, 5)}
	photo := func(id int64, e dispute.EvidenceID) dispute.Record {
		return dispute.Record{ID: id, Evidence: e, Seq: 1, Kind: dispute.Photo, At: at(25, 9)}
	}
	page := dispute.Record{ID: 6, Evidence: 3, Seq: 2, Kind: dispute.Page, Text: "受理决定书"}
	in := Input{
		Evidence: []dispute.Evidence{
			{ID: 1, Name: "a.jpg", Official: &refusal, Captured: on(t, 26)}, {ID: 2, Name: "b.jpg", Official: &second},
			{ID: 3, Name: "accepted.pdf", Official: &accepted}, {ID: 4, Name: "box.jpg"},
		},
		Records: []dispute.Record{photo(1, 1), photo(2, 2), {ID: 5, Evidence: 3, Seq: 1, Kind: dispute.Document}, page, photo(7, 4)},
		Answer:  func(k dispute.OfficialKind) string { return "<" + string(k) + ">" },
	}
	want := `*R5 2026-03-05 event.official-unnamed <accepted> [E3]
*R1 2026-03-20 event.official 某区市场监督管理局 <not-accepted> 〔2026〕第12号 [E1 E2]
*R7 2026-03-25T09:00+08:00 event.photo box.jpg [E4]`
	events := Build(in)
	if got := told(events); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if notes := events[1].Notes; len(notes) != 1 || notes[0].Code != "note.received" || notes[0].Args[0] != "2026-03-23" {
		t.Errorf("the day it came: %v", notes)
	}
	if events[1].Official == nil || events[1].Official.Office != refusal.Office {
		t.Errorf("the event does not say what answer it is: %+v", events[1].Official)
	}

	in.Pinned = func(r dispute.Record) (bool, bool) { return false, r.ID == 1 }
	if got := keys(Build(in)); got != "R5 R7" {
		t.Errorf("kept out by the user: %q", got)
	}
}

// What is said of an answer shows even where nothing was read of its file, and
// a mail keeps its own words.
func TestAnswerWithoutRecordsAndInAMail(t *testing.T) {
	mail := dispute.Official{Kind: "accepted", On: on(t, 1)}
	locked := dispute.Official{Kind: "other", On: on(t, 3)}
	zipped := dispute.Official{Kind: "mediated", On: on(t, 4)}
	in := Input{
		Evidence: []dispute.Evidence{
			{ID: 1, Official: &mail}, {ID: 2, Official: &locked, Reading: dispute.Reading{State: dispute.Asking}},
			{ID: 3, Official: &zipped, Reading: dispute.Reading{State: dispute.Held}}, {ID: 4, Official: &zipped, Parent: 3},
		},
		Records: []dispute.Record{message(8, 1, 5, "某区市监局", "见附件"), {ID: 9, Evidence: 4, Kind: dispute.Document}},
	}
	got := told(Build(in))
	for _, want := range []string{
		"*A1 2026-03-01 event.official-unnamed accepted [E1]", "R8 2026-03-02T05:00+08:00 见附件 [E1]",
		"*A2 2026-03-03 event.official-unnamed other [E2]", "*R9 2026-03-04 event.official-unnamed mediated [E4]",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	// The user names the whole of a file that no record stands for.
	in.Pinned = func(r dispute.Record) (bool, bool) { return false, r.Evidence == 2 && r.Locator == dispute.Locator{} }
	if got := keys(Build(in)); got != "A1 C1 R9" {
		t.Errorf("kept out by the user: %q", got)
	}
}
