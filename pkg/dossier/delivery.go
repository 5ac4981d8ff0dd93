package dossier

import (
	"slices"
	"strings"
	"unicode"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/internal/fold"
	"complain/pkg/internal/pattern"
	"complain/pkg/timeline"
)

// deliveryTriggers are the triggers whose words tell of a delivery: what anybody says of
// it, and what who gets it says.
var deliveryTriggers = []string{"delivery", "receipt"}

// dated is a day as couriers' pages write it, at the beginning of a line.
var dated = pattern.New(`^ (?:20[0-9]{2}[-/.][01]?[0-9][-/.][0-3]?[0-9]|[0-3]?[0-9] (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* 20[0-9]{2})`)

// delivery is how texts speak of an arrival, by the words of the rules; these are
// read only where a paper or what the user says may tell of one.
func (d *Dossier) delivery() timeline.Delivery {
	if len(d.telling.events) == 0 && !slices.ContainsFunc(d.Records, func(r dispute.Record) bool { return r.Kind == dispute.Document }) {
		return timeline.Delivery{}
	}
	book, err := d.options.Book()
	if err != nil {
		return timeline.Delivery{} // whoever asks for the rules is told
	}
	practice, err := book.Practice()
	if err != nil {
		return timeline.Delivery{}
	}
	return arrivals(practice.Triggers())
}

// arrivals speaks of deliveries by triggers. A sentence that asks, or says if, or not,
// tells of none.
func arrivals(t channel.Triggers) timeline.Delivery {
	var yes, never [][]string
	for _, one := range t.List {
		if slices.Contains(deliveryTriggers, one.ID) {
			yes, never = append(yes, folded(one.Strong)), append(never, folded(one.Not))
		}
	}
	never = append(never, folded(t.Conditions), folded(t.Questions), []string{"?", " not ", "n't ", " be delivered"})
	var days [][]string
	for _, words := range t.Days {
		days = append(days, folded(words))
	}
	arrived := [][]string{folded(t.Arrived)}
	says := func(sentence string) bool {
		return (holdsAny(sentence, yes) || dated.MatchString(sentence) && holdsAny(sentence, arrived)) && !holdsAny(sentence, never)
	}
	return timeline.Delivery{
		Says: func(text string) bool { return slices.ContainsFunc(sentences(text), says) },
		Back: func(text string) (int, bool) {
			of := sentences(text)
			if slices.ContainsFunc(of, says) { // what else it tells may be of other days
				of = slices.DeleteFunc(of, func(s string) bool { return !says(s) })
			}
			back, found := 0, 0
			for i, words := range days {
				if slices.ContainsFunc(of, func(s string) bool { return holdsAny(s, [][]string{words}) }) {
					back, found = i, found+1
				}
			}
			return back, found <= 1
		},
	}
}

// sentences are the folded sentences of a text, with a space before each word of
// letters. A question keeps its mark.
func sentences(text string) []string {
	ends := func(r rune) bool {
		return r == '\n' || r == ';' || unicode.Is(unicode.STerm, r) && fold.String(string(r)) != "?"
	}
	var out []string
	for s := range strings.FieldsFuncSeq(text, ends) {
		out = append(out, " "+strings.Join(strings.Fields(fold.String(s)), " ")+" ")
	}
	return out
}

func folded(words map[string][]string) []string {
	var out []string
	for _, list := range words {
		for _, word := range list {
			if !channel.PlainWord(word) {
				continue // a phrase, which only stories look for
			}
			if word, _ = strings.CutSuffix(fold.String(word), "*"); word != "" && word[0] < 0x80 {
				out = append(out, " "+word) // where a word begins
			} else if word != "" {
				out = append(out, word)
			}
		}
	}
	return out
}

func holdsAny(text string, lists [][]string) bool {
	return slices.ContainsFunc(lists, func(list []string) bool {
		return slices.ContainsFunc(list, func(word string) bool { return strings.Contains(text, word) })
	})
}
