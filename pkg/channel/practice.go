package channel

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"complain/pkg/channel/calendar"
)

// The names of the files of practice, in data and in a user's own folder.
const (
	vocabularyFile = "vocabulary.yaml"
	groundsFile    = "grounds.yaml"
	wordingFile    = "wording.yaml"
	claimsFile     = "claims.yaml"
	storyFile      = "story.yaml"
	triggersFile   = "triggers.yaml"
	clocksFile     = "clocks.yaml"
	holidaysFile   = "holidays.yaml"
	routesFile     = "routes.yaml"
)

// Practice is what stands beside the law: on which grounds offices refuse, what
// has to be told and asked for, which clocks run, and what comes next. It does
// not change once loaded.
type Practice struct {
	asOf        string
	words       vocabularyData
	lists       map[string][]string // the words that predicates may use
	sources     map[string]Source
	grounds     []Ground
	harsh       []Harsh
	quotes      map[rune]rune // the marks that open a quotation, with those that close it
	signs       []Sign
	damages     string
	claims      []ClaimKind
	exclusive   [][]string
	stories     []Story
	common      []StoryElement
	triggers    Triggers
	ownTriggers bool // somebody's own data has some
	byOffice    map[string]map[string]Level
	exhibits    []ExhibitGroup
	clocks      []Clock
	calendars   []Calendar
	steps       []Step
	routes      map[string][]string
	elsewhere   map[string]map[string][]string // routes under other laws, by country
	situations  []Situation
}

// Practice is read when it is first asked for: only what judges or plans a case
// needs it.
func (b *Book) Practice() (*Practice, error) { return b.practice() }

// AsOf is the day on which the data was true, the oldest of its files.
func (p *Practice) AsOf() string { return p.asOf }

// practiceData is one folder's files, each into its own.
type practiceData struct {
	vocabulary vocabularyData
	grounds    groundsData
	wording    struct {
		Schema int      `yaml:"schema"`
		AsOf   string   `yaml:"as_of"`
		Words  []Harsh  `yaml:"words"`
		Signs  []Sign   `yaml:"signs"`
		Quotes []string `yaml:"quotes"` // pairs of marks
	}
	claims   claimsData
	story    storyData
	triggers triggersData
	clocks   clocksData
	holidays struct {
		Schema    int        `yaml:"schema"`
		AsOf      string     `yaml:"as_of"`
		Calendars []Calendar `yaml:"calendars"`
	}
	routes routesData
}

type groundsData struct {
	Schema  int               `yaml:"schema"`
	AsOf    string            `yaml:"as_of"`
	Sources map[string]Source `yaml:"sources"`
	Grounds []Ground          `yaml:"grounds"`
}

type clocksData struct {
	Schema int     `yaml:"schema"`
	AsOf   string  `yaml:"as_of"`
	Clocks []Clock `yaml:"clocks"`
}

// Calendar is the rest days of a place, with its name.
type Calendar struct {
	ID      string          `yaml:"id"`
	Name    Words           `yaml:"name"`
	Weekend []string        `yaml:"weekend"`
	Years   []calendar.Year `yaml:"years"`
}

func (b *Book) readPractice(own, override fs.FS) (*Practice, error) {
	p := &Practice{quotes: map[rune]rune{}, sources: maps.Clone(b.sources), byOffice: map[string]map[string]Level{}, routes: map[string][]string{}, elsewhere: map[string]map[string][]string{}}
	if err := p.merge(own, true); err != nil {
		return nil, fmt.Errorf("built-in data: %w", err)
	}
	if override != nil {
		if err := p.merge(override, false); err != nil {
			return nil, located(fmt.Errorf("own channel data: %w", err), override)
		}
	}
	if err := p.resolve(b); err != nil {
		return nil, located(err, override)
	}
	return p, nil
}

