package jsonstream

import (
	"bytes"
	"slices"
	"strings"
)

// Peek is what the beginning of a document shows.
type Peek struct {
	Root  Kind
	Keys  []string         // members of the root object, as far as they were seen
	First map[string]Value // the first value at each path that was asked for
}

// Look looks at the beginning of a document, which may end anywhere. paths are
// what the caller wants to see of it, with / between names and nothing for an
// element of an array: "messages/" is the first message, and "" the document
// itself.
func Look(head []byte, paths ...string) Peek {
	p := Peek{First: map[string]Value{}}
	// The walk ends where the head does; what it found until then counts.
	_ = Walk(bytes.NewReader(head), func() error { return nil }, Handler{
		Many: true,
		Decide: func(path []string, kind Kind) Action {
			at := strings.Join(path, "/")
			if len(path) == 0 {
				if p.Root == None {
					p.Root = kind
				}
				if kind == Object && !slices.Contains(paths, "") {
					return Enter
				}
			}
			if len(path) == 1 && p.Root == Object && !slices.Contains(p.Keys, at) && len(p.Keys) < 100 {
				p.Keys = append(p.Keys, at)
			}
			for _, want := range paths {
				if _, seen := p.First[want]; seen {
					continue
				}
				if want == at {
					return Take
				}
				if at == "" || strings.HasPrefix(want, at+"/") {
					return Enter
				}
			}
			return Skip
		},
		Take: func(path []string, raw Raw) error {
			p.First[strings.Join(path, "/")] = Parse(raw.Bytes)
			return nil
		},
	})
	return p
}

// Has reports whether the root object shows all those members.
func (p Peek) Has(names ...string) bool {
	for _, name := range names {
		if !slices.Contains(p.Keys, name) {
			return false
		}
	}
	return true
}
