package packet

import (
	"cmp"
	"fmt"
	"slices"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/internal/media"
)

// Detail is a part of a picture that a fact cites, shown larger under the whole.
type Detail struct {
	Evidence dispute.EvidenceID
	Region   dispute.Region
	Image    doc.Image
}

func (d Detail) anchor() string {
	return fmt.Sprintf("%s-%d-%d-%d-%d", d.Evidence, d.Region.X, d.Region.Y, d.Region.Width, d.Region.Height)
}

// Details are the parts of pictures that facts cite, by exhibit, from the top.
func (p *Plan) Details() []Detail {
	var out []Detail
	for _, e := range p.key {
		for _, cite := range e.Cites {
			x := p.exhibitOf[cite.Evidence]
			if x == nil || !x.photo || cite.Locator.Region == (dispute.Region{}) || !media.Picture(x.evidence.MediaType) {
				continue
			}
			if d := (Detail{Evidence: x.evidence.ID, Region: cite.Locator.Region}); !slices.Contains(out, d) {
				out = append(out, d)
			}
		}
	}
	slices.SortFunc(out, func(a, b Detail) int {
		return cmp.Or(cmp.Compare(a.Evidence, b.Evidence), cmp.Compare(a.Region.Y, b.Region.Y), cmp.Compare(a.Region.X, b.Region.X),
			cmp.Compare(a.Region.Height, b.Region.Height), cmp.Compare(a.Region.Width, b.Region.Width))
	})
	return out
}

// details are the cited parts of a picture, each in a frame.
func (c *composer) details(e dispute.Evidence) []doc.Block {
	var out []doc.Block
	for _, d := range c.material.Details[e.ID] {
		r := d.Region
		out = append(out, doc.Figure{
			Title:   plain(c.say("packet.detail", e.ID.String())),
			Image:   d.Image,
			Caption: [][]doc.Inline{plain(c.say("packet.detail-place", r.X, r.Y, r.Width, r.Height))},
			Anchor:  d.anchor(),
		})
	}
	return out
}

// detailOf is the anchor of the part of a picture that is cited; "" where none is
// shown.
func (c *composer) detailOf(cite dispute.Citation) string {
	for _, d := range c.material.Details[cite.Evidence] {
		if d.Region == cite.Locator.Region {
			return d.anchor()
		}
	}
	return ""
}
