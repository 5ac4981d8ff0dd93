package story

import (
	"strings"
	"testing"
	"time"

	"complain/pkg/dispute"
)

// What sources say against one another is found with both places, and what only looks
// so is not: one made case each.
func TestContradictionsOfEachKind(t *testing.T) {
	const order = "4316208857120346159"
	money := func(minor int64, currency string) *dispute.Amount {
		return &dispute.Amount{Minor: minor, Currency: currency}
	}
	type facts struct {
		events  []dispute.Event
		rows    []dispute.Record
		records []dispute.Record
		seller  string
	}
	pay := event("R1", 1, 1, dispute.Transaction, at2026(t, 3, 1))
	pay.Amount, pay.Direction, pay.Who = cny(46800), dispute.Out, "shop"
	returned := func(id string, record int64, day int, a *dispute.Amount) dispute.Event {
		e := event(id, record, 1, dispute.Transaction, at2026(t, 3, day))
		e.Amount, e.Refund, e.Direction = a, true, dispute.In
		return e
	}
	promise := func(text string) dispute.Event {
		e := event("R3", 3, 3, dispute.Message, at2026(t, 3, 5))
		e.Who, e.Text, e.Elements = "shop", text, []string{"c.answer"}
		return e
	}
	came := func(id string, record int64, in dispute.EvidenceID, day int, kind dispute.Kind, element, text string) dispute.Event {
		e := event(id, record, in, kind, at2026(t, 3, day))
		e.Text, e.Elements = text, []string{element}
		return e
	}
	photo := func(text string) dispute.Event {
		e := event("R2", 2, 2, dispute.Photo, minuteOf(t, text))
		e.At.From = dispute.TimeEXIF
		return e
	}
	row := func(id int64, in dispute.EvidenceID, minor int64, currency, who, status string) dispute.Record {
		return dispute.Record{ID: id, Evidence: in, Kind: dispute.Transaction, Order: order, Who: who, Status: status, Amount: money(minor, currency)}
	}
	invoice := func(id int64, minor int64, note string) dispute.Record {
		return dispute.Record{ID: id, Evidence: 7, Kind: dispute.Document, Amount: cny(minor), Fields: dispute.InvoiceFacts{Number: "04403", Total: "1", Note: note}.Fields()}
	}
	mail := func(text string) dispute.Record {
		return dispute.Record{ID: 21, Evidence: 8, Seq: 2, Kind: dispute.Message, Who: "shop", Text: text}
	}
	item := row(9, 5, 20000, "CNY", "shop", "")
	item.Remarks = []dispute.Note{dispute.Say(dispute.RemarkItem)}
	back := event("R31", 31, 9, dispute.Message, at2026(t, 3, 5))
	back.Notes = []dispute.Note{dispute.Say("chat.backward", "2026-03-06")}
	west, abroad, trader := photo("2026-02-28 23:00:00"), event("R8", 8, 4, dispute.Message, at2026(t, 3, 2)), pay
	var err error
	if west.At, err = dispute.Local(dispute.Clock{Year: 2026, Month: 2, Day: 28, Hour: 23}, dispute.Minute, time.FixedZone("", -10*3600), dispute.ZoneFormat); err != nil {
		t.Fatal(err)
	}
	west.At.From = dispute.TimeEXIF
	abroad.At = minuteOf(t, "2026-03-02 10:00:00")
	abroad.At.Zone.Name = "UTC"
	trader.Who = "Wang Trading"
	for _, c := range []struct {
		name  string
		facts facts
		want  string // "" for none
	}{
		{"returned in another currency", facts{events: []dispute.Event{pay, promise("We will refund you tomorrow"), returned("R7", 7, 9, money(500, "USD"))}},
			"story-promise-currency-R3: R3 (E3) | 2026-03-05 10:00 | CNY | 5.00 USD | R7 (E1)"},
		{"promised in another currency than came", facts{events: []dispute.Event{pay, promise("We will refund you £60"), returned("R7", 7, 9, cny(46800))}},
			"story-promise-currency-R3: R3 (E3) | 2026-03-05 10:00 | GBP | 468.00 CNY | R7 (E1)"},
		{"returned in both", facts{events: []dispute.Event{pay, promise("We will refund you tomorrow"), returned("R7", 7, 9, money(500, "USD")), returned("R8", 8, 9, cny(46800))}}, ""},
		{"kept in part", facts{events: []dispute.Event{pay, promise("We will refund you ¥468 tomorrow"), returned("R7", 7, 9, cny(20000))}},
			"story-promise-part-R3: R3 (E3) | 2026-03-05 10:00 | 468.00 CNY | 200.00 CNY | R7 (E1)"},
		{"kept in two parts", facts{events: []dispute.Event{pay, promise("We will refund you ¥468 tomorrow"), returned("R7", 7, 9, cny(20000)), returned("R8", 8, 12, cny(26800))}}, ""},
		{"only what came before", facts{events: []dispute.Event{pay, promise("We will refund you tomorrow"), returned("R7", 7, 2, cny(100))}}, "story-promise-R3: R3 (E3) | 2026-03-05 10:00 | refund"},
		{"kept in Chinese in part", facts{events: []dispute.Event{pay, promise("亲，给您退款468元"), returned("R7", 7, 9, cny(10000))}},
			"story-promise-part-R3: R3 (E3) | 2026-03-05 10:00 | 468.00 CNY | 100.00 CNY | R7 (E1)"},

		{"a receipt later than the arrival in a chat", facts{events: []dispute.Event{came("R4", 4, 3, 12, dispute.Message, "c.delivery", "The parcel arrived"), came("R5", 5, 4, 13, dispute.Document, "c.delivery", "receipt")}},
			"story-days-R4-R5: R4 (E3) | 2026-03-12 | R5 (E4) | 2026-03-13"},
		{"yesterday", facts{events: []dispute.Event{came("R4", 4, 3, 13, dispute.Message, "c.delivery", "It came yesterday"), came("R5", 5, 4, 12, dispute.Document, "c.delivery", "receipt")}}, ""},
		{"told days later", facts{events: []dispute.Event{came("R4", 4, 3, 20, dispute.Message, "c.delivery", "I received it"), came("R5", 5, 4, 12, dispute.Document, "c.delivery", "receipt")}}, ""},
		{"a parcel signed for on another day", facts{events: []dispute.Event{came("R4", 4, 3, 12, dispute.Message, "parcel.signing", "It came today"), came("R5", 5, 4, 14, dispute.Document, "parcel.signing", "receipt")}},
			"story-days-R4-R5: R4 (E3) | 2026-03-12 | R5 (E4) | 2026-03-14"},

		{"a photo of the day before", facts{events: []dispute.Event{photo("2026-02-27 10:00:00"), pay}}, "story-photo-early: R2 (E2) 2026-02-27 10:00 | R1 (E1) | 2026-03-01 10:00"},
		{"a photo of that morning", facts{events: []dispute.Event{photo("2026-03-01 01:00:00"), pay}}, ""},
		{"a photo of the evening before in the west", facts{events: []dispute.Event{west, pay}}, ""},

		{"amounts of a bill and an order", facts{rows: []dispute.Record{row(1, 1, -46800, "CNY", "", ""), row(9, 5, 46000, "CNY", "", "")}}, "story-amounts-R1-R9: " + order + " | R1 (E1) | 468.00 CNY | R9 (E5) | 460.00 CNY"},
		{"an order paid in two parts", facts{rows: []dispute.Record{row(1, 1, -26800, "CNY", "", ""), row(2, 1, -20000, "CNY", "", ""), row(9, 5, 46800, "CNY", "", "")}}, ""},
		{"two parts that are less", facts{rows: []dispute.Record{row(1, 1, -16800, "CNY", "", ""), row(2, 1, -20000, "CNY", "", ""), row(9, 5, 46800, "CNY", "", "")}},
			"story-amounts-R1-R9: " + order + " | R1 (E1), R2 (E1) | 368.00 CNY | R9 (E5) | 468.00 CNY"},
		{"a further item of an order", facts{rows: []dispute.Record{row(1, 1, -46800, "CNY", "", ""), item}}, ""},
		{"the card's own currency", facts{rows: []dispute.Record{row(1, 1, -46800, "CNY", "", ""), row(9, 5, 6500, "USD", "", "")}}, ""},
		{"an invoice over less", facts{rows: []dispute.Record{row(1, 1, -46800, "CNY", "", "")}, records: []dispute.Record{invoice(20, 40000, "订单 "+order)}}, "story-amounts-R1-R20: " + order + " | R1 (E1) | 468.00 CNY | R20 (E7) | 400.00 CNY"},
		{"two invoices of one order", facts{rows: []dispute.Record{row(1, 1, -46800, "CNY", "", "")}, records: []dispute.Record{invoice(20, 40000, order), invoice(22, 6800, order)}}, ""},
		{"an invoice of another order", facts{rows: []dispute.Record{row(1, 1, -46800, "CNY", "", "")}, records: []dispute.Record{invoice(20, 40000, "9916208857120346159")}}, ""},
		{"a mail with another sum", facts{rows: []dispute.Record{row(1, 1, -46800, "CNY", "", "")}, records: []dispute.Record{mail("Thank you for your order " + order + ", you paid ¥480.00")}},
			"story-amounts-R1-R21: " + order + " | R1 (E1) | 468.00 CNY | R21 (E8) | 480.00 CNY"},
		{"a mail with the same sum", facts{rows: []dispute.Record{row(1, 1, -46800, "CNY", "", "")}, records: []dispute.Record{mail("Thank you for your order " + order + ", you paid ¥468")}}, ""},
		{"a mail of another sum", facts{rows: []dispute.Record{row(1, 1, -46800, "CNY", "", "")}, records: []dispute.Record{mail("We can offer you ¥50 for your order " + order)}}, ""},

		{"other names", facts{rows: []dispute.Record{row(1, 1, 100, "CNY", "甲商行", ""), row(9, 5, 100, "CNY", "乙商行", "")}}, "story-names-R1-R9: " + order + " | R1 (E1) | 甲商行 | R9 (E5) | 乙商行"},
		{"a name written otherwise", facts{rows: []dispute.Record{row(1, 1, 100, "CNY", "Clay & Kiln Ltd.", ""), row(9, 5, 100, "CNY", "CLAY&KILN", "")}}, ""},
		{"somebody else was paid", facts{events: []dispute.Event{trader}, rows: []dispute.Record{row(1, 1, -46800, "CNY", "Wang Trading", "")}, seller: "Garden House"}, "story-payee-R1: R1 (E1) | Wang Trading | Garden House"},
		{"the shop was paid", facts{events: []dispute.Event{pay}, rows: []dispute.Record{row(1, 1, -46800, "CNY", "shop", "")}, seller: "The Shop"}, ""},

		{"not sent and done", facts{rows: []dispute.Record{row(1, 1, 100, "CNY", "", "等待卖家发货"), row(9, 5, 100, "CNY", "", "交易成功")}}, "story-states-R1-R9: " + order + " | R1 (E1) | 等待卖家发货 | R9 (E5) | 交易成功"},
		{"two words for one state", facts{rows: []dispute.Record{row(1, 1, 100, "CNY", "", "交易成功"), row(9, 5, 100, "CNY", "", "已完成")}}, ""},
		{"paid, and not sent", facts{rows: []dispute.Record{row(1, 1, 100, "CNY", "", "支付成功"), row(9, 5, 100, "CNY", "", "等待卖家发货")}}, ""},
		{"paid, and awaiting payment", facts{rows: []dispute.Record{row(1, 1, 100, "CNY", "", "Paid"), row(9, 5, 100, "CNY", "", "Awaiting payment")}}, "story-states-R1-R9: " + order + " | R1 (E1) | Paid | R9 (E5) | Awaiting payment"},

		{"a chat that runs backward", facts{events: []dispute.Event{back}, records: []dispute.Record{{ID: 30, Evidence: 9, Seq: 1, Kind: dispute.Message}, {ID: 31, Evidence: 9, Seq: 2, Kind: dispute.Message}}},
			"story-backward-E9: R31 (E9) | 2026-03-05 10:00 | R30 (E9) | 2026-03-06"},
		{"a fact of the day after", facts{events: []dispute.Event{event("R6", 6, 3, dispute.Message, at2026(t, 6, 2))}}, "story-later-R6: R6 (E3) | 2026-06-02 10:00 | 2026-06-01 10:00"},
		{"a chat in another zone", facts{events: []dispute.Event{event("R6", 6, 3, dispute.Message, at2026(t, 3, 1)), abroad}}, "story-zones: R6 (E3) | +08:00 | R8 (E4) | +00:00"},
		{"a fact of today", facts{events: []dispute.Event{event("R6", 6, 3, dispute.Message, at2026(t, 6, 1))}}, ""},
	} {
		check := checkOf(t)
		check.Parties = []dispute.Party{{Role: dispute.Seller, Name: "shop"}}
		if c.facts.seller != "" {
			check.Parties[0].Name = c.facts.seller
		}
		for _, r := range c.facts.rows {
			check.Rows.See(&r)
		}
		check.Events, check.Pages = c.facts.events, c.facts.records
		var got []string
		for _, f := range Findings(check) {
			got = append(got, f.ID+": "+strings.Join(f.Text.Args, " | "))
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, strings.Join(got, "\n"), c.want)
		}
	}
}
