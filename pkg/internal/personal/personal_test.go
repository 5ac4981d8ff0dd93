package personal

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// The identity number is the specimen of GB 11643; the card numbers are made up
// around Luhn's check.
func TestFind(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"电话13800138000，谢谢", []string{"phone 13800138000"}},
		{"138 0013 8000", []string{"phone 138 0013 8000"}},
		{"138-0013-8000", []string{"phone 138-0013-8000"}},
		{"+86 13800138000", []string{"phone +86 13800138000"}},
		{"8613800138000", []string{"phone 8613800138000"}},
		{"113800138000", nil},
		{"12800138000", nil},
		{"1299 13800138000", []string{"phone 13800138000"}},
		{"身份证号110105194912310021", []string{"id-number 110105194912310021"}}, // misread: its sum is wrong
		{"110105194912310021", nil},
		{"卡号：6222021001116245703", []string{"card-number 6222021001116245703"}},
		{"身份证号11010519491231002X", []string{"id-number 11010519491231002X"}},
		{"110105 19491231 002x", []string{"id-number 110105 19491231 002x"}},
		{"990105194912310029", nil},
		{"订单编号：4316208857120346159", nil},
		{"卡号 6222 0210 0111 6245 702", []string{"card-number 6222 0210 0111 6245 702"}},
		{"6222021001116245702", nil},
		{"银行卡 4111111111111111 和 13900139000", []string{"card-number 4111111111111111", "phone 13900139000"}},
		{"1", nil},
		{"2026-03-01 20:14", nil},
		{"寄件人和收件人：见面单", nil},
		{"Name: Order Smith", []string{"name Order Smith"}},
		{"File name: Order NF-77812.html", nil},
		{"filename: Tracking EX402118976JP.html", nil},
		{"Product name: Rain Jacket", nil},
		{"Profile name: Jane Smith", []string{"name Jane Smith"}},
	} {
		var got []string
		for _, f := range Find(c.text) {
			got = append(got, fmt.Sprintf("%s %s", f.Kind, c.text[f.Start:f.End]))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// Numbers of orders are the ones that must not be taken for another: of random
// ones of eighteen digits few are an identity number by chance.
func TestOrdersAreSeldomTakenForPeople(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	wrong := 0
	const n = 50_000
	for range n {
		wrong += len(Find(fmt.Sprintf("订单编号%d", 100_000_000_000_000_000+random.Int64N(900_000_000_000_000_000))))
	}
	if wrong > n/1000 {
		t.Errorf("%d of %d", wrong, n)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("138 0013-8000 11010519491231002X")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, n := range Find(text) {
			if n.Start < last || n.End <= n.Start || n.End > len(text) {
				t.Fatalf("%+v in %q", n, text)
			}
			last = n.End
		}
	})
}
