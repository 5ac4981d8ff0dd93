package story

import (
	"testing"

	"complain/pkg/dispute"
)

// Who is left beside the complainant is taken for the seller only where no other
// conversation has somebody who can be: the brand's support is not the shop.
func TestWhoIsLeft(t *testing.T) {
	me := dispute.Party{Role: dispute.Complainant, Name: "Lin", Aliases: []string{"晓禾"}}
	shop := dispute.Party{Role: dispute.Seller, Name: "云栖数码有限公司", Aliases: []string{"云栖数码小栖"}}
	talkOf := func(names ...string) *talk {
		out := &talk{speakers: map[string]int{}}
		for _, n := range names {
			out.speakers[n] = 1
		}
		return out
	}
	for name, c := range map[string]struct {
		talks map[dispute.EvidenceID]*talk
		want  dispute.PartyRole
	}{
		"one conversation":      {map[dispute.EvidenceID]*talk{1: talkOf("Lin", "Chengguang")}, dispute.Seller},
		"the shop elsewhere":    {map[dispute.EvidenceID]*talk{1: talkOf("Lin", "Chengguang"), 2: talkOf("晓禾", "云栖数码小栖")}, ""},
		"another, left as well": {map[dispute.EvidenceID]*talk{1: talkOf("Lin", "Chengguang"), 2: talkOf("晓禾", "阿强")}, ""},
		"the same elsewhere":    {map[dispute.EvidenceID]*talk{1: talkOf("Lin", "Chengguang"), 2: talkOf("Lin", "Chengguang")}, dispute.Seller},
	} {
		s := newSides([]dispute.Party{me, shop}, practice(t).Triggers().Names, c.talks)
		if got := s.of(1, "Chengguang"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
