package timeline

import (
	"maps"
	"testing"
	"time"

	"complain/pkg/dispute"
)

// TestLinkRefundsAcross has what bills hold besides one refund of one payment
// in one file.
func TestLinkRefundsAcross(t *testing.T) {
	record := func(id int64, evidence dispute.EvidenceID, day int, minor int64, order, merchant string, refund bool) dispute.Record {
		at, err := dispute.Local(dispute.Clock{Year: 2026, Month: 3, Day: day}, dispute.Day, time.UTC, dispute.ZoneFormat)
		if err != nil {
			t.Fatal(err)
		}
		r := dispute.Record{ID: id, Evidence: evidence, Kind: dispute.Transaction, At: at, Order: order, Merchant: merchant, Refund: refund,
			Amount: &dispute.Amount{Minor: minor, Currency: "CNY"}, Direction: dispute.Out}
		if refund {
			r.Direction = dispute.NoDirection
		}
		return r
	}
	const paid, back = false, true
	for _, c := range []struct {
		name    string
		records []dispute.Record
		want    map[int64]int64
	}{
		{"several refunds of one payment, before it in the file", []dispute.Record{
			record(1, 1, 20, 1000, "A_1", "M", back), record(2, 1, 19, -500, "A_2", "M", back), record(3, 1, 1, 3000, "A", "M", paid)},
			map[int64]int64{1: 3, 2: 3}},
		{"the payment is in the bill of the month before", []dispute.Record{
			record(1, 1, 1, 3000, "20260301220014", "M", paid), record(2, 2, 20, 1000, "20260301220014_1", "M", back)}, map[int64]int64{2: 1}},
		{"a short number of another file", []dispute.Record{
			record(1, 1, 1, 3000, "1", "M", paid), record(2, 2, 20, 1000, "1", "M", back)}, nil},
		{"a number in another file that fits by nothing else", []dispute.Record{
			record(1, 1, 1, 900, "20260301220014", "M", paid), record(2, 1, 25, 3000, "20260301220014", "M", paid),
			record(3, 2, 20, 1000, "20260301220014_1", "M", back)}, nil},
		{"a hold of 0.00 with the number of the order", []dispute.Record{
			record(1, 1, 1, 3000, "A", "X", paid), record(2, 1, 1, 0, "A", "Y", paid), record(3, 1, 20, 1000, "A", "Z", back)}, map[int64]int64{3: 1}},
		{"two payments that both fit", []dispute.Record{
			record(1, 1, 1, 3000, "A", "", paid), record(2, 1, 2, 3000, "A", "", paid), record(3, 1, 20, 1000, "A", "", back)}, nil},
		{"one payment given twice", []dispute.Record{
			record(1, 1, 1, 3000, "A", "", paid), record(2, 1, 1, 3000, "A", "", paid), record(3, 1, 20, 1000, "A_1", "", back)}, map[int64]int64{3: 1}},
		{"more given back than was paid", []dispute.Record{
			record(1, 1, 1, 3000, "A", "", paid), record(3, 1, 20, 4000, "A_1", "", back)}, map[int64]int64{3: 1}},
	} {
		if got := linkRefunds(c.records); !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
