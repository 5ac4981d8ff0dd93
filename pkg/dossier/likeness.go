package dossier

import (
	"maps"
	"slices"

	"complain/pkg/dispute"
	"complain/pkg/packet"
	"complain/pkg/picture"
)

// mostAlike is how many others are noted at a picture: of thousands that all
// look alike, a person is told of a few.
const mostAlike = 16

// markAlike notes at each picture which later ones look like it.
func markAlike(pictures map[dispute.EvidenceID]packet.Picture, looks map[dispute.EvidenceID]picture.Likeness) {
	ids := slices.Sorted(maps.Keys(looks))
	list := make([]picture.Likeness, len(ids))
	for i, id := range ids {
		list[i] = looks[id]
	}
	for i, j := range picture.Pairs(list) {
		if p := pictures[ids[i]]; len(p.Alike) < mostAlike {
			p.Alike = append(p.Alike, ids[j])
			pictures[ids[i]] = p
		}
	}
}
