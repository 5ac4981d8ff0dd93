package timeline

import (
	"fmt"
	"strings"
	"testing"

	"complain/pkg/dispute"
)

// Whose name on a bill makes its row one of the dispute's: the seller's and its
// aliases, and nobody else's.
func TestWhoseNameCountsAsTheSellers(t *testing.T) {
	parties := []dispute.Party{
		{Role: dispute.Complainant, Name: "林晓禾"},
		{Role: dispute.Seller, Aliases: []string{"", "云栖店"}}, // whose company name nobody knows yet
		{Role: dispute.Carrier, Name: "某某速运"},
	}
	for who, want := range map[string]bool{
		"云栖店":     true,
		"杭州云栖店官方": true,  // three characters are enough inside another name
		"":        false, // an empty name is nobody's, though the seller's is empty too
		"林晓禾":     false,
		"某某速运":    false,
	} {
		key := Build(Input{Parties: parties, Records: []dispute.Record{payment(1, who, "", "")}})[0].Key
		if key != want {
			t.Errorf("a payment to %q: key is %t", who, key)
		}
	}
}

// Sides of a refund and a payment that fit each other, or do not.
func TestWhatARefundFits(t *testing.T) {
	cny := func(minor int64) *dispute.Amount { return &dispute.Amount{Minor: minor, Currency: "CNY"} }
	refund := func(change func(*dispute.Record)) *dispute.Record {
		r := &dispute.Record{Amount: cny(1000), At: at(5, 1), Refund: true}
		change(r)
		return r
	}
	paid := func(change func(*dispute.Record)) *dispute.Record {
		p := &dispute.Record{Amount: cny(-1000), At: at(3, 1), Direction: dispute.Out}
		change(p)
		return p
	}
	as := func(*dispute.Record) {}
	for _, c := range []struct {
		name string
		r, p *dispute.Record
		want bool
	}{
		{"the whole sum, later", refund(as), paid(as), true},
		{"at the same moment", refund(func(r *dispute.Record) { r.At = at(3, 1) }), paid(as), true},
		{"before the payment", refund(func(r *dispute.Record) { r.At = at(2, 1) }), paid(as), false},
		{"a refund without a time", refund(func(r *dispute.Record) { r.At = dispute.When{} }), paid(as), true},
		{"a payment without a time", refund(as), paid(func(p *dispute.Record) { p.At = dispute.When{} }), true},
		{"more than was paid", refund(func(r *dispute.Record) { r.Amount = cny(1001) }), paid(as), false},
		{"another currency", refund(func(r *dispute.Record) { r.Amount = &dispute.Amount{Minor: 1000, Currency: "USD"} }), paid(as), false},
		{"a refund without a sum", refund(func(r *dispute.Record) { r.Amount = nil }), paid(as), false},
		{"a payment without a sum", refund(as), paid(func(p *dispute.Record) { p.Amount = nil }), false},
		{"money that came in", refund(as), paid(func(p *dispute.Record) { p.Direction = dispute.In }), false},
	} {
		if got := fits(c.r, c.p); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}

// One payment given twice is the same in all that a bill says of it.
func TestWhatIsTheSamePayment(t *testing.T) {
	whole := payment(1, "店", "A", "M")
	whole.Text = "耳机"
	for name, change := range map[string]func(*dispute.Record){
		"sum":      func(r *dispute.Record) { r.Amount = &dispute.Amount{Minor: 101, Currency: "CNY"} },
		"no sum":   func(r *dispute.Record) { r.Amount = nil },
		"time":     func(r *dispute.Record) { r.At = at(1, 2) },
		"no time":  func(r *dispute.Record) { r.At = dispute.When{} },
		"order":    func(r *dispute.Record) { r.Order = "B" },
		"receiver": func(r *dispute.Record) { r.Who = "别家" },
		"goods":    func(r *dispute.Record) { r.Text = "充电器" },
	} {
		other := whole
		if change(&other); same(&whole, &other) || same(&other, &whole) {
			t.Errorf("another %s, and still the same payment", name)
		}
	}
	again := whole
	again.ID, again.Seq = 2, 9
	if !same(&whole, &again) {
		t.Error("the same row pasted below is another payment")
	}
	timeless := whole
	timeless.At = dispute.When{}
	if other := timeless; same(&timeless, &other) {
		t.Error("two rows without a time are one payment")
	}
}

// A number of ten characters means the same in two files, one of nine does not;
// what is cut off a refund's own number begins with _ or *, never at its start.
func TestNumbersOfRefundsInOtherFiles(t *testing.T) {
	for _, c := range []struct {
		name            string
		payOrder, payNo string
		order, merchant string
		linked          bool
	}{
		{"an order of ten", "1234567890", "", "1234567890", "", true},
		{"an order of nine", "123456789", "", "123456789", "", false},
		{"a merchant's number of ten", "", "abcdefghij", "", "abcdefghij", true},
		{"a merchant's number of nine", "", "abcdefghi", "", "abcdefghi", false},
		{"a number that begins with the mark", "_234567890", "", "_234567890", "", true},
	} {
		p, r := payment(1, "店", c.payOrder, c.payNo), payment(2, "店", c.order, c.merchant)
		r.Refund, r.Evidence = true, 2
		if links := linkRefunds([]dispute.Record{p, r}); (links[2] == 1) != c.linked {
			t.Errorf("%s: %v", c.name, links)
		}
	}
}

func TestSpeakersOfAConversation(t *testing.T) {
	var c Conversations
	for i := range int64(mostSpeakers + 5) {
		m := message(i+1, 1, 1, fmt.Sprintf("人%02d", i%(mostSpeakers+2)), "x")
		c.Add(&m, false)
	}
	unnamed, bySystem := message(90, 1, 2, "", "x"), message(91, 1, 3, "系统", "x")
	bySystem.Kind = dispute.System
	single := message(92, 2, 4, "甲", "x")
	for _, m := range []dispute.Record{unnamed, bySystem, single} {
		c.Add(&m, false)
	}
	events := c.events()
	if len(events) != 2 {
		t.Fatalf("%d conversations", len(events))
	}
	names := strings.Split(events[0].Summary.Args[0], " / ")
	if len(names) != mostSpeakers || names[0] != "人00" || names[mostSpeakers-1] != fmt.Sprintf("人%02d", mostSpeakers-1) {
		t.Errorf("speakers: %q", names)
	}
	if len(events[0].Cites) != 2 || len(events[1].Cites) != 1 {
		t.Errorf("the first and the last message are cited, and a single one once: %v %v", events[0].Cites, events[1].Cites)
	}
}

// A conversation that the user chose from makes way for the choice, and others
// keep their place after it.
func TestChosenConversationsMakeWay(t *testing.T) {
	var c Conversations
	first, second := message(1, 1, 1, "甲", "x"), message(2, 2, 1, "乙", "x")
	c.Add(&first, true)
	c.Add(&second, false)
	if events := c.events(); len(events) != 1 || events[0].ID != "C2" {
		t.Errorf("%v", events)
	}
}

// The first record that names an attachment says when it was sent.
func TestAttachmentsComeWithTheirFirstRecord(t *testing.T) {
	evidence := []dispute.Evidence{{ID: 1, Batch: 2, Name: "chat.txt"}, {ID: 2, Batch: 2, Name: "a.jpg"}}
	records := []dispute.Record{message(1, 1, 1, "我", "x", "a.jpg", "missing.jpg"), message(2, 1, 2, "我", "y", "a.jpg")}
	got := attachments(records, evidence)
	if len(got) != 1 || got[2] != &records[0] {
		t.Errorf("%v", got)
	}
}

func TestWhenAFileWasSentAndMade(t *testing.T) {
	sent := message(1, 1, 10, "我", "x")
	month := sent
	var err error
	if month.At, err = dispute.Local(dispute.Clock{Year: 2026, Month: 3}, dispute.Month, sent.At.Time().Location(), dispute.ZoneFormat); err != nil {
		t.Fatal(err)
	}
	day := sent
	day.At = on(t, 2)
	untimed := sent
	untimed.At = dispute.When{}
	paper := sent
	paper.Kind = dispute.Document
	exactly := dispute.Instant(sent.At.Time().Add(clocksApart), dispute.Second, dispute.ZoneFormat)
	for _, c := range []struct {
		name string
		made dispute.When
		with dispute.Record
		want string
	}{
		{"a day later to the second", exactly, sent, "note.sent-with"},
		{"days later, sent on a known day", at(9, 1), day, "note.sent-before-made"},
		{"days later, sent in a known month", at(9, 1), month, "note.sent-with"},
		{"sent at an unknown time", at(9, 1), untimed, ""},
		{"inside a paper", at(9, 1), paper, ""},
	} {
		got := ""
		for _, n := range sentNotes(c.made, &c.with) {
			got += n.Code
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Evidence that is no answer stands between the answers and ends nothing.
func TestAnswersAmongOtherEvidence(t *testing.T) {
	accepted := dispute.Official{Kind: "accepted", On: on(t, 5)}
	in := Input{Evidence: []dispute.Evidence{{ID: 1, Name: "a.jpg"}, {ID: 2, Name: "b.jpg", Official: &accepted}, {ID: 3, Official: &accepted, Reading: dispute.Reading{State: dispute.Held}}}}
	got := told(Build(in))
	if want := "*A2 2026-03-05 event.official-unnamed accepted [E2]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	in.Evidence = in.Evidence[2:]
	if got, want := told(Build(in)), "*A3 2026-03-05 event.official-unnamed accepted [E3]"; got != want {
		t.Errorf("an archive that holds nothing else: got %s, want %s", got, want)
	}
}

// What was sent says so of pictures and of papers; what a message itself says
// was not sent with another. A place in a recording is told of statements only.
func TestWhichEventsSayMore(t *testing.T) {
	evidence := []dispute.Evidence{{ID: 1, Batch: 2, Name: "chat.txt"}, {ID: 2, Batch: 2, Name: "a.pdf"}}
	chat := message(1, 1, 1, "我", "x", "a.pdf")
	moment := dispute.Noted{Evidence: 3, At: 41000}.Fields()
	for _, c := range []struct {
		kind dispute.Kind
		want string
	}{
		{dispute.Document, "note.sent-with"}, {dispute.Photo, "note.sent-with"}, {dispute.Transaction, ""}, {dispute.Statement, "note.moment"},
	} {
		r := dispute.Record{ID: 2, Evidence: 2, Kind: c.kind, At: at(2, 1), Text: "x", Fields: moment}
		for _, e := range Build(Input{Evidence: evidence, Records: []dispute.Record{chat, r}}) {
			codes := ""
			for _, n := range e.Notes {
				codes += n.Code
			}
			if e.ID == "R2" && codes != c.want {
				t.Errorf("%s: %q, want %q", c.kind, codes, c.want)
			}
		}
	}
}
