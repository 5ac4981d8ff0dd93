package cli

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/importer/mapped"
	"complain/pkg/phrase"
)

// mappingText is a mapping as YAML whose comments say what each line is for.
func mappingText(scr *screen.Screen, g *mapped.Guessed) string {
	var out strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	comment := func(indent, code string, args ...any) {
		for text := range strings.SplitSeq(scr.Say(code, args...), "\n") {
			line("%s# %s", indent, text)
		}
	}
	comment("", "map.head")
	if unsure := unsureLines(scr, g); len(unsure) > 0 {
		line("#\n# %s", scr.Say("map.unsure"))
		for _, text := range unsure {
			line("#   %s", text)
		}
	}
	line("")
	if g.Talks() {
		comment("", "map.rows", strings.Join(mapped.Rows(), ", "))
		line("rows: %s", g.Rows)
	}
	if g.Header != "" {
		comment("", "map.header", strings.Join(mapped.Headers(), ", "))
		line("header: %s", g.Header)
	}
	comment("", "map.columns", strings.Join(quotedAll(g.Columns), ", "))
	line("columns:")
	shown, said := mapped.Roles(), func(role string) string { return scr.Say("map.role." + role) }
	if g.Talks() {
		shown, said = mapped.TalkRoles(), func(role string) string { return scr.Say("map.talk." + role) }
	}
	for _, role := range shown {
		names := g.Mapping.Columns[role]
		value := `""`
		if len(names) > 0 {
			value = strconv.Quote(names[0])
		}
		if len(names) > 1 {
			value = "[" + strings.Join(quotedAll(names), ", ") + "]"
		}
		mark := ""
		if len(names) == 0 {
			mark = "# " // an empty role is left out, and shown for who may need it
		}
		line("  %s%-10s %s  # %s", mark, role+":", value, said(role))
	}
	if len(g.People) > 0 {
		comment("", "map.people")
		line("people: [%s]", strings.Join(quotedAll(g.People), ", "))
	}
	line("")
	comment("", "map.dates", strings.Join(mapped.Dates(), ", "))
	line("dates: %s", g.Dates)
	comment("", "map.zone")
	line("zone: %s", strconv.Quote(g.Zone))
	if g.Talks() {
		return out.String() + preview(scr, g)
	}
	comment("", "map.currency")
	line("currency: %s", strconv.Quote(g.Currency))
	comment("", "map.decimal")
	line("decimal: %s", strconv.Quote(g.Decimal))
	comment("", "map.units", strings.Join(mapped.Units(), ", "))
	line("units: %s", cmp.Or(g.Units, mapped.Units()[0]))
	comment("", "map.sign", strings.Join(mapped.Signs(), ", "))
	line("sign: %s", g.Sign)
	if len(g.Directions) > 0 {
		comment("", "map.directions")
		line("directions:")
		for _, word := range slices.Sorted(maps.Keys(g.Directions)) {
			line("  %s: %s", strconv.Quote(word), g.Directions[word])
		}
	}
	comment("", "map.refund")
	line("refund: [%s]", strings.Join(quotedAll(g.Refund), ", "))
	comment("", "map.unmoved")
	line("unmoved: [%s]", strings.Join(quotedAll(g.Unmoved), ", "))
	comment("", "map.nothing")
	line("nothing: [%s]", strings.Join(quotedAll(g.Nothing), ", "))
	line("")
	comment("", "map.closed")
	line("closed: [%s]", strings.Join(quotedAll(g.Closed), ", "))
	line("paid: [%s]", strings.Join(quotedAll(g.Paid), ", "))
	return out.String() + preview(scr, g)
}

func preview(scr *screen.Screen, g *mapped.Guessed) string {
	out := fmt.Sprintf("\n# %s\n", scr.Say("map.preview"))
	for _, text := range previewLines(scr, g) {
		out += fmt.Sprintf("#   %s\n", text)
	}
	return out
}

// previewLines are the first rows as a mapping reads them, or why it does not.
func previewLines(scr *screen.Screen, g *mapped.Guessed) (lines []string) {
	clean := func(text string) { lines = append(lines, strings.Join(strings.Fields(screen.Clean(text)), " ")) }
	for _, r := range g.Preview {
		clean(phrase.Join(" | ", wallIn(r.At), phrase.Signed(r.Amount, r.Direction, ""), r.Who, r.Text, r.Status, r.Order))
	}
	if g.Problem != nil {
		clean(scr.Lang.Note(*g.Problem))
	}
	return lines
}

// wallIn is a time with the zone, where a row names its own.
func wallIn(at dispute.When) string {
	if at.Zone.From == dispute.ZoneStated {
		return at.Wall() + " " + at.Zone.Name
	}
	return at.Wall()
}

// unsureLines are what of a mapping is to be looked at first.
func unsureLines(scr *screen.Screen, g *mapped.Guessed) (lines []string) {
	for _, q := range g.Questions {
		lines = append(lines, strings.Join(strings.Fields(screen.Clean(scr.Lang.Note(q.Note))), " "))
	}
	return lines
}

func quotedAll(names []string) []string {
	var out []string
	for _, name := range names {
		out = append(out, strconv.Quote(name))
	}
	return out
}
