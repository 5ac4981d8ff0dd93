package cli

import (
	"fmt"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/textwidth"
)

// sheetColumns is how much of a sheet's name a place shows: exports name their
// only sheet after the whole file.
const sheetColumns = 8

// place says where in a file a locator points: "row 27", "第 12–14 行".
func (a *app) place(l dispute.Locator) string {
	var parts []string
	if l.Entry != "" {
		parts = append(parts, clean(l.Entry))
	}
	if l.Sheet != "" {
		parts = append(parts, textwidth.Truncate(clean(l.Sheet), sheetColumns, "…"))
	}
	switch {
	case l.Page > 0:
		parts = append(parts, a.say("place.page", l.Page))
	case l.Row > 0:
		parts = append(parts, a.say("place.row", l.Row))
	case l.LineEnd > l.Line:
		parts = append(parts, a.say("place.lines", l.Line, l.LineEnd))
	case l.Line > 0:
		parts = append(parts, a.say("place.line", l.Line))
	case l.Length > 0:
		parts = append(parts, a.say("place.byte", l.Offset))
	}
	return strings.Join(parts, " ")
}

// citation says which evidence, and where in it: "E2 row 27".
func (a *app) citation(c dispute.Citation) string {
	if c.Evidence == 0 {
		return a.say("place.statement")
	}
	return strings.TrimSpace(c.Evidence.String() + " " + a.place(c.Locator))
}

func (a *app) citations(e dispute.Event) string {
	if n := len(e.Cites); n == 2 && e.Cites[0].Evidence == e.Cites[1].Evidence {
		if from, to := e.Cites[0].Locator, e.Cites[1].Locator; from.Line > 0 && to.Line > 0 {
			to.LineEnd = max(to.Line, to.LineEnd)
			return fmt.Sprintf("%s %s", e.Cites[0].Evidence, a.say("place.lines", from.Line, to.LineEnd))
		}
	}
	var out []string
	for _, c := range e.Cites {
		out = append(out, a.citation(c))
	}
	return strings.Join(out, "; ")
}
