package story

import (
	"slices"
	"testing"

	"complain/pkg/dispute"
)

func TestWhatIsQuotedIsNotItsSendersWords(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing is quoted", "We cannot refund it.\nSorry:", "We cannot refund it.\nSorry:"},
		{"an answer above", "We cannot refund it.\n\nOn Fri, 6 Nov 2026 Dana wrote:\n> It is broken.\n> Please refund me.", "We cannot refund it."},
		{"a broken line above it", "No.\n\nOn Fri, 6 Nov 2026 at 7:15 Dana Lee\n<dana@example.com> wrote:\n\n> It is broken.", "No."},
		{"an answer between", "> It is broken.\nHow so?\n> Please refund me.\nNo.", "How so?\nNo."},
		{"quoted twice", "Again: no.\n> No.\n>> It is broken.", "Again: no."},
		{"a message that quotes one", "> \u5382\u5bb6\u76f4\u53d1\n\u8fd9\u662f\u5047\u7684", "\u8fd9\u662f\u5047\u7684"},
		{"greater than", "5 > 4, and a -> b", "5 > 4, and a -> b"},
		{"words before it stay", "I answer below.\nYou said:\n> It is broken.\nIt is not.", "I answer below.\nIt is not."},
	} {
		if got := ownWords(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A reply that repeats the complaint below it is not a complaint of its sender.
func TestAReplyDoesNotComplain(t *testing.T) {
	p := practice(t)
	f := NewFinder(p.Triggers(), "GB-88123")
	f.See(&dispute.Record{ID: 1, Evidence: 1, Seq: 1, Kind: dispute.Message, Who: "Support", At: at2026(t, 11, 9),
		Text: "We only see one charge. There is nothing we can do.\n\nOn 6 Nov 2026 Dana wrote:\n> I was charged twice for order GB-88123.\n> Please refund the duplicate charge."})
	elements := Tell(Input{Elements: p.Elements("payment_error", ""), Triggers: p.Triggers(), Found: f, Lang: "en", All: true})
	var told []string
	for _, e := range elements {
		for _, fact := range e.Facts {
			told = append(told, e.ID+": "+fact.Quote)
		}
	}
	if want := []string{"c.answer: We only see one charge. There is nothing we can do."}; !slices.Equal(told, want) {
		t.Errorf("%q, want %q", told, want)
	}
}
