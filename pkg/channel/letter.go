package channel

import (
	"cmp"
	"complain/pkg/dispute"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
)

// lettersFile is the name of the file of letters, in data and in a user's own
// folder.
const lettersFile = "letters.yaml"

// Letter is a paper that an addressee takes: a template in its folder, and what
// must stand in it, in which order.
type Letter struct {
	ID         string     `yaml:"id"`        // what --document takes: "reminder"
	Name       Words      `yaml:"name"`      // its title: 催告函
	Voice      string     `yaml:"voice"`     // whose words it uses
	Against    []string   `yaml:"against"`   // roles of whom it is about: the first that the case names; empty: the case's own respondent
	Beside     []string   `yaml:"beside"`    // roles of those that it can name beside them, where something is claimed of them
	Countries  []string   `yaml:"countries"` // ISO 3166-1 alpha-2, lower case, of the cases it is for; empty for all
	Require    []string   `yaml:"require"`   // parts in the order in which they stand
	May        []string   `yaml:"may"`       // parts that stand in it where the case has them
	Asks       []Words    `yaml:"asks"`      // what it asks of its addressee before the demands of the case
	Basis      []string   `yaml:"basis"`     // articles that bind whom it is about, cited where the case's category is about others
	Claims     []string   `yaml:"claims"`    // the kinds of claims that it makes; empty for all that its addressee grants
	Official   bool       `yaml:"official"`  // its demands bear the words of the official form
	Unnamed    bool       `yaml:"unnamed"`   // it names nobody who writes: everybody can read it
	Lengths    []int      `yaml:"lengths"`   // of the statement in a form whose limit is not known: characters
	ReplyDays  int        `yaml:"reply_days"`
	Note       Words      `yaml:"note"` // for the user: when it is the right one
	Source     []string   `yaml:"source"`
	AsOf       string     `yaml:"as_of"`
	Confidence Confidence `yaml:"confidence"`

	File    string   `yaml:"-"` // its template without language and extension: "seller/reminder", or the folder alone for the first of it
	Sources []Source `yaml:"-"`
}

// Holds reports whether a part may stand in the letter.
func (l Letter) Holds(part string) bool {
	return len(l.Require) == 0 || slices.Contains(l.Require, part) || slices.Contains(l.May, part)
}

// Template is the path of the letter's template in a language.
func (l Letter) Template(lang string) string {
	if strings.Contains(l.File, "/") {
		return l.File + "." + lang + ".md"
	}
	return l.File + "/" + lang + ".md"
}

// For reports whether the letter is for cases of a jurisdiction.
func (l Letter) For(jurisdiction string) bool {
	return len(l.Countries) == 0 || slices.Contains(l.Countries, strings.ToLower(jurisdiction))
}

// Voice is how a letter calls the two sides.
type Voice struct {
	ID          string `yaml:"id"`
	Complainant Words  `yaml:"complainant"` // before the name: 投诉人
	Respondent  Words  `yaml:"respondent"`
	I           Words  `yaml:"i"` // in a sentence: "the complainant", "I"
	They        Words  `yaml:"they"`
	Writer      Words  `yaml:"writer"` // of whose words they are, where Complainant stands well at a head only
	Reader      Words  `yaml:"reader"`
	Head        Words  `yaml:"head"` // of the pages: {0} is the one side, {1} the other
	Sign        Words  `yaml:"sign"` // before the line to sign on
}

// Field is something that letters need and that only the user can say: the
// number of a card, a consent.
type Field struct {
	ID    string `yaml:"id"`
	Name  Words  `yaml:"name"`
	Hint  Words  `yaml:"hint"`  // what may stand there: 是／否
	Of    string `yaml:"of"`    // the role of whom an identifier of the same name is it; "" for nobody
	Level Level  `yaml:"level"` // how much it matters where it is missing

	Country string `yaml:"country"` // the role of whom it is the country; "" for nobody
}

// Addressee is a folder of templates with the letters in it, the usual one first.
type Addressee struct {
	ID      string   `yaml:"id"`
	Letters []Letter `yaml:"letters"`
}

type lettersData struct {
	Schema     int               `yaml:"schema"`
	AsOf       string            `yaml:"as_of"`
	Sources    map[string]Source `yaml:"sources"`
	Voices     []Voice           `yaml:"voices"`
	Fields     []Field           `yaml:"fields"`
	FormWords  map[string]Words  `yaml:"form_words"`
	PartNames  map[string]Words  `yaml:"part_names"`
	Addressees []Addressee       `yaml:"addressees"`
}

// Letters is what is written to whom. It does not change once loaded.
type Letters struct {
	asOf       string
	sources    map[string]Source
	voices     []Voice
	fields     []Field
	formWords  map[string]Words
	partNames  map[string]Words
	addressees []Addressee
	channels   []Channel
}

