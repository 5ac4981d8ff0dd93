package timeline

import (
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// linkRefunds finds for each refund record the record of the payment it gives
// back, by the numbers that the files themselves repeat: in the same evidence,
// or else in another one, as the bill of the month before. Where a number
// stands in several payments, those count that were made before the refund and
// are large enough for it. A refund for which several remain, or none, is not
// linked.
//
//   - Alipay writes a refund's number as the payment's with "_" or "*" and a
//     suffix, and repeats the merchant's number.
//   - WeChat Pay repeats the merchant's number.
//   - JD repeats the number of the order.
//   - PayPal names the payment's own number as the reference of its refund,
//     which is read as the refund's merchant number.
func linkRefunds(records []dispute.Record) map[int64]int64 {
	if !slices.ContainsFunc(records, func(r dispute.Record) bool { return r.Kind == dispute.Transaction && r.Refund }) {
		return nil
	}
	byOrder, byMerchant := map[string][]*dispute.Record{}, map[string][]*dispute.Record{}
	for i := range records {
		r := &records[i]
		if r.Kind != dispute.Transaction || r.Refund {
			continue
		}
		if r.Order != "" {
			byOrder[r.Order] = append(byOrder[r.Order], r)
		}
		if r.Merchant != "" {
			byMerchant[r.Merchant] = append(byMerchant[r.Merchant], r)
		}
	}
	links := map[int64]int64{}
	for i := range records {
		r := &records[i]
		if r.Kind != dispute.Transaction || !r.Refund {
			continue
		}
		number := paidNumber(r)
		found := [][]*dispute.Record{byOrder[number], byOrder[r.Merchant], byMerchant[r.Merchant]}
		paid := pay(r, found, func(p *dispute.Record) bool { return p.Evidence == r.Evidence })
		if paid == nil {
			if len(number) < longNumber {
				found[0] = nil
			}
			if len(r.Merchant) < longNumber {
				found[1], found[2] = nil, nil
			}
			paid = pay(r, found, func(p *dispute.Record) bool { return p.Evidence != r.Evidence && fits(r, p) })
		}
		if paid != nil {
			links[r.ID] = paid.ID
		}
	}
	return links
}

// paidNumber is the number of the payment that a refund's own number begins with.
func paidNumber(r *dispute.Record) string {
	if cut := strings.IndexAny(r.Order, "_*"); cut > 0 {
		return r.Order[:cut]
	}
	return r.Order
}

// Repeats are the numbers by which a refund may name its payment: those of orders and
// of merchants.
func Repeats(r *dispute.Record) []string { return []string{paidNumber(r), r.Merchant} }

// longNumber is how long a number is that means the same in two files: shorter
// ones are counted from one in each.
const longNumber = 10

// pay is the one payment among those found by each number, in turn, that the
// refund r can be of; nil where there is none, or more than one.
func pay(r *dispute.Record, found [][]*dispute.Record, where func(*dispute.Record) bool) *dispute.Record {
	for _, list := range found {
		var all []*dispute.Record
		for _, p := range list {
			if where(p) {
				all = append(all, p)
			}
		}
		if len(all) > 1 {
			all = slices.DeleteFunc(all, func(p *dispute.Record) bool { return !fits(r, p) })
		}
		if len(all) > 0 && !slices.ContainsFunc(all, func(p *dispute.Record) bool { return !same(p, all[0]) }) {
			return all[0]
		}
	}
	return nil
}

// fits reports whether r can be the refund of p, by currency, sum and day.
func fits(r, p *dispute.Record) bool {
	if r.Amount == nil || p.Amount == nil || r.Amount.Currency != p.Amount.Currency || p.Direction == dispute.In || p.Unmoved() {
		return false
	}
	return magnitude(r.Amount.Minor) <= magnitude(p.Amount.Minor) && (!p.At.Known() || !r.At.Known() || p.At.Compare(r.At) <= 0)
}

func magnitude(minor int64) int64 { return max(minor, -minor) }

// same reports whether two records are one payment that was given twice, as in
// a file with another pasted below it.
func same(a, b *dispute.Record) bool {
	if a == b {
		return true
	}
	if a.Amount == nil || b.Amount == nil || !a.At.Known() {
		return false
	}
	return *a.Amount == *b.Amount && a.At.Compare(b.At) == 0 && [3]string{a.Order, a.Who, a.Text} == [3]string{b.Order, b.Who, b.Text}
}
