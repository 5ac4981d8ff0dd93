package hint

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"订单编号：4316208857120346159", []string{"order 4316208857120346159"}},
		{"您的订单号为 AB-2026-0098。", []string{"order AB-2026-0098"}},
		{"Your order #302-1234567-1234567 has shipped", []string{"order 302-1234567-1234567"}},
		{"in order to get 123456", nil},
		{"快递单号 SF1234567890123", []string{"tracking SF1234567890123"}},
		{"实付款¥1,299.00，退款30元", []string{"amount ¥1,299.00", "amount 30元"}},
		{"1299 and 30", nil},
		{"创建时间:2026-03-01 20:14:09", []string{"date 2026-03-01 20:14:09"}},
		{"2026年3月5日14:20", []string{"date 2026-03-05 14:20"}},
		{"2026/3/5 起", []string{"date 2026-03-05"}},
		{"2026-03-0120:14:09", []string{"date 2026-03-01 20:14:09"}},
		{"2026-13-01 2026-02-30 2026-03-01 25:00", nil},
		{"3月5日 昨天 09:12", nil},
		{"1202026-03-01", nil},
	} {
		var got []string
		for _, f := range Find(c.text) {
			got = append(got, fmt.Sprintf("%s %s", f.Kind, f.Value))
			if f.Kind != Date && c.text[f.Start:f.End] != f.Value {
				t.Errorf("%q: %q stands at %d", c.text, f.Value, f.Start)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestDistinct(t *testing.T) {
	found := Find(strings.Repeat("¥1 ¥2 ¥1 ", 4) + "订单号123456")
	if got := Distinct(found, 1); len(got) != 2 || got[0].Value != "123456" || got[1].Value != "¥1" {
		t.Errorf("%+v", got)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("订单号 4316208857120346159 ¥1,299.00 2026年3月5日 14:20")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		for _, h := range Find(text) {
			if h.Start < 0 || h.End < h.Start || h.End > len(text) || h.Value == "" {
				t.Fatalf("%+v in %q", h, text)
			}
		}
	})
}
