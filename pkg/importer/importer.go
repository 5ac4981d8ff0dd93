// Package importer is the contract between ingest and the readers of file
// formats: Importer, Source, Sink and Pick.
//
// It promises that a file is recognised by its content, by exactly one
// importer or not at all, with the signs named; and that every unit of a file
// (row, line, entry) ends as part of exactly one Record, Skip or Problem.
// Importers see bytes, never a path of the file system, so that a case can be
// read again from itself. It forbids guessing: what a file does not decide is
// returned as an Undecided error.
package importer

import (
	"context"
	"fmt"
	"strings"

	"complain/pkg/dispute"
)

// Importer reads one family of formats. Implementations keep no state between
// calls: one value serves any number of files at once.
type Importer interface {
	// Name is the stable name that --as takes and the case file stores.
	Name() string
	// Version rises whenever the same bytes would give other records.
	Version() int
	// About is how its files are named to people.
	About() About
	// Identify says how surely src is of this family, and by what signs. It
	// looks at the head and, for archives, the listing. It never fails: what
	// cannot be read is no match.
	Identify(src *Source) Match
	// Extract reads all of src into sink. An error other than Undecided means
	// that the rest is unreadable; what the sink has stays. Extract returns
	// soon after ctx ends, and at once when a Sink method fails.
	Extract(ctx context.Context, src *Source, sink Sink) error
}

// Confidence orders matches.
type Confidence int

// The confidences. Certain needs a signature of the format itself (a banner, a
// complete header row, magic bytes and structure).
const (
	None    Confidence = iota
	Name               // only the file's name fits
	Shape              // the content has the right shape, and other formats could have it too
	Certain            // the content carries the format's own signature
	Said               // the user said how such a file is read, and it fits
)

// Match is an importer's answer to a source.
type Match struct {
	Confidence Confidence
	Variant    string         // which layout or generation: "app-v2", "ios"
	Because    []dispute.Note // the signs, in the order a person would check them
}

// Sink takes what Extract finds, in file order. Every method may fail (the
// case file is full, the import was interrupted); Extract then stops with that
// error.
type Sink interface {
	// Record stores a record. Its ID and Evidence are set by the sink; its
	// Locator covers the rows or lines it was read from.
	Record(r dispute.Record) error
	// Skip accounts for units that hold no record by their nature: preambles,
	// header rows, blank lines, separators. It is no place for rows that were
	// not understood.
	Skip(at dispute.Locator, why dispute.Note) error
	// Problem accounts for a unit that should hold a record and could not be
	// read. The reason names what is wrong and quotes the input.
	Problem(at dispute.Locator, why dispute.Note) error
	// Doubt names a place that was read one way and may mean another, such as a
	// line like a header that was taken for text. It covers no unit.
	Doubt(at dispute.Locator, why dispute.Note) error
	// Units says how many rows or lines the whole source has. Called once,
	// at the end; the covered units of all records, skips and problems must
	// come to the same number.
	Units(n int)
	// Total reports a declared count or sum beside what was read.
	Total(t dispute.Total)
	// Remark reports something about the file as a whole: signs of damage,
	// a rule by which dates were decided.
	Remark(n dispute.Note)
}

// Undecided is the error of a file that leaves a question open: the order of
// day and month, a password. Nothing was given to the sink when Extract
// returns it.
type Undecided struct {
	Question dispute.Note // what must be known, and why the file does not say
	Flag     string       // the flag of reimport that answers: "date-order"
	Choices  []string     // what the flag takes: "dmy", "mdy"
	Labels   []string     // what each choice would give, where the file shows it, or nil
}

func (u *Undecided) Error() string {
	return fmt.Sprintf("undecided %s: %s", u.Flag, u.Question.Code)
}

// Stopped is the error of a file that cannot be read any further.
type Stopped struct {
	At  dispute.Locator
	Why dispute.Note
	Err error // the cause, may be nil
}

func (s *Stopped) Error() string {
	if s.Err != nil {
		return s.Why.Code + ": " + s.Err.Error()
	}
	return s.Why.Code
}

func (s *Stopped) Unwrap() error { return s.Err }

// Tie is the error of Pick when two importers are equally sure.
type Tie struct {
	Names   []string
	Matches []Match
}

func (t *Tie) Error() string {
	return "recognised equally well as " + strings.Join(t.Names, " and ")
}

// UnknownError says that no importer has a name, and which names there are.
type UnknownError struct {
	Name  string
	Known []string
}

func (e *UnknownError) Error() string {
	return fmt.Sprintf("no importer %q (there are %s)", e.Name, strings.Join(e.Known, ", "))
}

// Pick takes the importer with the strictly highest match. It returns nil when
// none matches, a *Tie when the best two are equally sure, and a *Stopped when
// one failed by a fault of its own: it might have been the one.
func Pick(all []Importer, src *Source) (Importer, Match, error) {
	var (
		best  Match
		picks []Importer
		ties  []Match
	)
	for _, im := range all {
		m, err := Identify(im, src)
		switch {
		case err != nil:
			return nil, Match{}, err
		case m.Confidence == None:
		case m.Confidence > best.Confidence:
			best, picks, ties = m, []Importer{im}, []Match{m}
		case m.Confidence == best.Confidence:
			picks, ties = append(picks, im), append(ties, m)
		}
	}
	switch len(picks) {
	case 0:
		return nil, Match{}, nil
	case 1:
		return picks[0], best, nil
	}
	tie := &Tie{Matches: ties}
	for _, im := range picks {
		tie.Names = append(tie.Names, im.Name())
	}
	return nil, Match{}, tie
}

// ByName finds the importer that --as names; else the error is an UnknownError.
func ByName(all []Importer, name string) (Importer, error) {
	var names []string
	for _, im := range all {
		if im.Name() == name {
			return im, nil
		}
		names = append(names, im.Name())
	}
	return nil, &UnknownError{name, names}
}
