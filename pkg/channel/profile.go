package channel

import (
	"slices"
)

// Datum is a kind of personal data, in the words of package personal.
type Datum string

// Data lists the kinds that a profile can name.
func Data() []Datum {
	return []Datum{"name", "phone", "id-number", "passport", "card-number", "mail", "address", "plate", "word"}
}

// Owner is whose a datum is.
type Owner string

// The owners: who complains, the other parties of the case, and everybody else.
const (
	OfComplainant Owner = "complainant"
	OfRespondent  Owner = "respondent"
	OfOther       Owner = "other"
)

// Owners lists the owners.
func Owners() []Owner { return []Owner{OfComplainant, OfRespondent, OfOther} }

// Profile says what a recipient is told of people: of whom which data stay as
// they are. All else is masked.
type Profile struct {
	ID         string            `yaml:"id"`
	Name       Words             `yaml:"name"`
	Note       Words             `yaml:"note"`
	For        []string          `yaml:"for"` // the kinds of channels that get it where they name none
	Keep       map[Owner][]Datum `yaml:"keep"`
	Source     []string          `yaml:"source"`
	AsOf       string            `yaml:"as_of"`
	Confidence Confidence        `yaml:"confidence"`

	Sources []Source `yaml:"-"` // Source, resolved
}

type profilesData struct {
	Schema   int               `yaml:"schema"`
	AsOf     string            `yaml:"as_of"`
	Sources  map[string]Source `yaml:"sources"`
	Profiles []Profile         `yaml:"profiles"`
}

// Keeps reports whether a datum of an owner stays as it is.
func (p Profile) Keeps(o Owner, d Datum) bool { return slices.Contains(p.Keep[o], d) }

// Profiles lists every profile in the order of the data.
func (b *Book) Profiles() []Profile { return slices.Clone(b.profiles) }

// Profile is the profile named id.
func (b *Book) Profile(id string) (Profile, error) {
	i := slices.IndexFunc(b.profiles, func(p Profile) bool { return p.ID == id })
	if i < 0 {
		var all []string
		for _, p := range b.profiles {
			all = append(all, p.ID)
		}
		return Profile{}, under("profile", notAmong(id, all))
	}
	return b.profiles[i], nil
}

// ProfileFor is the profile of a channel: its own, that of its kind, or the one
// that keeps least.
func (b *Book) ProfileFor(c Channel) Profile {
	if p, err := b.Profile(c.Redact); err == nil {
		return p
	}
	for _, p := range b.profiles {
		if slices.Contains(p.For, c.Kind) {
			return p
		}
	}
	return slices.MinFunc(b.profiles, func(a, b Profile) int { return a.kept() - b.kept() })
}

func texts[S ~string](words []S) (out []string) {
	for _, w := range words {
		out = append(out, string(w))
	}
	return out
}

func (p Profile) kept() (n int) {
	for _, data := range p.Keep {
		n += len(data)
	}
	return n
}

func (b *Book) resolveProfile(p *Profile) (err error) {
	if p.Sources, err = b.source(p.Source); err != nil {
		return err
	}
	for owner, data := range p.Keep {
		if !slices.Contains(Owners(), owner) {
			return under("owner", notAmong(string(owner), texts(Owners())))
		}
		for _, d := range data {
			if !slices.Contains(Data(), d) {
				return under("datum", notAmong(string(d), texts(Data())))
			}
		}
	}
	return dated(p.AsOf, p.Confidence)
}
