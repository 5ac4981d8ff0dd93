package channel

import (
	"slices"
	"strings"
)

// Level is how much a ground weighs.
type Level string

// The levels.
const (
	Must   Level = "must"   // the office has to refuse, or filing is pointless
	Should Level = "should" // it may refuse, or will ask
	Note   Level = "note"   // good to know
)

// Levels lists every level, the heaviest first.
func Levels() []Level { return []Level{Must, Should, Note} }

// Ground is a reason for which an office refuses, is barred or does not help.
type Ground struct {
	ID         string     `yaml:"id"`
	Channels   []string   `yaml:"channels"`
	Offices    []string   `yaml:"offices"` // kinds of offices whose channels all have it
	Level      Level      `yaml:"level"`
	When       Predicate  `yaml:"when"`
	Say        Words      `yaml:"say"`
	Instead    Words      `yaml:"instead"` // what to do then
	Source     []string   `yaml:"source"`
	Rule       string     `yaml:"rule"`    // the article of the first source: 16(2)
	ToldBy     []Element  `yaml:"told_by"` // what a packet that lacks one of them says already, with what mends it
	AsOf       string     `yaml:"as_of"`
	Confidence Confidence `yaml:"confidence"`

	Sources []Source `yaml:"-"` // Source, resolved
}

// Basis is the first source of the ground in words of a language, with the article and
// its date.
func (g Ground) Basis(lang string) string {
	s := g.Sources[0]
	parts := slices.DeleteFunc([]string{s.Title.In(lang), g.Rule, s.Date}, func(p string) bool { return p == "" })
	return strings.Join(parts, ", ")
}

// Always reports whether the ground holds in every case.
func (g Ground) Always() bool { return g.When.op == "always" }

// OfWords reports whether the ground is about words of the user's own sentences,
// which can be quoted.
func (g Ground) OfWords() bool { return g.When.op == "word" }

// Question asks for a flag that grounds turn on.
type Question struct {
	Flag    string
	Ask     Words
	Grounds []string // that need the answer
}

// Grounds are the grounds of a channel, in the order of the data.
func (p *Practice) Grounds(channel string) []Ground {
	var out []Ground
	for _, g := range p.grounds {
		ofOffice := slices.ContainsFunc(g.Offices, func(o string) bool {
			return slices.Contains(p.words.Offices[o].Channels, channel)
		})
		if (ofOffice || slices.Contains(g.Channels, channel)) && !g.When.elsewhere(p.words.Platforms, channel) {
			out = append(out, g)
		}
	}
	return out
}

// elsewhere says that a predicate can hold on other platforms alone than the one
// whose channel this is.
func (p Predicate) elsewhere(platforms map[string]string, channel string) bool {
	switch p.op {
	case "all":
		return slices.ContainsFunc(p.of, func(one Predicate) bool { return one.elsewhere(platforms, channel) })
	case "platform":
		return isPlatform(platforms, channel) && !slices.ContainsFunc(p.args[""], func(word string) bool { return platforms[word] == channel })
	}
	return false
}

func isPlatform(platforms map[string]string, channel string) bool {
	for _, of := range platforms {
		if of == channel {
			return true
		}
	}
	return false
}

// Office is the kind of office that a channel is, or that the word for such a
// kind means; "" for none of them.
func (p *Practice) Office(channel string) string {
	if slices.Contains(p.lists["offices"], channel) {
		return channel
	}
	for _, office := range p.lists["offices"] {
		if slices.Contains(p.words.Offices[office].Channels, channel) {
			return office
		}
	}
	return ""
}

// Hold are the channel's grounds that hold in a case, the heaviest first, and
// what has to be asked before the others can be told: an unknown flag never
// holds against a case.
func (p *Practice) Hold(channel string, f *State) (hold []Ground, ask []Question) {
	for _, g := range p.Grounds(channel) {
		switch g.When.Of(f) {
		case True:
			hold = append(hold, g)
		case Unknown:
			for _, flag := range g.When.Asks(f) {
				ask = p.asked(ask, flag, g.ID)
			}
		}
	}
	slices.SortStableFunc(hold, func(a, b Ground) int {
		return slices.Index(Levels(), a.Level) - slices.Index(Levels(), b.Level)
	})
	return hold, ask
}

func (p *Practice) asked(ask []Question, flag, ground string) []Question {
	i := slices.IndexFunc(ask, func(q Question) bool { return q.Flag == flag })
	if i < 0 {
		return append(ask, Question{flag, p.words.Flags[flag].Name, []string{ground}})
	}
	if !slices.Contains(ask[i].Grounds, ground) {
		ask[i].Grounds = append(ask[i].Grounds, ground)
	}
	return ask
}

func (p *Practice) resolveGround(g *Ground, b *Book) error {
	if err := dated(g.AsOf, g.Confidence); err != nil {
		return err
	}
	if !slices.Contains(Levels(), g.Level) {
		return under("level", notAmong(string(g.Level), levelWords()))
	}
	for _, e := range g.ToldBy {
		if !slices.Contains(Elements(), e) && e != ShopName {
			return under("told_by", notAmong(string(e), append(elementWords(), string(ShopName))))
		}
	}
	for _, id := range g.Channels {
		if _, err := b.Channel(id); err != nil {
			return err
		}
	}
	for _, o := range g.Offices {
		if _, ok := p.words.Offices[o]; !ok {
			return under("office", notAmong(o, p.lists["offices"]))
		}
	}
	if g.When.Empty() {
		return wrong("data.no-predicate", "no predicate: write when: %s for a ground that always holds", "{always: true}")
	}
	return g.When.check(p.lists)
}

func elementWords() []string {
	var out []string
	for _, e := range Elements() {
		out = append(out, string(e))
	}
	return out
}
