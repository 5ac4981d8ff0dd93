package invoice

import (
	"errors"
	"io"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/xmlstream"
)

// ErrNoInvoice is the error of XML that is not of an invoice.
var ErrNoInvoice = errors.New("no invoice")

// place is where a value stands: the names of an element and of the one around
// it, without the prefixes of their namespaces. "/" alone is the root.
type place struct{ parent, name string }

// places are the elements of the two forms of invoices in XML. The first is
// that of the 数电票 (versions 0.2 to 0.32 of its schema), whose root is
// EInvoice; the second that of original_invoice.xml inside OFD invoices of
// 2020 to 2025. An EIid stands for the number where there is no other.
var places = map[place]func(*Invoice) *string{
	{"TaxSupervisionInfo", "InvoiceNumber"}:                  func(v *Invoice) *string { return &v.Number },
	{"TaxSupervisionInfo", "IssueTime"}:                      func(v *Invoice) *string { return &v.Issued },
	{"GeneralOrSpecialVAT", "LabelName"}:                     func(v *Invoice) *string { return &v.Kind },
	{"SellerInformation", "SellerName"}:                      func(v *Invoice) *string { return &v.Seller.Name },
	{"SellerInformation", "SellerIdNum"}:                     func(v *Invoice) *string { return &v.Seller.TaxID },
	{"BuyerInformation", "BuyerName"}:                        func(v *Invoice) *string { return &v.Buyer.Name },
	{"BuyerInformation", "BuyerIdNum"}:                       func(v *Invoice) *string { return &v.Buyer.TaxID },
	{"BasicInformation", "TotalAmWithoutTax"}:                func(v *Invoice) *string { return &v.Net },
	{"BasicInformation", "TotalTaxAm"}:                       func(v *Invoice) *string { return &v.Tax },
	{"BasicInformation", "TotalTax-includedAmount"}:          func(v *Invoice) *string { return &v.Total },
	{"BasicInformation", "TotalTax-includedAmountInChinese"}: func(v *Invoice) *string { return &v.Capitals },
	{"BasicInformation", "RequestTime"}:                      func(v *Invoice) *string { return &v.Requested },
	{"AdditionalInformation", "Remark"}:                      func(v *Invoice) *string { return &v.Note },

	{"/", "InvoiceNo"}:               func(v *Invoice) *string { return &v.Number },
	{"/", "InvoiceCode"}:             func(v *Invoice) *string { return &v.Code },
	{"/", "InvoiceCheckCode"}:        func(v *Invoice) *string { return &v.CheckCode },
	{"/", "IssueDate"}:               func(v *Invoice) *string { return &v.Issued },
	{"/", "TaxInclusiveTotalAmount"}: func(v *Invoice) *string { return &v.Total },
	{"/", "TaxTotalAmount"}:          func(v *Invoice) *string { return &v.Tax },
	{"/", "TaxExclusiveTotalAmount"}: func(v *Invoice) *string { return &v.Net },
	{"/", "Note"}:                    func(v *Invoice) *string { return &v.Note },
	{"Seller", "SellerName"}:         func(v *Invoice) *string { return &v.Seller.Name },
	{"Seller", "SellerTaxID"}:        func(v *Invoice) *string { return &v.Seller.TaxID },
	{"Buyer", "BuyerName"}:           func(v *Invoice) *string { return &v.Buyer.Name },
	{"Buyer", "BuyerTaxID"}:          func(v *Invoice) *string { return &v.Buyer.TaxID },
}

// items are the names of what was bought.
var items = map[place]bool{{"IssuItemInformation", "ItemName"}: true, {"GoodsInfo", "Item"}: true}

// enough is how many values make an invoice of a file.
const enough = 3

// Line is a value of a file in XML with the name of its element, and its bytes
// there: for search and for citing.
type Line struct {
	Text     string
	From, To int64
}

// maxLines is how many lines are kept.
const maxLines = 5000

// wrapped reports whether an element is an invoice of its own, in files that hold
// several.
func wrapped(name string) bool { return strings.EqualFold(name, "EInvoice") }

