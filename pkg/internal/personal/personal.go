// Package personal finds in a text what names a person and where to find them:
// identity and passport numbers, bank cards and accounts, telephone numbers,
// mail and postal addresses, number plates, and names that stand beside such a
// thing; and says each of them again with the telling part left out.
//
// It promises that what it names satisfies the rule of its kind (GB 11643 for
// identity cards, Luhn's check for cards, ISO 13616 for accounts) or stands after
// a word that says what it is, that a number behind the word for an order, a
// parcel or a payment is none of them, and that a text once masked holds nothing
// more to find. How often it is right is printed by its test over
// testdata/labelled.txt. It forbids relying on it alone: a name that stands by
// itself is no different from a word, and is for the user to say.
package personal

import (
	"cmp"
	"slices"
	"strings"
)

// Kind says what a datum is.
type Kind string

// The kinds. Word is what the user named: nothing is found of it here.
const (
	Name     Kind = "name"
	Phone    Kind = "phone"
	Identity Kind = "id-number"
	Passport Kind = "passport"
	Card     Kind = "card-number"
	Mail     Kind = "mail"
	Address  Kind = "address"
	Plate    Kind = "plate"
	Word     Kind = "word"
)

// Kinds lists every kind, in the order in which they are told of.
func Kinds() []Kind { return []Kind{Name, Phone, Identity, Passport, Card, Mail, Address, Plate, Word} }

// Found is a datum and its place, in bytes of the text.
type Found struct {
	Kind       Kind
	Start, End int
}

// Find lists the data in a text, in order; none overlaps another.
func Find(text string) []Found {
	t := fold(text)
	var found []Found
	for _, look := range looks {
		if look.worth(t) {
			found = append(found, look.find(t)...)
		}
	}
	found = apart(found)
	found = apart(append(found, names(t, found)...))
	for i := range found {
		found[i].Start, found[i].End = t.original(found[i].Start), t.originalEnd(found[i].End)
	}
	return found
}

// looks are the searches, each with a cheap look whether it can find anything.
var looks = []struct {
	worth func(*folded) bool
	find  func(*folded) []Found
}{
	{func(t *folded) bool {
		return strings.Contains(t.s, "@") || containsAny(t.lower, []string{"(at)", "[at]"})
	}, mails},
	{func(t *folded) bool { return t.digits && (t.speaks(ofPassport) || t.speaks(ofIdentity)) }, passports},
	{func(t *folded) bool { return containsAny(t.s, unitWords) && hasUnit(t.s) }, doors},
	{func(t *folded) bool { return t.digits && t.capitals }, ways},
	{func(t *folded) bool { return t.digits && (t.wide || t.speaks(ofPlate)) }, plates},
	{func(t *folded) bool { return t.digits && t.capitals }, accounts},
	{func(t *folded) bool { return t.digits }, numbers},
	{func(t *folded) bool {
		return t.numerals >= fewestDigits && (t.spaced || strings.ContainsAny(t.s, "+(.-"))
	}, foreignPhones},
}

// apart is what was found in order, of two that overlap the earlier, and of two
// that begin at one place the longer.
func apart(found []Found) []Found {
	slices.SortStableFunc(found, func(a, b Found) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	end := 0
	return slices.DeleteFunc(found, func(f Found) bool {
		if f.Start < end || f.End <= f.Start {
			return true
		}
		end = f.End
		return false
	})
}
