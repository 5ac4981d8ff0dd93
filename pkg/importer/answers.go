package importer

import (
	"cmp"
	"time"

	"complain/pkg/dispute"
)

// Answers is what the user said about how files are read: with the flags of
// add-evidence and reimport, or asked since. What is empty is left to the file
// and the case.
type Answers struct {
	As        string   // name of an importer, in place of recognising
	Zone      string   // IANA name of the zone for times that state none
	DateOrder string   // "ymd", "dmy" or "mdy"
	Encoding  string   // of text that does not tell its own, as charset.Parse takes it
	Me        string   // the complainant's name as the file writes it
	Map       string   // the user's own mapping, the text of --map's file
	Passwords []string // each is tried on what needs one; never stored
}

// Answer puts an answer to an Undecided where the flag of that name would have
// put it. It reports false for a flag that is none of these.
func (a *Answers) Answer(flag, value string) bool {
	switch flag {
	case "as":
		a.As = value
	case "date-order":
		a.DateOrder = value
	case "encoding":
		a.Encoding = value
	case "tz":
		a.Zone = value
	case "me":
		a.Me = value
	case "password":
		a.Passwords = append(a.Passwords[:len(a.Passwords):len(a.Passwords)], value)
	default:
		return false
	}
	return true
}

// Or is a with what it leaves empty as it is in before. Passwords are never
// there.
func (a Answers) Or(before Answers) Answers {
	a.As, a.Zone = cmp.Or(a.As, before.As), cmp.Or(a.Zone, before.Zone)
	a.Encoding = cmp.Or(a.Encoding, before.Encoding)
	a.DateOrder, a.Me, a.Map = cmp.Or(a.DateOrder, before.DateOrder), cmp.Or(a.Me, before.Me), cmp.Or(a.Map, before.Map)
	return a
}

// Options is what a reading depends on beside the bytes: what the user said,
// and where that is nothing, what the case says. All but the passwords is
// stored with the reading, so that it can be repeated.
type Options struct {
	Answers
	Zone     *time.Location   // Answers.Zone, or the case's; never nil
	ZoneFrom dispute.ZoneFrom // ZoneUser, or ZoneCase
	Currency string           // ISO 4217, for amounts that state none
}