// usualVoice is that of a letter which names none.
const usualVoice = "complaint"

// parts are what packets can print, beside the fields of the data.
var parts = []string{
	"title", "addressee", "complainant-name", "complainant-phone", "complainant-address", "complainant-email",
	"respondent-name", "respondent-address", "respondent-phone", "platform", "order", "goods", "payment", "shop",
	"category", "facts", "tried", "answer", "demands", "total", "basis", "deadline", "consequence", "refund-way", "contact",
	"first-demand", "delivered", "request", "truth", "preserve", "hotline", "opening", "notes", "evidence-held", "mediation", "lead", "secrecy", "intact", "purpose", "first-step",
	"attachments", "evidence-list", "signature", "date", "statement", "index",
}

// Parts lists what a letter can hold, beside its fields.
func Parts() []string { return slices.Clone(parts) }

// Letters is read when it is first asked for: only who writes needs it.
func (b *Book) Letters() (*Letters, error) { return b.letters() }

func (b *Book) readLetters(own, override fs.FS) func() (*Letters, error) {
	return sync.OnceValues(func() (*Letters, error) {
		l := &Letters{sources: maps.Clone(b.sources), channels: b.channels, formWords: map[string]Words{}, partNames: map[string]Words{}}
		if err := l.merge(own); err != nil {
			return nil, fmt.Errorf("built-in data: %w", err)
		}
		if override != nil {
			if err := l.merge(override); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, located(fmt.Errorf("own channel data: %w", err), override)
			}
		}
		return l, located(l.resolve(b), override)
	})
}

func (l *Letters) merge(fsys fs.FS) error {
	var d lettersData
	if err := decode(fsys, lettersFile, &d); err != nil {
		return err
	}
	l.asOf = older(l.asOf, d.AsOf)
	maps.Copy(l.sources, d.Sources)
	maps.Copy(l.formWords, d.FormWords)
	maps.Copy(l.partNames, d.PartNames)
	for i := range d.Addressees {
		for j := range d.Addressees[i].Letters {
			fill(&d.Addressees[i].Letters[j].AsOf, d.AsOf)
		}
	}
	l.voices = replace(l.voices, d.Voices, func(v Voice) string { return v.ID })
	l.fields = replace(l.fields, d.Fields, func(f Field) string { return f.ID })
	l.addressees = replace(l.addressees, d.Addressees, func(a Addressee) string { return a.ID })
	return nil
}

// resolve fails on a word that stands for nothing, and on a channel whose letter
// has no title.
func (l *Letters) resolve(b *Book) error {
	fields := ids(l.fields, func(f Field) string { return f.ID })
	for _, f := range l.fields {
		if !slices.Contains(Levels(), f.Level) {
			return entryError{"fields", f.ID, under("level", notAmong(string(f.Level), levelWords()))}
		}
	}
	for i := range l.addressees {
		a := &l.addressees[i]
		for j := range a.Letters {
			if err := cmp.Or(l.resolveLetter(a, j, fields), known(b, a.Letters[j].Basis)); err != nil {
				return entryError{"addressees", a.ID, under(a.Letters[j].ID, err)}
			}
		}
	}
	for _, c := range l.channels {
		if c.Packet == "" {
			continue
		}
		all := l.of(c)
		if len(all) == 0 || all[0].Name.Empty() {
			return entryError{"channels", c.ID, wrong("data.no-document", "a letter needs a title: document, or an entry of letters.yaml")}
		}
		for _, id := range c.Documents {
			if !slices.ContainsFunc(all, func(x Letter) bool { return x.ID == id }) {
				return entryError{"channels", c.ID, under("documents", notAmong(id, ids(all, letterID)))}
			}
		}
	}
	return nil
}

func (l *Letters) resolveLetter(a *Addressee, j int, fields []string) (err error) {
	x := &a.Letters[j]
	x.File = a.ID
	if j > 0 {
		x.File += "/" + x.ID
	}
	fill(&x.Voice, usualVoice)
	if _, ok := l.voice(x.Voice); !ok {
		return under("voice", notAmong(x.Voice, ids(l.voices, func(v Voice) string { return v.ID })))
	}
	for _, word := range slices.Concat(x.Against, x.Beside) {
		if !slices.Contains(dispute.PartyRoles(), PartyOf(word)) {
			return under("role", notAmong(word, partyWords()))
		}
	}
	for _, part := range slices.Concat(x.Require, x.May) {
		if !slices.Contains(parts, part) && !slices.Contains(fields, part) {
			return under("part", notAmong(part, slices.Concat(parts, fields)))
		}
	}
	if x.Sources, err = resolveSources(x.Source, l.sources); err != nil {
		return err
	}
	return dated(x.AsOf, x.Confidence)
}

