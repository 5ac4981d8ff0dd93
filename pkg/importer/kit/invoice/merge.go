package invoice

import (
	"strings"

	"complain/pkg/dispute"
)

// named are the values by the names that OFD invoices give them in the list of
// data of their own (CustomDatas).
var named = map[string]func(*Invoice) *string{
	"发票号码": func(v *Invoice) *string { return &v.Number }, "发票代码": func(v *Invoice) *string { return &v.Code },
	"校验码": func(v *Invoice) *string { return &v.CheckCode }, "开票日期": func(v *Invoice) *string { return &v.Issued },
	"合计金额": func(v *Invoice) *string { return &v.Net }, "合计税额": func(v *Invoice) *string { return &v.Tax },
	"价税合计": func(v *Invoice) *string { return &v.Total }, "价税合计(大写)": func(v *Invoice) *string { return &v.Capitals },
	"购买方名称": func(v *Invoice) *string { return &v.Buyer.Name }, "购买方纳税人识别号": func(v *Invoice) *string { return &v.Buyer.TaxID },
	"销售方名称": func(v *Invoice) *string { return &v.Seller.Name }, "销售方纳税人识别号": func(v *Invoice) *string { return &v.Seller.TaxID },
}

// Named takes a value under its Chinese name. It reports whether there is such
// a name.
func (v *Invoice) Named(name, value string) bool {
	name = strings.NewReplacer(" ", "", "\u3000", "", "（", "(", "）", ")", "(小写)", "").Replace(name)
	if to := named[name]; to != nil {
		*to(v) = strings.TrimSpace(value)
		return true
	}
	return false
}

// part is one value of an invoice, and how two of it are compared.
type part struct {
	name string
	of   func(*Invoice) *string
	same func(a, b string) bool
}

var parts = [...]part{
	{"发票号码", func(v *Invoice) *string { return &v.Number }, sameText},
	{"发票代码", func(v *Invoice) *string { return &v.Code }, sameText},
	{"校验码", func(v *Invoice) *string { return &v.CheckCode }, sameText},
	{"开票日期", func(v *Invoice) *string { return &v.Issued }, sameDay},
	{"销售方名称", func(v *Invoice) *string { return &v.Seller.Name }, sameText},
	{"销售方纳税人识别号", func(v *Invoice) *string { return &v.Seller.TaxID }, sameText},
	{"购买方名称", func(v *Invoice) *string { return &v.Buyer.Name }, sameText},
	{"购买方纳税人识别号", func(v *Invoice) *string { return &v.Buyer.TaxID }, sameText},
	{"合计金额", func(v *Invoice) *string { return &v.Net }, sameMoney},
	{"合计税额", func(v *Invoice) *string { return &v.Tax }, sameMoney},
	{"价税合计", func(v *Invoice) *string { return &v.Total }, sameMoney},
	{"价税合计（大写）", func(v *Invoice) *string { return &v.Capitals }, sameText},
}

// Merge takes from another place of the same file what v does not have. Where
// both state a value and differ, neither is taken.
func (v *Invoice) Merge(other *Invoice) {
	if other == nil {
		return
	}
	v.Doubts = append(v.Doubts, other.Doubts...)
	v.Worded = v.Worded && (other.Total == "" || other.Worded) || v.Total == "" && other.Worded
	for _, p := range parts {
		a, b := p.of(v), p.of(other)
		switch {
		case *b == "":
		case *a == "":
			*a = *b
		case !p.same(*a, *b):
			v.Doubts = append(v.Doubts, dispute.Say("invoice.differs", p.name, *a, *b))
			*a = ""
		}
	}
	v.fill(other)
}

// FillFrom takes what v does not have, and reports whether it took any of what
// an invoice is known by: what was read off a page is no witness against what is stated.
func (v *Invoice) FillFrom(other *Invoice) (taken bool) {
	if other == nil {
		return false
	}
	v.Worded = v.Worded || v.Total == "" && other.Worded
	for _, p := range parts {
		if a, b := p.of(v), p.of(other); *a == "" && *b != "" && !v.doubted(p.name) {
			*a, taken = *b, taken || p.name != "价税合计（大写）"
		}
	}
	v.fill(other)
	return taken
}

// doubted reports whether a value was set aside because two places differ.
func (v *Invoice) doubted(name string) bool {
	for _, d := range v.Doubts {
		if d.Code == "invoice.differs" && d.Args[0] == name {
			return true
		}
	}
	return false
}

func (v *Invoice) fill(other *Invoice) {
	for _, of := range [...]func(*Invoice) *string{
		func(v *Invoice) *string { return &v.Kind }, func(v *Invoice) *string { return &v.Requested }, func(v *Invoice) *string { return &v.Note },
		func(v *Invoice) *string { return &v.Cancels },
	} {
		if a := of(v); *a == "" {
			*a = *of(other)
		}
	}
	if len(v.Items) == 0 {
		v.Items = other.Items
	}
	v.Signed = v.Signed || other.Signed
}

func sameText(a, b string) bool {
	bare := strings.NewReplacer(" ", "", "\u3000", "", "（", "(", "）", ")")
	return bare.Replace(a) == bare.Replace(b)
}

func sameDay(a, b string) bool {
	x, okX := day(a)
	y, okY := day(b)
	if !okX || !okY {
		return sameText(a, b)
	}
	cx, cy := x.Clock(), y.Clock()
	return cx.Year == cy.Year && cx.Month == cy.Month && cx.Day == cy.Day
}

func sameMoney(a, b string) bool {
	x, okX := money(a)
	y, okY := money(b)
	if !okX || !okY {
		return sameText(a, b) || strings.Trim(a, "* ") == "" || strings.Trim(b, "* ") == ""
	}
	return x == y
}
