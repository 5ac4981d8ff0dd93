// Package channel knows who takes a complaint: platforms, associations,
// regulators, courts; the articles they go by, the grounds on which they refuse,
// the clocks that run and what comes next, as dated data.
//
// It promises that every id in its data resolves, that every entry names its
// source and the day it was true on, that what nobody confirmed says so, and
// that what a case does not say is asked and never held against it. It forbids
// I/O of its own (data is embedded, a user's own comes as an fs.FS), the current
// time, words for people outside the data files, and statutory text: gists are
// paraphrase. Nothing in it is legal advice.
package channel

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// Words is one text of the data in the languages it is written in: zh and en
// in the data that is built in, any in a user's own.
type Words = dispute.Words

// Confidence says how sure an entry is.
type Confidence string

// The confidences. What is Own was confirmed nowhere: it is shown as
// unconfirmed and never printed in a complaint.
const (
	Seen  Confidence = "seen"  // read in the source named
	Infer Confidence = "infer" // deduced from it
	Own   Confidence = "own"   // general knowledge
)

// Element is something that a body wants a complaint to contain.
type Element string

// The elements.
const (
	ComplainantName    Element = "complainant-name"
	ComplainantPhone   Element = "complainant-phone"
	ComplainantAddress Element = "complainant-address"
	RespondentName     Element = "respondent-name"
	RespondentAddress  Element = "respondent-address"
	Platform           Element = "platform"
	Order              Element = "order"
	Demand             Element = "demand"
	Facts              Element = "facts"
	Evidence           Element = "evidence"
)

// ShopName is what a packet says of a respondent who is named by a shop's name
// alone: no element, but what a ground can be told by.
const ShopName Element = "respondent-shop"

// Elements lists every element.
func Elements() []Element {
	return []Element{ComplainantName, ComplainantPhone, ComplainantAddress, RespondentName,
		RespondentAddress, Platform, Order, Demand, Facts, Evidence}
}

// Hole is the mark in an addressee that stands for a blank: only the user
// knows which office it is.
const Hole = "____"

// Stated is a value with a confidence of its own: a number to dial, an address.
type Stated struct {
	Value      string     `yaml:"value"`
	Confidence Confidence `yaml:"confidence"`
}

// Limits is what a body accepts at most; 0 is not known.
type Limits struct {
	Text   int   `yaml:"text"`   // characters of the description
	Images int   `yaml:"images"` // pictures or other files
	Bytes  int   `yaml:"bytes"`  // of one file
	Pages  int   `yaml:"pages"`  // of one file
	Note   Words `yaml:"note"`

	Only       string     `yaml:"only"`       // Pictures where no other files are taken
	Confidence Confidence `yaml:"confidence"` // of the limits; that of the body where ""
}

// Pictures is what a body takes that takes no other files.
const Pictures = "pictures"

// Channel is a body that takes complaints.
type Channel struct {
	ID          string     `yaml:"id"`
	Kind        string     `yaml:"kind"`   // merchant, platform, payment, association, regulator, sector_regulator, gov_hotline, court, arbitration, police, media, closed
	Packet      string     `yaml:"packet"` // the folder of its packet template; "" when no packet is written for it
	Redact      string     `yaml:"redact"` // the profile of what it is told of people; "" for that of its kind
	Group       string     `yaml:"group"`  // of one group only one body takes up a dispute; "" for none
	Name        Words      `yaml:"name"`
	Addressee   Words      `yaml:"addressee"` // the first line of a letter; Hole marks a blank
	Office      Words      `yaml:"office"`    // what belongs in the Hole
	Document    Words      `yaml:"document"`  // the title of its usual letter, where its own entry says another: 投诉书
	Documents   []string   `yaml:"documents"` // the letters of the folder that it takes, the usual one first; empty for all
	Takes       Words      `yaml:"takes"`     // what it takes in place of a letter
	MustContain []Element  `yaml:"must_contain"`
	WhichOffice Words      `yaml:"which_office"` // how to find the office
	RefusedWhen []Words    `yaml:"refused_when"`
	First       []Words    `yaml:"first"` // what must come before
	Notes       []Words    `yaml:"notes"`
	Basis       []string   `yaml:"basis"`  // articles by which it takes complaints
	Clocks      []string   `yaml:"clocks"` // ids of clocks
	Limits      Limits     `yaml:"limits"`
	Hotline     Stated     `yaml:"hotline"`
	URL         Stated     `yaml:"url"`
	See         string     `yaml:"see"`    // the channel that took its place
	Closed      string     `yaml:"closed"` // the day it closed
	Source      []string   `yaml:"source"` // ids of the file's sources
	AsOf        string     `yaml:"as_of"`  // the file's date when the entry has none
	Confidence  Confidence `yaml:"confidence"`

	Sources []Source `yaml:"-"` // Source, resolved
}

// Source is where an entry was read.
type Source struct {
	Title Title  `yaml:"title"`
	Date  string `yaml:"date"` // of the text that was read: a day, a span or "undated"
	URL   string `yaml:"url"`
}

// Group is a set of bodies of which only one takes up the same dispute.
type Group struct {
	ID         string     `yaml:"id"`
	Rule       Words      `yaml:"rule"`
	Advice     Words      `yaml:"advice"`
	Source     []string   `yaml:"source"`
	Confidence Confidence `yaml:"confidence"`
}

// ErrUnknown is wrapped by errors about ids that are not in the data.
var ErrUnknown = errors.New("not known")

// Roles are the words that stand for a body of the case in every country: what --to
// takes besides ids. Some countries have further ones, as a court or the police.
func Roles() []string { return []string{"seller", "platform", "association", "regulator"} }

// Channels lists every channel in the order of the data.
func (b *Book) Channels() []Channel { return slices.Clone(b.channels) }

// Channel is the channel named id.
func (b *Book) Channel(id string) (Channel, error) {
	i := slices.IndexFunc(b.channels, func(c Channel) bool { return c.ID == id })
	if i < 0 {
		return Channel{}, unknown("channel", id)
	}
	return b.channels[i], nil
}

// Group is the exclusive group named id.
func (b *Book) Group(id string) (Group, error) {
	i := slices.IndexFunc(b.groups, func(g Group) bool { return g.ID == id })
	if i < 0 {
		return Group{}, unknown("group", id)
	}
	return b.groups[i], nil
}

// Resolve is the channel that to means for a case: an id, a role, or what people call
// either. The role platform is the case's own platform, where it names one that is
// known.
func (b *Book) Resolve(to string, c dispute.Case) (Channel, error) {
	if !b.isRole(to) {
		if ch, err := b.Channel(to); err == nil {
			return ch, nil
		}
		id, err := b.addressee(to)
		if err != nil {
			return Channel{}, err
		}
		if !b.isRole(id) {
			return b.Channel(id)
		}
		to = id
	}
	if to == "platform" && c.Platform != "" {
		return b.Channel(c.Platform)
	}
	return b.Channel(cmp.Or(b.roles[strings.ToLower(c.Jurisdiction)][to], b.roles["*"][to], to))
}

// isRole reports whether a word is a role in any country.
func (b *Book) isRole(word string) bool {
	for _, roles := range b.roles {
		if roles[word] != "" {
			return true
		}
	}
	return false
}
