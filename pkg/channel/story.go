package channel

import (
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// ClaimKind is a kind of demand: on what it rests and what has to be shown.
type ClaimKind struct {
	ID            string     `yaml:"id"`
	Name          Words      `yaml:"name"`
	Countries     []string   `yaml:"countries"` // of the cases that it is offered to, lower case; empty for all
	FormWord      string     `yaml:"form_word"` // the word of the official complaint form
	Basis         []string   `yaml:"basis"`     // ids of articles
	BasisLimit    []string   `yaml:"basis_limit"`
	Condition     Words      `yaml:"condition"` // when it may be made
	Sum           Words      `yaml:"sum"`       // how its amount is computed; empty for none
	Cap           Words      `yaml:"cap"`
	Floor         string     `yaml:"floor"`  // "CNY 500"
	Times         int        `yaml:"times"`  // of the price that its amount is; 0 where it is no multiple
	Net           bool       `yaml:"net"`    // its amount is what was paid without what came back
	Of            []string   `yaml:"of"`     // elements of the story of whose amounts its amount is the sum: receipts
	Less          []string   `yaml:"less"`   // elements by whose one amount what was paid is too much
	Again         bool       `yaml:"again"`  // its amount is what was charged again for the same
	Always        bool       `yaml:"always"` // it suits every category
	Show          []string   `yaml:"show"`   // elements of the story
	NeedsEvidence []string   `yaml:"needs_evidence"`
	NeedsFlagAny  []string   `yaml:"needs_flag_any"`
	ExcludedIf    []string   `yaml:"excluded_if"` // flags
	NotTo         []string   `yaml:"not_to"`      // kinds of offices that do not grant it
	OnlyTo        []string   `yaml:"only_to"`
	Respondent    []string   `yaml:"respondent"` // roles, where not the seller
	Joint         []Joint    `yaml:"joint"`      // on what it is owed together with the seller
	Confidence    Confidence `yaml:"confidence"`
}

// Joint is something that makes a business answer for what another one owes, so that
// the same sum is asked of both.
type Joint struct {
	Flag string `yaml:"flag"`
	Say  Words  `yaml:"say"` // what is demanded of it then
}

type claimsData struct {
	Schema    int         `yaml:"schema"`
	AsOf      string      `yaml:"as_of"`
	Damages   string      `yaml:"damages"` // the form word of claims for more than what was paid
	Claims    []ClaimKind `yaml:"claims"`
	Exclusive [][]string  `yaml:"exclusive"`
}

// StoryElement is something that an office wants to know of a case.
type StoryElement struct {
	ID       string              `yaml:"id"`
	Ref      string              `yaml:"ref"` // of a common element
	Name     Words               `yaml:"name"`
	Aliases  []string            `yaml:"aliases"`  // other words by which a command names it
	Triggers []string            `yaml:"triggers"` // that mark a candidate for it
	From     []dispute.PartyRole `yaml:"from"`     // who may say it; nobody stands for anybody
	Pays     []dispute.PartyRole `yaml:"pays"`     // a payment to whom counts for it, about the day on which the goods went back
	Most     int                 `yaml:"most"`     // how many are proposed
	When     string              `yaml:"when"`     // before or after the first payment; "" for either
	Tell     map[Speaking]Words  `yaml:"tell"`     // how a letter introduces a message: {who}, {quote}
	Proves   Words               `yaml:"proves"`   // what a file is to prove that shows it
	Question Words               `yaml:"question"`
	Event    string              `yaml:"event"`
	Evidence []string            `yaml:"evidence"`
	Articles []string            `yaml:"articles"`
	Claims   []string            `yaml:"claims"`
	Level    Level               `yaml:"level"`
	LevelIf  []struct {
		When  Predicate `yaml:"when"`
		Level Level     `yaml:"level"`
	} `yaml:"level_if"`
}

// Story is what a category's complaint tells.
type Story struct {
	ID       string         `yaml:"id"` // of the category
	Story    Words          `yaml:"story"`
	Elements []StoryElement `yaml:"elements"`
}

type storyData struct {
	Schema     int                         `yaml:"schema"`
	AsOf       string                      `yaml:"as_of"`
	ByOffice   map[string]map[string]Level `yaml:"level_by_office"`
	Exhibits   []ExhibitGroup              `yaml:"exhibits"`
	Common     []StoryElement              `yaml:"common"`
	Categories []Story                     `yaml:"categories"`
}

// ExhibitGroup is a part of a list of evidence: what is to be shown by it.
type ExhibitGroup struct {
	ID       string   `yaml:"id"`
	Name     Words    `yaml:"name"`
	Elements []string `yaml:"elements"` // of stories, which its exhibits show
	Kinds    []string `yaml:"kinds"`    // bill, chat, answer, photo, other: of exhibits of which nothing is told
}

// ExhibitGroups are the parts of a list of evidence, in their order.
func (p *Practice) ExhibitGroups() []ExhibitGroup { return slices.Clone(p.exhibits) }

// Least is the floor of a claim's amount; ok is false where it has none.
func (k *ClaimKind) Least() (least dispute.Amount, ok bool) {
	currency, number, ok := strings.Cut(k.Floor, " ")
	if !ok {
		return least, false
	}
	least, err := dispute.ParseAmount(strings.ReplaceAll(number, ",", ""), currency)
	return least, err == nil
}

// Exclusive are the pairs of kinds that are not both claimed for the same goods.
func (p *Practice) Exclusive() [][]string { return p.exclusive }

// EvidenceName is the name of a kind of evidence.
func (p *Practice) EvidenceName(kind string) Words { return p.words.Evidence[kind].Name }

// Claims lists every kind of claim in the order of the data.
func (p *Practice) Claims() []ClaimKind { return slices.Clone(p.claims) }

// reissues are the kinds of claims for the goods or the service anew.
var reissues = []string{"redo", "make_up", "performance"}

// Kinds are the kinds of claims that a claim of a case can be: its own, or for
// compensation those of damages that rest on its articles, and without articles
// any of them.
func (p *Practice) Kinds(c dispute.Claim, articles []Article) []string {
	if c.Rule != "" && slices.Contains(p.lists["claims"], c.Rule) {
		return []string{c.Rule}
	}
	same := map[dispute.ClaimKind][]string{dispute.Reissue: reissues}[c.Kind]
	if c.Kind != dispute.Compensation {
		if slices.Contains(p.lists["claims"], string(c.Kind)) {
			same = append(same, string(c.Kind))
		}
		return same
	}
	for _, k := range p.claims {
		rests := slices.ContainsFunc(articles, func(a Article) bool { return slices.Contains(k.Basis, a.ID) })
		if k.FormWord == p.damages && (rests || len(articles) == 0) {
			same = append(same, k.ID)
		}
	}
	return same
}

// Takes reports whether a kind of office takes a claim in a letter: it does not where
// every kind that the claim can be is not made to it, or not in that letter.
func (p *Practice) Takes(office string, l Letter, c dispute.Claim, articles []Article) bool {
	kinds := p.Kinds(c, articles)
	if office == "" || len(kinds) == 0 {
		return true
	}
	return slices.ContainsFunc(p.claims, func(k ClaimKind) bool {
		return slices.Contains(kinds, k.ID) && p.MadeTo(office, k) && (len(l.Claims) == 0 || slices.Contains(l.Claims, k.ID))
	})
}

// MadeTo reports whether claims of a kind are made to a kind of office.
func (p *Practice) MadeTo(office string, k ClaimKind) bool {
	return !slices.Contains(k.NotTo, office) && !p.refuses(office, k.ID) && (len(k.OnlyTo) == 0 || slices.Contains(k.OnlyTo, office))
}

// NotTo are the kinds of offices that do not grant claims of a kind, in order.
func (p *Practice) NotTo(k ClaimKind) []string {
	return slices.DeleteFunc(p.Offices(), func(office string) bool {
		return !slices.Contains(k.NotTo, office) && !p.refuses(office, k.ID)
	})
}

// Bases are the ids of the articles on which claims of some kinds rest.
func (p *Practice) Bases(kinds []string) []string {
	var out []string
	for _, k := range p.claims {
		if slices.Contains(kinds, k.ID) {
			out = append(out, k.Basis...)
		}
	}
	return out
}

// Story is what a complaint of a category tells, for a kind of office: its
// elements with the level that this office gives them. ok is false for a
// category without one.
func (p *Practice) Story(category, office string) (Story, bool) {
	i := slices.IndexFunc(p.stories, func(s Story) bool { return s.ID == category })
	if i < 0 {
		return Story{}, false
	}
	s := p.stories[i]
	s.Elements = slices.Clone(s.Elements)
	for i := range s.Elements {
		if level, ok := p.byOffice[office][s.Elements[i].ID]; ok {
			s.Elements[i].Level = level
		}
	}
	return s, true
}

func (p *Practice) elementIDs() []string {
	out := ids(p.common, func(e StoryElement) string { return e.ID })
	for _, s := range p.stories {
		for _, e := range s.Elements {
			if e.ID != "" {
				out = append(out, e.ID)
			}
		}
	}
	return out
}

func (p *Practice) resolveClaims(b *Book) error {
	for _, c := range p.claims {
		if err := p.checkClaim(c, b); err != nil {
			return entryError{"claims", c.ID, err}
		}
	}
	for _, office := range p.lists["offices"] {
		if err := p.among("grants", "claims", p.words.Offices[office].Grants...); err != nil {
			return entryError{"offices", office, err}
		}
	}
	for _, pair := range p.exclusive {
		if err := p.among("exclusive", "claims", pair...); err != nil {
			return err
		}
	}
	return nil
}

func (p *Practice) checkClaim(c ClaimKind, b *Book) error {
	if _, ok := c.Least(); c.Floor != "" && !ok {
		return under("floor", notAmong(c.Floor, []string{"CNY 500"}))
	}
	for _, country := range c.Countries {
		if id, ok, err := Country(country); err != nil || !ok || id != country {
			return under("countries", notAmong(country, []string{"cn", "gb"}))
		}
	}
	if _, err := b.Articles(slices.Concat(c.Basis, c.BasisLimit)); err != nil {
		return err
	}
	for _, use := range []struct {
		what, list string
		words      []string
	}{
		{"of", "elements", c.Of}, {"less", "elements", c.Less}, {"show", "elements", c.Show}, {"needs_evidence", "evidence", c.NeedsEvidence},
		{"needs_flag_any", "flags", c.NeedsFlagAny}, {"excluded_if", "flags", c.ExcludedIf},
		{"not_to", "offices", c.NotTo}, {"only_to", "offices", c.OnlyTo}, {"respondent", "roles", c.Respondent},
	} {
		if err := p.among(use.what, use.list, use.words...); err != nil {
			return err
		}
	}
	for _, j := range c.Joint {
		if err := p.among("joint", "flags", j.Flag); err != nil {
			return err
		}
	}
	return confident(c.Confidence)
}

// resolveStories puts common elements in place of what refers to them.
func (p *Practice) resolveStories(b *Book) error {
	for i, s := range p.stories {
		for j, e := range s.Elements {
			if e.Ref != "" {
				k := slices.IndexFunc(p.common, func(c StoryElement) bool { return c.ID == e.Ref })
				if k < 0 {
					return entryError{"categories", s.ID, under("ref", notAmong(e.Ref, p.lists["elements"]))}
				}
				e = changed(p.common[k], e)
			}
			if err := p.checkElement(e, b); err != nil {
				return entryError{"categories", s.ID, under(e.ID, err)}
			}
			p.stories[i].Elements[j] = e
		}
		if err := p.among("story", "categories", s.ID); err != nil {
			return err
		}
	}
	for _, g := range p.exhibits {
		if err := p.among("exhibits", "elements", g.Elements...); err != nil {
			return err
		}
	}
	for office, levels := range p.byOffice {
		if err := p.among("level_by_office", "offices", office); err != nil {
			return err
		}
		for id := range levels {
			if err := p.among("level_by_office", "elements", id); err != nil {
				return err
			}
		}
	}
	return nil
}

// changed is the common element with what the category says of it.
func changed(common, by StoryElement) StoryElement {
	if !by.Question.Empty() {
		common.Question = by.Question
	}
	if by.Level != "" {
		common.Level = by.Level
	}
	if len(by.Evidence) > 0 {
		common.Evidence = by.Evidence
	}
	if len(by.Articles) > 0 {
		common.Articles = by.Articles
	}
	if len(by.Triggers) > 0 {
		common.Triggers = by.Triggers
	}
	if len(by.From) > 0 {
		common.From = by.From
	}
	common.Claims = append(slices.Clone(common.Claims), by.Claims...)
	return common
}

func (p *Practice) checkElement(e StoryElement, b *Book) error {
	if _, err := b.Articles(e.Articles); err != nil {
		return err
	}
	if err := p.among("claim", "claims", e.Claims...); err != nil {
		return err
	}
	if err := p.among("triggers", "triggers", e.Triggers...); err != nil {
		return err
	}
	if err := p.among("evidence", "evidence", e.Evidence...); err != nil {
		return err
	}
	if when := []string{"", "before", "after"}; !slices.Contains(when, e.When) {
		return under("when", notAmong(e.When, when))
	}
	if !slices.Contains(Levels(), e.Level) {
		return under("level", notAmong(string(e.Level), levelWords()))
	}
	for _, l := range e.LevelIf {
		if err := l.When.check(p.lists); err != nil {
			return err
		}
	}
	return nil
}
