package channel

import (
	"slices"
	"strconv"
	"time"

	"complain/pkg/channel/calendar"
	"complain/pkg/dispute"
)

// Predicate is a condition on the facts of a case, of a closed grammar: one
// word of Predicates with what it takes.
type Predicate struct {
	op   string
	of   []Predicate         // what all, any and not take
	args map[string][]string // by name; "" for a plain list
	line int                 // in its file
}

// predicates is the grammar and the meaning of every predicate but the three
// that take predicates.
var predicates = map[string]struct {
	args []argument
	eval func(p Predicate, f *State) Truth
}{
	"always":           {[]argument{{"", "always"}}, func(Predicate, *State) Truth { return True }},
	"category":         {[]argument{{"", "categories"}}, func(p Predicate, f *State) Truth { return p.any(f.Category) }},
	"claim":            {[]argument{{"", "claims"}}, Predicate.claimed},
	"flag":             {[]argument{{"", "flags"}}, Predicate.flagged},
	"event":            {[]argument{{"", "events"}}, Predicate.happened},
	"filed":            {[]argument{{"", "offices"}}, func(p Predicate, f *State) Truth { return p.any(f.Filed...) }},
	"answer":           {[]argument{{"office", "offices"}, {"kind", "answers"}}, Predicate.answered},
	"clock_over":       {[]argument{{"", "clocks"}}, func(p Predicate, f *State) Truth { return p.any(f.Over...) }},
	"clock_running":    {[]argument{{"", "clocks"}}, func(p Predicate, f *State) Truth { return p.any(f.Running...) }},
	"days_since":       {[]argument{{"event", "events"}, {"op", "ops"}, {"value", argNumber}, {"unit", "units"}}, Predicate.since},
	"missing":          {[]argument{{"party", "parties"}, {"field", "party_fields"}}, Predicate.missing},
	"party_is":         {[]argument{{"party", "parties"}, {"value", "party_kinds"}}, Predicate.partyIs},
	"respondent":       {[]argument{{"", "roles"}}, func(p Predicate, f *State) Truth { return p.any(f.Respondent...) }},
	"platform":         {[]argument{{"", "platforms"}}, func(p Predicate, f *State) Truth { return p.any(f.Platform) }},
	"payment":          {[]argument{{"", "payments"}}, Predicate.paidBy},
	"country":          {[]argument{{"party", "parties"}, {"in", "countries"}}, Predicate.country},
	"element_missing":  {[]argument{{"", "elements"}}, Predicate.elementMissing},
	"evidence_has":     {[]argument{{"", "evidence"}}, Predicate.evidence},
	"evidence_missing": {[]argument{{"", "evidence"}}, func(p Predicate, f *State) Truth { return p.evidence(f).not() }},
	"amount":           {[]argument{{"field", "amounts"}, {"op", "ops"}, {"value", argNumber}, {"currency", argText}}, Predicate.amount},
	"packet_date":      {[]argument{{"op", "dates"}, {"date", argDate}}, Predicate.dated},
	"word":             {[]argument{{"", "words"}}, func(p Predicate, f *State) Truth { return p.any(f.Words...) }},
}

// argument is something that a predicate takes.
type argument struct {
	name string // "" for a plain value or list
	of   string // the vocabulary's list that its values stand in, or one of the kinds below
}

// The kinds of arguments that are not words.
const (
	argNumber = "#number"
	argDate   = "#date"
	argText   = "#text"
)

// Predicates lists every word of the grammar, in order.
func Predicates() []string {
	out := []string{"all", "any", "not"}
	for op := range predicates {
		out = append(out, op)
	}
	slices.Sort(out)
	return out
}

// Empty reports whether there is no predicate: nothing is asked.
func (p Predicate) Empty() bool { return p.op == "" }

// Of is what the predicate comes to in a case. An empty one is true.
func (p Predicate) Of(f *State) Truth {
	switch p.op {
	case "":
		return True
	case "not":
		return p.of[0].Of(f).not()
	case "all":
		least := True
		for _, q := range p.of {
			least = min(least, q.Of(f))
		}
		return least
	case "any":
		most := False
		for _, q := range p.of {
			most = max(most, q.Of(f))
		}
		return most
	}
	return predicates[p.op].eval(p, f)
}

// Asks are the flags in the predicate that nobody answered.
func (p Predicate) Asks(f *State) []string {
	var out []string
	for _, q := range p.of {
		out = append(out, q.Asks(f)...)
	}
	if p.op == "payment" && p.paidBy(f) != Unknown {
		return out
	}
	for _, flag := range p.flags() {
		if _, known := f.Flags[flag]; !known {
			out = append(out, flag)
		}
	}
	return out
}

