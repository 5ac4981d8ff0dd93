package channel

import (
	"maps"
	"slices"
	"strings"
)

// Term is a word of the vocabulary in the languages the program speaks.
type Term struct {
	Name     Words               `yaml:"name"`
	Channels []string            `yaml:"channels"` // of a kind of office: its channels
	Grants   []string            `yaml:"grants"`   // of a kind of office: the kinds of claims that it can grant or press for; empty for all
	Marks    []string            `yaml:"marks"`    // of a kind of office: what stands in the names of such offices; of evidence, in such files
	Starts   string              `yaml:"starts"`   // of a kind of office: the event that a filing with it is
	Replies  map[string][]string `yaml:"replies"`  // of a kind of office: the events that its answers are
	Kind     string              `yaml:"kind"`     // of a kind of evidence: what sort of file it is
	Proves   Words               `yaml:"proves"`   // of a kind of evidence: what it shows
	Said     []string            `yaml:"said"`     // of a kind of evidence: what a message says that speaks of such a picture
	By       []Speaking          `yaml:"by"`       // of a kind of evidence: who says it; empty for the complainant
	Src      string              `yaml:"src"`      // of a flag: user, or rule where evidence can propose it
}

// vocabularyData is the closed words of the rules.
type vocabularyData struct {
	Schema      int                 `yaml:"schema"`
	AsOf        string              `yaml:"as_of"`
	Ops         []string            `yaml:"ops"`
	Units       []string            `yaml:"units"`
	Parties     []string            `yaml:"parties"`
	PartyKinds  []string            `yaml:"party_kinds"`
	PartyFields map[string]string   `yaml:"party_fields"`
	NameMarks   nameMarks           `yaml:"name_marks"`
	Roles       []string            `yaml:"roles"`
	Platforms   map[string]string   `yaml:"platforms"` // with their channels; "" for none
	Payments    []string            `yaml:"payments"`
	Countries   []string            `yaml:"countries"`
	Unions      map[string][]string `yaml:"unions"` // of countries, by their members
	Amounts     []string            `yaml:"amounts"`
	Answers     map[string]Term     `yaml:"answers"`
	Offices     map[string]Term     `yaml:"offices"`
	Events      map[string]Term     `yaml:"events"`
	Flags       map[string]Term     `yaml:"flags"`
	Evidence    map[string]Term     `yaml:"evidence"`
	Apps        []App               `yaml:"apps"`
	Goods       []GoodsWords        `yaml:"goods"`
	Unnamed     []string            `yaml:"unnamed"` // what machines call files, in lower case
	Nothing     []string            `yaml:"nothing"` // what bills write where they do not say what was bought
}

// GoodsWords are the words beside which files say something of the thing bought.
type GoodsWords struct {
	Field   string   `yaml:"field"`   // of letters
	Columns []string `yaml:"columns"` // of bills and orders
	Labels  []string `yaml:"labels"`  // in papers and pictures
	Order   bool     `yaml:"order"`   // labels count only beside the number of the case's order
}

// App is a program whose screens pictures show.
type App struct {
	Name  Words    `yaml:"name"`
	Files []string `yaml:"files"` // in the names of its screenshots, in lower case
	Marks []string `yaml:"marks"` // in what was recognised in them
	Saved []string `yaml:"saved"` // in the names of pictures saved out of it, in lower case
}

// nameMarks is what stands in names, in lower case: of businesses as they are
// registered, and of shops.
type nameMarks struct {
	Legal []string `yaml:"legal"`
	Shop  []string `yaml:"shop"`
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
	if v.Unions == nil {
		v.Unions = map[string][]string{}
	}
	maps.Copy(v.Unions, with.Unions)
	maps.Copy(v.Platforms, with.Platforms)
	maps.Copy(v.Answers, with.Answers)
	maps.Copy(v.Offices, with.Offices)
	maps.Copy(v.Events, with.Events)
	maps.Copy(v.Flags, with.Flags)
	maps.Copy(v.Evidence, with.Evidence)
	v.Apps = append(v.Apps, with.Apps...)
	v.Goods = append(v.Goods, with.Goods...)
	v.Nothing = append(v.Nothing, with.Nothing...)
	v.Unnamed = append(v.Unnamed, with.Unnamed...)
}

// lists are the words that arguments of predicates may be, by the name of the
// argument's list; those of the other files are added by who reads them.
func (v vocabularyData) lists() map[string][]string {
	return map[string][]string{
		"always": {"true"}, "dates": {"before", "from"},
		"ops": v.Ops, "units": v.Units, "parties": v.Parties, "party_kinds": v.PartyKinds,
		"party_fields": slices.Sorted(maps.Keys(v.PartyFields)), "roles": v.Roles,
		"platforms": slices.Sorted(maps.Keys(v.Platforms)), "payments": v.Payments, "countries": v.Countries,
		"amounts":  v.Amounts,
		"answers":  slices.Sorted(maps.Keys(v.Answers)),
		"offices":  slices.Sorted(maps.Keys(v.Offices)),
		"events":   slices.Sorted(maps.Keys(v.Events)),
		"flags":    slices.Sorted(maps.Keys(v.Flags)),
		"evidence": slices.Sorted(maps.Keys(v.Evidence)),
	}
}

