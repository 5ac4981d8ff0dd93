package likely

import (
	"slices"
	"testing"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// A copied chat calls the one who copied it "me", which is no name to complain under.
func TestSelvesAreNoNames(t *testing.T) {
	book, practice := rules(t)
	f := New(book, practice)
	for _, who := range []string{"我", "Me", "阿林", "云栖数码专营店"} {
		f.See(&dispute.Record{Evidence: 1, Kind: dispute.Message, Who: who, Text: "x"})
	}
	for _, n := range f.Complainants() {
		if n.Name == "我" || n.Name == "Me" {
			t.Errorf("%s is proposed as a name", n.Name)
		}
	}
	if got := f.Selves(); !slices.Equal(got, []string{"Me", "我"}) {
		t.Errorf("selves are %q", got)
	}
}

// Names are of one shop by what is their own, not by what many names have.
func TestKin(t *testing.T) {
	k := kinOf(t)
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"FITBOX LTD LONDON GB", "FitBox Support", true},
		{"PAYPAL *FITBOX", "FitBox <no-reply@fitbox.example>", true},
		{"SP BLUE HARBOUR", "Blue Harbour Store", true},
		{"TESCO LTD 2231", "FitBox Ltd", false},
		{"Amber Customer Service", "Lamp Customer Service", false},
		{"Wool Shop Limited", "Tool Shop Limited", false},
		{"杭州云栖数码有限公司", "云栖数码专营店", true},
		{"甲乙官方旗舰店", "丙丁官方旗舰店", false},
		{"lanhe-shop", "lanheshop", true},
		{"", "FitBox", false},
	} {
		if got := k.akin(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
		if k.akin(c.a, c.b) != k.akin(c.b, c.a) {
			t.Errorf("%q and %q: the other way round it is otherwise", c.a, c.b)
		}
	}
}

// A bank names a shop in the text of a row alone.
func TestPurchaseOfAStatement(t *testing.T) {
	book, practice := rules(t)
	f := New(book, practice)
	pay := func(id int64, text string, minor int64) {
		f.See(&dispute.Record{ID: id, Evidence: 1, Kind: dispute.Transaction, Text: text, Direction: dispute.Out, Amount: &dispute.Amount{Minor: minor, Currency: "GBP"}})
	}
	pay(1, "TESCO STORES 2231", 52310)
	pay(2, "FITBOX LTD LONDON GB", 3999)
	f.See(&dispute.Record{Evidence: 2, Kind: dispute.Message, Who: "Dana", Text: "you have taken £39.99 today"})
	f.See(&dispute.Record{Evidence: 2, Kind: dispute.Message, Who: "FitBox Support", Text: "subscription fees are not refundable"})
	all := f.Purchases()
	if len(all) != 2 || all[0].Seller != "FITBOX LTD LONDON GB" || !all[0].Sure() || all[1].Sure() {
		t.Fatalf("purchases are %+v", all)
	}
	var names []string
	for _, n := range f.Sellers() {
		names = append(names, n.Name)
	}
	if !slices.Equal(names, []string{"FITBOX LTD LONDON GB", "FitBox Support"}) {
		t.Errorf("sellers are %q", names)
	}
}

func rules(t *testing.T) (*channel.Book, *channel.Practice) {
	t.Helper()
	book, err := channel.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	practice, err := book.Practice()
	if err != nil {
		t.Fatal(err)
	}
	return book, practice
}

func kinOf(t *testing.T) *kin {
	_, practice := rules(t)
	return newKin(practice.Triggers())
}
