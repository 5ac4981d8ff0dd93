package answer

import "complain/pkg/dispute"

// StoryElement is one element of the story of a case: complain story.
type StoryElement struct {
	Element  string `json:"element"`
	Facts    []Fact `json:"facts"`
	Level    string `json:"level"` // must, should, note
	Name     string `json:"name"`
	Question string `json:"question"`
	State    string `json:"state"` // filled, proposed, missing, none
	Why      string `json:"why"`   // of none
}

// Fact is what fills an element, or is proposed for it.
type Fact struct {
	Amount   string     `json:"amount"`  // of a payment or refund, decimal, without its sign; "" of others
	At       string     `json:"at"`      // RFC 3339, cut to its precision
	Because  []string   `json:"because"` // of a proposal
	Currency string     `json:"currency"`
	Cites    []Citation `json:"cites"`
	ID       string     `json:"id"`
	Number   int        `json:"number"` // of a proposal: complain story take NUMBER; 0 for what is told
	Text     string     `json:"text"`
	Who      string     `json:"who"`
}

// StoryTaken is what was taken into the story: complain story take.
type StoryTaken struct {
	Bound  []BoundSpeaker `json:"bound"`  // names that were bound to parties with it
	Fields []FieldTaken   `json:"fields"` // of letters, answered by what the files say of the thing bought
	Taken  []TakenFact    `json:"taken"`
}

// BoundSpeaker is a name that speaks in the evidence, and whose it is.
type BoundSpeaker struct {
	Name  string            `json:"name"`
	Party dispute.PartyRole `json:"party"`
}

// TakenFact is an event that tells an element.
type TakenFact struct {
	Element string `json:"element"`
	ID      string `json:"id"`
}

// StoryNone is an element that the story does not have: complain story none.
type StoryNone struct {
	Element string `json:"element"`
	Why     string `json:"why"` // "" where that was taken back
}

// StoryDropped is what was taken out of the story: complain story drop.
type StoryDropped struct {
	Dropped []string `json:"dropped"`
}

// StoryOrder is the order in which the letter tells facts: complain story order.
type StoryOrder struct {
	Order []string `json:"order"` // empty for that of time
}

// Money is what moved in a case in one currency, and what is claimed: complain
// story money. Amounts are decimal numbers.
type Money struct {
	Claimed  Sum    `json:"claimed"`
	Currency string `json:"currency"` // ISO 4217
	Open     string `json:"open"`     // paid and not returned
	Paid     Sum    `json:"paid"`
	Returned Sum    `json:"returned"`
}

// Sum is a total and what it is of: events, or numbers of claims.
type Sum struct {
	Amount string   `json:"amount"`
	Of     []string `json:"of"`
}
