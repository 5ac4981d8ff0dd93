package demo

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"time"

	"go.yaml.in/yaml/v3"

	"complain/pkg/dispute"
)

//go:embed stories/*.yaml
var stories embed.FS

// told is the story in every language it is told in.
type told struct {
	Case struct {
		ID           string        `yaml:"id"`
		Title        dispute.Words `yaml:"title"`
		Category     string        `yaml:"category"`
		Platform     string        `yaml:"platform"`
		Order        string        `yaml:"order"`
		Zone         string        `yaml:"zone"`
		Currency     string        `yaml:"currency"`
		Language     string        `yaml:"language"` // of its office; that of the program where it is empty
		Jurisdiction string        `yaml:"jurisdiction"`
	} `yaml:"case"`
	To      []string `yaml:"to"`
	Parties []struct {
		Role        dispute.PartyRole `yaml:"role"`
		Name        dispute.Words     `yaml:"name"`
		Address     dispute.Words     `yaml:"address"`
		Phone       string            `yaml:"phone"`
		Email       string            `yaml:"email"`
		Identifiers []struct {
			Kind  string `yaml:"kind"`
			Value string `yaml:"value"`
		} `yaml:"identifiers"`
		Aliases []string `yaml:"aliases"`
	} `yaml:"parties"`
	Claims []struct {
		Kind   dispute.ClaimKind `yaml:"kind"`
		Amount string            `yaml:"amount"`
		Basis  string            `yaml:"basis"`
		Text   dispute.Words     `yaml:"text"`
	} `yaml:"claims"`
	Statements []struct {
		At      string        `yaml:"at"`
		Element string        `yaml:"element"`
		Who     dispute.Words `yaml:"who"`
		Text    dispute.Words `yaml:"text"`
	} `yaml:"statements"`
	Exhibits []struct {
		File   string        `yaml:"file"`
		Title  dispute.Words `yaml:"title"`
		Source dispute.Words `yaml:"source"`
		Proves dispute.Words `yaml:"proves"`
	} `yaml:"exhibits"`
}

// TheStory is the story of a sample in lang, in English where it is not told in
// that. The files are the same originals in all.
func TheStory(name, lang string) (Story, error) {
	var t told
	data, err := stories.ReadFile("stories/" + name + ".yaml")
	if err != nil {
		return Story{}, fmt.Errorf("the story of the demo: %w", err)
	}
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&t); err != nil {
		return Story{}, fmt.Errorf("the story of the demo: %w", err)
	}
	s, err := t.in(lang)
	if err != nil {
		return Story{}, fmt.Errorf("the story of the demo: %w", err)
	}
	return s, nil
}

func (t told) in(lang string) (Story, error) {
	c := t.Case
	lang = cmp.Or(c.Language, lang)
	s := Story{
		Case: dispute.Case{
			ID: c.ID, Title: c.Title.In(lang), Category: c.Category, Platform: c.Platform, Order: c.Order,
			Language: lang, Zone: c.Zone, Currency: c.Currency, Jurisdiction: c.Jurisdiction,
		},
		To:       t.To,
		Exhibits: map[string]Exhibit{},
	}
	for _, p := range t.Parties {
		party := dispute.Party{Role: p.Role, Name: p.Name.In(lang), Address: p.Address.In(lang), Phone: p.Phone, Email: p.Email, Aliases: p.Aliases}
		for _, i := range p.Identifiers {
			party.Identifiers = append(party.Identifiers, dispute.Identifier{Kind: i.Kind, Value: i.Value})
		}
		s.Parties = append(s.Parties, party)
	}
	for _, x := range t.Claims {
		amount, err := dispute.ParseAmount(x.Amount, c.Currency)
		if err != nil {
			return Story{}, err
		}
		s.Claims = append(s.Claims, dispute.Claim{Kind: x.Kind, Amount: &amount, Basis: x.Basis, Text: x.Text.In(lang)})
	}
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return Story{}, err
	}
	for _, x := range t.Statements {
		at, err := moment(x.At, zone)
		if err != nil {
			return Story{}, err
		}
		s.Statements = append(s.Statements, Statement{At: at, Element: x.Element, Who: x.Who.In(lang), Text: x.Text.In(lang)})
	}
	for _, x := range t.Exhibits {
		s.Exhibits[x.File] = Exhibit{Title: x.Title.In(lang), Source: x.Source.In(lang), Proves: x.Proves.In(lang)}
	}
	return s, nil
}

// moment is a time as the complainant tells it: a day, or a day and a minute.
func moment(text string, zone *time.Location) (dispute.When, error) {
	precision := dispute.Day
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		precision = dispute.Minute
		if t, err = time.Parse("2006-01-02 15:04", text); err != nil {
			return dispute.When{}, err
		}
	}
	clock := dispute.Clock{Year: t.Year(), Month: int(t.Month()), Day: t.Day(), Hour: t.Hour(), Minute: t.Minute()}
	w, err := dispute.Local(clock, precision, zone, dispute.ZoneUser)
	w.From = dispute.TimeUser
	return w, err
}