func (p *Practice) merge(fsys fs.FS, all bool) error {
	var d practiceData
	for _, f := range []struct {
		name string
		into any
	}{
		{vocabularyFile, &d.vocabulary}, {groundsFile, &d.grounds}, {wordingFile, &d.wording}, {claimsFile, &d.claims},
		{storyFile, &d.story}, {triggersFile, &d.triggers}, {clocksFile, &d.clocks}, {holidaysFile, &d.holidays}, {routesFile, &d.routes},
	} {
		if err := decode(fsys, f.name, f.into); err != nil && (all || !errors.Is(err, fs.ErrNotExist)) {
			return err
		}
	}
	for _, day := range []string{d.vocabulary.AsOf, d.grounds.AsOf, d.wording.AsOf, d.claims.AsOf, d.story.AsOf, d.triggers.AsOf, d.clocks.AsOf, d.holidays.AsOf, d.routes.AsOf} {
		p.asOf = older(p.asOf, day)
	}
	p.words.merge(d.vocabulary)
	for i := range d.grounds.Grounds {
		fill(&d.grounds.Grounds[i].AsOf, d.grounds.AsOf)
	}
	if err := p.sourced(&d); err != nil {
		return err
	}
	p.grounds = replace(p.grounds, d.grounds.Grounds, func(g Ground) string { return g.ID })
	p.harsh = replace(p.harsh, d.wording.Words, func(h Harsh) string { return h.ID })
	for _, pair := range d.wording.Quotes {
		if marks := []rune(pair); len(marks) == 2 {
			p.quotes[marks[0]] = marks[1]
		}
	}
	p.signs = replace(p.signs, d.wording.Signs, func(s Sign) string { return s.ID })
	fill(&d.claims.Damages, p.damages)
	p.damages = d.claims.Damages
	p.claims = replace(p.claims, d.claims.Claims, func(c ClaimKind) string { return c.ID })
	p.exclusive = append(p.exclusive, d.claims.Exclusive...)
	p.common = replace(p.common, d.story.Common, func(e StoryElement) string { return e.ID })
	p.stories = replace(p.stories, d.story.Categories, func(s Story) string { return s.ID })
	maps.Copy(p.byOffice, d.story.ByOffice)
	p.exhibits = replace(p.exhibits, d.story.Exhibits, func(g ExhibitGroup) string { return g.ID })
	p.mergeTriggers(d.triggers)
	p.ownTriggers = !all && len(d.triggers.List)+len(d.triggers.Phrases) > 0
	p.clocks = replace(p.clocks, d.clocks.Clocks, func(c Clock) string { return c.ID })
	p.mergeCalendars(d.holidays.Calendars)
	p.steps = replace(p.steps, d.routes.Steps, func(s Step) string { return s.ID })
	p.situations = replace(p.situations, d.routes.Situations, func(s Situation) string { return s.ID })
	maps.Copy(p.routes, d.routes.Routes)
	for country, routes := range d.routes.Elsewhere {
		if p.elsewhere[country] == nil {
			p.elsewhere[country] = map[string][]string{}
		}
		maps.Copy(p.elsewhere[country], routes)
	}
	return nil
}

// sourced fills in what the sources of grounds and steps stand for: those of
// their own file, before another file uses the same id.
func (p *Practice) sourced(d *practiceData) (err error) {
	maps.Copy(p.sources, d.grounds.Sources)
	for i, g := range d.grounds.Grounds {
		if d.grounds.Grounds[i].Sources, err = resolveSources(g.Source, p.sources); err != nil {
			return entryError{"grounds", g.ID, err}
		}
	}
	maps.Copy(p.sources, d.routes.Sources)
	for i, s := range d.routes.Steps {
		if d.routes.Steps[i].Sources, err = resolveSources(s.Source, p.sources); err != nil {
			return entryError{"steps", s.ID, err}
		}
	}
	return nil
}

// mergeCalendars puts years in place of those of the same calendar.
func (p *Practice) mergeCalendars(with []Calendar) {
	for _, c := range with {
		i := slices.IndexFunc(p.calendars, func(o Calendar) bool { return o.ID == c.ID })
		if i < 0 {
			p.calendars = append(p.calendars, c)
			continue
		}
		old := &p.calendars[i]
		for _, y := range c.Years {
			old.Years = slices.DeleteFunc(old.Years, func(o calendar.Year) bool { return o.Year == y.Year })
			old.Years = append(old.Years, y)
		}
	}
}

