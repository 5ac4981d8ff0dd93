package timeline

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"complain/pkg/dispute"
)

// What is merged of parts is what is built of the whole, whatever stands at the
// same time.
func TestMergeIsBuild(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	when := func() dispute.When {
		p := []dispute.Precision{dispute.Unknown, dispute.Day, dispute.Minute, dispute.Second}[random.IntN(4)]
		if p == dispute.Unknown {
			return dispute.When{}
		}
		return dispute.Instant(start.Add(time.Duration(random.IntN(30))*time.Hour), p, dispute.ZoneFormat)
	}
	for round := range 200 {
		in := Input{Conversations: new(Conversations)}
		id := int64(0)
		for e := dispute.EvidenceID(1); e <= 3; e++ {
			in.Evidence = append(in.Evidence, dispute.Evidence{ID: e})
			for seq := range 1 + random.IntN(12) {
				id++
				r := dispute.Record{ID: id, Evidence: e, Seq: seq + 1, Kind: dispute.Message, At: when(), Who: "A", Text: fmt.Sprint("text ", id), Locator: dispute.Locator{Line: seq + 1}}
				switch random.IntN(8) {
				case 0:
					r.Text = "order 3402118827710045 of 12.00"
				case 1:
					r.Kind, r.Amount, r.Direction, r.Order = dispute.Transaction, &dispute.Amount{Minor: 1200, Currency: "CNY"}, dispute.Out, "3402118827710045"
				}
				in.Records = append(in.Records, r)
			}
		}
		id++
		in.Records = append(in.Records, dispute.Record{ID: id, Kind: dispute.Statement, At: when(), Text: "stated"})
		for i := range in.Records {
			in.Conversations.Add(&in.Records[i], false)
		}
		want := Build(in)
		var messages []dispute.Event
		part := in
		part.Records = nil
		for i := range in.Records {
			if r := &in.Records[i]; !r.Kind.Talk() || MayJoin(r) {
				part.Records = append(part.Records, *r)
			} else {
				messages = append(messages, Lone(r))
			}
		}
		slices.SortStableFunc(messages, func(a, b dispute.Event) int { return a.At.Compare(b.At) })
		var got []dispute.Event
		for e := range Merge(Build(part), func(yield func(dispute.Event, error) bool) {
			for _, m := range messages {
				if !yield(m, nil) {
					return
				}
			}
		}) {
			got = append(got, e)
		}
		if !reflect.DeepEqual(got, want) {
			for i := range want {
				if i >= len(got) || !reflect.DeepEqual(got[i], want[i]) {
					t.Fatalf("round %d, place %d:\n%+v\nwant\n%+v", round, i, got[i], want[i])
				}
			}
		}
	}
}
