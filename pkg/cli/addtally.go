package cli

import (
	"cmp"
	"slices"
	"strings"

	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/ingest"
)

// How many lines of files are printed one by one: of what is well, of what needs a
// look, and of what was refused for one reason. The rest is summed up.
const (
	fewFiles   = 12
	fewLooks   = 20
	fewRefused = 3
	briefLooks = 3
)

// tally sums up by kind what was added, so that a folder of a thousand files takes
// a dozen lines and not a thousand.
type tally struct {
	every   bool // each file gets its line
	brief   bool // only what needs a look gets one
	printed int  // lines of what is well
	looks   int
	left    int // files without a line of their own
	kinds   map[string]int
	refused map[string]int // by the code of the reason
	reasons map[string]dispute.Note
}

func newTally(every bool) *tally {
	return &tally{every: every, kinds: map[string]int{}, refused: map[string]int{}, reasons: map[string]dispute.Note{}}
}

// take counts a file, and reports whether it gets a line of its own.
func (t *tally) take(s *session, r ingest.Result) bool {
	line := t.every
	switch {
	case r.Refused != nil:
		code := r.Refused.Code
		t.refused[code]++
		t.reasons[code] = *r.Refused
		line = line || t.refused[code] <= fewRefused
	case r.NeedsLook():
		t.looks++
		line = line || t.looks <= fewLooks && (!t.brief || t.looks <= briefLooks)
	default:
		t.printed++
		line = line || t.printed <= fewFiles && !t.brief
	}
	if r.Refused == nil {
		t.kinds[kindOf(s, r.Evidence)]++
	}
	if !line {
		t.left++
	}
	return line
}

// kindOf is what a file is, without what differs from one to the next.
func kindOf(s *session, e dispute.Evidence) string {
	switch reading := e.Reading; {
	case reading.State == dispute.Held:
		return s.Say("add.kind.archive")
	case reading.State == dispute.Asking:
		return s.Say("add.asking")
	case reading.Recognised():
		return importerName(s.Lang, reading)
	}
	return s.Say("add.unread")
}

// sayRest says what became of the files that got no line.
func (t *tally) sayRest(s *session) {
	if t.left == 0 || s.JSON {
		return
	}
	var kinds []string
	for kind := range t.kinds {
		kinds = append(kinds, kind)
	}
	slices.SortFunc(kinds, func(a, b string) int { return cmp.Or(cmp.Compare(t.kinds[b], t.kinds[a]), strings.Compare(a, b)) })
	for i, kind := range kinds {
		kinds[i] = s.Say("add.kind", kind, t.kinds[kind])
	}
	if !t.brief {
		s.Print("add.rest", t.left)
	}
	if len(kinds) > 0 {
		s.Print("add.kinds", strings.Join(kinds, s.Say("list.comma")))
	}
	var codes []string
	for code, n := range t.refused {
		if n > fewRefused {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	for _, code := range codes {
		s.Print("add.refused", t.refused[code], screen.Clean(s.Lang.Note(t.reasons[code])))
	}
}
