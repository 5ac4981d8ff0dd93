package packet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// FormField is what is copied into one field of an addressee's form.
type FormField struct {
	Part  string   // of the letter: "facts"
	Name  string   // what the form calls it
	Text  string   // masked for the addressee; "" where the case does not say it
	Count int      // characters of Text, as forms count them: each Han character, letter, mark and space is one
	Most  int      // characters that the field takes; 0 where that is not known
	Left  []string // sentences that are not in Text because there is no room for them
}

// formRow is a field before it is masked.
type formRow struct {
	FormField
	value []doc.Inline
}

// Form makes what is copied into the form of the addressee, field by field in the
// order of its letter. The document holds the same, for those who hand it on.
func (p *Plan) Form(r Request, m Material) (*doc.Document, []FormField, []Finding, error) {
	if r.Channel.Packet == "" {
		return nil, nil, nil, fmt.Errorf("channel %s: %w", r.Channel.ID, ErrNoTemplate)
	}
	c, err := newComposer(p, r, m)
	if err != nil {
		return nil, nil, nil, err
	}
	rows, err := c.formRows()
	if err != nil {
		return nil, nil, nil, err
	}
	var all doc.KeyValues
	for _, row := range rows {
		all.Rows = append(all.Rows, doc.KeyValue{Key: row.Name, Value: row.value})
	}
	d, findings, err := c.finish([]doc.Block{all})
	if err != nil {
		return nil, nil, nil, err
	}
	masked, ok := d.Blocks[0].(doc.KeyValues)
	if !ok || len(masked.Rows) != len(rows) {
		return nil, nil, nil, fmt.Errorf("a form of %d fields became %T", len(rows), d.Blocks[0])
	}
	fields := make([]FormField, len(rows))
	for i, row := range rows {
		fields[i] = row.FormField
		fields[i].Text = pasted(masked.Rows[i].Value)
		fields[i].Count = utf8.RuneCountInString(fields[i].Text)
	}
	return d, fields, findings, nil
}

// pasted is what is copied: lines as they stand, nothing for a blank.
func pasted(text []doc.Inline) string {
	var b strings.Builder
	for _, in := range text {
		switch in.(type) {
		case doc.Break:
			b.WriteByte('\n')
		case doc.Blank:
		default:
			b.WriteString(flatten([]doc.Inline{in}))
		}
	}
	return strings.TrimSpace(b.String())
}

// formRows are the fields of the form: the parts of the letter that have a name in
// forms, in their order; of the statement one for each length that the form may
// take.
func (c *composer) formRows() ([]formRow, error) {
	v := view{c}
	parts := map[string]func() []doc.Inline{
		"complainant-name":    func() []doc.Inline { return v.Complainant().text },
		"complainant-phone":   func() []doc.Inline { return v.Phone().text },
		"complainant-address": func() []doc.Inline { return v.Address().text },
		"complainant-email":   func() []doc.Inline { return v.Email().text },
		"respondent-name":     func() []doc.Inline { return v.Respondent().text },
		"respondent-address":  func() []doc.Inline { return v.RespondentAddress().text },
		"respondent-phone":    func() []doc.Inline { return plain(c.party(c.respondent).Phone) },
		"platform":            func() []doc.Inline { return v.Platform().text },
		"shop":                func() []doc.Inline { return plain(c.party(dispute.Seller).Name) },
		"order":               func() []doc.Inline { return v.Order().text },
		"goods":               func() []doc.Inline { return v.Goods().text },
		"payment":             func() []doc.Inline { return v.Paid().text },
		"demands":             c.pastedDemands,
		"basis":               func() []doc.Inline { return plain(c.cited(c.basisArticles())) },
	}
	var rows []formRow
	for _, part := range c.letter.Require {
		name := c.letters.PartName(part).In(c.lang)
		if name == "" {
			continue
		}
		if part == "facts" {
			rows = append(rows, c.statementRows(name)...)
			continue
		}
		row := formRow{FormField: FormField{Part: part, Name: name}}
		if build, ok := parts[part]; ok {
			row.value = build()
		} else {
			said, err := c.field(part)
			if err != nil {
				return nil, err
			}
			row.value = said.text
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// statementRows are the statement in the length that the channel takes, or in
// each that its form may take; those that come to the same are one.
func (c *composer) statementRows(name string) []formRow {
	lengths := c.letter.Lengths
	if c.ch.Limits.Text > 0 {
		lengths = []int{c.ch.Limits.Text}
	}
	if len(lengths) == 0 {
		lengths = []int{500}
	}
	var rows []formRow
	for _, most := range slices.Sorted(slices.Values(lengths)) {
		text, left := c.statement(most)
		value := plain(text)
		if text == "" {
			value = []doc.Inline{c.blank("facts")}
		}
		row := formRow{FormField{Part: "facts", Name: name, Most: most, Left: left}, value}
		if n := len(rows); n > 0 && pasted(rows[n-1].value) == pasted(value) {
			continue
		}
		rows = append(rows, row)
	}
	return rows
}

// pastedDemands are the demands, a line each, with their total.
func (c *composer) pastedDemands() []doc.Inline {
	var out []doc.Inline
	for i, item := range c.requests() {
		if i > 0 {
			out = append(out, doc.Break{})
		}
		out = append(append(out, doc.Text(strconv.Itoa(i+1)+". ")), item...)
	}
	if total := totals(c.claimed()); len(total) > 0 && len(c.claims) > 1 {
		out = append(out, doc.Break{}, doc.Text(c.say("packet.total-before")+c.monies(total)+c.say("packet.stop")))
	}
	return out
}
