package channel

import (
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// Rest is an article that complaints of a category rest on, in every case or
// only with one of these claims, flags, elements or addressees.
type Rest struct {
	ID      string   `yaml:"id"`
	Claim   []string `yaml:"claim"`
	Flag    []string `yaml:"flag"`
	Element []string `yaml:"element"` // that has a sentence
	Office  []string `yaml:"office"`
}

// UnmarshalYAML reads an id, or a mapping.
func (r *Rest) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		r.ID = n.Value
		return nil
	}
	fields := []string{"id", "claim", "flag", "element", "office"}
	for i := 0; n.Kind == yaml.MappingNode && i < len(n.Content); i += 2 {
		if !slices.Contains(fields, n.Content[i].Value) {
			return onLine(n.Content[i].Line, under("basis", notAmong(n.Content[i].Value, fields)))
		}
	}
	type plain Rest
	return n.Decode((*plain)(r))
}

// Dropped is an article that does not belong into complaints of a category,
// with the reason.
type Dropped struct {
	ID  string `yaml:"id"`
	Why Words  `yaml:"why"`
}

// Filing is what decides which articles a paper cites, and by which number.
type Filing struct {
	Office string   // the kind of office it goes to; "" for none of them
	Day    string   // of the paper: 2026-03-20
	Act    string   // of the trade, where it is known
	Claims []string // ids of articles on which its claims rest by themselves
	State  *State
}

// Basis are the articles that a paper of a category cites, the general ones
// without a category, each as it stood on its day; whatever is only for the
// user or for counting days, was confirmed nowhere, or does not fit claims,
// flags, elements and addressee, is not among them.
func (b *Book) Basis(category *Category, f Filing) []Article {
	rests := make([]Rest, 0, len(b.general))
	for _, id := range b.general {
		rests = append(rests, Rest{ID: id})
	}
	if category != nil {
		rests = category.Basis
	}
	var ids []string
	for _, r := range rests {
		if r.fits(f) && !slices.Contains(ids, r.ID) {
			ids = append(ids, r.ID)
		}
	}
	articles, err := b.Articles(ids)
	if err != nil {
		return nil // a book that loaded has no such id
	}
	var out []Article
	for _, a := range articles {
		if a, ok := b.cited(a, f); ok {
			out = append(out, a)
		}
	}
	return out
}

func (r Rest) fits(f Filing) bool {
	return (meets(r.Claim, f.State.Claims) || slices.Contains(f.Claims, r.ID)) && meets(r.Element, f.State.Elements) &&
		(len(r.Office) == 0 || slices.Contains(r.Office, f.Office)) && f.State.said(r.Flag)
}

// Governs reports whether a law is that of a country, or of a union that it is in.
func (p *Practice) Governs(l Law, country string) bool {
	country = strings.ToLower(country)
	return l.Jurisdiction() == country || slices.ContainsFunc(p.Unions(country), func(union string) bool { return strings.ToLower(union) == l.Jurisdiction() })
}

// meets reports whether one of the wanted is there, or none is wanted.
func meets(want, have []string) bool {
	return len(want) == 0 || slices.ContainsFunc(want, func(w string) bool { return slices.Contains(have, w) })
}

// said reports whether one of the flags is set, or none is wanted.
func (f *State) said(flags []string) bool {
	return len(flags) == 0 || slices.ContainsFunc(flags, func(flag string) bool { return f.Flags[flag] })
}

// cited is the article as the paper cites it; ok is false when it does not.
func (b *Book) cited(a Article, f Filing) (_ Article, ok bool) {
	if !a.Printed() || !f.State.said(a.Needs) || len(a.OnlyIn) > 0 && !slices.Contains(a.OnlyIn, f.Office) {
		return a, false
	}
	if a, ok = b.on(a, f.Day, f.Act); !ok || a.Confidence == Own {
		return a, false
	}
	if len(a.DropIf) > 0 && f.State.said(a.DropIf) {
		a.If = Words{}
	}
	for _, flag := range sortedKeys(a.Point) {
		if f.State.Flags[flag] {
			a.Numbers = a.Point[flag]
		}
	}
	return a, true
}

// on is the article as it stood for a paper of day about a trade of the day
// act; ok is false when there was no such text.
func (b *Book) on(a Article, day, act string) (_ Article, ok bool) {
	if a.Law.GoesBy == "act" && act != "" {
		day = act
	}
	if day == "" {
		return a, true
	}
	for _, n := range a.Dated {
		if day < n.From || n.Until != "" && day > n.Until {
			continue
		}
		a.Numbers = n.Article
		if n.Confidence != "" {
			a.Confidence = n.Confidence
		}
		if n.LawID != "" {
			law, err := b.law(n.LawID)
			if err != nil {
				return a, false
			}
			a.LawID, a.Law = law.ID, law
		}
	}
	return a, a.Law.InForce <= day && (a.Law.Until == "" || day <= a.Law.Until)
}

// InForce are the articles of ids as they stood on day, "2026-03-20", without
// those of which there was no text.
func (b *Book) InForce(ids []string, day string) ([]Article, error) {
	articles, err := b.Articles(ids)
	if err != nil {
		return nil, err
	}
	out := articles[:0]
	for _, a := range articles {
		if a, ok := b.on(a, day, ""); ok && a.Confidence != Own {
			out = append(out, a)
		}
	}
	return out, nil
}

// resolveArticle holds what an article asks of a case against the vocabulary,
// and its times against one another.
func (p *Practice) resolveArticle(a Article) error {
	for _, use := range []struct {
		what, list string
		words      []string
	}{
		{"needs", "flags", a.Needs}, {"drop_if", "flags", a.DropIf}, {"point", "flags", sortedKeys(a.Point)},
		{"claims", "claims", a.Claims}, {"only_in", "offices", a.OnlyIn},
	} {
		if err := p.among(use.what, use.list, use.words...); err != nil {
			return err
		}
	}
	for i, n := range a.Dated {
		from, err := time.Parse(time.DateOnly, n.From)
		if err != nil {
			return under("numbers", wrong("data.date", "%q is no date", n.From))
		}
		if i > 0 && a.Dated[i-1].Until != from.AddDate(0, 0, -1).Format(time.DateOnly) {
			return wrong("data.gap", "numbers leave a gap or overlap before %s", n.From)
		}
	}
	return nil
}
