package story

import (
	"testing"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// What people write of the goods tells the kind of dispute: what broke is no
// advertising, and what looks otherwise than its page is.
func TestCategoriesOfWords(t *testing.T) {
	p := practice(t)
	book, err := channel.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, c := range book.Categories() {
		ids = append(ids, c.ID)
	}
	for text, want := range map[string]string{
		"it arrived today, the jug is cracked and it does not turn on": "quality_defect",
		"收到了，用了两天就坏了，开不了机":                                             "quality_defect",
		"it looks nothing like it, quite different from the picture":   "false_advertising",
		"页面写的是真皮，实物不符":                                                 "false_advertising",
		"我去验了，是假货，不是正品":                                                "counterfeit",
		"still not shipped after two weeks, when will my order come":   "not_delivered_or_late",
	} {
		f := NewFinder(p.Triggers(), "")
		f.See(&dispute.Record{ID: 1, Evidence: 1, Seq: 1, Kind: dispute.Message, Who: "me", Text: text})
		got := f.Categories(p, ids)
		if len(got) == 0 || got[0].ID != want {
			t.Errorf("%s: %v, want %s", text, got, want)
			continue
		}
		if cites := got[0].Cites; len(cites) != 1 || cites[0].Evidence != 1 || cites[0].Record != 1 {
			t.Errorf("%s: %v says so", text, cites)
		}
	}
}
