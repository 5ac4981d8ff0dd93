package doc

import "time"

// Timeline is dated facts as a figure: each a mark on one line of time, with a
// few words beside it. It says nothing that the blocks beside it do not say, so
// renderers without drawings leave it out.
type Timeline struct {
	Title    string   // what it shows, and from when to when
	Moments  []Moment // by their days
	Silences []Silence
	Keys     []MomentKey // what the marks mean
}

// MomentKind is what a fact is of, which its mark shows.
type MomentKind int

// The kinds of moments.
const (
	Happened MomentKind = iota
	Said                // somebody wrote or said it
	Paid                // money went
	Returned            // money came back
	Office              // an office did it, or was turned to
	Quiet               // of keys alone: nothing happened
)

// Moment is a fact with its day.
type Moment struct {
	Day   time.Time
	Kind  MomentKind
	Label string // "03-05 asked for refund"; the date is left out of the second of a day
}

// Silence is days on which nothing happened.
type Silence struct {
	From, To time.Time
	Text     string // "23 days"
}

// MomentKey says what a mark means.
type MomentKey struct {
	Kind MomentKind
	Text string
}

func (Timeline) block() {}
