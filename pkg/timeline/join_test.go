package timeline

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
)

// paidBy is a payment as a file tells it.
func paidBy(id int64, e dispute.EvidenceID, when dispute.When, who string, minor int64, currency, order string) dispute.Record {
	return dispute.Record{ID: id, Evidence: e, Kind: dispute.Transaction, At: when, Who: who, Amount: &dispute.Amount{Minor: minor, Currency: currency}, Direction: dispute.Out, Order: order}
}

var wallets = map[string][]string{"alipay": {"支付宝"}}

func evidenceOf(importers ...string) []dispute.Evidence {
	var out []dispute.Evidence
	for i, name := range importers {
		out = append(out, dispute.Evidence{ID: dispute.EvidenceID(i + 1), Reading: dispute.Reading{Importer: name}})
	}
	return out
}

// groups are the events as the records they are of: "1+3 2".
func groups(events []dispute.Event) string {
	var out []string
	for _, e := range events {
		var ids []int64
		for _, c := range e.Cites {
			if c.Record != 0 && !slices.Contains(ids, c.Record) {
				ids = append(ids, c.Record)
			}
		}
		slices.Sort(ids)
		out = append(out, strings.Trim(strings.ReplaceAll(fmt.Sprint(ids), " ", "+"), "[]"))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// One purchase in the bill of a wallet, a bank's, the order, a mail and an invoice is
// one event with the places of all.
func TestOnePurchaseIsOneEvent(t *testing.T) {
	mail := dispute.Record{ID: 4, Evidence: 4, Kind: dispute.Message, At: at(2, 9), Who: "shop", Text: "订单 4316208857120346159 已付款 ￥1,299.00"}
	invoice := dispute.Record{ID: 5, Evidence: 5, Kind: dispute.Document, At: at(6, 9), Amount: &dispute.Amount{Minor: 129900, Currency: "CNY"},
		Fields: dispute.InvoiceFacts{Number: "26330000000026030601", Seller: "云栖数码专营店"}.Fields()}
	in := Input{Evidence: evidenceOf("alipay", "bank", "jd", "mail", "invoice"), Wallets: wallets, Records: []dispute.Record{
		paidBy(1, 1, at(2, 8), "云栖数码专营店", 129900, "CNY", "T200P4316208857120346159"),
		paidBy(2, 2, on(t, 2), "支付宝-云栖数码专营店", 129900, "CNY", ""),
		paidBy(3, 3, at(2, 8), "云栖", -129900, "CNY", "T200P4316208857120346159"),
		mail, invoice, message(6, 6, 10, "我", "拍好了，订单号4316208857120346159"),
	}}
	in.Evidence = append(in.Evidence, dispute.Evidence{ID: 6})
	in.Evidence[4].Proves = "the invoice of 6 February" // which says nothing of the payment
	events := Build(in)
	events = slices.DeleteFunc(events, func(e dispute.Event) bool { return strings.HasPrefix(e.ID, "C") })
	if got := groups(events); got != "1+2+3+4+5 6" {
		t.Fatalf("groups %s", got)
	}
	i := slices.IndexFunc(events, func(e dispute.Event) bool { return len(e.Joins) > 0 })
	var why []string
	for _, x := range events[i].Joins {
		why = append(why, fmt.Sprint(x.With.Record, " ", x.Because.Code))
	}
	slices.Sort(why)
	if got := strings.Join(why, ", "); got != "2 join.amount, 3 join.number, 4 join.message, 5 join.invoice" {
		t.Errorf("why: %s", got)
	}
	if e := events[i]; e.ID != "R1" || e.At.Precision <= dispute.Day || e.Sentence != "" {
		t.Errorf("the event is %s of %s: %s", e.ID, e.At, e.Sentence)
	}

	// An invoice in red letters is none of the payment.
	red := in.Records[4]
	red.ID, red.Evidence, red.Amount = 7, 5, &dispute.Amount{Minor: -129900, Currency: "CNY"}
	both := in
	both.Records = append(slices.Clone(in.Records), red)
	if got := groups(slices.DeleteFunc(Build(both), func(e dispute.Event) bool { return strings.HasPrefix(e.ID, "C") })); got != "1+2+3+4+5 6 7" {
		t.Errorf("with one in red letters: %s", got)
	}

	// By hand goes before the rules, and can be undone.
	in.Hand = Hand{Apart: func(c dispute.Citation) bool { return c.Record == 2 }, Together: func(c dispute.Citation) string {
		if c.Record == 1 || c.Record == 6 {
			return "x"
		}
		return ""
	}}
	events = slices.DeleteFunc(Build(in), func(e dispute.Event) bool { return strings.HasPrefix(e.ID, "C") })
	if got := groups(events); got != "1+3+4+5+6 2" {
		t.Errorf("by hand: %s", got)
	}
}

func TestWhatIsNotJoined(t *testing.T) {
	for name, c := range map[string]struct {
		records []dispute.Record
		want    string
	}{
		"charged twice in one file, and booked once": {[]dispute.Record{
			paidBy(1, 1, at(2, 8), "会员", 9800, "CNY", "M20260502000177"), paidBy(2, 1, at(2, 8), "会员", 9800, "CNY", "M20260502000177"),
			paidBy(3, 2, on(t, 2), "支付宝-会员", 9800, "CNY", "")}, "1 2 3"},
		"charged twice, in two files: two charges": {[]dispute.Record{
			paidBy(1, 1, at(2, 8), "会员", 9800, "CNY", "M20260502000177"), paidBy(2, 1, at(2, 8), "会员", 9800, "CNY", "M20260502000177"),
			paidBy(3, 2, on(t, 2), "支付宝-会员", 9800, "CNY", ""), paidBy(4, 2, on(t, 2), "支付宝-会员", 9800, "CNY", "")}, "1+3 2+4"},
		"a name without its spaces": {[]dispute.Record{
			paidBy(1, 1, at(2, 8), "Harbour Bags", 9800, "GBP", ""), paidBy(2, 2, on(t, 2), "支付宝 *HARBOURBAGS", 9800, "GBP", "")}, "1+2"},
		"another currency": {[]dispute.Record{
			paidBy(1, 1, at(2, 8), "会员商店", 9800, "CNY", "M20260502000177"), paidBy(2, 2, on(t, 2), "支付宝-会员商店", 9800, "USD", "M20260502000177")}, "1 2"},
		"another sum": {[]dispute.Record{
			paidBy(1, 1, at(2, 8), "会员商店", 9800, "CNY", "M20260502000177"), paidBy(2, 2, on(t, 2), "支付宝-会员商店", 9900, "CNY", "M20260502000177")}, "1 2"},
		"another shop of the same sum": {[]dispute.Record{
			paidBy(1, 1, at(2, 8), "会员商店", 9800, "CNY", ""), paidBy(2, 2, on(t, 2), "支付宝-茶叶商店", 9800, "CNY", "")}, "1 2"},
		"days later": {[]dispute.Record{
			paidBy(1, 1, at(2, 8), "会员商店", 9800, "CNY", ""), paidBy(2, 2, on(t, 9), "支付宝-会员商店", 9800, "CNY", "")}, "1 2"},
		"a short number": {[]dispute.Record{
			paidBy(1, 1, at(2, 8), "会员商店", 9800, "CNY", "1"), paidBy(2, 3, at(2, 8), "书店", 9800, "CNY", "1")}, "1 2"},
		"a bank's row that two wallets' rows fit": {[]dispute.Record{
			paidBy(1, 1, at(2, 8), "会员商店", 9800, "CNY", ""), paidBy(2, 1, at(2, 20), "会员商店", 9800, "CNY", ""), paidBy(3, 2, on(t, 2), "支付宝-会员商店", 9800, "CNY", "")}, "1 2 3"},
		"a day that one file does not know": {[]dispute.Record{
			paidBy(1, 1, dispute.When{}, "会员商店", 9800, "CNY", "M20260502000177"), paidBy(2, 3, at(2, 8), "会员商店", 9800, "CNY", "M20260502000177")}, "1+2"},
		"a day that no file knows": {[]dispute.Record{
			paidBy(1, 1, dispute.When{}, "会员商店", 9800, "CNY", "M20260502000177"), paidBy(2, 3, dispute.When{}, "会员商店", 9800, "CNY", "M20260502000177")}, "1+2"},
		"a day that one file does not know, of two that have the number": {[]dispute.Record{
			paidBy(1, 1, dispute.When{}, "会员商店", 9800, "CNY", "M20260502000177"), paidBy(2, 2, at(2, 8), "会员商店", 9800, "CNY", "M20260502000177"),
			paidBy(3, 3, at(9, 8), "会员商店", 9800, "CNY", "M20260502000177")}, "1 2 3"},
		"a bank's row without a day": {[]dispute.Record{
			paidBy(1, 1, at(2, 8), "会员商店", 9800, "CNY", ""), paidBy(2, 2, dispute.When{}, "支付宝-会员商店", 9800, "CNY", "")}, "1 2"},
		"neither row with a day": {[]dispute.Record{
			paidBy(1, 1, dispute.When{}, "会员商店", 9800, "CNY", ""), paidBy(2, 2, dispute.When{}, "支付宝-会员商店", 9800, "CNY", "")}, "1 2"},
		"money that did not move": {[]dispute.Record{
			{ID: 1, Evidence: 1, Kind: dispute.Transaction, At: at(2, 8), Amount: &dispute.Amount{Currency: "CNY"}, Order: "M20260502000177"},
			{ID: 2, Evidence: 2, Kind: dispute.Transaction, At: at(2, 8), Amount: &dispute.Amount{Currency: "CNY"}, Order: "M20260502000177"}}, "1 2"},
	} {
		if got := groups(Build(Input{Evidence: evidenceOf("alipay", "bank", "jd"), Wallets: wallets, Records: c.records})); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// Whatever is in the files and in whatever order they came, every record is in
// one event, joined ones are of one currency, and more evidence takes no citation
// away.
func TestJoinsAreAnEquivalence(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 200 {
		var records []dispute.Record
		for id := range int64(24) {
			x := paidBy(id+1, dispute.EvidenceID(1+r.IntN(4)), at(1+r.IntN(3), 8+r.IntN(3)), []string{"甲商店", "支付宝-甲商店", "乙商店"}[r.IntN(3)],
				int64(100*(1+r.IntN(3))), []string{"CNY", "USD"}[r.IntN(2)], []string{"", "20260301220014", "20260301220015"}[r.IntN(3)])
			x.Refund = r.IntN(6) == 0
			if r.IntN(3) == 0 {
				x.At = on(t, 1+r.IntN(3))
			}
			records = append(records, x)
		}
		in := Input{Evidence: evidenceOf("alipay", "bank", "jd", "bank"), Wallets: wallets, Records: records}
		events := Build(in)
		seen := map[int64]int{}
		for _, e := range events {
			for _, c := range e.Cites {
				seen[c.Record]++
				if rec := records[c.Record-1]; rec.Amount.Currency != e.Amount.Currency {
					t.Fatalf("round %d: %s has R%d of another currency", round, e.ID, c.Record)
				}
			}
			if len(e.Cites) != 1+len(e.Joins) {
				t.Fatalf("round %d: %s has %d places and %d joins", round, e.ID, len(e.Cites), len(e.Joins))
			}
		}
		for _, x := range records {
			if seen[x.ID] != 1 {
				t.Fatalf("round %d: R%d is in %d events", round, x.ID, seen[x.ID])
			}
		}
		shuffled := slices.Clone(records)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got, want := groups(Build(Input{Evidence: in.Evidence, Wallets: wallets, Records: shuffled})), groups(events); got != want {
			t.Fatalf("round %d: in another order %s, want %s", round, got, want)
		}
	}
}