// known is an error for an id that no article of the book has.
func known(b *Book, articles []string) error {
	if _, err := b.Articles(articles); err != nil {
		return under("basis", err)
	}
	return nil
}

func letterID(l Letter) string { return l.ID }

func partyWords() []string {
	var out []string
	for _, role := range dispute.PartyRoles() {
		out = append(out, RoleOf(role)...)
	}
	return out
}

func levelWords() []string {
	var out []string
	for _, l := range Levels() {
		out = append(out, string(l))
	}
	return out
}

// of are the letters of a channel, the usual one first. A channel whose folder
// has no entry takes one letter, which is called as the channel says.
func (l *Letters) of(c Channel) []Letter {
	var all []Letter
	if i := slices.IndexFunc(l.addressees, func(a Addressee) bool { return a.ID == c.Packet }); i >= 0 {
		all = slices.Clone(l.addressees[i].Letters)
	} else if c.Packet != "" {
		all = []Letter{{ID: "letter", Voice: usualVoice, File: c.Packet}}
	}
	if len(c.Documents) > 0 {
		chosen := make([]Letter, 0, len(c.Documents))
		for _, id := range c.Documents {
			if i := slices.IndexFunc(all, func(x Letter) bool { return x.ID == id }); i >= 0 {
				chosen = append(chosen, all[i])
			}
		}
		all = chosen
	}
	if len(all) > 0 && !c.Document.Empty() {
		all[0].Name = c.Document
	}
	return all
}

// Of are the letters that a channel takes in cases of a jurisdiction, the usual
// one first; where none is for it, all of them.
func (l *Letters) Of(c Channel, jurisdiction string) []Letter {
	all := l.of(c)
	fit := slices.DeleteFunc(slices.Clone(all), func(x Letter) bool { return !x.For(jurisdiction) })
	if len(fit) > 0 {
		return fit
	}
	return all
}

// Letter is a letter to a channel by its id, or by its name in any language; ""
// is the usual one.
func (l *Letters) Letter(c Channel, jurisdiction, document string) (Letter, error) {
	fit := l.Of(c, jurisdiction)
	if document == "" && len(fit) > 0 {
		return fit[0], nil
	}
	all := l.of(c)
	for _, x := range all {
		if x.ID == document || slices.Contains(slices.Collect(maps.Values(x.Name)), document) {
			return x, nil
		}
	}
	return Letter{}, under("document", notAmong(document, ids(all, letterID)))
}

// The folders of letters that belong to no addressee: the page for calls, which
// goes to nobody, and what is handed in after a packet, which goes to everybody.
const (
	scriptFolder     = "script"
	supplementFolder = "supplement"
)

// Script is the page from which a user speaks on the phone.
func (l *Letters) Script() (Letter, error) { return l.only(scriptFolder) }

// Supplement is the letter with exhibits that come after a packet was handed in.
func (l *Letters) Supplement() (Letter, error) { return l.only(supplementFolder) }

// only is the one letter of a folder.
func (l *Letters) only(folder string) (Letter, error) {
	i := slices.IndexFunc(l.addressees, func(a Addressee) bool { return a.ID == folder })
	if i < 0 || len(l.addressees[i].Letters) == 0 {
		return Letter{}, fmt.Errorf("no %s: %w", folder, ErrUnknown)
	}
	return l.addressees[i].Letters[0], nil
}

// PartName is what a form calls a part; empty for what no form asks.
func (l *Letters) PartName(part string) Words {
	if f, err := l.Field(part); err == nil {
		return f.Name
	}
	return l.partNames[part]
}

// All lists every letter with its folder, in the order of the data.
func (l *Letters) All() []Addressee { return slices.Clone(l.addressees) }

// Voice is how a letter calls the two sides.
func (l *Letters) Voice(x Letter) Voice {
	v, _ := l.voice(x.Voice)
	return v
}

func (l *Letters) voice(id string) (Voice, bool) {
	i := slices.IndexFunc(l.voices, func(v Voice) bool { return v.ID == id })
	if i < 0 {
		return Voice{}, false
	}
	return l.voices[i], true
}

// FormWord is a word of the official form as letters write it.
func (l *Letters) FormWord(word string) Words { return l.formWords[word] }

// Fields lists what only the user can say, in the order of the data.
func (l *Letters) Fields() []Field { return slices.Clone(l.fields) }

// Field is the field named id.
func (l *Letters) Field(id string) (Field, error) {
	i := slices.IndexFunc(l.fields, func(f Field) bool { return f.ID == id })
	if i < 0 {
		return Field{}, under("field", notAmong(id, ids(l.fields, func(f Field) string { return f.ID })))
	}
	return l.fields[i], nil
}
