package story

import (
	"testing"

	"complain/pkg/dispute"
)

// What a courier's page says of the day of a delivery is held against what a message
// says: one that names no day is against the page only where it is older.
func TestArrivals(t *testing.T) {
	page := func(text string) dispute.Record {
		return dispute.Record{ID: 7, Evidence: 2, Kind: dispute.Page, Text: text}
	}
	for name, c := range map[string]struct {
		at, text, page string
		want           bool
	}{
		"today, a day later":     {"2026-10-13 18:31", "It came today, in bits", "12 Oct 2026 14:05 Delivered to porch", true},
		"yesterday":              {"2026-10-13 18:31", "It came yesterday, in bits", "12 Oct 2026 14:05 Delivered", false},
		"no day, written later":  {"2026-10-13 18:31", "The parcel is here, in bits", "12 Oct 2026 14:05 Delivered", false},
		"no day, written before": {"2026-10-11 18:31", "The parcel is here, in bits", "12 Oct 2026 14:05 Delivered", true},
		"two days named":         {"2026-10-13 18:31", "It came today, not yesterday", "12 Oct 2026 14:05 Delivered", false},
		"not yet":                {"2026-10-13 18:31", "It came today", "12 Oct 2026 will be delivered", false},
		"no year":                {"2026-10-13 18:31", "It came today", "12 Oct 14:05 Delivered", false},
		"of a route":             {"2026-10-13 18:31", "It came today", "14 Oct 2026 at depot\n13 Oct 2026 Delivered\n", false},
		"in Chinese":             {"2026-10-13 18:31", "今天收到货了，全碎了", "2026年10月12日 14:05 已签收，签收人：本人", true},
		"the same in Chinese":    {"2026-10-13 18:31", "昨天收到货了，全碎了", "2026-10-12 14:05 已签收", false},
		"no day of a calendar":   {"2026-10-13 18:31", "今天收到货了", "2026-13-12 14:05 已签收", false},
	} {
		f := &checker{Check: Check{Practice: practice(t), Pages: []dispute.Record{page(c.page)}, Events: []dispute.Event{{
			ID: "R1", Kind: dispute.Message, At: minuteOf(t, c.at+":00"), Text: c.text, Telling: dispute.Telling{Elements: []string{"c.delivery"}}, Cites: []dispute.Citation{{Evidence: 1, Record: 1}},
		}}}}
		f.arrivals()
		if got := len(f.found) == 1; got != c.want {
			t.Errorf("%s: %v", name, f.found)
		}
	}
}
