// Package dispute holds the nouns of a consumer's case: Case, Party, Claim,
// Evidence, Record, Event, Citation, Locator, When, Amount and Note.
//
// It promises that these values mean the same everywhere in the program:
// money is integer minor units with a currency, a time carries its precision,
// its zone and where both came from, and whatever was read from a file carries
// the place it was read from. It forbids I/O, clocks, globals that change, and
// any import of another package of this module.
package dispute

import "slices"

// Case is one dispute between a consumer and a business.
type Case struct {
	ID           string // random, fixed when the case is made; 32 lower-case hex digits
	Title        string
	Category     string // an id of channel's categories, such as "counterfeit"; "" when not said
	Platform     string // an id of channel's channels, such as "cn.taobao"; "" when not said
	Order        string // the order number in dispute, as the shop writes it
	Language     string // "zh" or "en": the language packets are written in by default
	Zone         string // IANA name; times of day without a zone are read in it
	Currency     string // ISO 4217
	Jurisdiction string // ISO 3166-1 alpha-2, lower case: "cn"
	Created      When
}

// PartyRole says what a party is in the dispute.
type PartyRole string

// The roles a party can have.
const (
	Complainant PartyRole = "complainant"
	Seller      PartyRole = "seller"
	Platform    PartyRole = "platform"
	Carrier     PartyRole = "carrier"
	Payment     PartyRole = "payment"
	Brand       PartyRole = "brand"
)

// PartyRoles lists every role in the order in which parties are shown.
func PartyRoles() []PartyRole {
	return []PartyRole{Complainant, Seller, Platform, Carrier, Payment, Brand}
}

// Party is a person or business of the case. A case has at most one party a
// role. Empty fields are unknown, never guessed.
type Party struct {
	Role        PartyRole
	Name        string
	Address     string
	Phone       string
	Email       string
	Identifiers []Identifier
	Aliases     []string // other names the evidence uses: nicknames, shop names
}

// Called reports whether name is one of the party's, exactly as it stands.
func (p Party) Called(name string) bool {
	return p.Name == name || slices.Contains(p.Aliases, name)
}

// CountryOf is the kind of the identifier that tells where a party is: a code of
// ISO 3166-1 in lower case, or "eu".
const CountryOf = "country"

// Country is where the party is; "" where nobody said it.
func (p Party) Country() string {
	for _, id := range p.Identifiers {
		if id.Kind == CountryOf {
			return id.Value
		}
	}
	return ""
}

// Identifier is a number that names a party: a shop id, a registration code.
type Identifier struct {
	Kind  string // "shop-id", "uscc" (统一社会信用代码), "id-number", or free text
	Value string
}

// ClaimKind says what is demanded.
type ClaimKind string

// The demands a claim can make; 消费者权益保护法 article 52 names the first six.
const (
	Refund       ClaimKind = "refund"
	Return       ClaimKind = "return"
	Exchange     ClaimKind = "exchange"
	Repair       ClaimKind = "repair"
	Reissue      ClaimKind = "reissue"
	Compensation ClaimKind = "compensation"
	Apology      ClaimKind = "apology"
	OtherClaim   ClaimKind = "other"
)

// ClaimKinds lists every kind of claim in the order in which help shows them.
func ClaimKinds() []ClaimKind {
	return []ClaimKind{Refund, Return, Exchange, Repair, Reissue, Compensation, Apology, OtherClaim}
}

// Claim is one demand of the complainant.
type Claim struct {
	ID     int64
	Kind   ClaimKind
	Rule   string  // the kind of claim in the words of the rules, such as "triple"; "" where the user did not say
	Amount *Amount // nil for a demand that is not for money
	Text   string  // the demand in the user's words; may be empty
	Basis  string  // why it is owed, in the user's words or as ids of rules; may be empty
}
