package dispute

import "cmp"

// PaperFacts is what a paper says of itself: a page of the web, a document, a
// PDF. Texts are as the file writes them; what is empty is not stated.
type PaperFacts struct {
	MediaType     string // of the format inside, where the evidence's own says less: a document can be a zip
	Title         string
	URL           string // where a page was saved from
	CanonicalURL  string // where it says that it belongs, where that is another
	Saved         string // when
	SavedBy       string // the browser
	Charset       string // in which a page is written
	Author        string
	Subject       string
	Creator       string // who wrote it; in PDFs the program it was written with
	Producer      string // the program that made the PDF
	LastChangedBy string
	PDFVersion    string
	Created       string
	Modified      string
	XMPCreated    string
	Printed       string
	Revision      string
	Application   string
	Company       string
	Signed        bool // it holds an electronic signature, which nobody checked
}

func (p *PaperFacts) facts() []fact {
	return []fact{
		text(fieldMediaType, &p.MediaType),
		text(fieldTitle, &p.Title),
		text("url", &p.URL),
		text("canonical-url", &p.CanonicalURL),
		text("saved", &p.Saved),
		text("saved-by", &p.SavedBy),
		text("charset", &p.Charset),
		text("author", &p.Author),
		text("subject", &p.Subject),
		text("creator", &p.Creator),
		text("producer", &p.Producer),
		text("last-changed-by", &p.LastChangedBy),
		text("pdf-version", &p.PDFVersion),
		text(fieldCreated, &p.Created),
		text("modified", &p.Modified),
		text("xmp-created", &p.XMPCreated),
		text("printed", &p.Printed),
		text("revision", &p.Revision),
		text("application", &p.Application),
		text("company", &p.Company),
		yes("signature", "present", &p.Signed),
	}
}

// Fields are the facts as a record has them.
func (p PaperFacts) Fields() []Field { return fieldsOf(p.facts()) }

// Writer is who wrote the paper, as it says: what PDF calls its creator is a
// program, what other formats call so a person.
func (p PaperFacts) Writer() string {
	if p.PDFVersion != "" {
		return p.Author
	}
	return cmp.Or(p.Creator, p.Author)
}

// Paper is what the paper says of itself that r is of as a whole; ok is false
// for other records, those of its pages among them.
func (r *Record) Paper() (facts PaperFacts, ok bool) {
	if r.Kind != Document || r.recorded() {
		return PaperFacts{}, false
	}
	readFacts(facts.facts(), r.Fields)
	return facts, true
}

// InvoiceFacts is what an invoice states, in its words; what is empty is not
// stated, or not plainly.
type InvoiceFacts struct {
	Kind        string // 电子发票（普通发票）
	Number      string // 发票号码: 20 digits, or 8 beside a Code
	Code        string // 发票代码: 10 or 12 digits, of invoices up to 2025
	CheckCode   string // 校验码
	Issued      string // 开票日期
	Requested   string // when the seller asked the bureau for it
	Seller      string
	SellerTaxID string
	Buyer       string
	BuyerTaxID  string
	Items       []string
	Net         string // 合计金额, without tax
	Tax         string // 合计税额
	Total       string // 价税合计
	InWords     string // 价税合计 in words
	Note        string // 备注, where shops put their order numbers
	Cancels     string // code and number of the invoice that a red-letter one takes back
	Credit      bool   // it is a credit note of another country, which gives back whatever its sign
}

func (p *InvoiceFacts) facts() []fact {
	return []fact{
		text("invoice-kind", &p.Kind),
		text("invoice-number", &p.Number),
		text("invoice-code", &p.Code),
		text("check-code", &p.CheckCode),
		text("issued", &p.Issued),
		text("requested", &p.Requested),
		text("seller", &p.Seller),
		text("seller-tax-id", &p.SellerTaxID),
		text("buyer", &p.Buyer),
		text("buyer-tax-id", &p.BuyerTaxID),
		texts("item", &p.Items),
		text("net", &p.Net),
		text("tax", &p.Tax),
		text("total", &p.Total),
		text("total-in-words", &p.InWords),
		text("invoice-note", &p.Note),
		text("cancels-invoice", &p.Cancels),
		yes("credit-note", "yes", &p.Credit),
	}
}

// Fields are the facts as a record has them.
func (p InvoiceFacts) Fields() []Field { return fieldsOf(p.facts()) }

// Invoice is what the invoice states that r is of; ok is false for records of
// other things.
func (r *Record) Invoice() (facts InvoiceFacts, ok bool) {
	if r.Kind != Document || r.recorded() {
		return InvoiceFacts{}, false
	}
	rest := readFacts(facts.facts(), r.Fields)
	return facts, len(rest) < len(r.Fields)
}
