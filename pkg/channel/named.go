package channel

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"

	"complain/pkg/dispute"
)

// named is what people call something, and its id.
type named struct {
	ID    string   `yaml:"id"`
	Words []string `yaml:"words"`
	Zone  string   `yaml:"zone"` // of a country that has one
}

type namesData struct {
	Schema     int     `yaml:"schema"`
	AsOf       string  `yaml:"as_of"`
	Countries  []named `yaml:"countries"`
	Currencies []named `yaml:"currencies"`
	Addressees []named `yaml:"addressees"`
	OrderMarks []named `yaml:"order_marks"`
	Files      []named `yaml:"platform_files"`

	OrderFiles []string `yaml:"order_files"`
	MoneySigns []named  `yaml:"money_signs"`
}

const namesFile = "names.yaml"

func names() (namesData, error) {
	var out namesData
	own, err := fs.Sub(data, "data")
	if err != nil {
		return out, err
	}
	if err := decode(own, namesFile, &out); err != nil {
		return out, fmt.Errorf("built-in data: %w", err)
	}
	return out, nil
}

// Country is the id of a country as the data has it, by what people call it, by its
// code in ISO 3166-1, or "eu". It reports false for what is no country.
func Country(said string) (id string, ok bool, err error) {
	n, err := names()
	if err != nil {
		return "", false, err
	}
	if id, ok := find(n.Countries, said); ok {
		return id, true, nil
	}
	code := strings.TrimSpace(said)
	region, err := language.ParseRegion(code)
	if err != nil || len(code) != 2 || !region.IsCountry() {
		return "", false, nil
	}
	return strings.ToLower(region.Canonicalize().String()), true, nil
}

// Currency is the code of a currency in ISO 4217, by what people call it or by the
// code itself. It reports false for what is no currency.
func Currency(said string) (code string, ok bool, err error) {
	n, err := names()
	if err != nil {
		return "", false, err
	}
	if id, ok := find(n.Currencies, said); ok {
		return id, true, nil
	}
	unit, err := currency.ParseISO(strings.ToUpper(strings.TrimSpace(said)))
	if err != nil {
		return "", false, nil
	}
	return unit.String(), true, nil
}

// CurrencySigned is the currency that a word or sign beside an amount stands for in a
// case of a currency of its own: of those that share the sign the case's, where it is
// one of them. It reports false for what is none, and for a sign that could mean
// several others.
func CurrencySigned(sign, home string) (code string, ok bool, err error) {
	n, err := names()
	if err != nil {
		return "", false, err
	}
	for _, s := range n.MoneySigns {
		switch {
		case s.ID != sign:
		case slices.Contains(s.Words, home):
			return home, true, nil
		default:
			return s.Words[0], s.Words[0] != "", nil
		}
	}
	return Currency(sign)
}

// CurrencyOf is the currency of a country of the data; "" where it has none of its
// own.
func CurrencyOf(country string) string {
	if country == "eu" {
		return "EUR"
	}
	region, err := language.ParseRegion(country)
	if err != nil {
		return ""
	}
	unit, ok := currency.FromRegion(region)
	if !ok {
		return ""
	}
	return unit.String()
}

// ZoneOf is the time zone of a country that has one; "" for others.
func ZoneOf(country string) string {
	n, err := names()
	if err != nil {
		return ""
	}
	for _, c := range n.Countries {
		if c.ID == country {
			return c.Zone
		}
	}
	return ""
}

// OrderMarks are the beginnings of the numbers that wallets keep of orders, by the
// platform of the order.
func OrderMarks() (map[string][]string, error) {
	n, err := names()
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, mark := range n.OrderMarks {
		out[mark.ID] = mark.Words
	}
	return out, nil
}

// GivenOut reports whether a file that is read so is given to customers by where they
// buy, so that its numbers are those of orders, and by which platform; "" for a shop.
func GivenOut(r dispute.Reading) (platform string, orders bool) {
	n, err := names()
	if err != nil {
		return "", false
	}
	for _, p := range n.Files {
		if slices.Contains(p.Words, r.Importer) || slices.Contains(p.Words, r.Importer+"/"+r.Variant) {
			platform = p.ID
		}
	}
	return platform, slices.Contains(n.OrderFiles, r.Importer)
}

// CountryName is what a country is called in a language: the first word of the data
// in its script, or the id.
func CountryName(id, lang string) string {
	n, err := names()
	if err != nil {
		return id
	}
	han := func(r rune) bool { return unicode.Is(unicode.Han, r) }
	for _, c := range n.Countries {
		for _, w := range c.Words {
			if c.ID == id && strings.ContainsFunc(w, han) == strings.HasPrefix(lang, "zh") && (len(w) > 3 || w == "UK" || w == "USA") {
				return w
			}
		}
	}
	return strings.ToUpper(id)
}

// addressee is the role or the channel that people mean by a word; the word itself
// where nobody knows it.
func (b *Book) addressee(said string) (string, error) {
	n, err := names()
	if err != nil {
		return "", err
	}
	if id, ok := find(n.Addressees, said); ok {
		return id, nil
	}
	wanted := plainWord(said)
	for _, ch := range b.channels {
		for _, name := range ch.Name {
			if wanted != "" && plainWord(name) == wanted {
				return ch.ID, nil
			}
		}
	}
	return said, nil
}

// find is the id of what is said, in any case and with any blanks.
func find(all []named, said string) (string, bool) {
	wanted := plainWord(said)
	if wanted == "" {
		return "", false
	}
	for _, n := range all {
		if plainWord(n.ID) == wanted {
			return n.ID, true
		}
		for _, w := range n.Words {
			if plainWord(w) == wanted {
				return n.ID, true
			}
		}
	}
	return "", false
}

func plainWord(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
