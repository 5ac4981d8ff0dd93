package view

import "complain/pkg/dispute"

// FitInto leaves pictures out of the page until those that remain fit into a size,
// and says what it left out: first the large renditions, the largest first, then
// the small ones.
func (p *Page) FitInto(limit int64) []dispute.Note {
	const asText = 4.0 / 3 // base64
	total := int64(0)
	sizes := map[*Image]int64{}
	weigh := func(i *Image) {
		if data, err := i.Bytes(); err == nil { // an error comes again when it is written
			sizes[i] = int64(float64(len(data)) * asText)
			total += sizes[i]
		}
	}
	for i := range p.Items {
		for j := range p.Items[i].Full {
			weigh(&p.Items[i].Full[j])
		}
		if t := p.Items[i].Thumb; t != nil {
			weigh(t)
		}
	}
	var out []dispute.Note
	if n := leaveFull(p, sizes, &total, limit); n > 0 {
		out = append(out, dispute.Say("view.left.full", n))
	}
	small := 0
	for i := len(p.Items) - 1; i >= 0 && total > limit; i-- {
		if t := p.Items[i].Thumb; t != nil {
			total -= sizes[t]
			p.Items[i].Thumb = nil
			small++
		}
	}
	if small > 0 {
		out = append(out, dispute.Say("view.left.small", small))
	}
	return out
}

// leaveFull leaves out the large renditions of the items that have the largest.
func leaveFull(p *Page, sizes map[*Image]int64, total *int64, limit int64) (left int) {
	for *total > limit {
		largest, of := -1, int64(0)
		for i := range p.Items {
			sum := int64(0)
			for j := range p.Items[i].Full {
				sum += sizes[&p.Items[i].Full[j]]
			}
			if sum > of {
				largest, of = i, sum
			}
		}
		if largest < 0 {
			return left
		}
		*total -= of
		p.Items[largest].Full = nil
		left++
	}
	return left
}
