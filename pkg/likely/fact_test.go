package likely

import (
	"slices"
	"testing"
	"time"

	"complain/pkg/dispute"
)

// payment is a row of a bill by which money went.
func payment(id int64, file dispute.EvidenceID, day, who string, minor int64) *dispute.Record {
	on, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return &dispute.Record{ID: id, Evidence: file, Kind: dispute.Transaction, At: dispute.Instant(on, dispute.Day, dispute.ZoneStated), Who: who, Direction: dispute.Out, Amount: &dispute.Amount{Minor: minor, Currency: "CNY"}}
}

func says(id int64, file dispute.EvidenceID, who, text string) *dispute.Record {
	return &dispute.Record{ID: id, Evidence: file, Kind: dispute.Message, Who: who, Text: text}
}

func factOf(t *testing.T, f Facts, of Of) Fact {
	t.Helper()
	i := slices.IndexFunc(f.List, func(one Fact) bool { return one.Of == of })
	if i < 0 {
		t.Fatalf("no %s is proposed: %+v", of, f.List)
	}
	return f.List[i]
}

// Nobody writes the name of the platform: the bill that it gave out says it, and its
// order number is none of the wallet's numbers.
func TestFactsOfAPlatformsBill(t *testing.T) {
	f := New(rules(t))
	r := payment(1, 1, "2026-03-02", "晨光数码专营店", 46832)
	r.Order, r.Merchant = "312200987654", "11000033001"
	f.See(r)
	f.See(payment(2, 1, "2026-03-02", "竹里文具旗舰店", 990))
	f.See(says(3, 2, "我", "耳机坏了"))
	f.See(says(4, 2, "晨光数码客服", "不退"))
	f.GivenOut(1, "cn.jd")
	got := f.Facts(Said{Platforms: true}, nil)
	if p := factOf(t, got, Platform); p.Value != "cn.jd" || p.Because.Code != "likely.platform.file" || p.Cites[0].Record != 1 {
		t.Errorf("platform: %+v", p)
	}
	if o := factOf(t, got, Order); o.Value != "312200987654" || o.Because.Code != "likely.paid.shop" || o.Cites[1].Record != 4 {
		t.Errorf("order: %+v", o)
	}
	if s := factOf(t, got, Seller); s.Value != "晨光数码专营店" || !slices.Equal(s.Also, []string{"晨光数码客服"}) {
		t.Errorf("seller: %+v", s)
	}
	if got := f.Facts(Said{}, nil); got.Value(Platform) != "" {
		t.Errorf("abroad %s is proposed", got.Value(Platform))
	}
	said := Said{Category: "counterfeit", Platform: "cn.taobao", Order: "1", Seller: "x", Platforms: true}
	if got := f.Facts(said, []Kind{{ID: "refund_refused", Weight: 1}}); len(got.List) > 0 {
		t.Errorf("said already: %+v", got.List)
	}
}

// The row of the purchase says the platform, however often another is named, and rows
// of other purchases do not.
func TestPlatformOfThePurchase(t *testing.T) {
	f := New(rules(t))
	for i := range int64(5) {
		other := payment(i+1, 1, "2026-03-01", "别家店铺", 100+i)
		other.Merchant = "T200P33124455667788"
		f.See(other)
	}
	f.See(payment(10, 1, "2026-03-02", "京东商城平台商户", 46832))
	f.See(says(11, 2, "我", "付了468.32，货呢？淘宝都没这么慢"))
	f.See(&dispute.Record{ID: 12, Evidence: 1, Kind: dispute.Transaction, Who: "京东商城平台商户", Direction: dispute.In, Refund: true, Amount: &dispute.Amount{Minor: 100, Currency: "CNY"}})
	if p := factOf(t, f.Facts(Said{Platforms: true}, nil), Platform); p.Value != "cn.jd" || p.Cites[0].Record != 10 {
		t.Errorf("platform: %+v", p)
	}
}

