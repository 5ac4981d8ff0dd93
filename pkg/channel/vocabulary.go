package channel

import (
	"maps"
	"slices"
)

// Term is a word of the vocabulary in the languages the program speaks.
type Term struct {
	Name     Words    `yaml:"name"`
	Channels []string `yaml:"channels"` // of a kind of office: its channels
	Kind     string   `yaml:"kind"`     // of a kind of evidence: what sort of file it is
	Proves   Words    `yaml:"proves"`   // of a kind of evidence: what it shows
	Src      string   `yaml:"src"`      // of a flag: user, or rule where evidence can propose it
}

// vocabularyData is the closed words of the rules.
type vocabularyData struct {
	Schema      int               `yaml:"schema"`
	AsOf        string            `yaml:"as_of"`
	Ops         []string          `yaml:"ops"`
	Units       []string          `yaml:"units"`
	Parties     []string          `yaml:"parties"`
	PartyKinds  []string          `yaml:"party_kinds"`
	PartyFields map[string]string `yaml:"party_fields"`
	Roles       []string          `yaml:"roles"`
	Platforms   map[string]string `yaml:"platforms"` // with their channels; "" for none
	Payments    []string          `yaml:"payments"`
	Countries   []string          `yaml:"countries"`
	Amounts     []string          `yaml:"amounts"`
	Answers     []string          `yaml:"answers"`
	Offices     map[string]Term   `yaml:"offices"`
	Events      map[string]Term   `yaml:"events"`
	Flags       map[string]Term   `yaml:"flags"`
	Evidence    map[string]Term   `yaml:"evidence"`
}

// merge adds the words of with, or puts them in place of those of the same id.
func (v *vocabularyData) merge(with vocabularyData) {
	if v.Offices == nil {
		*v = with
		return
	}
	for _, l := range []struct{ into, from *[]string }{
		{&v.Parties, &with.Parties}, {&v.Payments, &with.Payments}, {&v.Countries, &with.Countries},
	} {
		*l.into = append(*l.into, *l.from...)
	}
	maps.Copy(v.Platforms, with.Platforms)
	maps.Copy(v.Offices, with.Offices)
	maps.Copy(v.Events, with.Events)
	maps.Copy(v.Flags, with.Flags)
	maps.Copy(v.Evidence, with.Evidence)
}

// lists are the words that arguments of predicates may be, by the name of the
// argument's list; those of the other files are added by who reads them.
func (v vocabularyData) lists() map[string][]string {
	return map[string][]string{
		"always": {"true"}, "dates": {"before", "from"},
		"ops": v.Ops, "units": v.Units, "parties": v.Parties, "party_kinds": v.PartyKinds,
		"party_fields": slices.Sorted(maps.Keys(v.PartyFields)), "roles": v.Roles,
		"platforms": slices.Sorted(maps.Keys(v.Platforms)), "payments": v.Payments, "countries": v.Countries,
		"amounts": v.Amounts, "answers": v.Answers,
		"offices":  slices.Sorted(maps.Keys(v.Offices)),
		"events":   slices.Sorted(maps.Keys(v.Events)),
		"flags":    slices.Sorted(maps.Keys(v.Flags)),
		"evidence": slices.Sorted(maps.Keys(v.Evidence)),
	}
}
