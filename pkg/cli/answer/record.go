package answer

import (
	"complain/pkg/dispute"
)

// Record is one record, as it was read: a line of complain records.
type Record struct {
	Amount    string            `json:"amount"`   // a decimal number, "" for none; without a sign where direction is in or out
	At        string            `json:"at"`       // RFC 3339, cut to its precision
	Currency  string            `json:"currency"` // ISO 4217
	Direction dispute.Direction `json:"direction"`
	Evidence  string            `json:"evidence"`
	Fields    []dispute.Field   `json:"fields"`
	Files     []string          `json:"files"`
	ID        string            `json:"id"`
	Importer  string            `json:"importer"`
	Kind      dispute.Kind      `json:"kind"`
	Locator   dispute.Locator   `json:"locator"` // where in the file
	Merchant  string            `json:"merchant"`
	Order     string            `json:"order"`
	Precision string            `json:"precision"` // year, month, day, minute, second and so on
	Raw       string            `json:"raw"`
	Refund    bool              `json:"refund"` // money that came back
	Remarks   []string          `json:"remarks"`
	Seq       int               `json:"seq"`
	Status    string            `json:"status"`
	Text      string            `json:"text"`
	TimeFrom  dispute.TimeFrom  `json:"time_from"` // who said the time
	Type      string            `json:"type"`
	Who       string            `json:"who"`
	Withheld  []string          `json:"withheld,omitzero"` // fields that are left out unless asked for
	Zone      string            `json:"zone"`
	ZoneFrom  dispute.ZoneFrom  `json:"zone_from"` // who said the zone
}

// Event is one event: a line of complain timeline.
type Event struct {
	Amount    string            `json:"amount"` // a decimal number, "" for none; without a sign where direction is in or out
	At        string            `json:"at"`     // RFC 3339, cut to its precision
	Cites     []Citation        `json:"cites"`
	Currency  string            `json:"currency"` // ISO 4217
	Direction dispute.Direction `json:"direction"`
	Elements  []string          `json:"elements,omitempty"` // of the story, that it tells
	ID        string            `json:"id"`
	Key       bool              `json:"key"`
	Kind      dispute.Kind      `json:"kind"`
	Notes     []string          `json:"notes"`
	Precision string            `json:"precision"`          // year, month, day, minute, second and so on
	Refund    bool              `json:"refund"`             // money that came back
	Sentence  string            `json:"sentence,omitempty"` // what the user says that it is
	Text      string            `json:"text"`
	Who       string            `json:"who"`
	Zone      string            `json:"zone"`
}

// Citation is where something is said.
type Citation struct {
	Evidence string          `json:"evidence"`
	Locator  dispute.Locator `json:"locator"` // where in the file
}

// EventAdded is a statement that was added: complain event add.
type EventAdded struct {
	At   string `json:"at"` // RFC 3339, cut to its precision
	ID   string `json:"id"`
	Text string `json:"text"`
}

// EventSet is what was said of an event: complain event set.
type EventSet struct {
	Cites    []string `json:"cites"`    // what shows it beside its own records
	Elements []string `json:"elements"` // of the story
	ID       string   `json:"id"`
	Text     string   `json:"text"` // the user's sentence, "" for none

	Translation string `json:"translation"` // of what the evidence says; "" for none
}

// EventsJoined is events that were made one, or split: complain event join, split.
type EventsJoined struct {
	Joined  bool     `json:"joined"`
	Records []string `json:"records"` // their ids
}

// EventShown is an event with all that says so: complain timeline show.
type EventShown struct {
	Event   Event    `json:"event"`
	Sources []Source `json:"sources"`
}

// Source is one place that says something of an event.
type Source struct {
	Because  string   `json:"because"` // why it is taken for the same as the first, "" where it is the first or proves it
	Citation Citation `json:"citation"`
	ID       string   `json:"id"` // of the record, "" for a whole file
	Text     string   `json:"text"`
}

// EventsPinned is records that were put into packets or kept out: complain event pin, unpin.
type EventsPinned struct {
	Pinned  bool     `json:"pinned"`
	Records []string `json:"records"` // their ids
}

// EventRemoved is a statement that was taken back: complain event remove.
type EventRemoved struct {
	ID string `json:"id"`
}

// Hit is a place where words were found: a line of complain search.
type Hit struct {
	At         string          `json:"at"` // RFC 3339, cut to its precision
	Engine     string          `json:"engine,omitzero"`
	Evidence   string          `json:"evidence"`
	Kind       string          `json:"kind"`
	Locator    dispute.Locator `json:"locator"` // where in the file
	Recognised bool            `json:"recognised"`
	Record     string          `json:"record"`
	Snippet    string          `json:"snippet"`
}

// Mapping is a first mapping of a table: complain map.
type Mapping struct {
	AllColumns []string            `json:"all_columns"`
	Closed     []string            `json:"closed"`
	Columns    map[string][]string `json:"columns"`
	Currency   string              `json:"currency"` // ISO 4217
	Dates      string              `json:"dates"`
	Decimal    string              `json:"decimal"`
	Directions map[string]string   `json:"directions"`
	Paid       []string            `json:"paid"`
	Preview    []Row               `json:"preview"`
	Rows       string              `json:"rows"` // payments or messages
	Sign       string              `json:"sign"`
	Units      string              `json:"units"` // whole, minor or ask
	Unmoved    []string            `json:"unmoved"`
	Unsure     []Unsure            `json:"unsure"`
}

// Unsure is what a mapping guessed without being sure.
type Unsure struct {
	Choices []string `json:"choices"` // what could stand there, the guess first
	Key     string   `json:"key"`     // of the mapping
	Text    string   `json:"text"`
}

// Row is a row as a mapping reads it.
type Row struct {
	Amount    string            `json:"amount"`   // a decimal number, "" for none; without a sign where direction is in or out
	At        string            `json:"at"`       // RFC 3339, cut to its precision
	Currency  string            `json:"currency"` // ISO 4217
	Direction dispute.Direction `json:"direction"`
	Order     string            `json:"order"`
	Text      string            `json:"text"`
	Who       string            `json:"who"`
}