// What was given back in full is no payment of the bill any more, and the shop that
// writes is still one of the platform; where rows say two, none is proposed by them.
func TestPlatformOfWhoWrites(t *testing.T) {
	f := New(rules(t))
	r := payment(1, 1, "2025-12-24", "晨光数码专营店", 46832)
	r.Direction = dispute.NoDirection
	f.See(r)
	f.See(payment(2, 2, "2025-12-20", "竹里文具", 990))
	f.See(payment(3, 2, "2025-12-21", "青瓷坊", 1990))
	f.See(says(4, 3, "晨光数码客服", "您好"))
	f.GivenOut(1, "cn.jd")
	if p := factOf(t, f.Facts(Said{Platforms: true}, nil), Platform); p.Value != "cn.jd" || len(p.Cites) != 2 || p.Cites[1].Record != 4 {
		t.Errorf("platform: %+v", p)
	}
	other := payment(5, 2, "2025-12-22", "晨光数码", 100)
	other.Direction, other.Merchant = dispute.NoDirection, "T200P33124455667788"
	f.See(other)
	if got := f.Facts(Said{Platforms: true}, nil).Value(Platform); got != "" {
		t.Errorf("of two %s is proposed", got)
	}
}

// A Latin name counts where it is a word.
func TestPlatformIsAWord(t *testing.T) {
	for text, want := range map[string]bool{"seen on Taobao, really": true, "https://item.taobao.com/1": true, "mytaobaoshop": false, "我在淘宝买的": true, "": false} {
		f := New(rules(t))
		f.See(says(1, 1, "A", text))
		if got := f.Facts(Said{Platforms: true}, nil).Value(Platform) == "cn.taobao"; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// Where two are as likely as each other none is proposed: two payments to the shop
// that writes, two platforms named once each, two kinds of the same weight.
func TestRivals(t *testing.T) {
	f := New(rules(t))
	for i, number := range []string{"CP-100177", "CP-100178"} {
		r := payment(int64(i)+1, 1, "2026-05-02", "云邮会员", 1200)
		r.Merchant = number
		f.See(r)
	}
	f.See(says(3, 2, "云邮会员客服", "京东和淘宝都有我们的店"))
	got := f.Facts(Said{Platforms: true}, []Kind{{ID: "a", Weight: 2}, {ID: "b", Weight: 2}, {ID: "c", Weight: 1}})
	for of, want := range map[Of][]string{Order: {"CP-100177", "CP-100178"}, Platform: {"cn.jd", "cn.taobao"}, Category: {"a", "b"}} {
		if one := factOf(t, got, of); one.Value != "" || !slices.Equal(one.Rivals, want) {
			t.Errorf("%s: %+v", of, one)
		}
	}
	if got.Value(Seller) != "云邮会员" || got.About != nil {
		t.Errorf("both went to one seller: %+v, %+v", got.List, got.About)
	}
}

// One payment that a bank and a wallet show is one, by whichever knows the shop best;
// of a bank alone the number is none of an order.
func TestPaymentSeenTwice(t *testing.T) {
	f := New(rules(t))
	bank := payment(1, 1, "2026-03-03", "PAYPAL *CLAYANDKILN", 12000)
	bank.Order = "20260302001"
	f.See(bank)
	if got := f.Facts(Said{}, nil); got.Value(Order) != "" || got.Value(Seller) != "PAYPAL *CLAYANDKILN" {
		t.Errorf("of the bank alone: %+v", got.List)
	}
	wallet := payment(2, 2, "2026-03-02", "ClayAndKiln", 12000)
	wallet.Merchant, wallet.Order = "CK-5521", "8AB22222AB1111111"
	f.See(wallet)
	got := f.Facts(Said{}, nil)
	if o := factOf(t, got, Order); o.Value != "CK-5521" || o.Because.Code != "likely.paid.only" || len(o.Cites) != 2 {
		t.Errorf("order: %+v", o)
	}
	if got.Value(Seller) != "ClayAndKiln" {
		t.Errorf("sellers: %+v", got.List)
	}
	f.See(payment(3, 2, "2026-03-02", "Corner Books", 12000))
	if got := f.Facts(Said{}, nil); got.Value(Order) != "" || got.About != nil {
		t.Errorf("of two shops: %+v", got.List)
	}
}
