package casefile

import (
	"context"
	"encoding/json"
	"maps"
)

// Change is what one run of the program changed: entries of the custody log that
// are taken back together. Its number is that of the first of them.
type Change struct {
	Number   int64
	At       string // RFC 3339, UTC
	Entries  []Entry
	Undoes   int64 // the change that this one took back; 0 for another
	UndoneBy int64 // the change that took this one back, as long as that stands; 0 else
}

// The marks of entries in their details.
const (
	withMark   = "with"   // the number of the change that an entry belongs to; none in its first entry
	undoesMark = "undoes" // the number of the change that it takes back
)

// Change is the number of the change that was made through f last; 0 before the
// first.
func (f *File) Change() int64 { return f.change }

// GoOn makes what is done from here on part of a change that was made before: of
// one answer that takes several commands.
func (f *File) GoOn(change int64) { f.change = change }

// undoable reports whether an action is a step of a change that can be named.
// Pictures come and go by themselves, and numbers stay.
func undoable(action string) bool {
	return actions[action] != none && action != "picture" && action != "discard" && action != "number"
}

// marked is the detail of an entry with the marks of the change it belongs to.
func (f *File) marked(action string, seq int64, detail any) any {
	given, ok := detail.(map[string]any)
	if !undoable(action) || detail != nil && !ok {
		return detail
	}
	out := maps.Clone(given)
	if out == nil {
		out = map[string]any{}
	}
	if f.change == 0 || f.change > seq { // an entry of before may have been undone with its transaction
		f.change = seq
	} else {
		out[withMark] = f.change
	}
	if f.undoes != 0 {
		out[undoesMark] = f.undoes
	}
	if len(out) == 0 {
		return detail
	}
	return out
}

type marks struct {
	With   int64 `json:"with"`
	Undoes int64 `json:"undoes"`
}

// Changes lists the changes of the case in their order.
func (f *File) Changes(ctx context.Context) ([]Change, error) {
	var out []Change
	at := map[int64]int{}
	for e, err := range f.Custody(ctx) {
		if err != nil {
			return nil, err
		}
		if !undoable(e.Action) {
			continue
		}
		var m marks
		_ = json.Unmarshal(e.Detail, &m) // an entry that another program wrote has none
		i, known := at[m.With]
		if !known || m.With == 0 {
			i = len(out)
			at[e.Seq] = i
			out = append(out, Change{Number: e.Seq, At: e.At, Undoes: m.Undoes})
		}
		out[i].Entries = append(out[i].Entries, e)
	}
	// The last word counts: what took something back can be taken back.
	for i := len(out) - 1; i >= 0; i-- {
		if c := out[i]; c.Undoes != 0 && c.UndoneBy == 0 {
			if j, ok := at[c.Undoes]; ok {
				out[j].UndoneBy = c.Number
			}
		}
	}
	return out, nil
}
