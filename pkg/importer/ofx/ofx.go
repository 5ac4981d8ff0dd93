// Package ofx reads the statements that banks and card companies give to
// bookkeeping programs: OFX 1.x, which is SGML, OFX 2.x, which is XML, and
// Quicken's QFX, which is the same with a bank number more.
//
// It promises a record for every transaction, however the file leaves out the
// ends of its elements or its line ends. One whose time is missing or cannot be read stays a
// record, of an unknown time. A time that states its zone keeps it.
// Noon and midnight to the millisecond are how the format writes a day, and
// are read as one. It forbids taking a balance for a control total: the format
// states no opening balance to begin from. One transaction is one unit.
//
// Why not a library: aclindsa/ofxgo holds files to the standard, and banks write
// elements without ends in OFX 2 and none of the blank lines of OFX 1.
package ofx

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/statement"
	"complain/pkg/internal/pattern"
	"complain/pkg/internal/sgml"
)

// Importer reads OFX and QFX.
type Importer struct{}

var _ importer.Importer = Importer{}

// Name implements importer.Importer.
func (Importer) Name() string { return "ofx" }

// Version implements importer.Importer.
func (Importer) Version() int { return 5 }

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	text, ok := statement.Head(src.Head)
	if !ok {
		return importer.Match{}
	}
	h := readHead(text)
	m := importer.Match{Variant: h.variant()}
	switch {
	case h.sgml && h.root:
		m.Because = append(m.Because, dispute.Say("ofx.because.header", "OFXHEADER:"+h.header))
	case h.xml && h.root:
		m.Because = append(m.Because, dispute.Say("ofx.because.header", "<?OFX"))
	case h.root:
		m.Because = append(m.Because, dispute.Say("ofx.because.root"))
	default:
		return importer.Match{}
	}
	m.Confidence = importer.Certain
	return m
}

// root is the tag of the root: some banks write a blank or a name space in it.
var root = pattern.New(`(?i)<OFX(?:\s[^<>]{0,200})?>`)

// head is what stands before the statements.
type head struct {
	sgml, xml, root bool
	header, version string
	encoding        string
}

func (h head) variant() string {
	form := "sgml"
	if h.xml {
		form = "xml"
	}
	if len(h.version) == 3 {
		return form + "-" + h.version[:1] + "." + h.version[1:2] + "." + h.version[2:]
	}
	return form
}

// readHead reads the head of either form. The older one has a key and a value
// a line, and in some files no line ends at all.
func readHead(text string) head {
	var h head
	text = strings.TrimLeft(text, "\ufeff \t\r\n")
	found := root.FindStringIndex(text[:min(len(text), 4096)])
	if found == nil {
		return h
	}
	at := found[0]
	// The root must come first: a page that quotes OFX is none.
	before := text[:at]
	value := func(key string) string {
		_, rest, ok := strings.Cut(before, key)
		if !ok {
			return ""
		}
		rest = strings.TrimLeft(rest, " \t")
		end := strings.IndexAny(rest, " \t\r\n<?\"'")
		if end < 0 {
			end = len(rest)
		}
		// Without line ends the next key follows at once.
		for _, next := range []string{"DATA:", "VERSION:", "SECURITY:", "ENCODING:", "CHARSET:", "COMPRESSION:", "OLDFILEUID:"} {
			if i := strings.Index(rest[:end], next); i > 0 {
				end = i
			}
		}
		return rest[:end]
	}
	switch {
	case strings.HasPrefix(before, "OFXHEADER"):
		h.sgml, h.root = true, true
		h.header, h.version = value("OFXHEADER:"), value("VERSION:")
		h.encoding = value("CHARSET:")
		if e := value("ENCODING:"); strings.HasPrefix(strings.ToUpper(e), "UTF") || h.encoding == "" || h.encoding == "NONE" {
			h.encoding = e
		}
	case strings.Contains(before, "<?OFX"):
		h.xml, h.root = true, true
		h.version = value(`VERSION="`)
		if _, rest, _ := strings.Cut(before, "<?OFX"); strings.Contains(rest, `VERSION="`) {
			_, rest, _ = strings.Cut(rest, ` VERSION="`)
			h.version, _, _ = strings.Cut(rest, `"`)
		}
		h.encoding = value(`encoding="`)
	case strings.TrimSpace(before) == "" || strings.HasPrefix(before, "<?xml"):
		h.root = true
		h.xml = strings.HasPrefix(before, "<?xml")
		h.encoding = value(`encoding="`)
	}
	return h
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	text, _ := statement.Head(src.Head)
	h := readHead(text)
	f, err := statement.Open(ctx, src, h.encoding)
	if err != nil {
		return err
	}
	found := root.FindIndex(f.Data[:min(len(f.Data), 8192)])
	if found == nil {
		return &importer.Stopped{Why: dispute.Say("ofx.stop.root")}
	}
	x := extraction{ctx: ctx, src: src, sink: sink, file: f, r: sgml.NewReader(f.Data, found[0], f.Decode)}
	return x.run()
}

