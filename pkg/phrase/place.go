package phrase

import (
	"fmt"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/termsafe"
	"complain/pkg/internal/textwidth"
	"complain/pkg/locale"
)

// sheetColumns is how much of a sheet's name a place shows: exports name their
// only sheet after the whole file.
const sheetColumns = 8

// Place says where in a file a locator points: "row 27", "第 12–14 行".
func Place(lang locale.Lang, l dispute.Locator) string {
	var parts []string
	if l.Entry != "" {
		parts = append(parts, termsafe.CleanLine(l.Entry))
	}
	if l.Sheet != "" {
		parts = append(parts, textwidth.Truncate(termsafe.CleanLine(l.Sheet), sheetColumns, "…"))
	}
	switch {
	case l.Page > 0:
		parts = append(parts, lang.Say("place.page", l.Page))
	case l.Row > 0:
		parts = append(parts, lang.Say("place.row", l.Row))
	case l.LineEnd > l.Line:
		parts = append(parts, lang.Say("place.lines", l.Line, l.LineEnd))
	case l.Line > 0:
		parts = append(parts, lang.Say("place.line", l.Line))
	case l.Length > 0:
		parts = append(parts, lang.Say("place.byte", l.Offset))
	}
	if l.Region != (dispute.Region{}) {
		parts = append(parts, lang.Say("place.region", l.Region.String()))
	}
	return strings.Join(parts, " ")
}

// Citation says which evidence, and where in it: "E2 row 27".
func Citation(lang locale.Lang, c dispute.Citation) string {
	if c.Evidence == 0 {
		return lang.Say("place.statement")
	}
	return strings.TrimSpace(c.Evidence.String() + " " + Place(lang, c.Locator))
}

// Citations are the places that say an event. What is summed up cites its first place
// and its last.
func Citations(lang locale.Lang, e dispute.Event) string {
	if n := len(e.Cites); n == 2 && e.Summary != nil && e.Cites[0].Evidence == e.Cites[1].Evidence {
		if from, to := e.Cites[0].Locator, e.Cites[1].Locator; from.Line > 0 && to.Line > 0 {
			to.LineEnd = max(to.Line, to.LineEnd)
			return fmt.Sprintf("%s %s", e.Cites[0].Evidence, lang.Say("place.lines", from.Line, to.LineEnd))
		}
	}
	if len(e.Cites) == 1 {
		return Citation(lang, e.Cites[0])
	}
	var out []string
	for _, c := range e.Cites {
		out = append(out, Citation(lang, c))
	}
	return strings.Join(out, "; ")
}
