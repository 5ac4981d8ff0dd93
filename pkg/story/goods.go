package story

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/internal/fold"
)

// Ware is one thing that the case's files say of what was bought, as an answer to
// a field of letters: a proposal until the user takes it.
type Ware struct {
	Field   string
	Text    string
	Cite    dispute.Citation
	Because dispute.Note
}

// Wares sees the records of a case go by, and keeps what may say what was bought:
// the rows of its order or seller, and papers.
type Wares struct {
	rows   *Rows
	fields map[int64][]dispute.Field
	papers []dispute.Record
}

const (
	mostWares  = 200
	mostPapers = 400
)

// NewWares keeps nothing yet.
func NewWares(c dispute.Case, parties []dispute.Party) *Wares {
	return &Wares{rows: NewRows(c, parties), fields: map[int64][]dispute.Field{}}
}

// See looks at a record.
func (w *Wares) See(r *dispute.Record) {
	switch before := len(w.rows.list); {
	case r.Kind == dispute.Transaction && before < mostWares:
		if w.rows.See(r); len(w.rows.list) > before {
			w.fields[r.ID] = r.Fields
		}
	case (r.Kind == dispute.Document || r.Kind == dispute.Page) && len(w.papers) < mostPapers:
		kept := *r
		kept.Raw, kept.Text = "", strings.ToValidUTF8(r.Text[:min(len(r.Text), mostGlimpse)], "")
		w.papers = append(w.papers, kept)
	}
}

// Bought is what a proposal of the thing bought is made from.
type Bought struct {
	Case     dispute.Case
	Events   []dispute.Event
	Practice *channel.Practice
	Wares    *Wares                        // saw every record of the case
	Seen     map[dispute.EvidenceID]string // text that was recognised
	Passed   map[dispute.EvidenceID]bool   // evidence that may not belong to the case
}

// Goods proposes what was bought: of each field what the surest source says, rows
// of bills and orders before invoices, and these before papers and pictures.
func Goods(in Bought) []Ware {
	g := &goods{Bought: in, found: map[string]Ware{}}
	words, nothing := in.Practice.Goods()
	g.words, g.nothing = words, nothing
	g.bills()
	g.invoices()
	for i := range in.Wares.papers {
		r := &in.Wares.papers[i]
		g.labels(r.Text, dispute.Citation{Evidence: r.Evidence, Record: r.ID, Locator: r.Locator}, "goods.because.paper")
	}
	ids := make([]dispute.EvidenceID, 0, len(in.Seen))
	for id := range in.Seen {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		g.labels(in.Seen[id], dispute.Citation{Evidence: id}, "goods.because.picture")
	}
	var out []Ware
	for _, w := range words {
		if one, ok := g.found[w.Field]; ok {
			out = append(out, one)
		}
	}
	return out
}

type goods struct {
	Bought
	words   []channel.GoodsWords
	nothing []string
	found   map[string]Ware
}

// goodsName is the field of what a thing is called.
const goodsName = "goods-name"

// put keeps what is said of a field, where no surer source said something.
func (g *goods) put(field, text string, cite dispute.Citation, because dispute.Note) {
	text = strings.Join(strings.Fields(text), " ")
	if _, known := g.found[field]; known || !g.says(text) {
		return
	}
	g.found[field] = Ware{field, text, cite, because}
}

// says reports whether a text says something: a letter or digit at least, and no
// word that stands for nothing.
func (g *goods) says(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0 &&
		!slices.ContainsFunc(g.nothing, func(n string) bool { return fold.String(n) == fold.String(text) })
}

// bills takes what the rows say of the case's order, or where none bears its
// number those of its payments to the seller. Rows of several things say only
// their names: which of them is meant, they do not tell.
func (g *goods) bills() {
	var names []string
	var rows []dispute.Record
	paid := g.Wares.rows.payments(g.Events)
	for _, e := range g.Events {
		if !paid[e.ID] {
			continue
		}
		for _, c := range e.Cites {
			i := slices.IndexFunc(g.Wares.rows.list, func(r dispute.Record) bool { return r.ID == c.Record && c.Record != 0 })
			if i < 0 {
				continue
			}
			r := g.Wares.rows.list[i]
			rows = append(rows, r)
			if name := g.name(r); name != "" && !slices.ContainsFunc(names, func(n string) bool { return alike(n, name) }) {
				names = append(names, name)
			}
		}
	}
	if len(names) > 1 {
		g.put(goodsName, strings.Join(names[:min(len(names), 3)], " + "), g.cite(rows[0]), dispute.Say("goods.because.rows", len(names)))
		return
	}
	for _, r := range rows {
		because := dispute.Say("goods.because.row", rowID(r))
		name := g.name(r)
		g.put(goodsName, name, g.cite(r), because)
		for _, w := range g.words {
			if w.Field != goodsName {
				g.put(w.Field, money(g.cell(r, w), r.Amount), g.cite(r), because)
				g.put(w.Field, coded(name, w.Labels), g.cite(r), because)
			}
		}
	}
}

func rowID(r dispute.Record) string { return fmt.Sprintf("R%d", r.ID) }

