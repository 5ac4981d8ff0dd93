package timeline

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"complain/pkg/dispute"
)

// merged are the events, those of a group as one.
func (j *joiner) merged() []dispute.Event {
	if len(j.because) == 0 {
		return j.events
	}
	groups := map[int][]int{}
	for _, i := range slices.Sorted(maps.Keys(j.because)) {
		groups[j.root(i)] = append(groups[j.root(i)], i)
	}
	out := make([]dispute.Event, 0, len(j.events))
	for i := range j.events {
		_, joined := j.because[i]
		switch {
		case !joined:
			out = append(out, j.events[i])
		case groups[j.root(i)][0] == i:
			out = append(out, j.merge(groups[j.root(i)]))
		}
	}
	return out
}

// merge makes one event of a group: as the row says it that dates it best, of these
// the earliest, and of these the one that names the other side at most length, with the
// places of all. Which file came first does not matter.
func (j *joiner) merge(group []int) dispute.Event {
	sorted := slices.Clone(group)
	slices.SortStableFunc(sorted, func(a, b int) int {
		x, y := &j.events[a], &j.events[b]
		return cmp.Or(cmp.Compare(j.rankOf(a), j.rankOf(b)), cmp.Compare(y.At.Precision, x.At.Precision), x.At.Compare(y.At), cmp.Compare(len(y.Who), len(x.Who)),
			cmp.Compare(x.Who+"\x00"+x.Text, y.Who+"\x00"+y.Text), cmp.Compare(x.Cites[0].Record, y.Cites[0].Record))
	})
	e := j.events[sorted[0]]
	e.Cites, e.Proofs, e.Elements, e.Notes = slices.Clone(e.Cites), slices.Clone(e.Proofs), slices.Clone(e.Elements), slices.Clone(e.Notes)
	for _, i := range sorted[1:] {
		other := &j.events[i]
		own := other.Cites[0]
		e.Joins = append(e.Joins, dispute.Join{With: own, Because: j.because[i]})
		for _, c := range other.Cites {
			if !slices.Contains(e.Cites, c) {
				e.Cites = append(e.Cites, c)
			}
		}
		for _, c := range append([]dispute.Citation{own}, other.Proofs...) {
			if !slices.Contains(e.Proofs, c) {
				e.Proofs = append(e.Proofs, c)
			}
		}
		for _, id := range other.Elements {
			if !slices.Contains(e.Elements, id) {
				e.Elements = append(e.Elements, id)
			}
		}
		e.Key = e.Key || other.Key
		if !j.b.ofPaper(other) {
			e.Sentence = cmp.Or(e.Sentence, other.Sentence)
		}
		if e.Text == "" && e.Summary == nil {
			e.Text = other.Text
		}
	}
	for _, i := range group {
		if pinned, said := j.b.pinnedAt(j.events[i].Cites[0]); said && !pinned {
			e.Key = false
		}
	}
	e.Notes = append(e.Notes, dispute.Say("note.joined", fmt.Sprint(len(group))))
	return e
}

func (j *joiner) rankOf(i int) int {
	switch {
	case j.events[i].Kind == dispute.Transaction:
		return 0
	case j.late[i]:
		return 2
	}
	return 1
}
