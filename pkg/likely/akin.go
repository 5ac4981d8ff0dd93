package likely

import (
	"strings"
	"unicode"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// kin tells which names are of one shop. Bills of banks know a shop by what its
// card machine prints, chats by what it calls itself.
type kin struct {
	common map[string]bool   // words that many shops have in their names, in lower case
	han    *strings.Replacer // takes those of Chinese out
	proper map[string][]rune // of names seen: what is left
}

// mostProper is how many names are kept; the memory of more would grow with a case.
const mostProper = 20000

func newKin(t channel.Triggers) *kin {
	k := &kin{common: map[string]bool{}, proper: map[string][]rune{}}
	var out []string
	for _, words := range t.Names[dispute.Seller] {
		for _, w := range words {
			if w = strings.ToLower(w); w != "" && wide([]rune(w)[0]) {
				out = append(out, w, " ")
				continue
			}
			for _, one := range strings.Fields(w) {
				k.common[one] = true
			}
		}
	}
	k.han = strings.NewReplacer(out...)
	return k
}

func wide(r rune) bool { return r > 0x2e80 }

// of is a name without what many names have, in lower case, with one blank between
// words.
func (k *kin) of(name string) []rune {
	if p, ok := k.proper[name]; ok {
		return p
	}
	words := strings.FieldsFunc(k.han.Replace(strings.ToLower(name)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var kept []string
	for _, w := range words {
		if !k.common[w] {
			kept = append(kept, w)
		}
	}
	p := []rune(strings.Join(kept, " "))
	if len(k.proper) < mostProper {
		k.proper[strings.Clone(name)] = p
	}
	return p
}

// akin reports whether two names share what makes a name: the beginning of a word
// and four letters more, or two Chinese characters at the beginning and three in
// all.
func (k *kin) akin(a, b string) bool {
	x, y := k.of(a), k.of(b)
	for i := range x {
		for j := range y {
			if latin(x, i) != latin(y, j) {
				continue
			}
			n, han := shared(x[i:], y[j:])
			if n >= 5 || han >= 3 || i == 0 && j == 0 && han >= 2 {
				return true
			}
		}
	}
	return false
}

// latin reports whether a Latin word goes on at i: what begins there is no name.
func latin(s []rune, i int) bool { return i > 0 && s[i-1] != ' ' && !wide(s[i]) && !wide(s[i-1]) }

// shared is how many characters two texts begin with alike, and how many of them
// are Chinese.
func shared(x, y []rune) (n, han int) {
	for n < len(x) && n < len(y) && x[n] == y[n] {
		if wide(x[n]) {
			han++
		}
		n++
	}
	return n, han
}
