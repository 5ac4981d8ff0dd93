package story

import (
	"testing"

	"complain/pkg/dispute"
)

const ownOrder = "114-0000001-0000001"

func wareRow(id int64, evidence dispute.EvidenceID, text string, fields ...dispute.Field) (dispute.Record, dispute.Event) {
	r := dispute.Record{ID: id, Evidence: evidence, Kind: dispute.Transaction, Order: ownOrder, Text: text, Direction: dispute.Out,
		Amount: &dispute.Amount{Minor: 1060, Currency: "USD"}, Fields: fields}
	e := dispute.Event{ID: "R" + evidence.String(), Kind: dispute.Transaction, Key: true, Amount: r.Amount, Direction: dispute.Out,
		Cites: []dispute.Citation{{Evidence: evidence, Record: id}}}
	return r, e
}

func goodsOf(t *testing.T, in Bought, records ...dispute.Record) map[string]string {
	t.Helper()
	in.Practice, in.Case.Order = practice(t), ownOrder
	in.Wares = NewWares(in.Case, nil)
	for i := range records {
		in.Wares.See(&records[i])
	}
	out := map[string]string{}
	for _, w := range Goods(in) {
		if w.Because.Code == "" {
			t.Errorf("%s: no reason", w.Field)
		}
		out[w.Field] = w.Text
	}
	return out
}

func wantGoods(t *testing.T, got, want map[string]string) {
	t.Helper()
	for field, text := range want {
		if got[field] != text {
			t.Errorf("%s: %q, want %q", field, got[field], text)
		}
	}
	for field, text := range got {
		if want[field] == "" {
			t.Errorf("%s: %q, want nothing", field, text)
		}
	}
}

func TestGoodsOfOrders(t *testing.T) {
	r, e := wareRow(1, 1, "Yoga Block", dispute.Field{Name: "Product Name", Value: "Yoga Block, Latex-Free"}, dispute.Field{Name: "Quantity", Value: "2"},
		dispute.Field{Name: "Unit Price", Value: "9.59"}, dispute.Field{Name: "ASIN", Value: "B0TEST0001"}, dispute.Field{Name: "Item Serial Number", Value: "Not Available"})
	wantGoods(t, goodsOf(t, Bought{Events: []dispute.Event{e}}, r), map[string]string{
		"goods-name": "Yoga Block, Latex-Free", "goods-quantity": "2", "goods-price": "9.59 USD", "goods-item": "B0TEST0001"})
}

// An order of several things does not tell which of them is meant.
func TestGoodsOfSeveralLines(t *testing.T) {
	a, x := wareRow(1, 1, "Kettle", dispute.Field{Name: "Quantity", Value: "2"})
	b, y := wareRow(2, 2, "Lamp", dispute.Field{Name: "Quantity", Value: "1"})
	wantGoods(t, goodsOf(t, Bought{Events: []dispute.Event{x, y}}, a, b), map[string]string{"goods-name": "Kettle + Lamp"})
}

// What bills write where they say nothing is no name, and a paper or picture says
// what was bought only beside the order's number.
func TestGoodsOfPictures(t *testing.T) {
	r, e := wareRow(1, 1, "商户消费")
	in := Bought{Events: []dispute.Event{e}, Passed: map[dispute.EvidenceID]bool{4: true}, Seen: map[dispute.EvidenceID]string{
		2: "商品名称：别的东西\n数量：9\n品 牌：佳音",
		3: "订单编号 " + ownOrder + "\n商品名称：蓝浪耳机\n数量: 1\n型号：X3\n说明：" + "很长的说明",
		4: "序列号：SN-OTHER",
		5: "序列号：SN-0001",
	}}
	wantGoods(t, goodsOf(t, in, r), map[string]string{"goods-name": "蓝浪耳机", "goods-quantity": "1", "goods-brand": "佳音", "goods-model": "X3", "goods-serial": "SN-0001"})
}

func TestGoodsOfInvoices(t *testing.T) {
	r, e := wareRow(1, 1, "/")
	invoice := dispute.Record{ID: 2, Evidence: 2, Kind: dispute.Document, Fields: dispute.InvoiceFacts{Number: "25577301", Items: []string{"*耳机*头戴式耳机 QX-1"}}.Fields()}
	other := dispute.Record{ID: 3, Evidence: 3, Kind: dispute.Document, Fields: dispute.InvoiceFacts{Number: "25577302", Items: []string{"*食品*茶"}}.Fields()}
	e.Cites = append(e.Cites, dispute.Citation{Evidence: 2, Record: 2})
	wantGoods(t, goodsOf(t, Bought{Events: []dispute.Event{e}}, r, other, invoice), map[string]string{"goods-name": "头戴式耳机 QX-1"})
}

// The name of goods often bears the maker's code, at a label.
func TestCodesInNames(t *testing.T) {
	labels := []string{"规格型号", "型号", "model"}
	for name, want := range map[string]string{
		"可视空气炸锅5L大容量家用 型号LC-AF500":     "LC-AF500",
		"空气炸锅（型号：LC-AF500）":            "LC-AF500",
		"Air fryer, Model LC-AF500":    "LC-AF500",
		"Air fryer model: LC-AF500 5L": "LC-AF500",
		"型号齐全 任选":                      "",
		"各种型号可选":                       "",
		"Model train":                  "",
		"Modelling clay 500":           "",
		"新型号 手机壳":                      "",
	} {
		if got := coded(name, labels); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
