package channel

import "testing"

// What the signs are for is in the data; each has words in every language that
// the texts of the data have.
func TestTells(t *testing.T) {
	p, err := book(t).Practice()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		sign, text string
		want       bool
	}{
		{Attempt, "当日在订单页面申请平台介入。", true},
		{Attempt, "I Contacted the shop twice.", true},
		{Attempt, "本人当面签收包裹，外箱封条完好。", false},
		{Multiple, "增加赔偿商品价款的三倍", true},
		{Multiple, "Three times the price", true},
		{Multiple, "退还货款", false},
		{"nothing", "申请 三倍", false},
	} {
		if got := p.Tells(c.sign, c.text); got != c.want {
			t.Errorf("%s in %q: %v", c.sign, c.text, got)
		}
	}
	for _, s := range p.signs {
		if len(s.Words["zh"]) == 0 || len(s.Words["en"]) == 0 {
			t.Errorf("%s has no words in Chinese or English", s.ID)
		}
	}
}
