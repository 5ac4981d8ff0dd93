package channel

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed data/*.yaml
var data embed.FS

// The names of the data files, in data and in a user's own folder.
const (
	channelsFile   = "channels.yaml"
	rulesFile      = "rules.yaml"
	categoriesFile = "categories.yaml"
	answersFile    = "answers.yaml"
	profilesFile   = "profiles.yaml"
)

// Book is all the data, resolved. It does not change once loaded.
type Book struct {
	asOf       string
	channels   []Channel
	groups     []Group
	roles      map[string]map[string]string
	sources    map[string]Source
	countries  []Jurisdiction
	laws       []Law
	articles   map[string]Article
	articleIDs []string
	renamed    map[string][]string
	categories []Category
	general    []string
	answers    []Answer
	profiles   []Profile
	practice   func() (*Practice, error)
	own        fs.FS             // the user's data; nil for none
	replaced   map[string]string // of each channel of the user's own the day of the built-in one; "" where there is none
	letters    func() (*Letters, error)
}

// AsOf is the day on which the data was true, the oldest of its files:
// "2026-11-21".
func (b *Book) AsOf() string { return b.asOf }

// Laws lists every law in the order of the data.
func (b *Book) Laws() []Law { return slices.Clone(b.laws) }

// Load reads the data. Files of the same names at the root of override, which
// may be nil, add entries or replace those of the same id, whole. Their texts
// are in languages, the tags of those that the program speaks; where none are
// given, in any.
func Load(override fs.FS, languages ...string) (*Book, error) {
	if override == nil {
		return builtIn()
	}
	if len(languages) > 0 {
		if err := checkLanguages(override, languages); err != nil {
			return nil, fmt.Errorf("own channel data: %w", err)
		}
	}
	return load(override)
}

var builtIn = sync.OnceValues(func() (*Book, error) { return load(nil) })

type channelsData struct {
	Schema   int                          `yaml:"schema"`
	AsOf     string                       `yaml:"as_of"`
	Sources  map[string]Source            `yaml:"sources"`
	Groups   []Group                      `yaml:"groups"`
	Roles    map[string]map[string]string `yaml:"roles"`
	Channels []Channel                    `yaml:"channels"`
}

type rulesData struct {
	Schema    int                 `yaml:"schema"`
	AsOf      string              `yaml:"as_of"`
	Sources   map[string]Source   `yaml:"sources"`
	Countries []Jurisdiction      `yaml:"jurisdictions"`
	Laws      []Law               `yaml:"laws"`
	Articles  []Article           `yaml:"articles"`
	Renamed   map[string][]string `yaml:"renamed"`
}

type categoriesData struct {
	Schema     int               `yaml:"schema"`
	AsOf       string            `yaml:"as_of"`
	Sources    map[string]Source `yaml:"sources"`
	General    []string          `yaml:"general"`
	Categories []Category        `yaml:"categories"`
}

type answersData struct {
	Schema  int               `yaml:"schema"`
	AsOf    string            `yaml:"as_of"`
	Sources map[string]Source `yaml:"sources"`
	Answers []Answer          `yaml:"answers"`
}

func load(override fs.FS) (*Book, error) {
	own, err := fs.Sub(data, "data")
	if err != nil {
		return nil, err
	}
	b := &Book{
		roles:    map[string]map[string]string{},
		sources:  map[string]Source{},
		articles: map[string]Article{},
		renamed:  map[string][]string{},
		replaced: map[string]string{},
	}
	b.own = override
	b.practice = sync.OnceValues(func() (*Practice, error) { return b.readPractice(own, override) })
	b.letters = b.readLetters(own, override)
	if err := b.merge(own, true); err != nil {
		return nil, fmt.Errorf("built-in data: %w", err)
	}
	if override != nil {
		if err := b.merge(override, false); err != nil {
			return nil, fmt.Errorf("own channel data: %w", err)
		}
	}
	if err := b.resolve(); err != nil {
		return nil, located(err, override)
	}
	return b, nil
}

func (b *Book) merge(fsys fs.FS, all bool) error {
	var c channelsData
	var r rulesData
	var k categoriesData
	var n answersData
	var p profilesData
	for _, f := range []struct {
		name string
		into any
	}{{channelsFile, &c}, {rulesFile, &r}, {categoriesFile, &k}, {answersFile, &n}, {profilesFile, &p}} {
		if err := decode(fsys, f.name, f.into); err != nil && (all || !errors.Is(err, fs.ErrNotExist)) {
			return err
		}
	}
	for _, day := range []string{c.AsOf, r.AsOf, k.AsOf, n.AsOf, p.AsOf} {
		b.asOf = older(b.asOf, day)
	}
	maps.Copy(b.sources, c.Sources)
	maps.Copy(b.sources, r.Sources)
	maps.Copy(b.sources, k.Sources)
	maps.Copy(b.sources, n.Sources)
	maps.Copy(b.sources, p.Sources)
	maps.Copy(b.roles, c.Roles)
	for i := range c.Channels {
		fill(&c.Channels[i].AsOf, c.AsOf)
	}
	for i := range r.Laws {
		fill(&r.Laws[i].AsOf, r.AsOf)
	}
	for i := range k.Categories {
		fill(&k.Categories[i].AsOf, k.AsOf)
	}
	for i := range n.Answers {
		fill(&n.Answers[i].AsOf, n.AsOf)
	}
	for i := range p.Profiles {
		fill(&p.Profiles[i].AsOf, p.AsOf)
	}
	if !all {
		for _, mine := range c.Channels {
			theirs, _ := b.Channel(mine.ID) // or the zero one, of no day
			b.replaced[mine.ID] = theirs.AsOf
		}
	}
	b.channels = replace(b.channels, c.Channels, func(e Channel) string { return e.ID })
	b.groups = replace(b.groups, c.Groups, func(e Group) string { return e.ID })
	b.countries = replace(b.countries, r.Countries, func(e Jurisdiction) string { return e.ID })
	b.laws = replace(b.laws, r.Laws, func(e Law) string { return e.ID })
	b.categories = replace(b.categories, k.Categories, func(e Category) string { return e.ID })
	b.answers = replace(b.answers, n.Answers, func(e Answer) string { return string(e.ID) })
	b.profiles = replace(b.profiles, p.Profiles, func(e Profile) string { return e.ID })
	if len(k.General) > 0 {
		b.general = k.General
	}
	maps.Copy(b.renamed, r.Renamed)
	for _, a := range r.Articles {
		if _, ok := b.articles[a.ID]; !ok {
			b.articleIDs = append(b.articleIDs, a.ID)
		}
		b.articles[a.ID] = a
	}
	return nil
}

func decode(fsys fs.FS, name string, into any) error {
	if readParsed(fsys, name, into) { // whose fields the tests know
		return nil
	}
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true) // a misspelt field must not pass for a missing one
	if err := d.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return inFile{name, readable(err, into)}
	}
	return nil
}

func fill(field *string, value string) {
	if *field == "" {
		*field = value
	}
}

// replace puts the entries of with in place of those of the same id, and the
// rest at the end.
func replace[E any](old, with []E, id func(E) string) []E {
	for _, e := range with {
		if i := slices.IndexFunc(old, func(o E) bool { return id(o) == id(e) }); i >= 0 {
			old[i] = e
		} else {
			old = append(old, e)
		}
	}
	return old
}

// resolve fills in what ids stand for, and fails on an id that stands for
// nothing.
func (b *Book) resolve() error {
	for i := range b.laws {
		l := &b.laws[i]
		var err error
		if l.Sources, err = b.source(l.Source); err == nil {
			err = dated(l.AsOf, l.Confidence)
		}
		if err == nil {
			err = l.resolveName(b.countries)
		}
		if err != nil {
			return entryError{"laws", l.ID, err}
		}
	}
	for _, id := range b.articleIDs {
		if err := b.resolveLaw(id); err != nil {
			return entryError{"articles", id, err}
		}
	}
	for i := range b.profiles {
		if err := b.resolveProfile(&b.profiles[i]); err != nil {
			return entryError{"profiles", b.profiles[i].ID, err}
		}
	}
	for i := range b.channels {
		if err := b.resolveChannel(&b.channels[i]); err != nil {
			return entryError{"channels", b.channels[i].ID, err}
		}
	}
	for jurisdiction, roles := range b.roles {
		for _, role := range Roles() {
			if _, err := b.Channel(roles[role]); err != nil {
				return entryError{"roles", jurisdiction, under(role, err)}
			}
		}
		for role, id := range roles {
			if _, err := b.Channel(id); err != nil {
				return entryError{"roles", jurisdiction, under(role, err)}
			}
		}
	}
	if _, err := b.Articles(b.general); err != nil {
		return entryError{"general", "", err}
	}
	for i := range b.answers {
		if err := b.resolveAnswer(&b.answers[i]); err != nil {
			return entryError{"answers", string(b.answers[i].ID), err}
		}
	}
	return nil
}

func (b *Book) resolveChannel(c *Channel) error {
	var err error
	if c.Sources, err = b.source(c.Source); err != nil {
		return err
	}
	if only := c.Limits.Only; only != "" && only != Pictures {
		return under("limits.only", notAmong(only, []string{Pictures}))
	}
	if l := c.Limits.Confidence; l != "" {
		if err := confident(l); err != nil {
			return err
		}
	}
	if err := dated(c.AsOf, c.Confidence); err != nil {
		return err
	}
	if _, err := b.Articles(c.Basis); err != nil {
		return err
	}
	if c.Group != "" {
		if _, err := b.Group(c.Group); err != nil {
			return err
		}
	}
	if c.See != "" {
		if _, err := b.Channel(c.See); err != nil {
			return err
		}
	}
	if c.Redact != "" {
		if _, err := b.Profile(c.Redact); err != nil {
			return err
		}
	}
	if c.Packet != "" && c.Addressee.Empty() {
		return wrong("data.no-addressee", "a packet needs an addressee")
	}
	return nil
}

func (b *Book) source(ids []string) ([]Source, error) { return resolveSources(ids, b.sources) }

func resolveSources(ids []string, sources map[string]Source) ([]Source, error) {
	if len(ids) == 0 {
		return nil, wrong("data.no-source", "no source")
	}
	out := make([]Source, 0, len(ids))
	for _, id := range ids {
		s, ok := sources[id]
		if !ok {
			return nil, under("source", notAmong(id, slices.Sorted(maps.Keys(sources))))
		}
		out = append(out, s)
	}
	return out, nil
}

func dated(asOf string, c Confidence) error {
	if asOf == "" {
		return wrong("data.no-day", "no as_of date")
	}
	return confident(c)
}

func confident(c Confidence) error {
	if c != Seen && c != Infer && c != Own {
		return under("confidence", notAmong(string(c), []string{string(Seen), string(Infer), string(Own)}))
	}
	return nil
}
