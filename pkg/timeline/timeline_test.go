package timeline

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/dispute"
)

func at(day, hour int) dispute.When {
	w, err := dispute.Local(dispute.Clock{Year: 2026, Month: 3, Day: day, Hour: hour}, dispute.Minute, time.FixedZone("", 8*3600), dispute.ZoneFormat)
	if err != nil {
		panic(err)
	}
	return w
}

func payment(id int64, who, order, merchant string) dispute.Record {
	return dispute.Record{ID: id, Evidence: 1, Seq: int(id), Kind: dispute.Transaction, At: at(1, int(id)), Who: who, Order: order, Merchant: merchant,
		Amount: &dispute.Amount{Minor: 100, Currency: "CNY"}, Direction: dispute.Out, Locator: dispute.Locator{Row: int(id)}}
}

func message(id int64, evidence dispute.EvidenceID, hour int, who, text string, files ...string) dispute.Record {
	return dispute.Record{ID: id, Evidence: evidence, Seq: int(id), Kind: dispute.Message, At: at(2, hour), Who: who, Text: text, Files: files, Locator: dispute.Locator{Line: int(id)}}
}

// keys lists the events that belong in packets, in order.
func keys(events []dispute.Event) string {
	var out []string
	for _, e := range events {
		if e.Key {
			out = append(out, e.ID)
		}
	}
	return strings.Join(out, " ")
}

