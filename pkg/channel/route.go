package channel

import (
	"slices"
	"strings"
)

// Step is something to do next.
type Step struct {
	ID       string    `yaml:"id"`
	Do       Words     `yaml:"do"`
	To       []string  `yaml:"to"` // channels; "platform" is the case's own
	When     Predicate `yaml:"when"`
	DoneWhen Predicate `yaml:"done_when"`
	Letter   string    `yaml:"letter"` // what is written for it
	Starts   []string  `yaml:"starts"` // clocks
	Why      Words     `yaml:"why"`
	Bars     []Words   `yaml:"bars"` // what it closes
	Note     Words     `yaml:"note"`
	Source   []string  `yaml:"source"`
	// Countries are those of the cases under the law of which it is taken, by ISO
	// 3166-1 in lower case; none for all.
	Countries []string `yaml:"countries"`

	Sources []Source `yaml:"-"` // Source, resolved
}

// Situation brings steps to the front while it holds, and takes others away.
type Situation struct {
	ID    string    `yaml:"id"`
	When  Predicate `yaml:"when"`
	First []string  `yaml:"first"`
	Drop  []string  `yaml:"drop"`
	Why   Words     `yaml:"why"`
}

type routesData struct {
	Schema     int                            `yaml:"schema"`
	AsOf       string                         `yaml:"as_of"`
	Sources    map[string]Source              `yaml:"sources"`
	Steps      []Step                         `yaml:"steps"`
	Routes     map[string][]string            `yaml:"routes"`
	Elsewhere  map[string]map[string][]string `yaml:"elsewhere"` // by country, eu or any
	Situations []Situation                    `yaml:"situations"`
}

// defaultRoute is the route of a case without a category.
const defaultRoute = "default"

// home is the country of the routes that name none, and anywhere stands for the
// countries of which nothing is known.
const (
	home     = "cn"
	anywhere = "any"
)

// Advice is a step that is open in a case, with why it stands where it stands.
type Advice struct {
	Step     Step
	Because  Words    // of the situation that brought it to the front; empty for a step of the route
	Channels []string // of the step that do not refuse the case, in their order
	Refused  []Ground // for which its other channels would refuse
	Lacks    []Ground // for which its channels would refuse as the case stands, and which a few words mend
	Ask      []Question
}

// Route are the steps of a category under the law of a country (ISO 3166-1 in
// lower case; "" for China), in order, whatever happened.
func (p *Practice) Route(category, country string) []Step {
	var out []Step
	for _, id := range p.route(category, country) {
		out = append(out, p.step(id))
	}
	return out
}

