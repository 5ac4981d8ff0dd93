package packet

import (
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// fieldNames are the fields that a template can ask for.
func (c *composer) fieldNames() []string {
	var out []string
	for _, f := range c.letters.Fields() {
		out = append(out, f.ID)
	}
	return out
}

// fieldText is what the case says in answer to a field: the user's words, else a
// number that names the party whose it is, or where that party is; "" for nothing.
func (c *composer) fieldText(f channel.Field) string {
	if said := strings.TrimSpace(c.request.Fields[f.ID]); said != "" {
		return said
	}
	for _, id := range c.party(dispute.PartyRole(f.Of)).Identifiers {
		if f.Of != "" && id.Kind == f.ID {
			return id.Value
		}
	}
	if f.Country != "" {
		if id := c.party(dispute.PartyRole(f.Country)).Country(); id != "" {
			return channel.CountryName(id, c.lang)
		}
	}
	return ""
}

// field is the answer to a field, or a blank with a finding.
func (c *composer) field(id string) (value, error) {
	f, err := c.letters.Field(id)
	if err != nil {
		return value{}, err
	}
	if said := c.fieldText(f); said != "" {
		return value{id, plain(said)}, nil
	}
	label := f.Hint.In(c.lang)
	if label == "" {
		label = f.Name.In(c.lang)
	}
	return value{id, []doc.Inline{c.fieldBlank(f, label)}}, nil
}

// fieldRow is a field with its name before it. A field that only matters where
// the case has it is no row without an answer.
func (c *composer) fieldRow(id string) ([]doc.Block, error) {
	f, err := c.letters.Field(id)
	if err != nil {
		return nil, err
	}
	c.print(id)
	words := plain(c.fieldText(f))
	if len(words) == 0 {
		words = []doc.Inline{c.fieldBlank(f, f.Hint.In(c.lang))}
	}
	return []doc.Block{doc.KeyValues{Rows: []doc.KeyValue{{Key: f.Name.In(c.lang), Value: words}}}}, nil
}

func (c *composer) fieldBlank(f channel.Field, label string) doc.Blank {
	g := c.gaps.add("field-"+f.ID, Level(f.Level), f.Name.In(c.talk().Tag()))
	g.code, g.fix = "field", []any{f.ID}
	blank := doc.Blank{Label: label}
	if label != "" {
		blank.Ems = 4
	}
	return blank
}
