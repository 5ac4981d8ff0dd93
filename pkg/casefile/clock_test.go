package casefile

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"
)

// A clock that goes backward, or that tells a year of no use, is written down
// when it happens and found again; one that tells no year at all writes nothing.
func TestClock(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	day := func(year, month, day int) func() time.Time {
		return func() time.Time { return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC) }
	}
	for _, c := range []struct {
		now  func() time.Time
		step bool
	}{
		{day(2026, 3, 10), false}, {day(2026, 3, 10), false}, {day(2026, 3, 9), true}, {day(2026, 3, 9), false}, {day(2026, 3, 11), false},
		{day(2300, 1, 1), true}, {day(2300, 1, 2), false}, {day(2026, 3, 12), true}, {day(1970, 1, 1), true}, {day(2026, 3, 13), false},
	} {
		f.now = c.now
		step, err := f.Clock(ctx)
		if err != nil || (step != nil) != c.step {
			t.Errorf("%v: %+v, %v", c.now(), step, err)
		}
		if err := f.Log(ctx, "export", "x", nil); err != nil {
			t.Fatal(err)
		}
	}
	want := []ClockStep{
		{5, "2026-03-09T00:00:00Z", "2026-03-10T00:00:00Z"}, {9, "2300-01-01T00:00:00Z", "2026-03-11T00:00:00Z"},
		{12, "2026-03-12T00:00:00Z", "2300-01-02T00:00:00Z"}, {14, "1970-01-01T00:00:00Z", "2026-03-12T00:00:00Z"},
	}
	v, err := f.Verify(ctx, nil)
	if err != nil || len(v.Damaged) > 0 || !reflect.DeepEqual(v.Clock, want) {
		t.Errorf("%+v, %v, %v", v.Clock, list(v.Damaged), err)
	}
	if got, err := f.ClockSteps(ctx); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	f.now = day(10000, 1, 1)
	if err := f.Log(ctx, "export", "x", nil); !errors.Is(err, ErrClock) {
		t.Error(err)
	}
	if n, _, err := f.Head(ctx); err != nil || n != v.CustodyEntries {
		t.Errorf("%d entries, %v", n, err)
	}
}
