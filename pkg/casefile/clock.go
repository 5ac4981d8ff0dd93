package casefile

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// ErrClock says that the computer's clock tells no time that can be written down.
var ErrClock = errors.New("the clock of this computer tells no year from 1 to 9999")

// The years that a clock can be believed to tell: the program is not older, and
// nobody will use it for so long.
const firstYear, lastYear = 2025, 2125

// ClockStep is a place of the custody log at which its times cannot all be right.
type ClockStep struct {
	Seq    int64  // the entry
	At     string // its time, RFC 3339 in UTC
	Before string // the time of the entry before; "" for the first
}

// stamped is the time of day as the log writes it.
func stamped(now time.Time) (string, error) {
	now = now.UTC()
	if y := now.Year(); y < 1 || y > 9999 {
		return "", fmt.Errorf("%w: %d", ErrClock, y)
	}
	return now.Format(time.RFC3339), nil
}

// steps reports whether a time does not fit the one before: it is earlier, or of
// a year that nobody can have been in, where the one before was not.
func steps(before, at string) bool { return before > at || believed(before) && !believed(at) }

func believed(at string) bool {
	t, err := time.Parse(time.RFC3339, at)
	return at == "" || err == nil && t.Year() >= firstYear && t.Year() <= lastYear
}

// ClockSteps lists the places of the custody log at which its times cannot all be
// right.
func (f *File) ClockSteps(ctx context.Context) ([]ClockStep, error) {
	h, err := f.history(ctx)
	return h.clock, err
}

// Clock holds the computer's clock against the last entry of the log: nil where
// they fit. It is for commands that are about to write.
func (f *File) Clock(ctx context.Context) (*ClockStep, error) {
	now, err := stamped(f.now())
	if err != nil {
		return nil, err
	}
	seq, before, _, err := f.last(ctx)
	if err != nil || !steps(before, now) {
		return nil, err
	}
	return &ClockStep{Seq: seq + 1, At: now, Before: before}, nil
}

// clockAction is the action of entries that say of the one after them that its
// time does not fit the time before.
const clockAction = "clock"
