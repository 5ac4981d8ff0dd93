package packet

import (
	"bytes"
	"slices"
	"testing"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/locale"
	"complain/templates"
)

// One plan is composed for all addressees in all languages, and gives what a
// plan of its own gives each.
func TestOnePlanServesAll(t *testing.T) {
	plan := Choose(sample(t, locale.Chinese).Input)
	for _, to := range channel.Roles() {
		for _, lang := range locale.Langs() {
			in := sample(t, lang)
			want, findings := compose(t, in, to)
			b := book(t)
			ch, err := b.Resolve(to, in.Case)
			if err != nil {
				t.Fatal(err)
			}
			in.Channel, in.Book, in.Templates = ch, b, templates.FS
			got, found, err := plan.Compose(in.Request, in.Material)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(dump(t, got, found, lang), dump(t, want, findings, lang)) {
				t.Errorf("%s in %s differs from the packet of its own plan", to, lang)
			}
		}
	}
}

// A plan says what is to be made for it: pictures and papers among its exhibits,
// and the originals that it names.
func TestPlanSaysWhatItNeeds(t *testing.T) {
	in := sample(t, locale.Chinese)
	const near, far, report = 3, 4, 5
	made := redact(&in, "x", dispute.Box{Width: 1, Height: 1})
	ids := func(list []dispute.Evidence) (out []dispute.EvidenceID) {
		for _, e := range list {
			out = append(out, e.ID)
		}
		return out
	}
	p := Choose(in.Input)
	if got := ids(p.Pictures()); !slices.Equal(got, []dispute.EvidenceID{far, made}) {
		t.Errorf("pictures %v", got)
	}
	if got := ids(p.Papers()); !slices.Equal(got, []dispute.EvidenceID{report}) {
		t.Errorf("papers %v", got)
	}
	shown := p.Exhibits()
	if named := p.Named(); !slices.Contains(named, near) || slices.Contains(shown, near) || len(named) != len(shown)+1 {
		t.Errorf("names %v, shows %v", named, shown)
	}
}

// What stands around a cited message, and what of a conversation that is cited
// as a whole.
func TestWhatStandsAroundACitedMessage(t *testing.T) {
	const long = wholeConversation + 50
	var records []dispute.Record
	for e := range dispute.EvidenceID(2) {
		for i := range long {
			records = append(records, dispute.Record{ID: int64(e)*long + int64(i) + 1, Evidence: e + 1, Seq: i + 1, Kind: dispute.Message})
		}
	}
	cite := func(e dispute.EvidenceID, seq int) []dispute.Citation {
		return []dispute.Citation{{Evidence: e, Record: int64(e-1)*long + int64(seq)}}
	}
	seqs := func(list []dispute.Record) (out []int) {
		for _, r := range list {
			out = append(out, r.Seq)
		}
		return out
	}
	pinned := func(seq int) dispute.Event {
		return dispute.Event{Key: true, Kind: dispute.Message, Cites: cite(1, seq)}
	}
	got := aroundCited(Input{Events: []dispute.Event{pinned(1), pinned(100), pinned(104), pinned(long), {Kind: dispute.Message, Cites: cite(1, 200)}}, Records: records})
	if want := []int{1, 2, 3, 4, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, long - 3, long - 2, long - 1, long}; !slices.Equal(seqs(got[1]), want) || got[2] != nil {
		t.Errorf("%v, want %v; of the other %d", seqs(got[1]), want, len(got[2]))
	}
	said := dispute.Say("event.conversation")
	got = aroundCited(Input{Events: []dispute.Event{{Key: true, Kind: dispute.Message, Summary: &said, Cites: cite(2, 1)}}, Records: records})
	if list := seqs(got[2]); len(list) != wholeConversation || list[0] != 1 || list[len(list)-1] != wholeConversation || got[1] != nil {
		t.Errorf("%d messages of the whole conversation", len(list))
	}
	left := map[int64]bool{2: true, 98: true, 100: true, 102: true, long + 5: true}
	got = aroundCited(Input{Events: []dispute.Event{pinned(1), pinned(100)}, Records: records, Left: left})
	if want := []int{1, 3, 4, 97, 99, 100, 101, 103}; !slices.Equal(seqs(got[1]), want) {
		t.Errorf("%v, want %v", seqs(got[1]), want)
	}
	got = aroundCited(Input{Events: []dispute.Event{{Key: true, Kind: dispute.Message, Summary: &said, Cites: cite(2, 1)}}, Records: records, Left: left})
	if list := seqs(got[2]); slices.Contains(list, 5) || len(list) != wholeConversation-1 {
		t.Errorf("%d messages of the whole conversation", len(list))
	}
}