// resolve fails on an id that stands for nothing, and on a word that no list
// has.
func (p *Practice) resolve(b *Book) error {
	p.lists = p.words.lists()
	p.lists["categories"] = ids(b.categories, func(c Category) string { return c.ID })
	p.lists["claims"] = ids(p.claims, func(c ClaimKind) string { return c.ID })
	p.lists["clocks"] = ids(p.clocks, func(c Clock) string { return c.ID })
	p.lists["words"] = ids(p.harsh, func(h Harsh) string { return h.ID })
	p.lists["triggers"] = ids(p.triggers.List, func(t Trigger) string { return t.ID })
	p.lists["elements"] = p.elementIDs()
	p.lists["steps"] = ids(p.steps, func(s Step) string { return s.ID })
	for office, t := range p.words.Offices {
		for _, id := range t.Channels {
			if _, err := b.Channel(id); err != nil {
				return entryError{"offices", office, err}
			}
		}
		if t.Starts != "" {
			if err := p.among("starts", "events", t.Starts); err != nil {
				return entryError{"offices", office, err}
			}
		}
		for word, events := range t.Replies {
			err := p.among("reply", "events", events...)
			if word != anyReply {
				err = cmp.Or(err, p.among("reply", "answers", word))
			}
			if err != nil {
				return entryError{"offices", office, err}
			}
		}
	}
	for _, check := range []func(*Book) error{p.resolveGrounds, p.resolveClaims, p.resolveTriggers, p.resolveStories, p.resolveClocks, p.resolveRoutes, p.resolveUses} {
		if err := check(b); err != nil {
			return err
		}
	}
	return nil
}

func (p *Practice) resolveGrounds(b *Book) error {
	for i := range p.grounds {
		if err := p.resolveGround(&p.grounds[i], b); err != nil {
			return entryError{"grounds", p.grounds[i].ID, err}
		}
	}
	for _, h := range p.harsh {
		if err := h.check(); err != nil {
			return entryError{"words", h.ID, err}
		}
	}
	for _, s := range p.signs {
		if s.ID != Attempt && s.ID != Multiple {
			return entryError{"signs", s.ID, notAmong(s.ID, []string{Attempt, Multiple})}
		}
	}
	return nil
}

// resolveUses holds the other files of the book against the clocks and lists
// that stand here.
func (p *Practice) resolveUses(b *Book) error {
	for _, c := range b.channels {
		for _, id := range c.Clocks {
			if _, err := p.Clock(id); err != nil {
				return entryError{"channels", c.ID, err}
			}
		}
	}
	for _, c := range b.categories {
		if err := p.resolveCategory(c, b); err != nil {
			return entryError{"categories", c.ID, err}
		}
	}
	for _, a := range b.answers {
		if err := p.among("answer", "answers", a.Word()); err != nil {
			return entryError{"answers", string(a.ID), err}
		}
	}
	for _, a := range b.articles {
		if err := p.resolveArticle(a); err != nil {
			return entryError{"articles", a.ID, err}
		}
	}
	return nil
}

// Words is one of the closed lists of words that rules use: "payments".
func (p *Practice) Words(list string) []string { return slices.Clone(p.lists[list]) }

// among holds words against one of the lists.
func (p *Practice) among(what, list string, words ...string) error {
	for _, w := range words {
		if !slices.Contains(p.lists[list], w) {
			return under(what, notAmong(w, p.lists[list]))
		}
	}
	return nil
}

func ids[E any](entries []E, id func(E) string) []string {
	out := make([]string, 0, len(entries))
	for _, e := range entries {
		out = append(out, id(e))
	}
	return out
}

func older(day, other string) string {
	if other != "" && (day == "" || other < day) {
		return other
	}
	return day
}
