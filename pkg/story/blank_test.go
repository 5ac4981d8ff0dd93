package story

import (
	"testing"
	"time"

	"complain/pkg/dispute"
)

// A picture that an export left out is one of the case of the same minute, where there
// are as many of both, and one person sent them.
func TestPicturesLeftOut(t *testing.T) {
	moment := func(minute, second int) dispute.When {
		return dispute.Instant(time.Date(2026, 9, 1, 10, minute, second, 0, time.UTC), dispute.Second, dispute.ZoneFormat)
	}
	photo := func(e dispute.EvidenceID, w dispute.When) *dispute.Event {
		return &dispute.Event{At: w, Cites: []dispute.Citation{{Evidence: e}}}
	}
	day := dispute.Instant(time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC), dispute.Day, dispute.ZoneFormat)
	for name, c := range map[string]struct {
		blanks []blank
		photos []*dispute.Event
		want   map[int64]dispute.EvidenceID
	}{
		"one":               {[]blank{{1, 9, "me", moment(3, 10)}}, []*dispute.Event{photo(5, moment(3, 50)), photo(6, moment(4, 0))}, map[int64]dispute.EvidenceID{1: 5}},
		"two of two":        {[]blank{{1, 9, "me", moment(3, 1)}, {2, 9, "me", moment(3, 2)}}, []*dispute.Event{photo(6, moment(3, 9)), photo(5, moment(3, 8))}, map[int64]dispute.EvidenceID{1: 5, 2: 6}},
		"one of two":        {[]blank{{1, 9, "me", moment(3, 1)}}, []*dispute.Event{photo(6, moment(3, 9)), photo(5, moment(3, 8))}, nil},
		"of two people":     {[]blank{{1, 9, "me", moment(3, 1)}, {2, 9, "shop", moment(3, 2)}}, []*dispute.Event{photo(6, moment(3, 9)), photo(5, moment(3, 8))}, nil},
		"another minute":    {[]blank{{1, 9, "me", moment(3, 59)}}, []*dispute.Event{photo(5, moment(4, 0))}, nil},
		"of a day, no more": {[]blank{{1, 9, "me", moment(3, 59)}}, []*dispute.Event{photo(5, day)}, nil},
	} {
		got := paired(c.blanks, c.photos)
		if len(got) != len(c.want) {
			t.Errorf("%s: %v", name, got)
		}
		for record, id := range c.want {
			if got[record] != id {
				t.Errorf("%s: %v", name, got)
			}
		}
	}
	words := practice(t).Triggers().LeftOut
	for text, want := range map[string]bool{"[图片]": true, "<Media omitted>": true, "image omitted": true, "[语音]": false, "video omitted": false, "sticker omitted": false} {
		r := dispute.Record{ID: 1, Kind: dispute.Message, Type: omitted, Text: text, At: moment(1, 1)}
		if got := leavesOut(words, &r); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
}
