package channel

import (
	"maps"
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// Trigger is a group of words that mark a candidate for an element of the story.
type Trigger struct {
	ID         string              `yaml:"id"`
	Name       Words               `yaml:"name"`
	Side       Speaking            `yaml:"side"`
	Weight     int                 `yaml:"weight"` // what one hit counts; 0 is Enough
	Strong     map[string][]string `yaml:"strong"` // by language
	Weak       map[string][]string `yaml:"weak"`
	Reply      map[string][]string `yaml:"reply"`      // count in an answer to a complaint
	Not        map[string][]string `yaml:"not"`        // cancel the hits of their sentence
	Questions  bool                `yaml:"questions"`  // a question counts
	Conditions bool                `yaml:"conditions"` // a sentence that begins with "if" counts
	Place      string              `yaml:"place"`      // what marks it is where it stands: it answers a complaint, or was answered as one
	Complains  bool                `yaml:"complains"`  // who says so waits for an answer
	Denied     bool                `yaml:"denied"`     // a word that denies before one of its words cancels it
}

// Enough is what a candidate's hits have to come to.
const Enough = 3

// Speaking is who says something: the complainant or not.
type Speaking string

// The sides.
const (
	Self   Speaking = "self"
	Other  Speaking = "other"
	Anyone Speaking = "any"
)

// Triggers are the words that mark candidates, with those that make a sentence a
// condition or a question.
type Triggers struct {
	List       []Trigger           `yaml:"triggers"`
	Conditions map[string][]string `yaml:"conditions"`
	Questions  map[string][]string `yaml:"questions"`
	Elsewhere  map[string][]string `yaml:"elsewhere"`  // a sentence with one speaks of other goods or people, or of nobody
	Denials    map[string][]string `yaml:"denials"`    // words that deny what follows: at once, or with "…" a few words on
	Assertions map[string][]string `yaml:"assertions"` // words that begin as denials and are none
	Turns      map[string][]string `yaml:"turns"`      // words across which no phrase reaches
	// Spellings are words as people type them, with what they mean, by language.
	Spellings map[string]map[string]string `yaml:"spellings"`
	Units     map[string][]string          `yaml:"units"`    // what makes a number before it an amount
	LeftOut   map[string][]string          `yaml:"left_out"` // what stands for a picture that an export of a conversation left out
	Pictures  map[string][]string          `yaml:"pictures"` // that pictures were taken
	Arrived   map[string][]string          `yaml:"arrived"`  // what a dated line of a courier's page says of an arrival
	// Phrases are lists of words by their names, for phrases of triggers.
	Phrases map[string]map[string][]string `yaml:"phrases"`
	// Remedies are what somebody agrees to.
	Remedies []Remedy `yaml:"remedies"`
	// Days are the words for today, yesterday and the day before.
	Days []map[string][]string `yaml:"days"`
	// States are how rows of bills and orders say what became of them.
	States States `yaml:"states"`
	// Names are what speakers are called who are a party, by language: of the
	// complainant the whole name, of the others a word of it.
	Names map[dispute.PartyRole]map[string][]string `yaml:"names"`
	// Wallets are the words by which banks call what was paid through a wallet, by
	// the name of the importer of its bills.
	Wallets map[string][]string `yaml:"wallets"`
}

// States are words for what became of a payment or an order.
type States struct {
	Same   []map[string][]string `yaml:"same"`   // each says the same in several words
	Paid   map[string][]string   `yaml:"paid"`   // of the payment alone, whatever became of the order
	Unpaid map[string][]string   `yaml:"unpaid"` // what speaks against that
}

// Remedy is what somebody agrees to, with the words that say it.
type Remedy struct {
	Name  Words               `yaml:"name"`
	Words map[string][]string `yaml:"words"`
}

type triggersData struct {
	Schema   int    `yaml:"schema"`
	AsOf     string `yaml:"as_of"`
	Triggers `yaml:",inline"`
}

// Triggers are the words that mark candidates.
func (p *Practice) Triggers() Triggers { return p.triggers }

// Places reports whether a trigger is marked by where a message stands: all disputes
// have such messages.
func (p *Practice) Places(id string) bool {
	return slices.ContainsFunc(p.triggers.List, func(t Trigger) bool { return t.ID == id && t.Place != "" })
}

func (p *Practice) mergeTriggers(d triggersData) {
	p.triggers.List = replace(p.triggers.List, d.List, func(t Trigger) string { return t.ID })
	for _, one := range []struct{ into, from *map[string][]string }{{&p.triggers.Conditions, &d.Conditions}, {&p.triggers.Questions, &d.Questions}, {&p.triggers.Elsewhere, &d.Elsewhere}, {&p.triggers.Denials, &d.Denials}, {&p.triggers.Assertions, &d.Assertions}, {&p.triggers.Turns, &d.Turns}, {&p.triggers.Units, &d.Units}, {&p.triggers.LeftOut, &d.LeftOut}, {&p.triggers.Pictures, &d.Pictures}, {&p.triggers.Arrived, &d.Arrived}} {
		if len(*one.from) > 0 {
			*one.into = *one.from
		}
	}
	if len(d.Days) > 0 {
		p.triggers.Days = d.Days
	}
	if len(d.Phrases) > 0 {
		p.triggers.Phrases = d.Phrases
	}
	if len(d.Spellings) > 0 {
		p.triggers.Spellings = d.Spellings
	}
	if len(d.Remedies) > 0 {
		p.triggers.Remedies = d.Remedies
	}
	if len(d.States.Same) > 0 {
		p.triggers.States = d.States
	}
	if len(d.Wallets) > 0 {
		p.triggers.Wallets = d.Wallets
	}
	if len(d.Names) > 0 {
		p.triggers.Names = d.Names
	}
}

// resolveTriggers looks at the words of somebody's own data. Those that come with the
// program are thousands, and a test looks at them.
func (p *Practice) resolveTriggers(*Book) error {
	if !p.ownTriggers {
		return nil
	}
	return p.checkTriggers()
}

func (p *Practice) checkTriggers() error {
	for _, t := range p.triggers.List {
		if !slices.Contains([]Speaking{Self, Other, Anyone}, t.Side) {
			return entryError{"triggers", t.ID, under("side", notAmong(string(t.Side), []string{string(Self), string(Other), string(Anyone)}))}
		}
		for part, all := range map[string]map[string][]string{"strong": t.Strong, "weak": t.Weak, "reply": t.Reply, "not": t.Not} {
			for lang, words := range all {
				for _, w := range words {
					if err := p.phrase(lang, w); err != nil {
						return entryError{"triggers", t.ID, under(part, under(lang, err))}
					}
				}
			}
		}
	}
	return nil
}

// phrase reports a word of a trigger that is none: empty, or of a list that there is
// not in its language.
func (p *Practice) phrase(lang, phrase string) error {
	if PlainWord(phrase) && strings.TrimSpace(phrase) != "" {
		return nil
	}
	for _, part := range PhraseParts(phrase) {
		switch {
		case len(part.Words) == 0 && part.List == "", slices.ContainsFunc(part.Words, func(w string) bool { return strings.ContainsAny(w, "<>|()…‥⋯") }):
			return wrong("data.empty-word", "an empty word")
		case part.List != "" && !slices.Contains(Figures, part.List) && len(p.triggers.Phrases[part.List][lang]) == 0:
			return notAmong(part.List, slices.Sorted(maps.Keys(p.triggers.Phrases)))
		}
	}
	return nil
}

// Word is what an element is called in a command: the end of its id.
func (e *StoryElement) Word() string {
	if i := strings.LastIndexByte(e.ID, '.'); i >= 0 {
		return e.ID[i+1:]
	}
	return e.ID
}

// called reports whether an element is what somebody typed.
func (e *StoryElement) called(typed string) bool {
	same := func(s string) bool { return s != "" && strings.EqualFold(strings.TrimSpace(typed), s) }
	if same(e.ID) || same(e.Word()) || slices.ContainsFunc(e.Aliases, same) {
		return true
	}
	for _, name := range e.Name {
		if same(name) {
			return true
		}
	}
	return false
}

// ElementNamed is the element that somebody typed: one of the category's story,
// by its id, the end of it, its name or another word for it, or any common one.
func (p *Practice) ElementNamed(category, typed string) (StoryElement, bool) {
	s, _ := p.Story(category, "")
	for _, list := range [][]StoryElement{s.Elements, p.common} {
		for _, exact := range []bool{true, false} {
			for _, e := range list {
				if exact && strings.EqualFold(e.ID, typed) || !exact && e.called(typed) {
					return e, true
				}
			}
		}
	}
	return StoryElement{}, false
}

// Element is an element by its id, of any category.
func (p *Practice) Element(id string) (StoryElement, bool) {
	for _, e := range p.common {
		if e.ID == id {
			return e, true
		}
	}
	for _, s := range p.stories {
		for _, e := range s.Elements {
			if e.ID == id {
				return e, true
			}
		}
	}
	return StoryElement{}, false
}

// Introduce is how a letter introduces what a message says that tells the
// element; ok is false where the element has no way of its own.
func (e *StoryElement) Introduce(mine bool, lang, who, quote string) (string, bool) {
	words := e.Tell[Other]
	if mine {
		words = e.Tell[Self]
	}
	text := words.In(lang)
	if text == "" {
		return "", false
	}
	return strings.NewReplacer("{who}", who, "{quote}", quote).Replace(text), true
}

// Asks reports whether something is demanded by what tells the element.
func (e *StoryElement) Asks() bool {
	return slices.Contains([]string{"demand_sent", "return_requested", "info_requested"}, e.Event)
}

// Says reports whether what a party of a role says can tell the element.
func (e *StoryElement) Says(role dispute.PartyRole) bool {
	return len(e.From) == 0 || slices.Contains(e.From, role)
}

// Elements are what a complaint of a category tells, for a kind of office; of a
// category without a story, or of none, what all have in common.
func (p *Practice) Elements(category, office string) []StoryElement {
	if s, ok := p.Story(category, office); ok {
		return s.Elements
	}
	return slices.Clone(p.common)
}