func TestKeyEvents(t *testing.T) {
	seller := []dispute.Party{{Role: dispute.Seller, Name: "云栖数码专营店", Aliases: []string{"小栖"}}}
	chat := []dispute.Record{message(11, 2, 1, "小栖", "亲"), message(12, 2, 2, "我", "退款", "a.jpg")}
	photo := dispute.Record{ID: 21, Evidence: 3, Seq: 1, Kind: dispute.Photo}
	evidence := []dispute.Evidence{
		{ID: 1, Batch: 1, Name: "bill.csv"}, {ID: 2, Batch: 2, Name: "chat.txt"}, {ID: 3, Batch: 2, Name: "a.jpg"}, {ID: 4, Batch: 3, Name: "a.jpg"},
	}
	for _, c := range []struct {
		name string
		in   Input
		pins map[int64]bool
		want string
	}{
		{name: "nothing says which payment it is", in: Input{Records: []dispute.Record{payment(1, "某超市", "A1", "M1")}}, want: ""},
		{name: "the order's number inside the platform's", in: Input{Case: dispute.Case{Order: "431620885"},
			Records: []dispute.Record{payment(1, "某超市", "A1", "M1"), payment(2, "支付宝", "A2", "T200P431620885")}}, want: "R2"},
		{name: "a short order number proves nothing", in: Input{Case: dispute.Case{Order: "12"}, Records: []dispute.Record{payment(1, "x", "A12", "")}}, want: ""},
		{name: "the seller by name", in: Input{Parties: seller, Records: []dispute.Record{payment(1, "云栖数码专营店", "A1", ""), payment(2, "云栖", "A2", "")}}, want: "R1"},
		{name: "an alias of two characters must be the whole name", in: Input{Parties: seller, Records: []dispute.Record{payment(1, "小栖", "", ""), payment(2, "小栖超市", "", "")}}, want: "R1"},
		{name: "a conversation of which nothing was chosen", in: Input{Records: chat, Evidence: evidence}, want: "C2"},
		{name: "a conversation with a choice", in: Input{Records: chat, Evidence: evidence}, pins: map[int64]bool{12: true}, want: "R12"},
		{name: "a conversation kept out", in: Input{Records: chat, Evidence: evidence}, pins: map[int64]bool{11: false}, want: ""},
		{name: "a photo on its own", in: Input{Records: []dispute.Record{photo}, Evidence: evidence}, want: "R21"},
		{name: "a photo sent in a conversation", in: Input{Records: append(slices.Clone(chat), photo), Evidence: evidence}, pins: map[int64]bool{11: true}, want: "R11"},
		{name: "a statement", in: Input{Records: []dispute.Record{{ID: 31, Kind: dispute.Statement, Text: "x"}}}, want: "R31"},
		{name: "a statement kept out", in: Input{Records: []dispute.Record{{ID: 31, Kind: dispute.Statement}}}, pins: map[int64]bool{31: false}, want: ""},
	} {
		if c.pins != nil {
			c.in.Pinned = func(r dispute.Record) (bool, bool) { p, said := c.pins[r.ID]; return p, said }
		}
		if got := keys(Build(c.in)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestRefundsFollowTheirPayment(t *testing.T) {
	refund := func(id int64, order, merchant string) dispute.Record {
		r := payment(id, "other name", order, merchant)
		r.Refund, r.Direction = true, dispute.NoDirection
		return r
	}
	records := []dispute.Record{
		payment(1, "店", "2026A", "M1"), payment(2, "店", "2026B", "M2"), payment(3, "店", "2026C", "M9"), payment(4, "店", "2026D", "M9"),
		refund(5, "2026A_17", "M1"), refund(6, "9999", "M2"), refund(7, "2026C*1", ""), refund(8, "x", "M9"), refund(9, "", ""),
		refund(11, "y", "2026D"), // names the payment's own number
	}
	links := linkRefunds(records)
	want := map[int64]int64{5: 1, 6: 2, 7: 3, 11: 4} // 8 fits two payments, 9 none
	if fmt.Sprint(links) != fmt.Sprint(want) {
		t.Errorf("links %v, want %v", links, want)
	}
	other := payment(10, "店", "2026A", "")
	other.Evidence = 2
	if links := linkRefunds([]dispute.Record{other, records[4]}); len(links) != 0 {
		t.Errorf("linked across evidence by a number alone: %v", links)
	}

	in := Input{Records: records, Case: dispute.Case{Order: "2026A"}}
	in.Case.Order = "2026A0"
	records[0].Merchant = "T2026A0"
	records[4].Merchant = ""
	if got := keys(Build(in)); got != "R1 R5" {
		t.Errorf("key events %q", got)
	}
	in.Pinned = func(r dispute.Record) (bool, bool) { return false, r.ID == 5 }
	if got := keys(Build(in)); got != "R1" {
		t.Errorf("key events with the refund kept out: %q", got)
	}
}

func TestOrder(t *testing.T) {
	day, err := dispute.Local(dispute.Clock{Year: 2026, Month: 3, Day: 2}, dispute.Day, time.FixedZone("", 8*3600), dispute.ZoneFormat)
	if err != nil {
		t.Fatal(err)
	}
	midnight := at(2, 0)
	records := []dispute.Record{
		{ID: 1, Evidence: 2, Kind: dispute.System, At: midnight}, {ID: 2, Evidence: 2, Kind: dispute.System, At: midnight},
		{ID: 3, Kind: dispute.Statement, At: midnight}, {ID: 4, Evidence: 1, Kind: dispute.Transaction, At: midnight},
		{ID: 5, Evidence: 9, Kind: dispute.Transaction, At: day}, {ID: 6, Evidence: 1, Kind: dispute.Document}, {ID: 7, Evidence: 1, Kind: dispute.Transaction, At: at(1, 5)},
	}
	var got []string
	for _, e := range Build(Input{Records: records}) {
		got = append(got, e.ID)
	}
	if s := strings.Join(got, " "); s != "R7 R5 R4 C2 R1 R2 R3 R6" {
		t.Errorf("order %s", s)
	}
}

// Whatever the records: each but a page is cited by its own event, once; times never run
// backward; and the order in which evidence is given does not matter.
func TestConservationAndOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	kinds := dispute.Kinds()
	for range 200 {
		var records []dispute.Record
		for id := range int64(rng.IntN(40)) {
			r := dispute.Record{ID: id + 1, Evidence: dispute.EvidenceID(rng.IntN(4)), Seq: int(id), Kind: kinds[rng.IntN(len(kinds))], Refund: rng.IntN(3) == 0,
				Order: fmt.Sprint(rng.IntN(5)), Merchant: fmt.Sprint(rng.IntN(3))}
			if rng.IntN(5) > 0 {
				r.At = at(1+rng.IntN(5), rng.IntN(24))
			}
			records = append(records, r)
		}
		events := Build(Input{Records: records})
		cited := map[int64]int{}
		for i, e := range events {
			if len(e.Cites) == 0 {
				t.Fatalf("%s cites nothing", e.ID)
			}
			if strings.HasPrefix(e.ID, "R") {
				cited[e.Cites[0].Record]++
			}
			if i > 0 && events[i-1].At.Compare(e.At) > 0 {
				t.Fatalf("%s at %s comes after %s", e.ID, e.At, events[i-1].At)
			}
		}
		for _, r := range records {
			want := 1
			if r.Kind == dispute.Page {
				want = 0
			}
			if cited[r.ID] != want {
				t.Fatalf("R%d is the event of %d", r.ID, cited[r.ID])
			}
		}
		again := Build(Input{Records: records})
		if fmt.Sprint(again) == "" || len(again) != len(events) {
			t.Fatal("a second time gives other events")
		}
	}
}

func TestEventsSayHowSureTheirTimeIs(t *testing.T) {
	assumed, err := dispute.Local(dispute.Clock{Year: 2026, Month: 3, Day: 1, Hour: 2}, dispute.Minute, time.UTC, dispute.ZoneCase)
	if err != nil {
		t.Fatal(err)
	}
	named := assumed
	named.From = dispute.TimeFileName
	for _, c := range []struct {
		w    dispute.When
		want string
	}{
		{dispute.When{}, "note.undated"},
		{assumed, "note.zone-assumed"},
		{named, "note.time-from-name note.zone-assumed"},
		{at(1, 1), ""},
	} {
		var codes []string
		for _, n := range Build(Input{Records: []dispute.Record{{ID: 1, Kind: dispute.Statement, At: c.w}}})[0].Notes {
			codes = append(codes, n.Code)
		}
		if got := strings.Join(codes, " "); got != c.want {
			t.Errorf("%s from %q: %q, want %q", c.w, c.w.From, got, c.want)
		}
	}
}

func BenchmarkBuild100000(b *testing.B) {
	var records []dispute.Record
	for i := range int64(100_000) {
		records = append(records, message(i+1, 1, int(i/5000), "甲", "你好"))
	}
	for b.Loop() {
		Build(Input{Records: records})
	}
}

// A picture that a message was sent with is no younger than the message; its
// own clock may say otherwise.
func TestSentWith(t *testing.T) {
	chat := message(1, 1, 10, "我", "见图", "a.jpg")
	evidence := []dispute.Evidence{{ID: 1, Batch: 2, Name: "chat.txt"}, {ID: 2, Batch: 2, Name: "a.jpg"}}
	from := func(w dispute.When, from dispute.TimeFrom) dispute.When {
		w.From = from
		return w
	}
	for _, c := range []struct {
		name string
		at   dispute.When
		want string
	}{
		{"no time of its own", dispute.When{}, "note.sent-with-bound"},
		{"copied later", from(at(9, 1), dispute.TimeModified), "note.sent-with-bound"},
		{"taken before", from(at(2, 9), dispute.TimeEXIF), "note.sent-with"},
		{"taken after, by the clock of another zone", from(at(2, 23), dispute.TimeEXIF), "note.sent-with"},
		{"taken days after", from(at(9, 1), dispute.TimeEXIF), "note.sent-before-made"},
		{"named days after, when it was saved", from(at(9, 1), dispute.TimeFileName), "note.sent-with"},
	} {
		photo := dispute.Record{ID: 2, Evidence: 2, Seq: 1, Kind: dispute.Photo, At: c.at}
		for _, e := range Build(Input{Evidence: evidence, Records: []dispute.Record{chat, photo}}) {
			if e.ID != "R2" {
				continue
			}
			last := e.Notes[len(e.Notes)-1]
			if last.Code != c.want || strings.Join(last.Args, " ") != "E1 2026-03-02 10:00" {
				t.Errorf("%s: %+v, want %s", c.name, last, c.want)
			}
		}
	}
}

// A redacted picture is no second event beside its original, and one of its own
// where the original is withdrawn.
func TestRedactedPictures(t *testing.T) {
	original := dispute.Evidence{ID: 1, Name: "a.png"}
	version := dispute.Evidence{ID: 2, Name: "a-redacted.png", Captured: at(3, 1), Derived: &dispute.Derivation{From: 1}}
	records := []dispute.Record{{ID: 1, Evidence: 1, Kind: dispute.Photo, At: at(3, 1)}, {ID: 2, Evidence: 2, Kind: dispute.Photo}}
	if got := keys(Build(Input{Evidence: []dispute.Evidence{original, version}, Records: records})); got != "R1" {
		t.Errorf("beside its original: %q", got)
	}
	alone := Build(Input{Evidence: []dispute.Evidence{version}, Records: records[1:]})
	if keys(alone) != "R2" || alone[0].At != at(3, 1) {
		t.Errorf("alone: %+v", alone)
	}
}

// An order that was never paid is no event of the story, though it is of the
// seller that the case is about; and no refund belongs to it.
func TestUnmovedIsNotKey(t *testing.T) {
	paid := dispute.Record{ID: 1, Evidence: 1, Kind: dispute.Transaction, Who: "山野果园", Amount: &dispute.Amount{Minor: 3990, Currency: "CNY"}, Direction: dispute.Out}
	unpaid := paid
	unpaid.ID, unpaid.Direction = 2, dispute.NoDirection
	unpaid.Remarks = []dispute.Note{dispute.Say(dispute.RemarkUnmoved, "等待付款")}
	refund := paid
	refund.ID, refund.Direction, refund.Refund = 3, dispute.In, true
	if fits(&refund, &unpaid) {
		t.Error("a refund fits an order that was never paid")
	}
	in := Input{Records: []dispute.Record{paid, unpaid}}
	in.Parties = []dispute.Party{{Role: dispute.Seller, Name: "山野果园"}}
	for _, e := range Build(in) {
		if want := e.ID == "R1"; e.Key != want {
			t.Errorf("%s: key %v", e.ID, e.Key)
		}
	}
}

// One message is no conversation from a time to the same time; who sent it is named
// without an address.
func TestConversationsAreTold(t *testing.T) {
	mail := message(1, 1, 1, "Gadget Barn <orders@barn.example>", "on its way")
	titled := mail
	titled.Fields = []dispute.Field{{Name: "subject", Value: "Your order is confirmed"}}
	chat := []dispute.Record{message(2, 2, 1, "Mia", "hello"), message(3, 2, 2, "Barn <a@barn.example>", "yes"), message(4, 2, 3, "Barn <b@barn.example>", "no")}
	for _, c := range []struct {
		records []dispute.Record
		want    string
	}{
		{[]dispute.Record{mail}, "event.conversation-one [Gadget Barn " + mail.At.Wall() + "]"},
		{[]dispute.Record{titled}, "event.conversation-about [Gadget Barn Your order is confirmed]"},
		{chat, "event.conversation [Mia / Barn <a@barn.example> / Barn <b@barn.example> 3 " + chat[0].At.Wall() + " " + chat[2].At.Wall() + "]"},
	} {
		events := Build(Input{Records: c.records})
		i := slices.IndexFunc(events, func(e dispute.Event) bool { return strings.HasPrefix(e.ID, "C") })
		if i < 0 {
			t.Fatalf("no conversation in %v", events)
		}
		if got := fmt.Sprint(events[i].Summary.Code, " ", events[i].Summary.Args); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// A bank names the seller in the text of a row, in its own letters.
func TestSellerInText(t *testing.T) {
	for _, c := range []struct {
		text, name string
		want       bool
	}{
		{"FITBOX LTD LONDON GB", "FitBox", true},
		{"PAYPAL *FITBOX", "fitbox", true},
		{"BOOKING.COM", "OKI", false},
		{"NOVAK BAKERY", "Nova", false},
		{"消费 云栖数码专营店 0311", "云栖数码", true},
		{"MR AL", "al", false},
	} {
		if got := inText(c.text, c.name); got != c.want {
			t.Errorf("%q in %q: %v", c.name, c.text, got)
		}
	}
}
