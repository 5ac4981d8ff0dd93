// Package demo holds sample disputes: evidence files as people have them, and
// the stories that a person would tell with them.
//
// It promises that everything in it is invented, that files and stories agree
// (one order, one serial number, one set of times), and that the same build
// gives the same bytes. It forbids real persons, shops, telephone numbers and
// brands in what it embeds, and knows nothing of how files are read or packets
// written.
package demo

import (
	"embed"
	"io/fs"

	"complain/pkg/dispute"
)

// The pattern takes in what begins with a dot or an underline too, so that a
// file cannot be left out unseen; the tests count them.
//
//go:embed all:evidence
var evidence embed.FS

// Names are the sample disputes: a fake, a refund that is refused, a parcel from
// another country.
func Names() []string { return []string{"headphones", "jacket", "parcel"} }

// Files is the evidence of a sample: a folder as a person would hand it over.
func Files(name string) fs.FS {
	sub, err := fs.Sub(evidence, "evidence/"+name)
	if err != nil {
		panic(err) // the names are constants and valid
	}
	return sub
}

// Story is what the files do not say: who is in dispute, what is demanded, and
// what each file shows.
type Story struct {
	Case       dispute.Case       // without Created, which is when the case is made
	To         []string           // whom its packets are for
	Parties    []dispute.Party    // complainant, seller, and others
	Claims     []dispute.Claim    // in the order of the letter
	Statements []Statement        // in the order of time
	Exhibits   map[string]Exhibit // by the base name of the file, also of files inside archives
}

// Statement is something that no file shows and only the person can tell.
type Statement struct {
	At      dispute.When
	Element string // of the story, that it tells
	Who     string
	Text    string
}

// Exhibit is what a person says about one file.
type Exhibit struct {
	Title  string
	Source string // where it came from (证据来源)
	Proves string // what it is to prove (证明目的)
}
