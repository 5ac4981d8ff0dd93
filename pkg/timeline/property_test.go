package timeline

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
)

// anyCase is a case of some files, each with records of one sort: rows of bills,
// messages, papers, pictures, and what the user states.
func anyCase(t *testing.T, r *rand.Rand) Input {
	in := Input{Wallets: wallets, Case: dispute.Case{Order: "431620885"}, Parties: []dispute.Party{{Role: dispute.Seller, Name: "甲商店旗舰"}}}
	numbers := []string{"", "20260301220014", "T200P431620885", "SF1234567890123"}
	sums := []int64{100, 200, 300}
	names := []string{"甲商店旗舰", "支付宝-甲商店旗舰", "乙商店"}
	next := int64(1)
	for i, importer := range []string{"alipay", "bank", "jd", "whatsapp", "mail", "invoice", "photo"} {
		id := dispute.EvidenceID(i + 1)
		in.Evidence = append(in.Evidence, dispute.Evidence{ID: id, Name: importer + ".dat", Reading: dispute.Reading{Importer: importer}})
		for seq := range 1 + r.IntN(5) {
			when := at(1+r.IntN(3), 8+r.IntN(4))
			var x dispute.Record
			switch importer {
			case "alipay", "bank", "jd":
				if importer == "bank" {
					when = on(t, 1+r.IntN(3))
				}
				x = paidBy(next, id, when, names[r.IntN(len(names))], sums[r.IntN(len(sums))], []string{"CNY", "USD"}[r.IntN(2)], numbers[r.IntN(len(numbers))])
				x.Refund = r.IntN(6) == 0
			case "whatsapp", "mail":
				x = message(next, id, 8+r.IntN(4), names[r.IntN(len(names))], []string{"订单 20260301220014 已付款 ￥2.00", "快递 SF1234567890123 已签收", "退款", "好的"}[r.IntN(4)])
			case "invoice":
				if seq > 0 {
					continue
				}
				x = dispute.Record{ID: next, Evidence: id, Kind: dispute.Document, At: when, Amount: &dispute.Amount{Minor: sums[r.IntN(3)], Currency: "CNY"},
					Fields: dispute.InvoiceFacts{Number: "26330000000026030601", Seller: "甲商店旗舰"}.Fields()}
			default:
				if seq > 0 {
					continue
				}
				x = dispute.Record{ID: next, Evidence: id, Kind: dispute.Photo, At: when}
			}
			x.Seq, x.Locator = seq+1, dispute.Locator{Row: seq + 1}
			in.Records = append(in.Records, x)
			next++
		}
	}
	return in
}

// imported is the same case as if its files had come in another order: other numbers
// of evidence and records.
func imported(in Input, order []int) (out Input, was map[int64]int64) {
	out, was = in, map[int64]int64{}
	out.Evidence, out.Records = nil, nil
	next := int64(1)
	for i, k := range order {
		e := in.Evidence[k]
		for _, r := range in.Records {
			if r.Evidence != e.ID {
				continue
			}
			was[next], r.ID, r.Evidence = r.ID, next, dispute.EvidenceID(i+1)
			out.Records = append(out.Records, r)
			next++
		}
		e.ID = dispute.EvidenceID(i + 1)
		out.Evidence = append(out.Evidence, e)
	}
	return out, was
}

// toldBy are the events of a timeline, each with the records that it cites by the
// numbers that they had at first.
func toldBy(events []dispute.Event, was map[int64]int64) []string {
	var out []string
	for _, e := range events {
		var ids []int64
		for _, c := range e.Cites {
			if c.Record != 0 {
				ids = append(ids, cmp.Or(was[c.Record], c.Record))
			}
		}
		slices.Sort(ids)
		amount := ""
		if e.Amount != nil {
			amount = e.Amount.String()
		}
		out = append(out, fmt.Sprint(e.At.String(), " ", e.Kind, " ", ids, " ", amount, " ", e.Who, " ", e.Text, " ", e.Key))
	}
	slices.Sort(out)
	return out
}

// Files may come in any order: what happened, when, and what says so is the same.
func TestImportOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for round := range 300 {
		in := anyCase(t, r)
		want := toldBy(Build(in), nil)
		other, was := imported(in, r.Perm(len(in.Evidence)))
		if got := toldBy(Build(other), was); !slices.Equal(got, want) {
			t.Fatalf("round %d: in another order\n%s\nwant\n%s", round, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// More evidence takes no citation away, and each record is cited by one event: one of
// its own or one with which it is joined. Messages that are folded stand in one group.
func TestMoreEvidenceKeepsCitations(t *testing.T) {
	cited := func(events []dispute.Event) map[int64]int {
		out := map[int64]int{}
		for _, e := range events {
			if !strings.HasPrefix(e.ID, "C") {
				for _, c := range e.Cites {
					out[c.Record]++
				}
			}
		}
		return out
	}
	r := rand.New(rand.NewPCG(5, 6))
	for round := range 300 {
		in := anyCase(t, r)
		some := in
		some.Evidence = in.Evidence[:1+r.IntN(len(in.Evidence))]
		some.Records = slices.DeleteFunc(slices.Clone(in.Records), func(x dispute.Record) bool { return int(x.Evidence) > len(some.Evidence) })
		before, after := cited(Build(some)), cited(Build(in))
		for id, n := range before {
			if n != 1 || after[id] != 1 {
				t.Fatalf("round %d: R%d is cited by %d events, and with more evidence by %d", round, id, n, after[id])
			}
		}
	}
}

// What is joined is of one currency, and the groups are those of an equivalence: no
// record is in two.
func TestJoinedEventsAreOfOneCurrency(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	joins := 0
	for round := range 300 {
		in := anyCase(t, r)
		of := map[int64]dispute.Record{}
		for _, x := range in.Records {
			of[x.ID] = x
		}
		for _, e := range Build(in) {
			joins += len(e.Joins)
			currency := ""
			for _, c := range e.Cites {
				if a := of[c.Record].Amount; a != nil {
					if currency != "" && a.Currency != currency {
						t.Fatalf("round %d: %s is of %s and %s", round, e.ID, currency, a.Currency)
					}
					currency = a.Currency
				}
			}
		}
	}
	if joins == 0 {
		t.Fatal("nothing was joined")
	}
}
