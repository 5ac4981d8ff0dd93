package packet

import (
	"strings"

	"complain/pkg/dispute"
)

// checkLikeness notes pictures of the packet that look alike: copies of one
// picture, that came by several ways, weary a reader. Whether they are copies,
// the user sees; a picture and its redacted version are meant to look alike.
func (c *composer) checkLikeness() {
	var pairs []string
	var later dispute.EvidenceID
	for _, x := range c.exhibits {
		a := x.evidence
		for _, id := range c.material.Pictures[a.ID].Alike {
			other := c.exhibitOf[id]
			if id < a.ID || !x.photo || other == nil || !other.photo {
				continue
			}
			if made(a, id) || made(other.evidence, a.ID) {
				continue
			}
			if len(pairs) == 0 {
				later = id
			}
			pairs = append(pairs, a.ID.String()+c.talk().Say("packet.and")+id.String())
		}
	}
	if len(pairs) == 0 {
		return
	}
	said := strings.Join(pairs[:min(len(pairs), namedEvidence)], c.talk().Say("packet.semicolon"))
	if len(pairs) > namedEvidence {
		said += " …"
	}
	c.gaps.add("picture-alike", Remark, said, len(pairs)).fix = []any{later.String()}
}

// made reports whether a picture was made from another.
func made(e dispute.Evidence, from dispute.EvidenceID) bool {
	return e.Derived != nil && e.Derived.From == from
}
