// Package view writes a case as one page to look at and to choose in: one HTML
// file that needs nothing beside it.
//
// It promises one file whose own policy forbids whatever would come from
// elsewhere, with one script and one style that the policy knows by their
// hashes; that what is chosen can be read without the script; that text from
// evidence is text, and what is invisible or turns the direction of writing in
// it appears as <U+202E>; that a conversation of a million messages opens as fast
// as one of a hundred, since only the part that is looked at becomes elements;
// and the same bytes for the same page. It forbids files, clocks, networks, and
// words of its own: those stand in package locale.
package view

import (
	"bufio"
	"fmt"
	"io"
	"iter"

	"complain/pkg/locale"
)

// Page is what is shown of a case. All texts are as the case has them: the page
// makes them safe.
type Page struct {
	Lang  locale.Lang
	Title string
	Case  string // its number
	Base  string // the head of the custody log, as packets print it
	AsOf  string // the day
	File  string // the name under which choices are saved
	Share string // the profile for which it is masked: nothing can be chosen; "" for the user's own page

	Facts     []Pair
	Elements  []Element
	Items     []Item
	Groups    []string // the names of groups of exhibits
	Events    []Event
	Others    []Event // that go into no packet
	Chats     []Chat
	Money     []Sum
	Findings  []Finding
	Deadlines []Deadline
	LeftOut   []string // what the size of the page left out, in words
}

// Pair is something with its name.
type Pair struct{ Name, Value string }

// Ref leads to a place of the page: "E3", "R18".
type Ref struct{ To, Label string }

// Element is one element of the story. Its ID is as choices name it.
type Element struct {
	ID, Name, Question string
	State              string // filled, proposed, missing, none
	Must               bool
	Why                string // of none
	Facts              []Fact
}

// Fact fills an element, or is proposed for it.
type Fact struct {
	ID, At, Who, Text string
	Proposed          bool
	Because           []string
	Cites             []Ref
}

// Item is one evidence.
type Item struct {
	ID        string // E3
	Event     string // the event that its whole makes, which elements can take; "" for none
	Mark      string // of the exhibit; "" for what packets leave out
	Group     int    // of the exhibit
	Pages     string // of the packet on which it stands, in words; "" where that is not known
	Kind      string // chat, bill, photo, paper, recording, other
	Title     string // in the user's words
	Name      string // as received
	What      string // how it was recognised
	Source    string
	Proves    string
	At        string
	Size      string
	Digest    string
	Withdrawn string // why it is out
	Out       bool   // the user keeps it out of packets
	Redacted  string // what a redacted version covers
	Notes     []string
	Elements  []string // ids of elements that it tells
	Thumb     *Image
	Full      []Image // in pieces, from the top
	Width     int     // pixels of the upright original
	Height    int
	Lines     []Line
	More      int // records that are not among Lines
	Chat      bool
	Hints     Hints
}

// Hints are proposals for what the user says of an evidence.
type Hints struct{ Title, Source, Proves string }

// Image is a picture that the page holds.
type Image struct {
	MediaType     string
	Width, Height int
	Top, Bottom   int // rows of the original that a piece shows
	Bytes         func() ([]byte, error)
}

// Line is a record as an exhibit shows it.
type Line struct {
	ID, At, Who, Text, Amount string
	Cited                     bool
	Files                     []Ref
}

// Event is a point on the timeline.
type Event struct {
	ID, Day, Time, Kind string
	Who, Text, Sentence string
	Amount              string
	Cites               []Ref
	Elements            []string // names
	In                  bool
	Fixed               bool // it cannot be chosen by its number
}

// Chat is one conversation.
type Chat struct {
	ID, Title string
	Count     int
	Messages  iter.Seq2[Message, error]
}

// Message is one line of a conversation.
type Message struct {
	Record  int64
	Seq     int
	At      string
	Who     string
	Text    string
	System  bool
	Files   []Ref
	In      bool
	Because string // why it is in
}

// Sum is a row of the table of money.
type Sum struct {
	Name, Amount string
	Of           []Ref
}

// Finding is what the packet lacks.
type Finding struct{ Level, LevelName, Text, Fix string }

// Deadline is a clock that runs.
type Deadline struct {
	Due, What, From string
	Rules           []string
	Over            bool
}

// Write writes the page. After an error, what was written is no file.
func Write(w io.Writer, p *Page) error {
	h := &writer{w: bufio.NewWriterSize(w, 1<<16), page: p}
	h.begin()
	h.body()
	if h.err != nil {
		return h.err
	}
	if err := h.w.Flush(); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}
