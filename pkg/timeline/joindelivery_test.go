package timeline

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
)

var speaks = Delivery{
	Says: func(text string) bool { return strings.Contains(text, "delivered") || strings.Contains(text, "签收") },
	Back: func(text string) (int, bool) {
		if strings.Contains(text, "昨天") {
			return 1, !strings.Contains(text, "今天")
		}
		return 0, true
	},
}

func stated(id int64, when dispute.When, text string) dispute.Record {
	return dispute.Record{ID: id, Kind: dispute.Statement, At: when, Text: text}
}

func tracked(id int64, e dispute.EvidenceID, title string) dispute.Record {
	return dispute.Record{ID: id, Evidence: e, Kind: dispute.Document, Text: title}
}

func page(id int64, e dispute.EvidenceID, text string) dispute.Record {
	return dispute.Record{ID: id, Evidence: e, Kind: dispute.Page, Text: text}
}

// takes tells that records are of the delivery.
func takes(ids ...int64) func(dispute.Citation) (dispute.Telling, bool) {
	return func(c dispute.Citation) (dispute.Telling, bool) {
		return dispute.Telling{Elements: []string{deliveryElement}}, slices.Contains(ids, c.Record)
	}
}

func TestDeliveriesAreJoined(t *testing.T) {
	const parcel = "EX402118976JP"
	for name, c := range map[string]struct {
		records []dispute.Record
		told    []int64
		order   string
		want    string
		first   string // the event that dates it
	}{
		"a page, a message and a statement of one parcel": {records: []dispute.Record{
			tracked(1, 1, "Tracking "+parcel), page(2, 1, parcel+" 2026-03-02 delivered"), message(3, 2, 11, "我", parcel+" 已签收"), stated(4, on(t, 2), "本人签收快件"+parcel)},
			want: "1+3+4", first: "R3"},
		"by day, with yesterday": {records: []dispute.Record{message(1, 1, 10, "我", "耳机昨天收到了"), stated(2, on(t, 1), "当面签收")},
			told: []int64{1, 2}, want: "1+2", first: "R2"},
		"another day":              {records: []dispute.Record{message(1, 1, 10, "我", "耳机收到了"), stated(2, on(t, 1), "当面签收")}, told: []int64{1, 2}, want: "1 2"},
		"nobody says that it is":   {records: []dispute.Record{message(1, 1, 10, "我", "耳机昨天收到了"), stated(2, on(t, 1), "当面签收")}, want: "1 2"},
		"several days in one":      {records: []dispute.Record{message(1, 1, 10, "我", "今天说昨天收到了"), stated(2, on(t, 1), "当面签收")}, told: []int64{1, 2}, want: "1 2"},
		"the number of the order":  {records: []dispute.Record{tracked(1, 1, "order 4316208857120346159 delivered"), message(3, 2, 10, "我", "4316208857120346159 已签收")}, order: "4316208857120346159", want: "1 3"},
		"two parcels":              {records: []dispute.Record{tracked(1, 1, parcel+" delivered"), message(3, 2, 10, "我", "EX402118977JP 已签收")}, want: "1 3"},
		"on its way":               {records: []dispute.Record{tracked(1, 1, parcel+" in transit"), message(3, 2, 10, "我", parcel+" 已签收")}, want: "1 3"},
		"told twice in one source": {records: []dispute.Record{tracked(1, 1, parcel+" delivered"), message(3, 2, 10, "我", parcel+" 已签收"), message(4, 2, 20, "我", parcel+" 显示已签收")}, want: "1 3 4"},
		"two parcels of a day": {records: []dispute.Record{message(1, 1, 10, "我", "EX402118976JP 收到"), message(2, 2, 11, "我", "EX402118977JP 收到")},
			told: []int64{1, 2}, want: "1 2"},
		"a number that somebody was paid for": {records: []dispute.Record{tracked(1, 1, parcel+" delivered"), message(3, 2, 10, "我", parcel+" 已签收"), paidBy(4, 3, at(1, 9), "某店", 100, "CNY", parcel)}, want: "1 3 4"},
		"that the carrier was paid for":       {records: []dispute.Record{tracked(1, 1, parcel+" delivered"), message(3, 2, 10, "我", parcel+" 已签收"), paidBy(4, 3, at(1, 9), "某快递", 100, "CNY", parcel)}, want: "1+3 4"},
	} {
		t.Run(name, func(t *testing.T) {
			in := Input{Case: dispute.Case{Order: c.order}, Evidence: evidenceOf("web", "chat"), Records: c.records, Told: takes(c.told...), Delivery: speaks,
				Parties: []dispute.Party{{Role: dispute.Carrier, Name: "某快递"}}}
			events := slices.DeleteFunc(Build(in), func(e dispute.Event) bool { return strings.HasPrefix(e.ID, "C") })
			if got := groups(events); got != c.want {
				t.Fatalf("groups %s, want %s", got, c.want)
			}
			if c.first == "" {
				return
			}
			if events[0].ID != c.first {
				t.Errorf("%s dates it, want %s", events[0].ID, c.first)
			}
			in.Hand = Hand{Apart: func(dispute.Citation) bool { return true }}
			split := slices.DeleteFunc(Build(in), func(e dispute.Event) bool { return strings.HasPrefix(e.ID, "C") })
			if got := groups(split); strings.Contains(got, "+") {
				t.Errorf("split by hand: %s", got)
			}
		})
	}
}

