package locale

import (
	"fmt"
	"strconv"
	"strings"
)

// plurals are a language's rules for words that go with a number, in the order
// in which sentences list the words. A number that fits none takes the last.
type plurals []plural

// plural is one rule: all of its terms hold for a number of this form.
type plural struct {
	name  string
	terms []term
}

// term says of a number, or of what is left of it by modulus, that it lies
// from low to high, or that it does not.
type term struct {
	modulus, low, high int
	not                bool
}

// pick is the word that goes with number. What is no whole number takes the
// last.
func (p plurals) pick(words []string, number string) string {
	n, err := strconv.Atoi(number)
	if err == nil {
		for i, rule := range p {
			if i < len(words) && rule.fits(n) {
				return words[i]
			}
		}
	}
	return words[len(words)-1]
}

func (p plural) fits(n int) bool {
	for _, t := range p.terms {
		if !t.holds(n) {
			return false
		}
	}
	return true
}

func (t term) holds(n int) bool {
	if t.modulus > 0 {
		n %= t.modulus
	}
	return (t.low <= n && n <= t.high) != t.not
}

// parsePlurals reads "one: n = 1; other".
func parsePlurals(text string) (plurals, error) {
	rules := strings.Split(text, ";")
	last := len(rules) - 1
	if strings.TrimSpace(rules[last]) != "other" {
		return nil, fmt.Errorf("the last form is not other: %q", text)
	}
	var out plurals
	for _, rule := range rules[:last] {
		name, condition, ok := strings.Cut(rule, ":")
		if !ok {
			return nil, fmt.Errorf("no name and colon: %q", rule)
		}
		p := plural{name: strings.TrimSpace(name)}
		for one := range strings.SplitSeq(condition, " and ") {
			t, err := parseTerm(one)
			if err != nil {
				return nil, err
			}
			p.terms = append(p.terms, t)
		}
		out = append(out, p)
	}
	return out, nil
}

// parseTerm reads "n = 1", "n % 10 = 2..4", "n % 100 != 11".
func parseTerm(text string) (t term, err error) {
	words := strings.Fields(text)
	if len(words) == 5 && words[1] == "%" {
		if t.modulus, err = strconv.Atoi(words[2]); err != nil || t.modulus < 1 {
			return t, fmt.Errorf("no number to divide by: %q", text)
		}
		words = append(words[:1:1], words[3:]...)
	}
	if len(words) != 3 || words[0] != "n" || words[1] != "=" && words[1] != "!=" {
		return t, fmt.Errorf("neither n = 1 nor n %% 10 = 2..4: %q", text)
	}
	t.not = words[1] == "!="
	low, high, ranged := strings.Cut(words[2], "..")
	if !ranged {
		high = low
	}
	if t.low, err = strconv.Atoi(low); err == nil {
		t.high, err = strconv.Atoi(high)
	}
	if err != nil {
		return t, fmt.Errorf("no number: %q", text)
	}
	return t, nil
}
