package conversation

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/internal/jsonstream"
)

// Entries looks at a document of JSON, or of one value a line, for a conversation: a list
// whose entries are messages by their values, whatever their members are called. The
// error is that of cancelled; what is no JSON is no conversation.
func Entries(r io.Reader, cancelled func() error) (n int, ok bool, err error) {
	e := entries{lists: map[string]*list{}}
	err = jsonstream.Walk(io.LimitReader(r, glimpseBytes), cancelled, jsonstream.Handler{Decide: e.decide, Take: e.take, Many: true})
	if stop := cancelled(); stop != nil {
		return 0, false, stop
	}
	if err != nil && !errors.Is(err, errEnough) {
		err = nil // it was cut by the limit, or is no JSON: what was seen counts
	}
	for _, l := range e.lists {
		l.flush()
		if rows, _, is := l.columns.Talk(); is && rows > n {
			n, ok = rows, true
		}
	}
	if rows, is := e.lines.Seems(); is && rows > n {
		n, ok = rows, true
	}
	return n, ok, nil
}

// entries are the lists of a document, by the path on which they stand.
type entries struct {
	lists map[string]*list
	lines Glimpse // texts that stand in lists by themselves
	seen  int
}

// list is a list of entries: the elements of an array, or the members of an object.
type list struct {
	columns Columns
	open    []Cell
}

func (l *list) flush() {
	l.columns.Add(l.open)
	l.open = nil
}

// The limits of a look at a document.
const (
	mostLists      = 500
	mostValuesSeen = 50_000
	entryDepth     = 6 // how deep the members of an entry are followed
)

var errEnough = errors.New("enough was seen")

func (e *entries) decide(path []string, kind jsonstream.Kind) jsonstream.Action {
	switch kind {
	case jsonstream.Object, jsonstream.Array:
		if kind == jsonstream.Object || len(path) > 0 && path[len(path)-1] == "" {
			if l := e.at(path, true); l != nil {
				l.flush()
			}
		}
		return jsonstream.Enter
	case jsonstream.Null:
		return jsonstream.Skip
	}
	return jsonstream.Take
}

// at is the list that the value on path is an entry of.
func (e *entries) at(path []string, make bool) *list {
	var key string
	if n := len(path) - 1; n >= 0 {
		key = strings.Join(path[:n], "\x00") + "\x00*"
	}
	l := e.lists[key]
	if l == nil && make && len(e.lists) < mostLists {
		l = &list{}
		e.lists[key] = l
	}
	return l
}

func (e *entries) take(path []string, raw jsonstream.Raw) error {
	if e.seen++; e.seen > mostValuesSeen {
		return errEnough
	}
	v := jsonstream.Parse(raw.Bytes)
	if n := len(path); n > 0 && path[n-1] == "" && v.Kind == jsonstream.String {
		for line := range strings.Lines(v.Text) {
			e.lines.Line(strings.TrimRight(line, "\r\n"))
		}
	}
	// The value belongs to each entry around it, under the path from there.
	for n := len(path) - 1; n >= max(0, len(path)-entryDepth); n-- {
		l := e.at(path[:n], false)
		if l == nil || slices.Contains(path[n:len(path)-1], "") {
			continue
		}
		key := strings.Join(path[n:], ".")
		if path[n] == "" { // an element of a row
			key = strconv.Itoa(len(l.open))
		}
		l.open = append(l.open, Cell{Key: key, Text: v.Text})
	}
	return nil
}
