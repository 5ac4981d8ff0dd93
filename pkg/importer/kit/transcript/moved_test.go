package transcript

import (
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// TestMoneyIsToldAsTheProgramSaysIt holds what moved apart from what was only asked
// for, offered or sent back.
func TestMoneyIsToldAsTheProgramSaysIt(t *testing.T) {
	const (
		none     = dispute.NoDirection
		out      = dispute.Out
		asked    = "chat.money-asked"
		offered  = "chat.money-offered"
		taken    = "chat.money-taken"
		returned = dispute.RemarkUnmoved
	)
	for _, c := range []struct {
		text, typ string
		want      string // the amount, "" where the message is not about money that is known
		direction dispute.Direction
		remark    string
	}{
		{"[转账] ￥199.00", "", "199.00 CNY", out, ""},
		{"[微信转账] ￥199.00 运费", "", "199.00 CNY", out, ""},
		{"[转账] ￥50.00 退款补偿", "", "50.00 CNY", out, ""},
		{"[转账] ￥50.00 退还运费", "", "50.00 CNY", out, ""},
		{"[转账] ￥50.00 订单已取消的退款", "", "50.00 CNY", out, ""},
		{"[转账] 128.00", "", "128.00 CNY", out, ""},
		{"[转账|发送 ￥128.00]", "", "128.00 CNY", out, ""},
		{"[转账|退还 ￥128.00]", "", "128.00 CNY", none, returned},
		{"[转账] ￥199.00 待收款", "", "199.00 CNY", none, offered},
		{"[转账] ￥199.00 请收款", "", "199.00 CNY", none, offered},
		{"[转账] ￥199.00 等待对方确认收款", "", "199.00 CNY", none, offered},
		{"[转账] ￥199.00 已收款", "", "199.00 CNY", none, taken},
		{"[转账] ￥199.00 (对方已收款)", "", "199.00 CNY", none, taken},
		{"[转账] ￥199.00 已被退还", "", "199.00 CNY", none, returned},
		{"[转账] ￥199.00 已被对方退还", "", "199.00 CNY", none, returned},
		{"【转账】￥30.00 超时已退回", "", "30.00 CNY", none, returned},
		{"[轉帳] NT$300 已取消", "", "300.00 TWD", none, returned},
		{"[转账已退还] ￥199.00", "", "199.00 CNY", none, returned},
		{"[已收款] ￥199.00", "", "", "", ""},
		{"[群收款] ￥30.00", "", "30.00 CNY", none, asked},
		{"[收款] ￥30.00 押金", "", "30.00 CNY", none, asked},
		{"[微信收款] ￥30.00 收款成功", "", "30.00 CNY", none, taken},
		{"[代付] ￥30.00", "", "30.00 CNY", none, asked},
		{"￥30.00 待付款", "transfer", "30.00 CNY", none, asked},
		{"[微信红包] 恭喜发财 2026", "", "", "", ""},
		{"[微信红包] 恭喜发财 ￥8.88", "", "8.88 CNY", out, ""},
		{"[微信红包] ￥8.88 已过期", "", "8.88 CNY", none, returned},
		{"[转账] 订单4316208857120346159", "", "", "", ""},
		{"[转账记录截图] ￥199.00", "", "", "", ""},
		{"微信转账 ￥199.00", "", "199.00 CNY", out, ""},
		{"微信转账 ￥199.00 已收款", "", "199.00 CNY", none, taken},
		{"微信转账 ￥199.00 给我就行，谢谢", "", "", "", ""},
		{"[카카오페이] 송금 10,000원을 보냈어요.", "", "10000 KRW", out, ""},
		{"[송금] 10,000원을 보냈어요.", "", "10000 KRW", out, ""},
		{"[송금] 10,000원 송금 취소되었어요.", "", "10000 KRW", none, returned},
		{"[송금 요청] 10,000원", "", "10000 KRW", none, asked},
		{"[송금] 10,000원 받기 대기중", "", "10000 KRW", none, offered},
		{"카카오페이 송금\n10,000원을 받았어요.", "", "10000 KRW", none, taken},
		{"[정산] 12,500원", "", "12500 KRW", none, asked},
		{"카카오페이로 10,000원 보내주세요", "", "", "", ""},
		{"[LINE Pay] 1,200円を送りました", "", "1200 JPY", out, ""},
		{"[LINE Pay] ¥1,200の送金依頼", "", "1200 JPY", none, asked},
		{"[LINE Pay] ¥1,200", "", "1200 JPY", none, ""},
		{"[PayPay] ¥500 受け取り待ち", "", "500 JPY", none, offered},
		{"[PayPay] 500円 受け取りました", "", "500 JPY", none, taken},
		{"[PayPay] 500円 キャンセルされました", "", "500 JPY", none, returned},
		{"Apple\u00a0Cash transaction: Sent $265 with Apple\u00a0Pay.", "", "265.00 USD", out, ""},
		{"Apple Cash transaction: Requested $20 with Apple Pay.", "", "20.00 USD", none, asked},
		{"Apple Cash transaction: Received $20 with Apple Pay.", "", "20.00 USD", none, taken},
		{"Apple Cash transaction: Sending you $1 weekly starting Nov 18", "", "1.00 USD", none, offered},
		{"Apple Cash $20 please", "", "", "", ""},
		{"PayPal me 20 EUR: https://paypal.me/shop/20EUR", "", "", "", ""},
		{"Weixin Transfer £ 20.00", "transfer", "20.00 GBP", out, ""},
	} {
		l := New(&importer.Source{Options: importer.Options{Answers: importer.Answers{Me: "me"}}}, nil)
		r := dispute.Record{Kind: dispute.Message, Who: "me", Text: c.text, Type: c.typ}
		l.moved(&r)
		got := ""
		if r.Amount != nil {
			got = r.Amount.String()
		}
		if got != c.want || r.Direction != c.direction {
			t.Errorf("%q: %s %s, want %s %s", c.text, got, r.Direction, c.want, c.direction)
		}
		if c.remark != "" && !says(r, c.remark) || c.remark == "" && (r.Unmoved() || says(r, taken)) || c.remark == asked && !r.Unmoved() {
			t.Errorf("%q: remarks %v, want %q", c.text, r.Remarks, c.remark)
		}
	}
}

func says(r dispute.Record, code string) bool {
	for _, n := range r.Remarks {
		if n.Code == code {
			return true
		}
	}
	return false
}
