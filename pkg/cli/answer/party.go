package answer

import (
	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// Party is a party: complain party.
type Party struct {
	Address     string            `json:"address"`
	Aliases     []string          `json:"aliases"`
	Email       string            `json:"email"`
	Identifiers map[string]string `json:"identifiers"`
	Name        string            `json:"name"`
	Phone       string            `json:"phone"`
	Role        dispute.PartyRole `json:"role"`
}

// PartyRemoved is a party that was removed.
type PartyRemoved struct {
	Role dispute.PartyRole `json:"role"`
}

// Speaker is a name under which somebody speaks: complain who.
type Speaker struct {
	Count    int               `json:"count"`
	Evidence map[string]int    `json:"evidence"`
	Name     string            `json:"name"`
	Party    dispute.PartyRole `json:"party"`
}

// Claim is a demand: complain claim.
type Claim struct {
	Amount   string            `json:"amount"` // a decimal number, "" for none
	Basis    string            `json:"basis"`
	Currency string            `json:"currency"` // ISO 4217
	ID       int64             `json:"id"`
	Kind     dispute.ClaimKind `json:"kind"`
	Rule     string            `json:"rule"` // its kind in the words of the rules: complain claim kinds; "" where it is not said
	Text     string            `json:"text"`
}

// ClaimKind is a kind of demand that the rules know: complain claim kinds.
type ClaimKind struct {
	ID         string             `json:"id"`
	Name       string             `json:"name"`
	Condition  string             `json:"condition"` // when it may be made
	Sum        string             `json:"sum"`       // how its amount is computed
	Cap        string             `json:"cap"`
	Basis      []string           `json:"basis"`    // articles
	Evidence   []string           `json:"evidence"` // of which one has to be there
	NotTo      []string           `json:"not_to"`   // kinds of offices that do not grant it
	OnlyTo     []string           `json:"only_to"`
	Countries  []string           `json:"countries"` // under whose law it is offered; empty for all
	Confidence channel.Confidence `json:"confidence"`
}

// ClaimRemoved is a demand that was removed.
type ClaimRemoved struct {
	ID int64 `json:"id"`
}
