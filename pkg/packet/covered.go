package packet

import (
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/internal/personal"
)

// Covered is what the user covered of the text of an evidence: its records come
// with it covered already.
type Covered struct {
	Places int                      // in all that was read in it
	Words  []string                 // that are covered, for the check that they stand nowhere else
	Why    []string                 // in the user's words
	Hide   func(text string) string // covers them in a name that the evidence gives
}

// coveredName is a name that an evidence gives to something, as it is shown.
func (c *composer) coveredName(in dispute.EvidenceID, name string) string {
	if covered, ok := c.in.Covered[in]; ok && covered.Hide != nil {
		return covered.Hide(name)
	}
	return name
}

// coveredTexts lists for the annex in which exhibits text was covered, and why.
func (c *composer) coveredTexts() [][]doc.Inline {
	var out [][]doc.Inline
	for _, x := range c.exhibits {
		id := x.evidence.ID
		if original, ok := c.redaction.originals[id]; ok {
			id = original.ID
		}
		covered, ok := c.in.Covered[id]
		if !ok || covered.Places == 0 {
			continue
		}
		out = append(out, plain(c.say("packet.covered", c.mark(x), id, covered.Places, line(strings.Join(covered.Why, c.say("packet.semicolon"))))))
	}
	return out
}

// checkCovered notes where what was covered in one evidence stands all the same:
// in the words of the user or in another evidence.
func (c *composer) checkCovered(d *doc.Document) error {
	var ids []dispute.EvidenceID
	for id := range c.in.Covered {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		look := &masker{owners: c.masks.owners, hide: personal.Known{}, keep: c.masks.keep, said: personal.Known{}, counts: map[personal.Kind]map[string]int{}}
		look.only = true
		for _, word := range c.in.Covered[id].Words {
			look.hide.Add(personal.Word, word)
		}
		if _, err := look.document(d, c.say("packet.mask-letter")); err != nil {
			return err
		}
		if len(look.order) == 0 {
			continue
		}
		g := c.gaps.add("covered-elsewhere-"+id.String(), Must, id.String(), strings.Join(look.order, c.talk().Say("list.comma")))
		g.code, g.fix = "covered-elsewhere", []any{id.String()}
	}
	return nil
}
