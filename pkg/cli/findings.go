package cli

import (
	"fmt"
	"strings"

	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/locale"
	"complain/pkg/packet"
)

// fewFindings is how many findings an export lists; check lists them all.
const fewFindings = 3

// ofOneExport are the findings about how this one packet was made: they are told
// whatever else there is.
var ofOneExport = []string{"photo-instead", "photo-place", "masked"}

// printFew lists on standard error the first of what a packet lacks, and says how
// many there are more.
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
		}
		printFinding(scr, f)
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

func printFinding(scr *screen.Screen, f packet.Finding) {
	style := scr.Err.Style.Dim
	switch f.Level {
	case packet.Must:
		style = scr.Err.Style.Bad
	case packet.Should:
		style = scr.Err.Style.Warn
	}
	level := scr.Say("finding." + string(f.Level))
	fmt.Fprintf(scr.Err, "%s  %s\n", style.Render(level), scr.Hanging(level+"  ", screen.Clean(scr.Lang.Note(f.Text)), scr.ErrTerminal))
	if f.Fix.Code != "" {
		fmt.Fprintf(scr.Err, "    %s\n", screen.Clean(scr.Lang.Note(f.Fix)))
	}
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