func (g *goods) cite(r dispute.Record) dispute.Citation {
	return dispute.Citation{Evidence: r.Evidence, Record: r.ID, Locator: r.Locator}
}

// alike reports whether two names are of the same thing: one may be cut.
func alike(a, b string) bool {
	a, b = fold.String(a), fold.String(b)
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

// name is what a row says was bought: at a column of its own, else in its text;
// "" where that is only a number.
func (g *goods) name(r dispute.Record) string {
	i := slices.IndexFunc(g.words, func(w channel.GoodsWords) bool { return w.Field == goodsName })
	if i < 0 {
		return ""
	}
	text := g.cell(r, g.words[i])
	if r.Who != "" || r.Order != "" { // else its text is the other side, as a bank prints it
		text = cmp.Or(text, r.Text)
	}
	letters := 0
	for _, c := range text {
		if unicode.IsLetter(c) {
			letters++
		}
	}
	if letters < 2 || !g.says(text) || g.Case.Order != "" && strings.Contains(text, g.Case.Order) {
		return ""
	}
	return text
}

// money is a cell with the currency of its row, where it is an amount with cents.
func money(cell string, of *dispute.Amount) string {
	if of == nil || !strings.Contains(cell, ".") {
		return cell
	}
	if a, err := dispute.ParseAmount(cell, of.Currency); err == nil {
		return a.String()
	}
	return cell
}

func (g *goods) cell(r dispute.Record, w channel.GoodsWords) string {
	for _, column := range w.Columns {
		for _, f := range g.Wares.fields[r.ID] {
			if value := strings.TrimSpace(f.Value); fold.String(f.Name) == fold.String(column) && g.says(value) {
				return value
			}
		}
	}
	return ""
}

// taxClass is the class of goods that tax invoices write before a name.
var taxClass = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\*[^*]{1,20}\*\s*`) })

// invoices takes the item of an invoice that is joined with a payment.
func (g *goods) invoices() {
	paid := g.Wares.rows.payments(g.Events)
	for i := range g.Wares.papers {
		r := &g.Wares.papers[i]
		invoice, ok := r.Invoice()
		joined := slices.ContainsFunc(g.Events, func(e dispute.Event) bool {
			return paid[e.ID] && slices.ContainsFunc(e.Cites, func(c dispute.Citation) bool { return c.Record == r.ID })
		})
		if ok && joined && len(invoice.Items) == 1 {
			g.put(goodsName, taxClass().ReplaceAllString(invoice.Items[0], ""), g.cite(*r), dispute.Say("goods.because.invoice", r.Evidence))
		}
	}
}

// labels takes what stands behind the labels of a paper or picture.
func (g *goods) labels(text string, cite dispute.Citation, because string) {
	if g.Passed[cite.Evidence] || text == "" {
		return
	}
	own := strings.TrimSpace(g.Case.Order)
	ordered := len(own) >= 6 && strings.Contains(strings.ReplaceAll(text, " ", ""), own)
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		for _, w := range g.words {
			if w.Order && !ordered {
				continue
			}
			if value := behind(line, w.Labels); value != "" {
				g.put(w.Field, value, cite, dispute.Say(because, cite.Evidence))
			}
		}
	}
}

// coded is the code that a name of goods has at one of the labels, as in
// "air fryer 5L 型号LC-AF500": "" where none has one. A code has a digit.
func coded(name string, labels []string) string {
	words := strings.FieldsFunc(name, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && !strings.ContainsRune(inCodes+":", r)
	})
	for i, word := range words {
		for _, label := range labels {
			rest, ok := cutLabel(word, label)
			if ok && rest == "" && i+1 < len(words) {
				rest = words[i+1]
			}
			if ok && isCode(rest) {
				return rest
			}
		}
	}
	return ""
}

// cutLabel is what a word has behind a label, with or without a colon.
func cutLabel(word, label string) (string, bool) {
	folded := fold.Of(word)
	at := fold.String(label)
	if !strings.HasPrefix(folded.Folded, at) {
		return "", false
	}
	_, to := folded.Span(0, len(at))
	return strings.TrimLeftFunc(word[to:], unicode.IsPunct), true
}

// inCodes are the signs that join the letters and digits of a code.
const inCodes = "-_/.+"

// isCode reports whether a text is a maker's code: Latin letters, digits and
// what joins them.
func isCode(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r < utf8.RuneSelf && unicode.IsLetter(r), strings.ContainsRune(inCodes, r):
		default:
			return false
		}
	}
	return digits > 0 && len(s) >= 3
}

// mostValue is how many characters stand behind a label at most: more are a
// sentence.
const mostValue = 60

// behind is what a line has behind one of the labels, which begins it: "" where
// none does. Programs put blanks between what they recognise.
func behind(line string, labels []string) string {
	folded := fold.Of(line) // in which a colon of Chinese type is one of Latin
	colon := strings.IndexByte(folded.Folded, ':')
	if colon < 0 {
		return ""
	}
	from, to := folded.Span(colon, colon+1)
	label, value := line[:from], strings.TrimSpace(line[to:])
	if utf8.RuneCountInString(value) > mostValue || !slices.ContainsFunc(labels, func(l string) bool { return fold.String(l) == fold.String(label) }) {
		return ""
	}
	return value
}
