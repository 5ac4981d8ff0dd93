package pasted

import (
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
)

// over is what a first look tells of times that stand in lines of their own above
// the names, as the windows of phones show them: one time for several messages,
// and below it the names alone.
type over struct {
	times  int            // in lines of their own
	wait   bool           // the last line but blank ones was such a time
	above  map[string]int // what stands in the line above a time, by how many
	below  map[string]int // what stands in the line below
	answer map[string]int // every line that may be a name, by how often it is written
}

// line takes a line and the one above it.
func (o *over) line(before, line string) {
	if conversation.IsBlank(line) {
		return
	}
	if o.answer == nil {
		o.above, o.below, o.answer = map[string]int{}, map[string]int{}, map[string]int{}
	}
	h, timed := readHead(line)
	switch timed = timed && h.bare && !h.yearless; {
	case timed:
		o.times++
		if isName(before) {
			o.above[bareName(before)]++
		}
	case isName(line):
		if o.wait {
			o.below[bareName(line)]++
		}
		o.answer[bareName(line)]++
	}
	o.wait = timed
}

// names are those that speak below the times; nil where the names stand above them
// or nothing comes back.
//
// below is true of a text whose times stand below the words: behind the last of them
// there is no name.
func (o *over) names(below bool) map[string]bool {
	const fewest = 3 // times
	if o.times < fewest || o.back(o.above) {
		return nil
	}
	named, out := 0, map[string]bool{}
	for name, n := range o.below {
		named, out[name] = named+n, true
	}
	expected := o.times
	if below {
		expected--
	}
	if named < expected || !o.back(o.below) {
		return nil
	}
	return out
}

// back reports whether each of lines is written more than once.
func (o *over) back(lines map[string]int) bool {
	for line := range lines {
		if o.answer[line] < 2 {
			return false
		}
	}
	return len(lines) > 0
}

func bareName(line string) string {
	return strings.TrimFunc(conversation.Visible(line), conversation.IsSpace)
}

// under reads a line of a text whose times stand above the names.
func (g *grammar) under(line string) transcript.Look {
	if h, ok := readHead(line); ok && h.bare {
		g.timed, g.first = h, true
		return transcript.Look{Turn: transcript.Aside, Why: dispute.Say("pasted.skip.time")}
	}
	name := bareName(line)
	if g.below {
		g.timed, g.first = head{}, true // it was of the message above
	}
	if !g.speakers[name] {
		return transcript.Look{}
	}
	h := g.timed
	if h.name, h.raw = name, name; g.below {
		h.family = colon
	}
	out := g.begin(h)
	if g.headed = false; !g.first {
		out.Record.Remarks = append(out.Record.Remarks, dispute.Say("pasted.time-above", h.written))
	}
	g.first = false
	return out
}
