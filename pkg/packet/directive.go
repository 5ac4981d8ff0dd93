package packet

import (
	"fmt"
	"slices"
	"strings"

	"complain/pkg/doc"
)

// directive is a block that a template places with a line ::name, and the parts
// of a letter that it prints.
type directive struct {
	name  string
	parts []string
	build func(c *composer) []doc.Block
}

// directives lists them by what a template writes.
func directives() []directive {
	return []directive{
		{"page-break", nil, func(*composer) []doc.Block { return []doc.Block{doc.PageBreak{}} }},
		{"parties", []string{"complainant-name", "complainant-phone", "complainant-address", "respondent-name", "respondent-address"}, (*composer).partiesBlock},
		{"complainant", []string{"complainant-name", "complainant-phone", "complainant-address"}, (*composer).complainantBlock},
		{"respondent", []string{"respondent-name", "respondent-address"}, (*composer).respondentBlock},
		{"transaction", []string{"platform", "order", "goods", "payment"}, (*composer).transactionBlock},
		{"facts summary", []string{"facts"}, (*composer).summary},
		{"facts brief", []string{"facts"}, (*composer).briefFacts},
		{"demands brief", []string{"demands", "total"}, (*composer).briefDemands},
		{"facts told", []string{"facts"}, (*composer).toldFacts},
		{"facts table", nil, (*composer).factsTable},
		{"facts", nil, (*composer).factsTable},
		{"tried", []string{"tried"}, (*composer).tried},
		{"demands", []string{"demands", "total"}, (*composer).demands},
		{"calculation", nil, (*composer).calculation},
		{"basis", []string{"basis"}, (*composer).basis},
		{"attachments", []string{"attachments"}, (*composer).attachments},
		{"signature", []string{"signature", "date"}, func(c *composer) []doc.Block { return []doc.Block{c.signature(c.voice.Sign.In(c.lang))} }},
		{"evidence-list", []string{"evidence-list", "signature", "date"}, (*composer).evidenceList},
		{"exhibits", nil, (*composer).exhibitBlocks},
		{"annex", nil, (*composer).annex},
	}
}

// directiveNames are the first words of what a template can write behind ::.
func directiveNames() []string {
	out := []string{"field", "row"}
	for name := range styled {
		out = append(out, name)
	}
	for _, d := range directives() {
		name, _, _ := strings.Cut(d.name, " ")
		out = append(out, name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// directive builds the blocks that a line ::name argument stands for.
func (c *composer) directive(name, argument string) ([]doc.Block, error) {
	call := strings.TrimSpace(name + " " + argument)
	if name == "field" {
		return c.fieldRow(argument)
	}
	all := directives()
	i := slices.IndexFunc(all, func(d directive) bool { return d.name == call })
	if i < 0 {
		return nil, fmt.Errorf("no directive ::%s", call)
	}
	for _, part := range all[i].parts {
		c.print(part)
	}
	return all[i].build(c), nil
}

// print notes that a part of the letter stands there.
func (c *composer) print(part string) {
	if !slices.Contains(c.printed, part) {
		c.printed = append(c.printed, part)
	}
}
