package cli

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/internal/textwidth"
	"complain/pkg/locale"
	"complain/pkg/packet"
)

// fewFindings is how many findings an export names, a line each; check lists them all,
// with what mends them.
const fewFindings = 2

// ofOneExport are the findings about how this one packet was made: they are told
// whatever else there is.
var ofOneExport = []string{"photo-instead", "photo-place", "masked"}

// printFew names on standard error the first of what a packet lacks, and says how
// many there are more: three lines that are read, and not thirty that are not.
func printFew(scr *screen.Screen, findings []packet.Finding, to string) {
	if scr.Quiet {
		return
	}
	few, more := 0, 0
	for _, f := range findings {
		alone := isOfOneExport(f)
		switch {
		case !alone && few == fewFindings:
			more++
			continue
		case !alone:
			few++
			printHeading(scr, f)
		default:
			printFinding(scr, f)
		}
	}
	if more > 0 {
		scr.Talk("export.more", more, to)
	}
}

func isOfOneExport(f packet.Finding) bool {
	for _, id := range ofOneExport {
		if f.ID == id || strings.HasPrefix(f.ID, id+".") {
			return true
		}
	}
	return false
}

// printFinding writes what is wrong, and below it what mends it.
func printFinding(scr *screen.Screen, f packet.Finding) {
	level := scr.Say("finding." + string(f.Level))
	fmt.Fprintf(scr.Err, "%s  %s\n", levelStyle(scr, f.Level).Render(level), scr.Hanging(level+"  ", screen.Clean(scr.Lang.Note(f.Text)), scr.ErrTerminal))
	if f.Fix.Code != "" {
		fmt.Fprintf(scr.Err, "    %s\n", screen.Clean(scr.Lang.Note(f.Fix)))
	}
}

// printHeading writes what is wrong in one line of a terminal.
func printHeading(scr *screen.Screen, f packet.Finding) {
	level, text := scr.Say("finding."+string(f.Level)), screen.Clean(scr.Lang.Note(f.Text))
	if scr.ErrTerminal {
		text = textwidth.Truncate(text, scr.Width-textwidth.Width(level)-2, "…")
	}
	fmt.Fprintf(scr.Err, "%s  %s\n", levelStyle(scr, f.Level).Render(level), text)
}

func levelStyle(scr *screen.Screen, level packet.Level) lipgloss.Style {
	switch level {
	case packet.Must:
		return scr.Err.Style.Bad
	case packet.Should:
		return scr.Err.Style.Warn
	}
	return scr.Err.Style.Dim
}

func findingsJSON(lang locale.Lang, findings []packet.Finding) []answer.Finding {
	out := []answer.Finding{}
	for _, f := range findings {
		fix := ""
		if f.Fix.Code != "" {
			fix = lang.Note(f.Fix)
		}
		out = append(out, answer.Finding{ID: f.ID, Level: f.Level, Text: lang.Note(f.Text), Fix: fix})
	}
	return out
}