// Deliveries are in one event each, in whatever order the files came, and none of
// them twice in one.
func TestDeliveriesAreAnEquivalence(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for round := range 200 {
		var records []dispute.Record
		var told []int64
		for id := int64(1); id <= 16; id++ {
			text := []string{"EX402118976JP", "EX402118977JP", "parcel"}[r.IntN(3)] + []string{" delivered", " 昨天签收", " sent"}[r.IntN(3)]
			switch e := dispute.EvidenceID(1 + r.IntN(5)); {
			case e == 5:
				records = append(records, stated(id, on(t, 1+r.IntN(3)), text))
			case e == 4:
				records = append(records, tracked(id, 10+dispute.EvidenceID(id), text))
			default:
				m := message(id, e, int(id), "我", text)
				m.At = at(1+r.IntN(3), int(id))
				records = append(records, m)
			}
			if r.IntN(2) == 0 {
				told = append(told, id)
			}
		}
		in := Input{Records: records, Told: takes(told...), Delivery: speaks}
		for id := range dispute.EvidenceID(30) {
			in.Evidence = append(in.Evidence, dispute.Evidence{ID: id + 1})
		}
		build := func() []dispute.Event {
			return slices.DeleteFunc(Build(in), func(e dispute.Event) bool { return strings.HasPrefix(e.ID, "C") })
		}
		events := build()
		seen := map[int64]int{}
		for _, e := range events {
			sources := map[dispute.EvidenceID]bool{}
			for _, c := range e.Cites {
				seen[c.Record]++
				if sources[c.Evidence] {
					t.Fatalf("round %d: %s has two of E%d", round, e.ID, c.Evidence)
				}
				sources[c.Evidence] = true
			}
		}
		for _, x := range records {
			if seen[x.ID] != 1 {
				t.Fatalf("round %d: R%d is in %d events", round, x.ID, seen[x.ID])
			}
		}
		want := fmt.Sprint(groups(events))
		r.Shuffle(len(in.Records), func(i, k int) { in.Records[i], in.Records[k] = in.Records[k], in.Records[i] })
		if got := groups(build()); got != want {
			t.Fatalf("round %d: in another order %s, want %s", round, got, want)
		}
	}
}

// A screenshot of a courier's page that the user takes for the delivery is one with the
// message of that day, on the day that it shows, whenever it was taken.
func TestScreenshotOfADelivery(t *testing.T) {
	shot := dispute.Record{ID: 2, Evidence: 2, Kind: dispute.Photo, At: at(9, 12)}
	told := map[int64]dispute.Telling{1: {Elements: []string{"c.delivery"}}, 2: {Elements: []string{"c.delivery"}, Quote: "2026-03-02 18:20已签收，运单SF1234567890123"}}
	in := Input{Delivery: speaks, Records: []dispute.Record{message(1, 1, 19, "我", "快递收到了"), shot},
		Told: func(c dispute.Citation) (dispute.Telling, bool) { x, ok := told[c.Record]; return x, ok }}
	events := slices.DeleteFunc(Build(in), func(e dispute.Event) bool { return strings.HasPrefix(e.ID, "C") })
	if got := groups(events); got != "1+2" {
		t.Fatalf("groups %s", got)
	}
	if at := events[0].At.String(); !strings.HasPrefix(at, "2026-03-02") {
		t.Errorf("it was on %s", at)
	}
}
