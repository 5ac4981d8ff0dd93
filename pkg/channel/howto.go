package channel

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

const howtoFile = "howto.yaml"

// Lines is a list of texts by language.
type Lines map[string][]string

// In are the lines in lang, or in the language that it is a variant of, or in
// English.
func (l Lines) In(lang string) []string {
	for ; lang != ""; lang = lang[:max(0, strings.LastIndexByte(lang, '-'))] {
		if lines := l[lang]; len(lines) > 0 {
			return lines
		}
	}
	return l["en"]
}

// Guide is how evidence is got out of an app.
type Guide struct {
	ID               string     `yaml:"id"`
	App              Words      `yaml:"app"`
	Aliases          []string   `yaml:"aliases"` // what people call it
	Gives            []string   `yaml:"gives"`   // kinds of evidence
	Version          string     `yaml:"version"` // of the app that the steps were seen in
	Steps            Lines      `yaml:"steps"`
	File             string     `yaml:"file"` // the name of what comes out
	Encrypted        bool       `yaml:"encrypted"`
	Then             string     `yaml:"then"`     // the command after it; "" for complain add-evidence
	Pitfalls         []string   `yaml:"pitfalls"` // ids of Howto.Pitfalls
	More             Lines      `yaml:"more"`
	Limits           Words      `yaml:"limits"` // what the app keeps, and for how long
	Source           []string   `yaml:"source"`
	AsOf             string     `yaml:"as_of"`
	Confidence       Confidence `yaml:"confidence"`
	LimitsConfidence Confidence `yaml:"limits_confidence"`

	Sources []Source `yaml:"-"` // Source, resolved
}

// Howto is all guides, and what holds for each of them.
type Howto struct {
	General  Lines
	Pitfalls map[string]Words
	Guides   []Guide
}

type howtoData struct {
	Schema   int               `yaml:"schema"`
	AsOf     string            `yaml:"as_of"`
	General  Lines             `yaml:"general"`
	Pitfalls map[string]Words  `yaml:"pitfalls"`
	Sources  map[string]Source `yaml:"sources"`
	Guides   []Guide           `yaml:"guides"`
}

// Howto reads the guides: only who asks for one needs them.
func (b *Book) Howto() (*Howto, error) {
	h := &Howto{Pitfalls: map[string]Words{}}
	sources := maps.Clone(b.sources)
	built, err := fs.Sub(data, "data")
	if err != nil {
		return nil, err
	}
	for _, folder := range []fs.FS{built, b.own} {
		if folder == nil {
			continue
		}
		var d howtoData
		if err := decode(folder, howtoFile, &d); err != nil {
			if folder != built && errors.Is(err, fs.ErrNotExist) {
				continue
			}
			return nil, err
		}
		if len(d.General) > 0 {
			h.General = d.General
		}
		maps.Copy(h.Pitfalls, d.Pitfalls)
		maps.Copy(sources, d.Sources)
		for i := range d.Guides {
			fill(&d.Guides[i].AsOf, d.AsOf)
		}
		h.Guides = replace(h.Guides, d.Guides, func(g Guide) string { return g.ID })
	}
	p, err := b.Practice()
	if err != nil {
		return nil, err
	}
	for i := range h.Guides {
		g := &h.Guides[i]
		if g.Sources, err = resolveSources(g.Source, sources); err == nil {
			err = p.checkGuide(*g, h.Pitfalls)
		}
		if err != nil {
			return nil, located(entryError{"guides", g.ID, err}, b.own)
		}
	}
	return h, nil
}

func (p *Practice) checkGuide(g Guide, pitfalls map[string]Words) error {
	if err := p.among("gives", "evidence", g.Gives...); err != nil {
		return err
	}
	for _, id := range g.Pitfalls {
		if _, ok := pitfalls[id]; !ok {
			return notAmong(id, sortedKeys(pitfalls))
		}
	}
	if err := confident(g.LimitsConfidence); err != nil {
		return err
	}
	return dated(g.AsOf, g.Confidence)
}

// Find are the guides that a text means: by id, the beginning of one, a name of
// the app, what people call it, or a kind of evidence that it gives.
func (h *Howto) Find(text string) []Guide {
	text = strings.ToLower(strings.TrimSpace(text))
	means := func(g Guide) bool {
		names := append(slices.Collect(maps.Values(g.App)), append(g.Aliases, g.Gives...)...)
		return g.ID == text || strings.HasPrefix(g.ID, text+".") ||
			slices.ContainsFunc(names, func(n string) bool { return strings.ToLower(n) == text })
	}
	var out []Guide
	for _, g := range h.Guides {
		if g.ID == text {
			return []Guide{g}
		}
		if means(g) {
			out = append(out, g)
		}
	}
	return out
}

// Giving are the guides to a kind of evidence, in the order of the data.
func (h *Howto) Giving(kind string) []Guide {
	var out []Guide
	for _, g := range h.Guides {
		if slices.Contains(g.Gives, kind) {
			out = append(out, g)
		}
	}
	return out
}
