package cli

import (
	"maps"
	"slices"

	"complain/pkg/dispute"
	"complain/pkg/packet"
	"complain/pkg/picture"
)

// markAlike notes at each picture which others look like it.
func markAlike(pictures map[dispute.EvidenceID]packet.Picture, looks map[dispute.EvidenceID]picture.Likeness) {
	ids := slices.Sorted(maps.Keys(looks))
	for i, a := range ids {
		for _, b := range ids[:i] {
			if looks[a].Like(looks[b]) {
				for id, other := range map[dispute.EvidenceID]dispute.EvidenceID{a: b, b: a} {
					p := pictures[id]
					p.Alike = append(p.Alike, other)
					pictures[id] = p
				}
			}
		}
	}
}
