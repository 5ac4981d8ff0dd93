package story

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/internal/fold"
)

// promisedAndNotReturned finds a refund that was promised, after which no money came,
// or less, or none in the money that was paid.
func (f *checker) promisedAndNotReturned() {
	var w *words
	for i := range f.Events {
		e := &f.Events[i]
		if len(e.Elements) == 0 || !f.theirs(e.Who) || e.Kind != dispute.Message || !f.longAgo(e.At, promiseKept) {
			continue
		}
		if w == nil {
			w = newWords(f.Practice.Triggers())
		}
		sentences := sentencesOf(ownWords(e.Text))
		hits := w.look(sentences)
		promised := slices.IndexFunc(hits, func(h hit) bool { return h.score >= channel.Enough && w.triggers[h.trigger].ID == "concession" })
		if promised < 0 {
			continue
		}
		f.kept(e, hits[promised].word, w.amountsOf(sentences[hits[promised].sentence]))
	}
}

// kept holds a promise against the money that came since.
func (f *checker) kept(e *dispute.Event, words string, sums []promise) {
	to := f.remedies(words)
	came, paid := f.since(e.At), []string{}
	for _, m := range MoneyOf(f.Events, nil, f.Rows) {
		if len(m.Paid.Of) > 0 {
			paid = append(paid, m.Currency)
		}
	}
	if len(sums) == 1 && sums[0].currency != "" {
		paid = []string{sums[0].currency}
	}
	i := slices.IndexFunc(came, func(m Money) bool { return len(paid) == 0 || slices.Contains(paid, m.Currency) })
	switch {
	case len(came) == 0 && to != "":
		f.add("story-promise:"+e.ID, channel.Note, []any{at(*e), e.At.Wall(), to})
	case len(came) == 0:
		f.add("story-promise-open:"+e.ID, channel.Note, []any{at(*e), e.At.Wall()})
	case i < 0:
		f.add("story-promise-currency:"+e.ID, channel.Note, []any{at(*e), e.At.Wall(), strings.Join(paid, f.Comma), came[0].Returned.Total, f.placesOf(came[0].Returned.Of)})
	case len(sums) == 1:
		want, err := dispute.ParseAmount(sums[0].digits, came[i].Currency)
		if err == nil && came[i].Returned.Total.Minor < want.Minor {
			f.add("story-promise-part:"+e.ID, channel.Note, []any{at(*e), e.At.Wall(), want, came[i].Returned.Total, f.placesOf(came[i].Returned.Of)})
		}
	}
}

// since is the money that came back at a time or later; of a row that knows no more
// than its day, on that day too.
func (f *checker) since(w dispute.When) []Money {
	var came []dispute.Event
	for _, r := range f.Events {
		if back(&r) && (r.At.Compare(w) >= 0 || r.At.Precision <= dispute.Day && day(r.At) == day(w)) {
			came = append(came, r)
		}
	}
	return MoneyOf(came, nil, f.Rows)
}

// placesOf names events with their places.
func (f *checker) placesOf(ids []string) string {
	var out []string
	for _, e := range f.Events {
		if slices.Contains(ids, e.ID) {
			out = append(out, at(e))
		}
	}
	return strings.Join(out, f.Comma)
}

// promise is a sum that a sentence names: its currency is "" where its sign is of
// several.
type promise struct{ digits, currency string }

// amountsOf are the sums of money in a sentence.
func (w *words) amountsOf(sentence string) []promise {
	w.prepare()
	text := fold.String(sentence)
	var out []promise
	before, done := rune(' '), 0
	for i, r := range text {
		if i >= done && mayCount(r) {
			if end := w.amountAt(text, i, before); end > 0 {
				done = end
				if digits, currency, ok := dispute.SeenAmount(text[i:end]); ok {
					out = append(out, promise{digits, currency})
				}
			}
		}
		before, _ = utf8.DecodeRuneInString(text[i:])
	}
	return out
}

// remedies names what the words of an agreement promise.
func (f *checker) remedies(words string) string {
	t := f.Practice.Triggers()
	var out []string
	for _, r := range t.Remedies {
		if anyOf(r.Words, func(w string) bool { return holds(words, w) }) {
			out = append(out, r.Name.In(f.Lang))
		}
	}
	return strings.Join(out, f.Comma)
}

// theirs reports whether a name is of a party that is not the complainant.
func (f *checker) theirs(who string) bool {
	return slices.ContainsFunc(f.Parties, func(p dispute.Party) bool { return p.Role != dispute.Complainant && p.Called(who) })
}

// longAgo reports whether a time is at least so long before the packet's day.
func (f *checker) longAgo(at dispute.When, least time.Duration) bool {
	return at.Known() && f.Today.Known() && f.Today.Time().Sub(at.Time()) >= least
}
