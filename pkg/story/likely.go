package story

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"complain/pkg/channel"
)

// Categories are the categories whose stories the records seem to tell, the
// likeliest first. A word that all stories know says little, one that marks an
// element of a single story much.
func (f *Finder) Categories(p *channel.Practice, ids []string) []string {
	hits := map[string]int{}
	for _, c := range f.candidates {
		for _, h := range c.hits {
			hits[f.words.triggers[h.trigger].ID]++
		}
	}
	marked, known := map[string]map[string]float64{}, map[string]int{}
	for _, id := range ids {
		marked[id] = triggersOf(p, id)
		for t := range marked[id] {
			known[t]++
		}
	}
	score := map[string]float64{}
	var out []string
	for _, id := range ids {
		for t, weight := range marked[id] {
			if n := hits[t]; n > 0 {
				score[id] += weight * math.Log(float64(len(ids)+1)/float64(known[t])) * (1 + 0.25*float64(min(n, 4)-1))
			}
		}
		score[id] *= shareTold(p, id, hits)
		if score[id] > 0 {
			out = append(out, id)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(score[b], score[a]) })
	return out
}

// shareTold is the share of what only a category's story must tell that is marked: what
// is lost or broken, what is fake. A story without it is another one.
func shareTold(p *channel.Practice, category string, hits map[string]int) float64 {
	const least = 0.4 // for what no words mark
	own, marked := 0, 0
	s, _ := p.Story(category, "")
	for _, e := range s.Elements {
		if strings.HasPrefix(e.ID, commonElement) || e.Level != channel.Must || len(e.Triggers) == 0 {
			continue
		}
		own++
		if slices.ContainsFunc(e.Triggers, func(t string) bool { return hits[t] > 0 }) {
			marked++
		}
	}
	if own == 0 {
		return least + (1-least)/2
	}
	return least + (1-least)*float64(marked)/float64(own)
}

// triggersOf are the triggers of a category's story: those of an element that no
// other story has count in full.
func triggersOf(p *channel.Practice, category string) map[string]float64 {
	out := map[string]float64{}
	s, _ := p.Story(category, "")
	for _, e := range s.Elements {
		weight := 1.0
		if strings.HasPrefix(e.ID, commonElement) {
			weight = 0.5
		}
		for _, t := range e.Triggers {
			out[t] = max(out[t], weight)
		}
	}
	return out
}

// commonElement begins the ids of elements that many stories have.
const commonElement = "c."
