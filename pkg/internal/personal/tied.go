package personal

import "unicode/utf8"

// tying are the kinds that say of a name beside them that it is a person's.
var tying = map[Kind]bool{Phone: true, Identity: true, Passport: true, Card: true, Address: true}

// fewDigits is how many digits a number has that names a person.
const fewDigits = 7

// Tied lists the names of a text that says with them where a person is to be found,
// or by which number: the name is then known wherever it stands alone. Most texts
// hold no such number, and are not looked into.
func Tied(text string) (names []string) {
	digits := 0
	for i := range len(text) {
		if isDigit(text[i]) {
			digits++
		}
	}
	if digits < fewDigits {
		return nil
	}
	tied := false
	for _, f := range Find(text) {
		switch {
		case f.Kind == Name:
			names = append(names, text[f.Start:f.End])
		case tying[f.Kind]:
			tied = true
		}
	}
	if !tied {
		return nil
	}
	return names
}

// Names are those that texts tie to people, as far as they can be told from words: a
// name of two characters only where two texts have it.
type Names struct{ seen map[string]int }

// See takes in a text.
func (n *Names) See(text string) {
	for _, name := range Tied(text) {
		if n.seen == nil {
			n.seen = map[string]int{}
		}
		if len(n.seen) < mostNames || n.seen[name] > 0 {
			n.seen[name]++
		}
	}
}

// mostNames is how many names are kept: a case with more is a directory.
const mostNames = 10_000

// Known are the names.
func (n *Names) Known() Known {
	out := Known{}
	for name, times := range n.seen {
		if utf8.RuneCountInString(Key(name)) > 2 || times > 1 {
			out.Add(Name, name)
		}
	}
	return out
}
