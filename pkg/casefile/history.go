package casefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// history is the custody log read from its beginning: whether it holds
// together, and what it says the rows must hold.
type history struct {
	entries int64
	head    string
	// said is the last word of the log on each column of each row.
	said map[string]map[string]json.RawMessage
	// doubtful rows are named by an entry that was changed: nothing can be held
	// against them.
	doubtful map[string]bool
	broken   []int64 // entries that are not what was written, or do not follow
	seen     map[string]bool
	order    []string // subjects as they came
	clock    []ClockStep
}

// history reads the whole log.
func (f *File) history(ctx context.Context) (*history, error) {
	h := &history{said: map[string]map[string]json.RawMessage{}, doubtful: map[string]bool{}, seen: map[string]bool{}}
	// An entry follows from the hash that stands before it, or from the one that
	// should stand there: where only a hash was changed, one entry is broken.
	before := ""
	stands, should := make([]byte, sha256.Size), make([]byte, sha256.Size)
	for e, err := range f.Custody(ctx) {
		if err != nil {
			return h, err
		}
		h.entries++
		got, err := hex.DecodeString(e.Hash)
		if err != nil {
			return h, fmt.Errorf("custody %d: %w: %w", e.Seq, ErrDamaged, err)
		}
		first := entryHash(stands, e.Seq, e.At, e.Action, e.Subject, string(e.Detail))
		whole := bytes.Equal(first[:], got)
		if !whole {
			second := entryHash(should, e.Seq, e.At, e.Action, e.Subject, string(e.Detail))
			whole = bytes.Equal(second[:], got)
		}
		if !whole || e.Seq != h.entries {
			h.broken = append(h.broken, e.Seq)
			h.entries = e.Seq
		}
		stands, should = got, first[:]
		h.head = e.Hash
		if e.Action != clockAction {
			if steps(before, e.At) {
				h.clock = append(h.clock, ClockStep{e.Seq, e.At, before})
			}
			before = e.At
		}
		h.take(e, whole)
	}
	return h, nil
}

func (h *history) take(e Entry, whole bool) {
	if !whole {
		h.doubtful[e.Subject] = true
		return
	}
	switch actions[e.Action] {
	case sets:
		var detail map[string]json.RawMessage
		if json.Unmarshal(e.Detail, &detail) != nil {
			h.doubtful[e.Subject] = true
			return
		}
		if h.said[e.Subject] == nil {
			h.said[e.Subject] = map[string]json.RawMessage{}
		}
		for name, value := range detail {
			h.said[e.Subject][name] = value
		}
		if !h.seen[e.Subject] {
			h.seen[e.Subject] = true
			h.order = append(h.order, e.Subject)
		}
	case removes:
		delete(h.said, e.Subject)
	}
}

// Point is a moment in the history of a case: one entry of its custody log.
type Point struct {
	Entry   Entry
	Entries int64   // in the whole log
	Since   []Entry // what came after it
	Broken  []int64 // entries of the log that are not what was written
}

// FindPoint looks for the last entry whose hash, 64 hex digits, fits.
// ErrNotFound means that no entry of this case does.
func (f *File) FindPoint(ctx context.Context, fits func(hash string) bool) (Point, error) {
	var p Point
	found := false
	err := f.View(ctx, func() error {
		h, err := f.history(ctx)
		if err != nil {
			return err
		}
		p.Entries, p.Broken = h.entries, h.broken
		for e, err := range f.Custody(ctx) {
			if err != nil {
				return err
			}
			switch {
			case fits(e.Hash):
				p.Entry, p.Since, found = e, nil, true
			case found:
				p.Since = append(p.Since, e)
			}
		}
		return nil
	})
	if err == nil && !found {
		err = ErrNotFound
	}
	return p, err
}
