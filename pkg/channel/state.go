package channel

import (
	"time"

	"complain/pkg/dispute"
)

// State is a case as the rules see it: only closed words of the vocabulary,
// and days. What is absent did not happen or is not there, but for what nobody
// can know: a flag that nobody answered, elements of a story that nobody told,
// kinds of evidence while some of it is of no known kind, fields in Side.Unsure.
type State struct {
	Day        time.Time // of the packet, or today; its wall clock in UTC
	Category   string
	Law        string // the country under whose law the case is, by ISO 3166-1 in lower case; "" is China
	Platform   string
	Payments   []string
	Respondent []string             // roles of whom the packet complains about
	Claims     []string             // kinds of claims
	Perhaps    []string             // kinds that a claim may be: it does not say which
	Events     map[string]time.Time // event -> the first time it happened
	Latest     map[string]time.Time // event -> the last time it happened, where that is another; of a refund the day on which all was back
	Agreed     map[string]Agreed    // clock -> what the user says of it
	Evidence   []string             // kinds of evidence
	Unsorted   bool                 // there is evidence whose kind nobody knows
	Filed      []string             // kinds of offices with which something was filed
	Answers    []Reply
	Parties    map[string]Side
	Elements   []string                  // elements of the story that have a sentence
	Untold     bool                      // other elements may be told too: nobody looked
	Flags      map[string]bool           // what the user said; a flag without an entry is unknown
	Amounts    map[string]dispute.Amount // price, claimed, insured, test_fee
	Words      []string                  // lists of words that the user's own sentences break
	Done       []string                  // steps that the user said are done
	Over       []string                  // clocks that ran out before Day
	Running    []string                  // clocks that run on Day
}

// last is the last time at which an event happened.
func (f *State) last(event string) time.Time {
	if at, ok := f.Latest[event]; ok {
		return at
	}
	return f.Events[event]
}

// Reply is an answer of an office about the dispute.
type Reply struct{ Office, Kind string }

// Side is what is known of a party.
type Side struct {
	Kind    string          // a kind of party; "" is a person
	Country string          // ISO 3166-1 alpha-2, or EU or EEA; "" unknown
	Unions  []string        // EU and EEA, where its country is a member
	Has     map[string]bool // the fields that are filled
	Unsure  []string        // fields of which nobody can tell whether they are
}

// Truth is what a predicate comes to.
type Truth uint8

// The truths. Unknown comes of flags that nobody answered.
const (
	False Truth = iota
	Unknown
	True
)

func truth(b bool) Truth {
	if b {
		return True
	}
	return False
}

// unless is a truth that does not hold for certain while something is open.
func unless(open bool, t Truth) Truth {
	if open && t == False {
		return Unknown
	}
	return t
}