// RouteChannels are the channels of a category's steps, in the order in which
// they come up; a platform of its own is "platform".
func (p *Practice) RouteChannels(category, country string) []string {
	var out []string
	for _, s := range p.Route(category, country) {
		for _, id := range s.To {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

func (p *Practice) route(category, country string) []string {
	routes := p.routes
	if country = strings.ToLower(country); country != "" && country != home {
		routes = p.elsewhere[p.routed(country)]
	}
	if r, ok := routes[category]; ok {
		return r
	}
	return routes[defaultRoute]
}

// routed is the name under which the routes of a country stand: its own, that of a
// union of which it is a member, or any.
func (p *Practice) routed(country string) string {
	for _, name := range append([]string{country}, p.Unions(country)...) {
		if name = strings.ToLower(name); p.elsewhere[name] != nil {
			return name
		}
	}
	return anywhere
}

// lawful reports whether what holds in countries, in all where none is named, holds
// under the law of a country.
func lawful(countries []string, country string) bool {
	if country = strings.ToLower(country); country == "" {
		country = home
	}
	return len(countries) == 0 || slices.Contains(countries, country)
}

// HasStep reports whether there is a step named id.
func (p *Practice) HasStep(id string) bool { return slices.Contains(p.lists["steps"], id) }

func (p *Practice) step(id string) Step {
	return p.steps[slices.IndexFunc(p.steps, func(s Step) bool { return s.ID == id })]
}

// Next are the steps that are open in a case on its day, in the order in which
// they are worth taking: first those of the situations that hold, then those
// of the category's route. A step all of whose channels have to refuse is not
// among them; one that only lacks what the user can say is, with what it lacks.
func (p *Practice) Next(f *State) []Advice {
	var out []Advice
	var dropped []string
	seen := map[string]bool{}
	add := func(id string, because Words) {
		if !seen[id] {
			seen[id] = true
			if a, open := p.advice(p.step(id), f); open && lawful(a.Step.Countries, f.Law) {
				a.Because = because
				out = append(out, a)
			}
		}
	}
	var first []Situation
	for _, s := range p.situations {
		if s.When.Of(f) == True {
			first = append(first, s)
			dropped = append(dropped, s.Drop...)
		}
	}
	for _, id := range dropped {
		seen[id] = true
	}
	for _, s := range first {
		for _, id := range s.First {
			add(id, s.Why)
		}
	}
	for _, id := range p.route(f.Category, f.Law) {
		add(id, Words{})
	}
	return out
}

// advice is the step as it stands in a case; open is false when it does not
// apply, is done, or is refused everywhere.
func (p *Practice) advice(s Step, f *State) (a Advice, open bool) {
	applies := s.When.Of(f)
	if applies == False || s.done(f) {
		return a, false
	}
	a.Step = s
	if applies == Unknown {
		for _, flag := range s.When.Asks(f) {
			a.Ask = p.asked(a.Ask, flag, s.ID)
		}
	}
	to := p.channelsOf(s, f)
	for _, channel := range to {
		hold, ask := p.Hold(channel, f)
		var musts []Ground
		for _, g := range hold {
			switch {
			case g.Level != Must:
			case len(g.ToldBy) == 0:
				musts = append(musts, g)
			case !slices.ContainsFunc(a.Lacks, func(l Ground) bool { return l.ID == g.ID }):
				a.Lacks = append(a.Lacks, g)
			}
		}
		if len(musts) > 0 {
			a.Refused = append(a.Refused, musts...)
			continue
		}
		a.Channels = append(a.Channels, channel)
		a.Ask = append(a.Ask, ask...)
	}
	return a, len(s.To) == 0 || len(a.Channels) > 0
}

// done reports whether a step was taken, by what happened or by what the user
// said of it.
func (s Step) done(f *State) bool {
	return slices.Contains(f.Done, s.ID) || !s.DoneWhen.Empty() && s.DoneWhen.Of(f) == True
}

// channelsOf are the channels of a step: for the platform, the case's own.
func (p *Practice) channelsOf(s Step, f *State) []string {
	var out []string
	for _, to := range s.To {
		if to == "platform" {
			to = p.words.Platforms[f.Platform]
		}
		if to != "" {
			out = append(out, to)
		}
	}
	return out
}

func (p *Practice) resolveRoutes(b *Book) error {
	for _, s := range p.steps {
		if err := p.checkStep(s, b); err != nil {
			return entryError{"steps", s.ID, err}
		}
	}
	if err := p.checkRoutes(p.routes); err != nil {
		return err
	}
	for country, routes := range p.elsewhere {
		if err := p.checkRoutes(routes); err != nil {
			return entryError{"elsewhere", country, err}
		}
	}
	for _, s := range p.situations {
		if err := s.When.check(p.lists); err != nil {
			return entryError{"situations", s.ID, err}
		}
		if err := p.among("step", "steps", slices.Concat(s.First, s.Drop)...); err != nil {
			return entryError{"situations", s.ID, err}
		}
	}
	return nil
}

func (p *Practice) checkRoutes(routes map[string][]string) error {
	for category, steps := range routes {
		if category != defaultRoute {
			if err := p.among("route", "categories", category); err != nil {
				return entryError{"routes", category, err}
			}
		}
		if err := p.among("step", "steps", steps...); err != nil {
			return entryError{"routes", category, err}
		}
	}
	return nil
}

func (p *Practice) checkStep(s Step, b *Book) error {
	for _, id := range s.To {
		if id == "platform" {
			continue
		}
		if _, err := b.Channel(id); err != nil {
			return err
		}
	}
	if err := p.among("clock", "clocks", s.Starts...); err != nil {
		return err
	}
	if err := s.When.check(p.lists); err != nil {
		return under("when", err)
	}
	if err := s.DoneWhen.check(p.lists); err != nil {
		return under("done_when", err)
	}
	return nil
}
