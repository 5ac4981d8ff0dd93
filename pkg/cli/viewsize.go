package cli

import (
	"regexp"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/locale"
	"complain/pkg/view"
)

// sizeForm is a size as people type it: 20MB, 1.5 GB, 500k.
var sizeForm = regexp.MustCompile(`(?i)^\s*([0-9]{1,6}(?:\.[0-9]{1,3})?)\s*([kmg]?)i?b?\s*$`)

// parseSize reads a size in bytes. A number alone is of megabytes.
func parseSize(text string) (int64, error) {
	m := sizeForm.FindStringSubmatch(text)
	if m == nil {
		return 0, usage("error.size", text).next("hint.size")
	}
	n, err := strconv.ParseFloat(m[1], 64)
	unit := map[string]float64{"": 1e6, "k": 1e3, "m": 1e6, "g": 1e9}[strings.ToLower(m[2])]
	if err != nil || n*unit < 1 {
		return 0, usage("error.size", text).next("hint.size")
	}
	return int64(n * unit), nil
}

// sizeText is a size as people read it.
func sizeText(lang locale.Lang, bytes int64) string {
	number := func(of float64) string { return strconv.FormatFloat(float64(bytes)/of, 'f', 1, 64) }
	switch {
	case bytes < 1000:
		return lang.Say("size.bytes", bytes)
	case bytes < 1e6:
		return lang.Say("size.kb", number(1e3))
	}
	return lang.Say("size.mb", number(1e6))
}

// fitInto leaves pictures out of a page until those that remain fit into a size,
// and says what it left out: first the large renditions, the largest first, then
// the small ones.
func fitInto(p *view.Page, limit int64) []dispute.Note {
	const asText = 4.0 / 3 // base64
	total := int64(0)
	sizes := map[*view.Image]int64{}
	weigh := func(i *view.Image) {
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
func leaveFull(p *view.Page, sizes map[*view.Image]int64, total *int64, limit int64) (left int) {
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