// Read reads the invoices in XML, in UTF-8: one, or several in a list of them. The
// error is ErrNoInvoice for another file, cancelled's, or that of a file that is
// broken; what was found until then comes with it.
func Read(r io.Reader, cancelled func() error) (read []*Invoice, lines []Line, err error) {
	one := newReading()
	var open []string
	var begun []int64 // where they begin
	end := func() {
		if err != nil {
			one.number = "" // another may stand where it was cut
		}
		if one.enough() || err != nil && one.found > 0 {
			read = append(read, one.invoice())
		}
		one = newReading()
	}
	err = xmlstream.Each(r, cancelled, func(t *xmlstream.Tag) error {
		name := t.Local()
		if !t.End {
			open, begun = append(open, name), append(begun, t.Offset)
			return nil
		}
		from := begun[len(begun)-1]
		open, begun = open[:len(open)-1], begun[:len(begun)-1]
		value := strings.TrimSpace(t.Before)
		switch {
		case wrapped(name) && len(open) > 0:
			end()
		case value != "" && len(open) > 0:
			if name != "SignatureValue" && len(lines) < maxLines {
				lines = append(lines, Line{name + ": " + oneLine(value), from, t.Offset + t.Length})
			}
			at := place{open[len(open)-1], name}
			if len(open) == 1 || wrapped(at.parent) {
				at.parent = "/"
			}
			one.take(at, value)
		}
		return nil
	})
	end()
	if err == nil && len(read) == 0 {
		err = ErrNoInvoice
	}
	return read, lines, err
}

// reading is one invoice as far as it was read.
type reading struct {
	v      *Invoice
	number string // Header/EIid
	found  int
	differ map[string]bool
}

func newReading() *reading { return &reading{v: &Invoice{}, differ: map[string]bool{}} }

func (x *reading) enough() bool { return x.found >= enough }

// take takes the value at a place.
func (x *reading) take(at place, value string) {
	v := x.v
	switch to := places[at]; {
	case to != nil:
		x.found++
		if p := to(v); *p != "" && *p != value && !x.differ[at.name] {
			x.differ[at.name] = true
			v.Doubts = append(v.Doubts, dispute.Say("invoice.differs", at.name, *p, value))
		} else {
			*p = value
		}
	case items[at] && len(v.Items) < maxItems:
		v.Items = append(v.Items, oneLine(value))
	case at == place{"Header", "EIid"}:
		x.number = value
	case at.name == "SignatureValue":
		v.Signed = true
	}
}

// invoice is what was read, without what differs.
func (x *reading) invoice() *Invoice {
	v := x.v
	for name := range x.differ {
		for at, to := range places {
			if at.name == name {
				*to(v) = ""
			}
		}
	}
	switch {
	case v.Number == "" && x.number != "" && !x.differ["InvoiceNumber"]:
		v.Number = x.number
	case v.Number != "" && x.number != "" && v.Number != x.number:
		v.Doubts = append(v.Doubts, dispute.Say("invoice.differs", "EIid", v.Number, x.number))
		v.Number = ""
	}
	return v
}

// Tag takes a value that stands at an element of the older form, for files that
// name their values so and keep them elsewhere. It reports whether there is
// such an element.
func (v *Invoice) Tag(parent, name, value string) bool {
	for _, at := range [...]place{{parent, name}, {"/", name}, {"Seller", name}, {"Buyer", name}} {
		to := places[at]
		switch {
		case to == nil:
			continue
		case v.isAmount(to(v)) && !strings.ContainsAny(value, "0123456789*"):
			return true // the tag points at the sign ¥ only: the figure stands beside it
		}
		*to(v) = oneLine(value)
		return true
	}
	return false
}

func (v *Invoice) isAmount(field *string) bool {
	return field == &v.Net || field == &v.Tax || field == &v.Total
}

// Marks are the elements of which two in its head show that XML is of an
// invoice, before it is read.
func Marks(head string) (found []string) {
	for _, name := range []string{
		"EInvoiceData", "TaxSupervisionInfo", "SellerInformation", "EInvoiceTag", "EIid",
		"InvoiceNo", "InvoiceCode", "TaxInclusiveTotalAmount", "TaxExclusiveTotalAmount", "SellerTaxID",
	} {
		if i := strings.Index(head, name+">"); i > 0 && (head[i-1] == '<' || head[i-1] == ':') && !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	return found
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