// Flags lists the flags, in order.
func (p *Practice) Flags() []string { return slices.Clone(p.lists["flags"]) }

// Flag is a flag's question.
func (p *Practice) Flag(id string) (Words, error) { return p.named("flag", "flags", id, p.words.Flags) }

// Events lists what can happen in a case, in order.
func (p *Practice) Events() []string { return slices.Clone(p.lists["events"]) }

// Event is the name of what happens in a case.
func (p *Practice) Event(id string) (Words, error) {
	return p.named("event", "events", id, p.words.Events)
}

// Replies lists what an office or a business can answer, in order.
func (p *Practice) Replies() []string { return slices.Clone(p.lists["answers"]) }

// Reply is the name of what an office answers.
func (p *Practice) Reply(id string) (Words, error) {
	return p.named("answer", "answers", id, p.words.Answers)
}

// Offices lists the kinds of offices, in order.
func (p *Practice) Offices() []string { return slices.Clone(p.lists["offices"]) }

// OfficeName is the name of a kind of office.
func (p *Practice) OfficeName(id string) (Words, error) {
	return p.named("office", "offices", id, p.words.Offices)
}

func (p *Practice) named(what, list, id string, terms map[string]Term) (Words, error) {
	if err := p.among(what, list, id); err != nil {
		return nil, err
	}
	return terms[id].Name, nil
}

// PlatformOf is the word for a platform by its channel: "other" for a channel
// that many share, "" for one that is no platform's.
func (p *Practice) PlatformOf(channel string) string {
	if channel == "" {
		return ""
	}
	if p.words.Platforms["other"] == channel {
		return "other"
	}
	for _, word := range p.lists["platforms"] {
		if p.words.Platforms[word] == channel {
			return word
		}
	}
	return ""
}

// OfficeNamed is the kind of office that a name is of, by what stands in such
// names; "" where nothing in it says so.
func (p *Practice) OfficeNamed(name string) string {
	for _, office := range p.lists["offices"] {
		if marked(name, p.words.Offices[office].Marks) {
			return office
		}
	}
	return ""
}

// Granted are the kinds of claims that a kind of office grants in a letter; none where
// it is all of them.
func (p *Practice) Granted(office string, l Letter) []string {
	grants := p.words.Offices[office].Grants
	if len(grants) == 0 || len(l.Claims) == 0 {
		return append(slices.Clone(grants), l.Claims...)
	}
	return slices.DeleteFunc(slices.Clone(grants), func(id string) bool { return !slices.Contains(l.Claims, id) })
}

// refuses reports whether a kind of office can grant no claim of a kind.
func (p *Practice) refuses(office, claim string) bool {
	grants := p.words.Offices[office].Grants
	return len(grants) > 0 && !slices.Contains(grants, claim)
}

// EvidenceKinds lists the kinds of evidence, in order.
func (p *Practice) EvidenceKinds() []string { return slices.Clone(p.lists["evidence"]) }

// EvidenceTerm is what is known of a kind of evidence.
func (p *Practice) EvidenceTerm(kind string) Term { return p.words.Evidence[kind] }

// Apps lists the programs whose screens are known.
func (p *Practice) Apps() []App { return slices.Clone(p.words.Apps) }

// Goods lists the words beside which files say something of the thing bought, and
// the texts that say nothing.
func (p *Practice) Goods() (words []GoodsWords, nothing []string) {
	return slices.Clone(p.words.Goods), slices.Clone(p.words.Nothing)
}

// Unions are the unions of countries of which a country is a member, the smallest
// first. Country is by ISO 3166-1, in either case.
func (p *Practice) Unions(country string) []string {
	var out []string
	for name, members := range p.words.Unions {
		if slices.Contains(members, strings.ToUpper(country)) {
			out = append(out, name)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return len(p.words.Unions[a]) - len(p.words.Unions[b]) })
	return out
}

// Unnamed lists the words of which machines make names of files.
func (p *Practice) Unnamed() []string { return slices.Clone(p.words.Unnamed) }

// FilingStarts is the event that a filing with a kind of office is; "" for none.
func (p *Practice) FilingStarts(office string) string { return p.words.Offices[office].Starts }

// anyReply stands for the answers that an office's entry does not name.
const anyReply = "any"

// ReplyStarts are the events that an answer of a kind of office is.
func (p *Practice) ReplyStarts(office, answer string) []string {
	replies := p.words.Offices[office].Replies
	if events, ok := replies[answer]; ok || answer == "" {
		return events
	}
	return replies[anyReply]
}

// LegalName reports whether a business's name is the one on its licence or that
// of a shop; ok is false where the name does not tell.
func (p *Practice) LegalName(name string) (legal, ok bool) {
	if marked(name, p.words.NameMarks.Legal) {
		return true, true
	}
	return false, marked(name, p.words.NameMarks.Shop)
}

// marked reports whether one of the marks stands in a name.
func marked(name string, marks []string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(marks, func(m string) bool { return strings.Contains(name, m) })
}
