package story

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// Kind is a category whose story the records seem to tell.
type Kind struct {
	ID     string
	Weight float64            // by which kinds of one case are compared
	Cites  []dispute.Citation // what says most of it
}

// mostSaying is how many records are named that speak for a kind.
const mostSaying = 3

// Categories are the categories whose stories the records seem to tell, the
// likeliest first. A word that all stories know says little, one that marks an
// element of a single story much.
func (f *Finder) Categories(p *channel.Practice, ids []string) []Kind {
	hits, first, by := map[string]int{}, map[string]dispute.Citation{}, map[dispute.PartyRole]map[string]int{}
	who := newSides(nil, p.Triggers().Names, f.talks)
	for _, c := range f.candidates {
		role := who.of(c.evidence, c.who)
		for _, h := range c.hits {
			if t := &f.words.triggers[h.trigger]; !h.reply && h.why == "" && t.Place == "" && mayBeOf(t.Side, role) {
				if by[role] == nil {
					by[role] = map[string]int{}
				}
				by[role][t.ID]++
				if hits[t.ID]++; hits[t.ID] == 1 {
					first[t.ID] = dispute.Citation{Evidence: c.evidence, Record: max(c.id, 0), Locator: f.record(c).Locator}
				}
			}
		}
	}
	marked, known, own := map[string]map[string]float64{}, map[string]int{}, ownElements(p, ids)
	for _, id := range ids {
		marked[id] = triggersOf(p, id, own)
		for t := range marked[id] {
			known[t]++
		}
	}
	decisive, everywhere := map[string]int{}, commonFirst(p, ids, own) // what some stories must tell says half of another
	for _, id := range ids {
		s, _ := p.Story(id, "")
		for _, e := range s.Elements {
			if own[e.ID] && e.Level == channel.Must && len(e.Triggers) > 0 && !everywhere[e.Triggers[0]] {
				decisive[e.Triggers[0]]++
			}
		}
	}
	var out []Kind
	for _, id := range ids {
		says := map[string]float64{}
		for t, weight := range marked[id] {
			stories := known[t]
			switch {
			case decisive[t] == 0:
			case weight < 1:
				weight /= 2
			default:
				stories = decisive[t]
			}
			if n := hits[t]; n > 0 {
				says[t] = weight * math.Log(float64(len(ids)+1)/float64(stories)) * (1 + 0.25*float64(min(n, 4)-1))
			}
		}
		told := slices.SortedFunc(maps.Keys(says), func(a, b string) int {
			return cmp.Or(cmp.Compare(says[b], says[a]), strings.Compare(a, b))
		})
		k := Kind{ID: id}
		for _, t := range told {
			k.Weight += says[t]
			if len(k.Cites) < mostSaying && !slices.Contains(k.Cites, first[t]) {
				k.Cites = append(k.Cites, first[t])
			}
		}
		if answersFor(p, id, own, by) {
			k.Weight += math.Log(float64(len(ids) + 1))
		}
		if k.Weight *= shareTold(p, id, own, hits); k.Weight > 0 {
			out = append(out, k)
		}
	}
	slices.SortStableFunc(out, func(a, b Kind) int { return cmp.Compare(b.Weight, a.Weight) })
	return out
}

// commonFirst are the triggers that decide nothing: those by which elements that many
// stories have are known, as what is demanded and refused is told of all, and those of
// elements of several stories' own, as everybody reminds.
func commonFirst(p *channel.Practice, ids []string, own map[string]bool) map[string]bool {
	const several = 3
	out, in := map[string]bool{}, map[string]int{}
	for _, id := range ids {
		s, _ := p.Story(id, "")
		for _, e := range s.Elements {
			if len(e.Triggers) > 0 && !own[e.ID] {
				out[e.Triggers[0]] = true
			}
			for _, t := range e.Triggers {
				if own[e.ID] && !strings.HasPrefix(e.ID, "c.") { // c.: of all stories
					in[t]++
				}
				out[t] = out[t] || in[t] >= several
			}
		}
	}
	return out
}

// answersFor reports whether a category's story is of an answer that only others than
// the seller give, as a platform does, and these answered more than any seller did: who
// refuses is whom the dispute is about.
func answersFor(p *channel.Practice, category string, own map[string]bool, by map[dispute.PartyRole]map[string]int) bool {
	s, _ := p.Story(category, "")
	for _, e := range s.Elements {
		if !own[e.ID] || len(e.From) == 0 || e.Says(dispute.Seller) || e.Says(dispute.Complainant) {
			continue
		}
		theirs, sellers := 0, 0
		for _, t := range e.Triggers {
			sellers += by[dispute.Seller][t]
			for _, role := range e.From {
				theirs += by[role][t]
			}
		}
		if theirs > sellers {
			return true
		}
	}
	return false
}

// mayBeOf reports whether somebody of a role, "" for one of whom nobody knows, may be
// who says what a side says.
func mayBeOf(side channel.Speaking, role dispute.PartyRole) bool {
	switch {
	case role == "" || side == channel.Anyone:
		return true
	case side == channel.Self:
		return role == dispute.Complainant
	}
	return role != dispute.Complainant
}

// shareTold is the share of what only a category's story must tell that is marked: what
// is lost or broken, what is fake. A story without it is another one.
func shareTold(p *channel.Practice, category string, own map[string]bool, hits map[string]int) float64 {
	const least = 0.4 // for what no words mark
	must, marked := 0, 0
	s, _ := p.Story(category, "")
	for _, e := range s.Elements {
		if !own[e.ID] || e.Level != channel.Must || len(e.Triggers) == 0 {
			continue
		}
		must++
		if slices.ContainsFunc(e.Triggers, func(t string) bool { return hits[t] > 0 }) {
			marked++
		}
	}
	if must == 0 {
		return least + (1-least)/2
	}
	return least + (1-least)*float64(marked)/float64(must)
}

// triggersOf are the triggers of a category's story: the first of an element that few
// other stories have, which is its own, counts in full.
func triggersOf(p *channel.Practice, category string, own map[string]bool) map[string]float64 {
	out := map[string]float64{}
	s, _ := p.Story(category, "")
	for _, e := range s.Elements {
		for i, t := range e.Triggers {
			if p.Places(t) {
				continue
			}
			weight := 0.5
			if own[e.ID] && i == 0 {
				weight = 1
			}
			out[t] = max(out[t], weight)
		}
	}
	return out
}

// ownElements are the elements that few stories have: what is wrong with the goods is
// told of three kinds of disputes, what was paid of all.
func ownElements(p *channel.Practice, ids []string) map[string]bool {
	stories := map[string]int{}
	for _, id := range ids {
		s, _ := p.Story(id, "")
		for _, e := range s.Elements {
			stories[e.ID]++
		}
	}
	own := map[string]bool{}
	for id, n := range stories {
		own[id] = n*4 <= len(ids)
	}
	return own
}