type extraction struct {
	ctx  context.Context
	src  *importer.Source
	sink importer.Sink
	file *statement.File
	r    *sgml.Reader

	account
	units, rounded int
	ended          bool // the end of the root was met
	foreign        bool // some amounts are in the case's currency, for want of one
}

// account is the statement that is being read.
type account struct {
	currency string
	number   string
	investor bool // inside a list of an investment account
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
		var err error
		switch name := strings.ToUpper(t.Name); {
		case !t.Open:
			switch name {
			case "OFX":
				x.ended = true
			case "INVTRANLIST":
				x.investor = false
			}
		case name == "STMTRS" || name == "CCSTMTRS" || name == "INVSTMTRS" || name == "LOANSTMTRS":
			x.account = account{}
		case name == "STATUS":
			err = x.status(t)
		case name == "CURDEF":
			x.currency = strings.ToUpper(t.Text)
		case name == "BANKACCTFROM" || name == "CCACCTFROM" || name == "INVACCTFROM":
			var from *sgml.Node
			if from, err = x.r.Element(t); err == nil {
				x.number = from.Get("ACCTID")
			}
		case name == "STMTTRN":
			err = x.transaction(t)
		case name == "INVTRANLIST":
			x.investor = true
		case name == "LEDGERBAL":
			err = x.balance(t)
		case x.investor && t.Text == "" && name != "INVBANKTRAN":
			err = x.investment(t)
		}
		if err == sgml.ErrLarge {
			return &importer.Stopped{At: x.file.Place(t.Offset, t.Offset), Why: dispute.Say("statement.stop.large")}
		}
		if err != nil {
			return err
		}
	}
	if x.rounded > 0 {
		x.sink.Remark(dispute.Say("statement.remark.rounded", x.rounded))
	}
	if x.foreign {
		x.sink.Remark(dispute.Say("statement.remark.currency", x.src.Options.Currency))
	}
	if x.units == 0 {
		x.sink.Remark(dispute.Say("statement.remark.empty"))
	}
	x.sink.Units(x.units)
	if !x.ended {
		return &importer.Stopped{At: x.file.Place(len(x.file.Data), 0), Why: dispute.Say("statement.stop.cut")}
	}
	return nil
}

// status says what the bank answered in place of transactions.
func (x *extraction) status(t sgml.Tag) error {
	n, err := x.r.Element(t)
	if err != nil {
		return err
	}
	if strings.EqualFold(n.Get("SEVERITY"), "ERROR") {
		x.sink.Remark(dispute.Say("ofx.remark.error", n.Get("CODE"), statement.Quote(n.Get("MESSAGE"))))
	}
	return nil
}

// investment passes over what moves securities: no bill of a shop.
func (x *extraction) investment(t sgml.Tag) error {
	n, err := x.r.Element(t)
	if err != nil {
		return err
	}
	x.units++
	return x.sink.Skip(x.file.Place(n.Offset, n.End), dispute.Say("ofx.skip.investment", t.Name))
}

func (x *extraction) balance(t sgml.Tag) error {
	n, err := x.r.Element(t)
	if err != nil {
		return err
	}
	amount, _, ok := statement.Amount(n.Get("BALAMT"), statement.EitherMark, x.money(n))
	if !ok {
		return nil
	}
	at := n.Get("DTASOF")
	if when, _, ok, _ := x.when(at); ok {
		at = when.Wall()
	}
	x.sink.Remark(dispute.Say("ofx.remark.balance", amount, at))
	return nil
}

// money is the currency of an element's amounts.
func (x *extraction) money(n *sgml.Node) string {
	if c := strings.ToUpper(n.Get("CURRENCY", "CURSYM")); statement.Currency(c) {
		return c
	}
	if statement.Currency(x.currency) {
		return x.currency
	}
	x.foreign = true
	return x.src.Options.Currency
}
