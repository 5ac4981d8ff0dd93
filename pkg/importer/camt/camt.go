// Package camt reads the statements of ISO 20022 that banks in Europe give:
// CAMT.053 (end of day), CAMT.052 (within the day) and CAMT.054 (single
// bookings), of every version, since what is read of them never changed.
//
// It promises a record for every entry of every statement. An entry that
// stands for a batch of payments is one record too, as it is one line of the
// account: its parts are fields of the record. One whose day cannot be read stays
// a record, of an unknown time, and part of the sums. The sums and balances that a
// statement declares, at its ends and between, are compared with its entries, and
// with the statement before it. It forbids taking pending
// entries for money that moved: they are records with their status, and not
// part of a balance. One entry is one unit.
package camt

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/statement"
	"complain/pkg/internal/pattern"
	"complain/pkg/internal/sgml"
)

// Importer reads CAMT statements.
type Importer struct{}

var _ importer.Importer = Importer{}

// Name implements importer.Importer.
func (Importer) Name() string { return "camt" }

// Version implements importer.Importer.
func (Importer) Version() int { return 4 }

var (
	namespace = pattern.New(`<(?:[\w.-]+:)?Document\s[^<>]*camt\.(05[234])\.(\d{3})\.(\d\d)`)
	message   = pattern.New(`<(?:[\w.-]+:)?(BkToCstmrStmt|BkToCstmrAcctRpt|BkToCstmrDbtCdtNtfctn)[\s>]`)
	declared  = pattern.New(`^[\x{feff}\s]*<\?xml[^<>]*encoding\s*=\s*["']([\w-]+)["']`)
)

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	text, ok := statement.Head(src.Head)
	if !ok || !strings.HasPrefix(strings.TrimLeft(text, "\ufeff \t\r\n"), "<") {
		return importer.Match{}
	}
	named, element := namespace.FindStringSubmatch(text), message.FindStringSubmatch(text)
	switch {
	case named != nil:
		m := importer.Match{Confidence: importer.Certain, Variant: named[1] + ".v" + strings.TrimLeft(named[3], "0")}
		m.Because = append(m.Because, dispute.Say("camt.because.namespace", "camt."+named[1]+"."+named[2]+"."+named[3]))
		return m
	case element != nil:
		return importer.Match{Confidence: importer.Shape, Because: []dispute.Note{dispute.Say("camt.because.element", element[1])}}
	}
	return importer.Match{}
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	text, _ := statement.Head(src.Head)
	encoding := ""
	if m := declared.FindStringSubmatch(text); m != nil {
		encoding = m[1]
	}
	f, err := statement.Open(ctx, src, encoding)
	if err != nil {
		return err
	}
	x := extraction{ctx: ctx, src: src, sink: sink, file: f, r: sgml.NewReader(f.Data, 0, f.Decode)}
	return x.run()
}

type extraction struct {
	ctx  context.Context
	src  *importer.Source
	sink importer.Sink
	file *statement.File
	r    *sgml.Reader

	account
	units, statements, rounded int
	said                       []string // what the bank adds in words to a statement without entries
	inside, ended              bool     // of a statement, of the document
	carried                    statement.Carried
}

// account is one statement as far as it was read.
type account struct {
	id, number, owner string
	sequence          string    // the statement's number among those of the account
	page              string    // and that of its page
	balances          []balance // as they stand in the file
	summary           *sgml.Node
	days              map[string]*statement.Sum // of the booked entries, by their day
	dayless           bool                      // some entry names no day of booking
	booked            statement.Sum             // what the balances are made of
	credits, debits   statement.Sum
	currencies        map[string]bool
}

func (x *extraction) run() error {
	for n := 0; ; n++ {
		if n%1024 == 0 && x.ctx.Err() != nil {
			return x.ctx.Err()
		}
		t, ok := x.r.Next()
		if !ok {
			break
		}
		err := x.tag(t)
		if err == sgml.ErrLarge {
			return &importer.Stopped{At: x.file.Place(t.Offset, t.Offset), Why: dispute.Say("statement.stop.large")}
		}
		if err != nil {
			return err
		}
	}
	if x.inside && x.ended {
		x.close()
	}
	if x.rounded > 0 {
		x.sink.Remark(dispute.Say("statement.remark.rounded", x.rounded))
	}
	x.sink.Units(x.units)
	if x.units == 0 && x.statements > 0 {
		for _, text := range x.said {
			x.sink.Remark(dispute.Say("statement.remark.said", statement.Quote(text)))
		}
		x.sink.Remark(dispute.Say("statement.remark.empty"))
	}
	switch {
	case !x.ended:
		return &importer.Stopped{At: x.file.Place(len(x.file.Data), 0), Why: dispute.Say("statement.stop.cut")}
	case x.statements == 0:
		return &importer.Stopped{Why: dispute.Say("camt.stop.empty")}
	}
	return nil
}

func (x *extraction) tag(t sgml.Tag) error {
	switch {
	case t.Name == "Stmt" || t.Name == "Rpt" || t.Name == "Ntfctn":
		if x.inside {
			x.close()
		}
		if x.inside = t.Open && !t.Close; x.inside {
			x.statements++
			x.account = account{days: map[string]*statement.Sum{}, currencies: map[string]bool{}}
		}
		return nil
	case !t.Open:
		x.ended = x.ended || t.Name == "Document" || strings.HasPrefix(t.Name, "BkToCstmr")
		return nil
	case t.Name == "Id" && x.inside && x.id == "":
		x.id = t.Text
		return nil
	case t.Name == "ElctrncSeqNb" || t.Name == "LglSeqNb" && x.sequence == "":
		x.sequence = strings.TrimSpace(t.Text)
		return nil
	case t.Name == "PgNb":
		x.page = "/" + strings.TrimSpace(t.Text)
		return nil
	}
	switch t.Name {
	case "AddtlStmtInf", "AddtlRptInf", "AddtlInf":
		if text := strings.TrimSpace(t.Text); text != "" && len(x.said) < 5 {
			x.said = append(x.said, text)
		}
		return nil
	case "GrpHdr", "Acct", "RltdAcct", "RptgSrc", "Bal", "TxsSummry", "Ntry":
	default:
		return nil
	}
	n, err := x.r.Element(t)
	if err != nil {
		return err
	}
	switch t.Name {
	case "Acct":
		x.number, x.owner = first(n.Get("Id", "IBAN"), n.Get("Id", "Othr", "Id")), n.Get("Ownr", "Nm")
	case "Bal":
		x.balance(n)
	case "TxsSummry":
		x.summary = n
	case "Ntry":
		return x.entry(n)
	}
	return nil
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// money reads an amount with the currency beside it.
func (x *extraction) money(n *sgml.Node) (a dispute.Amount, exact, ok bool) {
	if n == nil {
		return a, false, false
	}
	currency := n.Attribute("Ccy")
	if !statement.Currency(currency) {
		return a, false, false
	}
	return statement.Amount(n.Text, statement.Point, currency)
}
