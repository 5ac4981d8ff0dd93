package cli

import (
	"slices"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/personal"
	"complain/pkg/phrase"
)

// plannedCovering is a covering before it is kept.
type plannedCovering struct {
	dossier.Covering
	places int
	shown  string // one of the places, as it will be printed
}

// coverPlan is what is to be covered in an evidence.
type coverPlan struct {
	evidence dispute.Evidence
	records  []dispute.Record
	whole    bool // the evidence, with its name
	why      string
	list     []plannedCovering
}

// coveringsWanted is what is to be covered in records: the words that were named,
// what names people, or else all that the records say.
func coveringsWanted(t redactTarget, records []dispute.Record, o redactOptions) ([]plannedCovering, error) {
	p := &coverPlan{evidence: t.evidence, records: records, whole: t.whole && !o.placed(), why: strings.TrimSpace(o.why)}
	id := t.evidence.ID
	for _, word := range o.words {
		if err := p.word(word); err != nil {
			return nil, err
		}
	}
	if o.numbers {
		found := 0
		for _, c := range personalIn(records) {
			found += p.everywhere(c)
		}
		if found == 0 && len(p.list) == 0 {
			return nil, failure("error.numbers-not-read", id).next("hint.word-not-read", id)
		}
	}
	switch {
	case len(o.words) > 0 || o.numbers:
		return p.list, nil
	case p.whole:
		return nil, usage("error.redact-nothing", id).next("hint.redact-nothing-text", id)
	}
	for _, r := range records {
		p.add(dossier.Covering{Locator: r.Locator.String()}, []dispute.Record{r})
	}
	if len(p.list) == 0 {
		return nil, failure("error.redact-empty", id).next("hint.redact-empty", id)
	}
	return p.list, nil
}

// word covers a word, or says why it cannot be.
func (p *coverPlan) word(word string) error {
	if personal.Key(word) == "" {
		return usage("error.mask-short", word).next("hint.mask-short")
	}
	for _, r := range p.records { // it would be printed all the same
		if r.Amount != nil && strings.Contains(r.Amount.String(), word) {
			return failure("error.redact-amount", "R"+itoa(r.ID), strconv.Quote(word)).next("hint.redact-amount", "R"+itoa(r.ID))
		}
	}
	if p.everywhere(dossier.Covering{Text: word, What: string(knownKind(word))}) > 0 {
		return nil
	}
	return failure("error.word-not-read", p.evidence.ID, strconv.Quote(word)).next("hint.word-not-read", p.evidence.ID)
}

// everywhere plans a covering for all that is meant: once where that is the whole
// evidence, else for each place.
func (p *coverPlan) everywhere(c dossier.Covering) (places int) {
	if p.whole {
		return p.add(c, p.records)
	}
	for _, r := range p.records {
		c.Locator = r.Locator.String()
		places += p.add(c, []dispute.Record{r})
	}
	return places
}

// add plans a covering that covers something, and says in how many places.
func (p *coverPlan) add(c dossier.Covering, in []dispute.Record) int {
	c.Evidence, c.Why = p.evidence.ID, p.why
	planned := plannedCovering{Covering: c}
	alone := dossier.Coverings{c.Evidence: {c}}
	for _, r := range in {
		n := alone.Record(&r)
		if planned.places += n; n > 0 && planned.shown == "" {
			planned.shown = phrase.Join(": ", r.Who, excerptAround(r.Text, dossier.CoverMark))
		}
	}
	name := p.evidence
	if alone.Evidence(&name); name.Name != p.evidence.Name || name.Title != p.evidence.Title {
		planned.places++
	}
	if planned.places > 0 && !slices.ContainsFunc(p.list, func(q plannedCovering) bool { return q.Same(c) }) {
		p.list = append(p.list, planned)
	}
	return planned.places
}

// knownKind is what a text is, "text" where nothing says more.
func knownKind(text string) personal.Kind {
	if kind := personal.KindOf(text); kind != personal.Word {
		return kind
	}
	return "text"
}

// personalIn is what names people in records, each once.
func personalIn(records []dispute.Record) (out []dossier.Covering) {
	seen := map[string]bool{}
	for _, r := range records {
		for _, text := range []string{r.Text, r.Who, r.Merchant} {
			for _, found := range personal.Find(text) {
				datum := text[found.Start:found.End]
				if key := personal.Key(datum); !seen[key] {
					seen[key] = true
					out = append(out, dossier.Covering{Text: datum, What: string(found.Kind)})
				}
			}
		}
	}
	return out
}

func shortened(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// excerptAround is the part of a text around the first place of a mark.
func excerptAround(text, mark string) string {
	const around = 24
	text = strings.Join(strings.Fields(text), " ")
	i := strings.Index(text, mark)
	if i < 0 {
		return shortened(text, 2*around)
	}
	before, after := []rune(text[:i]), []rune(text[i+len(mark):])
	out := mark
	if n := len(before); n > around {
		out = "…" + string(before[n-around:]) + out
	} else {
		out = string(before) + out
	}
	if len(after) > around {
		return out + string(after[:around]) + "…"
	}
	return out + string(after)
}
