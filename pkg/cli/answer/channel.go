package answer

import (
	"complain/pkg/channel"
	"complain/pkg/channel/calendar"
)

// ChannelRow is a row of complain channels.
type ChannelRow struct {
	ID         string             `json:"id"`
	Kind       string             `json:"kind"`
	Name       string             `json:"name"`
	Packet     bool               `json:"packet"`     // a packet can be made for it
	AsOf       string             `json:"as_of"`      // the day it was checked
	Confidence channel.Confidence `json:"confidence"` // how sure the source is
	Own        bool               `json:"own"`        // the user's own entry: complain channels edit
}

// OwnChannel is what became of the user's own entry on a channel: complain channels edit.
type OwnChannel struct {
	ID   string `json:"id"`
	Own  bool   `json:"own"`  // it goes before the built-in one; false after --remove
	Path string `json:"path"` // of the file that holds it
}

// Channel is an addressee: complain channels ID.
type Channel struct {
	AsOf        string             `json:"as_of"` // the day it was checked
	Basis       []string           `json:"basis"`
	Clocks      []string           `json:"clocks"`
	Confidence  channel.Confidence `json:"confidence"` // how sure the source is
	First       []string           `json:"first"`
	Grounds     []Ground           `json:"grounds"`
	Hotline     string             `json:"hotline"`
	ID          string             `json:"id"`
	Kind        string             `json:"kind"`
	Limits      Limits             `json:"limits"`
	Documents   []Letter           `json:"documents"` // the letters it takes, the usual one first
	Takes       string             `json:"takes"`     // what it takes in place of a letter
	MustContain []channel.Element  `json:"must_contain"`
	Name        string             `json:"name"`
	Notes       []string           `json:"notes"`
	Own         bool               `json:"own"` // the user's own entry
	Packet      bool               `json:"packet"`
	RefusedWhen []string           `json:"refused_when"`
	Sources     []string           `json:"sources"`
	URL         string             `json:"url"`
	WhichOffice string             `json:"which_office"`
}

// Aged is data that nobody checked for long: complain channels status.
type Aged struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
	AsOf string `json:"as_of"` // the day it was checked
	Days int    `json:"days"`
}

// Limits is what an addressee's form takes.
type Limits struct {
	Bytes      int                `json:"bytes"` // of one file
	Confidence channel.Confidence `json:"confidence"`
	Images     int                `json:"images"` // or other files
	Note       string             `json:"note"`
	Only       string             `json:"only,omitempty"` // "pictures" where no other files are taken
	Pages      int                `json:"pages"`          // of one file
	Text       int                `json:"text"`
}

// Ground is a ground on which an addressee refuses.
type Ground struct {
	Always     bool               `json:"always"`
	AsOf       string             `json:"as_of"`      // the day it was checked
	Confidence channel.Confidence `json:"confidence"` // how sure the source is
	ID         string             `json:"id"`
	Instead    string             `json:"instead"`
	Level      channel.Level      `json:"level"`
	Says       string             `json:"says"`
	Source     string             `json:"source"`
}

// Clock is a period: complain channels clock. From, and the keys that are missing
// without it, are of complain channels clock ID --from, which counts it; they are days
// like 2026-05-20, or minutes for a period in hours.
type Clock struct {
	Action      string             `json:"action"`
	Articles    []string           `json:"articles"`
	AsOf        string             `json:"as_of"`             // the day it was checked
	Confidence  channel.Confidence `json:"confidence"`        // how sure the source is
	Extended    []string           `json:"extended,omitzero"` // ends, where the office extends it
	From        string             `json:"from,omitzero"`
	ID          string             `json:"id"`
	Keep        string             `json:"keep,omitzero"`     // the day to keep
	LastDay     string             `json:"last_day,omitzero"` // before days off move it
	Latest      string             `json:"latest,omitzero"`   // after days off moved it
	Length      int                `json:"length"`
	Narrow      string             `json:"narrow,omitzero"` // where only announced holidays move it
	Note        string             `json:"note"`
	OfficeDay   string             `json:"office_day,omitzero"`
	Provisional *bool              `json:"provisional,omitzero"` // days off of the year are not known yet
	Rule        string             `json:"rule"`
	Starts      []string           `json:"starts"`
	Unconfirmed bool               `json:"unconfirmed"`
	Unit        calendar.Unit      `json:"unit"`
	Who         string             `json:"who"`
}

// Law is an article of law: complain channels law.
type Law struct {
	Article    string              `json:"article"`
	AsOf       string              `json:"as_of"` // the day it was checked
	Categories []string            `json:"categories"`
	Condition  string              `json:"condition"`
	Confidence channel.Confidence  `json:"confidence"` // how sure the source is
	Gist       string              `json:"gist"`
	ID         string              `json:"id"`
	InForce    string              `json:"in_force"`
	Law        string              `json:"law"`
	NotCited   []string            `json:"not_cited"`
	Number     string              `json:"number"`
	Numbers    []map[string]string `json:"numbers"`
	Until      string              `json:"until"`
	Use        channel.Use         `json:"use"`
}

// Route is the steps of a category: complain channels route.
type Route struct {
	Category string    `json:"category"`
	Elements []Element `json:"elements"`
	Steps    []Step    `json:"steps"`
}

// Step is a step of a route.
type Step struct {
	Bars   []string `json:"bars"`
	Do     string   `json:"do"`
	ID     string   `json:"id"`
	Starts []string `json:"starts"`
	To     []string `json:"to"`
	Why    string   `json:"why"`
}

// Element is what a complaint of a category should say.
type Element struct {
	ID       string        `json:"id"`
	Level    channel.Level `json:"level"`
	Question string        `json:"question"`
}

// Words is a text with calmer words: complain channels words.
type Words struct {
	Calm  string `json:"calm"`
	Slips []Slip `json:"slips"`
	Whole bool   `json:"whole"`
}

// Slip is a word that an addressee may hold against the sender.
type Slip struct {
	End   int    `json:"end"`
	List  string `json:"list"`
	Say   string `json:"say"`
	Start int    `json:"start"`
	Word  string `json:"word"`
}

// Letter is a letter that a channel takes.
type Letter struct {
	Countries []string `json:"countries"` // of the cases it is for; empty for all
	ID        string   `json:"id"`        // what export --document takes
	Name      string   `json:"name"`
	Note      string   `json:"note"`
}

// Guide is how evidence is got out of an app: complain howto.
type Guide struct {
	ID               string             `json:"id"`
	App              string             `json:"app"`
	Gives            []string           `json:"gives"` // kinds of evidence
	Steps            []string           `json:"steps"`
	File             string             `json:"file"` // the name of what comes out
	Encrypted        bool               `json:"encrypted"`
	Then             string             `json:"then"` // the command that takes it
	Pitfalls         []string           `json:"pitfalls"`
	Limits           string             `json:"limits"` // what the app keeps, and for how long
	Version          string             `json:"version"`
	AsOf             string             `json:"as_of"`
	Confidence       channel.Confidence `json:"confidence"`
	LimitsConfidence channel.Confidence `json:"limits_confidence"`
	Sources          []string           `json:"sources"`
}
