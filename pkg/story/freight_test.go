package story

import (
	"slices"
	"testing"
	"time"

	"complain/pkg/dispute"
)

// What a carrier got about the day on which the goods went back is proposed as a
// loss; what it got at another time, or what somebody else got, is not.
func TestFreight(t *testing.T) {
	p := practice(t)
	at := func(day, hour int) dispute.When {
		return dispute.Instant(time.Date(2026, 11, day, hour, 0, 0, 0, time.UTC), dispute.Minute, dispute.ZoneFormat)
	}
	for _, c := range []struct {
		name, said, who string
		day             int
		direction       dispute.Direction
		want            bool
	}{
		{"the same day", "我今天寄回去了", "顺丰速运", 10, dispute.Out, true},
		{"the week before", "我今天寄回去了", "顺丰速运", 3, dispute.Out, false},
		{"a restaurant", "我今天寄回去了", "老街面馆", 10, dispute.Out, false},
		{"money back", "我今天寄回去了", "顺丰速运", 10, dispute.In, false},
		{"nothing went back", "还没寄回了吧", "顺丰速运", 10, dispute.Out, false},
	} {
		found := NewFinder(p.Triggers(), "")
		found.See(&dispute.Record{ID: 1, Evidence: 1, Kind: dispute.Message, Who: "我", Text: c.said, At: at(10, 8), Seq: 1})
		found.See(&dispute.Record{ID: 2, Evidence: 1, Kind: dispute.Message, Who: "某某官方店", Text: "好的", At: at(10, 9), Seq: 2})
		in := Input{Elements: p.Elements("quality_defect", ""), Triggers: p.Triggers(), Found: found, Lang: "zh", Events: []dispute.Event{
			{ID: "R1", Kind: dispute.Message, Who: "我", Text: c.said, At: at(10, 8), Cites: []dispute.Citation{{Evidence: 1, Record: 1}}},
			{ID: "R3", Kind: dispute.Transaction, Who: c.who, Text: "寄件", At: at(c.day, 9), Direction: c.direction,
				Amount: &dispute.Amount{Minor: 1400, Currency: "CNY"}, Cites: []dispute.Citation{{Evidence: 2, Record: 3}}},
		}}
		got := slices.ContainsFunc(Tell(in), func(e Element) bool {
			return e.ID == "c.loss" && slices.ContainsFunc(e.Facts, func(f Fact) bool { return f.ID == "R3" && f.Amount != nil })
		})
		if got != c.want {
			t.Errorf("%s: proposed %v", c.name, got)
		}
	}
}
