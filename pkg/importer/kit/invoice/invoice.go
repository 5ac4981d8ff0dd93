// Package invoice reads what a Chinese electronic invoice says of itself, out of
// its XML (数电票, and original_invoice.xml of OFD invoices) or out of the text
// of its pages: number, code, date, the two sides, the amounts.
//
// It promises that a value is one that stands in the file, as it is written, at
// a label of its own; that where two places of a file differ neither is taken
// and a doubt says so; and that amounts are held against each other. It forbids
// arithmetic that fills a gap: a total that is not stated is not known. A
// signature is reported as present and not checked.
package invoice

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"complain/pkg/dispute"
)

// Currency is that of all amounts: invoices of the tax bureau are in yuan.
const Currency = "CNY"

// Invoice is what was found. A field that is empty is not stated, or not
// plainly.
type Invoice struct {
	Kind      string // 电子发票（普通发票）
	Number    string // 发票号码: 20 digits, or 8 beside a Code
	Code      string // 发票代码: 10 or 12 digits, of invoices up to 2025
	CheckCode string // 校验码
	Issued    string // 开票日期
	Requested string // when the seller asked the bureau for it
	Seller    Party
	Buyer     Party
	Net       string // 合计金额, without tax
	Tax       string // 合计税额
	Total     string // 价税合计
	Capitals  string // 价税合计 in words
	Note      string // 备注, where shops put their order numbers
	Cancels   string // code and number of the invoice that a red-letter one takes back
	Items     []string
	Signed    bool // a signature of the bureau stands in it
	Worded    bool // the total is read from its words alone

	Doubts []dispute.Note // what speaks against a value, or why it was not taken
}

// Party is one of the two sides.
type Party struct{ Name, TaxID string }

// maxItems is how many names of goods are kept.
const maxItems = 50

// Known reports whether there is enough to call it an invoice: two of what every
// one has.
func (v *Invoice) Known() bool {
	known := 0
	for _, value := range [...]string{v.Number, v.Total, v.Seller.Name, v.Issued} {
		if value != "" {
			known++
		}
	}
	return known > 1
}

// Fill puts the invoice into the record of its paper: number, seller and total
// where records have a place for them, all of it as fields.
func (v *Invoice) Fill(r *dispute.Record) {
	v.Cancels = cmp.Or(v.Cancels, Cancelled(fold(v.Note)))
	r.Order, r.Who, r.Type = v.Number, v.Seller.Name, v.Kind
	if total, ok := money(v.Total); ok {
		r.Amount, r.Direction = &total, dispute.NoDirection
	}
	if at, ok := day(v.Issued); ok {
		r.At = at
	} else if v.Issued != "" {
		r.Remarks = append(r.Remarks, dispute.Say("invoice.bad-date", v.Issued))
	}
	r.Fields = slices.Concat(r.Fields, v.facts().Fields(), dispute.PaperFacts{Signed: v.Signed}.Fields())
	r.Remarks = append(r.Remarks, v.Doubts...)
	if v.Worded {
		r.Remarks = append(r.Remarks, dispute.Say("invoice.total-in-words"))
	}
	for _, value := range [...]string{v.Net, v.Tax, v.Total} {
		// Asterisks stand for the tax where none is charged.
		if _, ok := money(value); value != "" && !ok && strings.Trim(value, "* ") != "" {
			r.Remarks = append(r.Remarks, dispute.Say("invoice.bad-amount", value))
		}
	}
}

func (v *Invoice) facts() dispute.InvoiceFacts {
	return dispute.InvoiceFacts{
		Kind:        v.Kind,
		Number:      v.Number,
		Code:        v.Code,
		CheckCode:   v.CheckCode,
		Issued:      v.Issued,
		Requested:   v.Requested,
		Seller:      v.Seller.Name,
		SellerTaxID: v.Seller.TaxID,
		Buyer:       v.Buyer.Name,
		BuyerTaxID:  v.Buyer.TaxID,
		Items:       v.Items,
		Net:         v.Net,
		Tax:         v.Tax,
		Total:       v.Total,
		InWords:     v.Capitals,
		Note:        v.Note,
		Cancels:     v.Cancels,
	}
}

// Totals holds the stated total against the stated parts, and against the
// total in words.
func (v *Invoice) Totals() []dispute.Total {
	var out []dispute.Total
	total, ok := money(v.Total)
	if !ok {
		return nil
	}
	net, netOK := money(v.Net)
	tax, taxOK := money(v.Tax)
	if netOK && taxOK {
		if sum, err := net.Add(tax); err == nil {
			out = append(out, dispute.Total{What: dispute.Say("invoice.sum"), Declared: total.Decimal(), Read: sum.Decimal(), OK: sum == total})
		}
	}
	if said, ok := capitals(v.Capitals); ok {
		out = append(out, dispute.Total{What: dispute.Say("invoice.in-words"), Declared: total.Decimal(), Read: said.Decimal(), OK: said == total})
	}
	return out
}

// Unread says what every invoice states and was not found in this one, where no
// doubt says why; nil where all was, or where it may be no invoice.
func (v *Invoice) Unread() []dispute.Note {
	if !v.Known() || len(v.Doubts) > 0 {
		return nil
	}
	var lost []string
	for _, p := range [...]struct{ name, value string }{{"发票号码", v.Number}, {"开票日期", v.Issued}, {"价税合计", v.Total}} {
		if p.value == "" {
			lost = append(lost, p.name)
		}
	}
	if len(lost) == 0 {
		return nil
	}
	return []dispute.Note{dispute.Say("invoice.unread", strings.Join(lost, ", "))}
}

// Signature reports that and what is not known of a signature.
func (v *Invoice) Signature() []dispute.Note {
	if v.Signed {
		return []dispute.Note{dispute.Say("invoice.signed")}
	}
	return nil
}

func money(text string) (dispute.Amount, bool) {
	a, err := dispute.ParseAmount(bare(text), Currency)
	return a, err == nil
}

// beijing is the time of all invoices.
var beijing = time.FixedZone("Asia/Shanghai", 8*3600)

// day reads the forms in which invoices write their date: 2020年02月20日,
// 2026-02-28, 20200220, with or without a time of day behind it.
func day(text string) (dispute.When, bool) {
	text = strings.TrimSpace(text)
	for _, form := range [...]struct {
		layout    string
		precision dispute.Precision
	}{
		{"2006年01月02日", dispute.Day}, {"2006-01-02", dispute.Day}, {"2006/01/02", dispute.Day}, {"20060102", dispute.Day},
		{"2006年1月2日", dispute.Day}, {"2006-01-02 15:04:05", dispute.Second}, {"2006-01-02T15:04:05", dispute.Second},
		{"2006年01月02日 15:04:05", dispute.Second}, {"20060102150405", dispute.Second}, {"2006-01-02 15:04", dispute.Minute},
	} {
		t, err := time.ParseInLocation(form.layout, text, beijing)
		if err == nil && t.Year() > 1990 && t.Year() < 2100 {
			return dispute.Instant(t, form.precision, dispute.ZoneFormat), true
		}
	}
	return dispute.When{}, false
}