// flags are what the predicate asks the user.
func (p Predicate) flags() []string {
	switch p.op {
	case "flag":
		return p.args[""]
	case "payment":
		var out []string
		for _, way := range p.args[""] {
			out = append(out, paidByFlag+way)
		}
		return out
	}
	return nil
}

// paidByFlag begins the flags by which the user says how it was paid.
const paidByFlag = "paid_by_"

// paidBy is whether it was paid in one of the predicate's ways: by what the bills
// of the case show, else by what the user says; unknown where neither tells.
func (p Predicate) paidBy(f *State) Truth {
	if p.any(f.Payments...) == True {
		return True
	}
	most := False
	for _, flag := range p.flags() {
		said, known := f.Flags[flag]
		switch {
		case said:
			return True
		case !known && len(f.Payments) == 0:
			most = Unknown
		}
	}
	return most
}

func (t Truth) not() Truth { return True - t }

// any reports whether one of have is among the predicate's values.
func (p Predicate) any(have ...string) Truth {
	return truth(slices.ContainsFunc(have, func(h string) bool { return slices.Contains(p.args[""], h) }))
}

func (p Predicate) arg(name string) string { return p.args[name][0] }

func (p Predicate) flagged(f *State) Truth {
	most := False
	for _, flag := range p.args[""] {
		said, known := f.Flags[flag]
		if !known {
			most = max(most, Unknown)
		} else if said {
			return True
		}
	}
	return most
}

func (p Predicate) happened(f *State) Truth {
	return truth(slices.ContainsFunc(p.args[""], func(e string) bool { return !f.Events[e].IsZero() }))
}

func (p Predicate) claimed(f *State) Truth {
	return unless(p.any(f.Perhaps...) == True, p.any(f.Claims...))
}

func (p Predicate) answered(f *State) Truth {
	return truth(slices.ContainsFunc(f.Answers, func(r Reply) bool {
		return slices.Contains(p.args["office"], r.Office) && slices.Contains(p.args["kind"], r.Kind)
	}))
}

func (p Predicate) evidence(f *State) Truth { return unless(f.Unsorted, p.any(f.Evidence...)) }

func (p Predicate) missing(f *State) Truth {
	side, field := f.Parties[p.arg("party")], p.arg("field")
	return unless(slices.Contains(side.Unsure, field), truth(side.Has[field])).not()
}

func (p Predicate) partyIs(f *State) Truth {
	kind := f.Parties[p.arg("party")].Kind
	if kind == "" {
		kind = "person"
	}
	return truth(slices.Contains(p.args["value"], kind))
}

func (p Predicate) country(f *State) Truth {
	side := f.Parties[p.arg("party")]
	in := func(country string) bool { return country != "" && slices.Contains(p.args["in"], country) }
	return truth(in(side.Country) || slices.ContainsFunc(side.Unions, in))
}

func (p Predicate) elementMissing(f *State) Truth {
	least := True
	for _, e := range p.args[""] {
		least = min(least, unless(f.Untold, truth(slices.Contains(f.Elements, e))))
	}
	return least.not()
}

// since compares the time that passed from an event with a length. What did not
// happen was not long ago.
func (p Predicate) since(f *State) Truth {
	at := f.Events[p.arg("event")]
	if at.IsZero() || f.Day.IsZero() {
		return False
	}
	n, _ := strconv.Atoi(p.arg("value")) // checked when it was read
	return truth(compares(p.arg("op"), f.Day.Compare(after(at, n, p.arg("unit")))))
}

// after is the time n units after at, a working day counted as a day.
func after(at time.Time, n int, unit string) time.Time {
	switch unit {
	case "h":
		return at.Add(time.Duration(n) * time.Hour)
	case "m":
		return calendar.AddMonths(at, n)
	case "y":
		return calendar.AddMonths(at, 12*n)
	}
	return at.AddDate(0, 0, n)
}

func (p Predicate) amount(f *State) Truth {
	have, ok := f.Amounts[p.arg("field")]
	want, err := dispute.ParseAmount(p.arg("value"), p.arg("currency"))
	if !ok || err != nil || have.Currency != want.Currency {
		return False
	}
	sign := 0
	switch {
	case have.Minor < want.Minor:
		sign = -1
	case have.Minor > want.Minor:
		sign = 1
	}
	return truth(compares(p.arg("op"), sign))
}

// compares reports whether a comparison that came out as sign fits op.
func compares(op string, sign int) bool {
	switch op {
	case "lt":
		return sign < 0
	case "le":
		return sign <= 0
	case "gt":
		return sign > 0
	}
	return sign >= 0
}

func (p Predicate) dated(f *State) Truth {
	before := f.Day.Format(time.DateOnly) < p.arg("date")
	return truth(before == (p.arg("op") == "before"))
}
