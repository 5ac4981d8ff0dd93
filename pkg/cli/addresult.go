package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/ingest"
	"complain/pkg/locale"
	"complain/pkg/packet"
	"complain/pkg/phrase"
)

// nearFile is what of the same folder a name that is not there may have been meant for.
func nearFile(path string) string {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return ""
	}
	var there []screen.Choice
	for _, e := range entries {
		there = append(there, screen.Choice{Value: e.Name(), Label: strings.TrimSuffix(e.Name(), filepath.Ext(e.Name()))})
	}
	near, _ := screen.Near(filepath.Base(path), there)
	if near.Value == "" {
		return ""
	}
	return shown(filepath.Join(filepath.Dir(path), near.Value))
}

// printResult prints the line of one file, and below it its problems and what
// it seems to be.
func printResult(s *session, r ingest.Result, seems []packet.Seeming) {
	if s.JSON {
		// The line is an acknowledgement: it comes only after the file is stored.
		// Main reports an output that cannot be written.
		_ = s.WriteJSON(resultJSON(s, r, seems))
		return
	}
	name := screen.Clean(r.Given)
	if r.Refused != nil {
		fmt.Fprintf(s.Out, "%s  %s: %s\n", s.Out.Style.Warn.Render("--"), name, screen.Clean(s.Lang.Note(*r.Refused)))
		if near := nearFile(r.Given); r.Refused.Code == "refuse.missing" && near != "" {
			s.TalkLine(s.Say("label.hint") + s.Say("hint.file-near", near))
		}
		return
	}
	if r.Evidence.Parent > 0 {
		name = r.Evidence.Parent.String() + "/" + screen.Clean(r.Evidence.Path)
	}
	parts := []string{s.Out.Style.Bold.Render(r.Evidence.ID.String()), name}
	if r.Known {
		parts = append(parts, s.Say("add.known"))
	}
	parts = append(parts, readingLine(s.Lang, r.Evidence))
	s.PrintLine(strings.Join(parts, "  "))
	printTrouble(s.Screen, r.Evidence)
	for _, one := range seems {
		if !s.Quiet {
			s.TalkLine(margin(s.Screen, r.Evidence) + s.Err.Style.Dim.Render(s.Say("label.note")) + seemsHint(s.Lang, one))
		}
	}
}

// readingLine says in one line what an evidence is and what was read.
func readingLine(lang locale.Lang, e dispute.Evidence) string {
	reading := e.Reading
	var parts []string
	switch {
	case reading.State == dispute.Held:
		return lang.Say("add.archive")
	case reading.State == dispute.Asking:
		return lang.Say("add.asking")
	case !reading.Recognised():
		return lang.Say("add.unread")
	}
	kind := variantName(lang, reading)
	if len(reading.Because) > 0 {
		kind = lang.Say("add.because", kind, screen.Clean(lang.Note(reading.Because[0])))
	}
	parts = append(parts, kind)
	if reading.Units > 1 || reading.Records > 1 {
		parts = append(parts, lang.Say("add.counts", reading.Records, reading.Skipped, len(reading.Problems)))
	}
	if n := len(reading.Totals); n > 0 {
		ok := 0
		for _, t := range reading.Totals {
			if t.OK {
				ok++
			}
		}
		parts = append(parts, lang.Say("add.totals", ok, n))
	}
	return strings.Join(parts, " · ")
}

// margin begins a line about an evidence: under its own line on a terminal, and
// with its number where the two streams part.
func margin(scr *screen.Screen, e dispute.Evidence) string {
	if scr.ErrTerminal || e.ID < 1 {
		return "    "
	}
	return e.ID.String() + ": "
}

// printTrouble prints what needs a look: on standard error, beside the answer.
func printTrouble(scr *screen.Screen, e dispute.Evidence) {
	if scr.Quiet {
		return
	}
	reading := e.Reading
	warn := func(text string) {
		scr.TalkLine(margin(scr, e) + scr.Err.Style.Warn.Render(scr.Say("label.look")) + screen.Clean(text))
	}
	if reading.Question != nil {
		warn(scr.Lang.Note(*reading.Question))
		fmt.Fprintf(scr.Err, "%s%s\n", margin(scr, e), answerHint(scr.Lang, e))
	}
	if reading.Failure != nil {
		warn(scr.Lang.Note(*reading.Failure))
	}
	for i, p := range reading.Problems {
		if i == 3 {
			warn(scr.Say("add.more-problems", len(reading.Problems)-i, e.ID))
			break
		}
		warn(phrase.Join(": ", phrase.Place(scr.Lang, p.At), scr.Lang.Note(p.Why)))
	}
	for i, d := range reading.Doubts {
		if i == 3 {
			warn(scr.Say("add.more-doubts", len(reading.Doubts)-i, e.ID))
			break
		}
		warn(phrase.Join(": ", phrase.Place(scr.Lang, d.At), scr.Lang.Note(d.Why)))
	}
	if hint := unheardHint(scr.Lang, e); hint != "" {
		scr.TalkLine(margin(scr, e) + screen.Clean(hint))
	}
	for _, t := range reading.Totals {
		if !t.OK {
			warn(scr.Say("add.total-differs", scr.Lang.Note(t.What), t.Declared, t.Read))
		}
	}
	for _, n := range reading.Remarks {
		scr.TalkLine(margin(scr, e) + scr.Err.Style.Dim.Render(scr.Say("label.note")) + screen.Clean(scanRemark(scr.Lang, e, n)))
	}
}

// answerHint is the command that answers an evidence's question.
func answerHint(lang locale.Lang, e dispute.Evidence) string { return lang.Note(answerNote(e)) }

func answerNote(e dispute.Evidence) dispute.Note {
	switch q := e.Reading.Question; {
	case q.Code == "ask.tie":
		return dispute.Say("hint.reimport-as", e.ID.String(), strings.Join(q.Args, "|"))
	case strings.HasPrefix(q.Code, "ask.password"):
		return dispute.Say("hint.reimport-password", e.ID.String())
	case strings.HasPrefix(q.Code, "ask.encoding"):
		return dispute.Say("hint.reimport-encoding", e.ID.String(), firstEncoding(*q))
	}
	orders := ordersAsked(e.Reading.Question)
	return dispute.Say("hint.reimport-date-order", e.ID.String(), orders[0], strings.Join(orders[1:], "|"))
}

// ordersAsked are the orders of dates that a question shows as possible.
func ordersAsked(q *dispute.Note) (orders []string) {
	for _, order := range []string{"dmy", "mdy", "ymd"} {
		if slices.ContainsFunc(q.Args, func(arg string) bool { return strings.Contains(arg, order+" ") }) {
			orders = append(orders, order)
		}
	}
	if len(orders) < 2 {
		return []string{"dmy", "mdy"}
	}
	return orders
}

// firstEncoding is the likeliest of those that a question shows.
func firstEncoding(q dispute.Note) string {
	if len(q.Args) == 0 {
		return "big5"
	}
	first, _, _ := strings.Cut(q.Args[0], ":")
	return first
}

func resultJSON(s *session, r ingest.Result, seems []packet.Seeming) any {
	if r.Refused != nil {
		return answer.Refused{Name: filepath.Base(r.Given), Path: r.Given, Refused: s.Lang.Note(*r.Refused)}
	}
	v := evidenceJSON(s, r.Evidence)
	v.Path, v.Known = r.Given, &r.Known
	for _, one := range seems {
		v.LooksLike = new(seemsJSON(s.Lang, one))
	}
	return v
}

// evidenceJSON is an evidence as JSON shows it.
func evidenceJSON(s *session, e dispute.Evidence) answer.Evidence {
	reading := e.Reading
	because, problems, doubts, totals, remarks := []string{}, []answer.Trouble{}, []answer.Trouble{}, []answer.Total{}, []string{}
	for _, n := range reading.Because {
		because = append(because, s.Lang.Note(n))
	}
	for _, p := range reading.Problems {
		problems = append(problems, answer.Trouble{Locator: p.At, Why: s.Lang.Note(p.Why)})
	}
	for _, d := range reading.Doubts {
		doubts = append(doubts, answer.Trouble{Locator: d.At, Why: s.Lang.Note(d.Why)})
	}
	for _, t := range reading.Totals {
		totals = append(totals, answer.Total{What: s.Lang.Note(t.What), Declared: t.Declared, Read: t.Read, Ok: t.OK})
	}
	for _, n := range reading.Remarks {
		remarks = append(remarks, scanRemark(s.Lang, e, n))
	}
	v := answer.Evidence{
		Evidence: e.ID.String(), Name: e.Name, Path: e.Path, SHA256: e.SHA256, Size: e.Size, MediaType: e.MediaType,
		State: reading.State, Importer: reading.Importer, Variant: reading.Variant, Because: because, Units: reading.Units,
		Records: reading.Records, Skipped: reading.Skipped, Problems: problems, Doubts: doubts, Totals: totals, Remarks: remarks,
		Title: e.Title, Source: e.Source, Proves: e.Proves, Added: e.Added.UTC().Format("2006-01-02T15:04:05Z07:00"),
	}
	if e.Parent != 0 {
		v.Parent = e.Parent.String()
	}
	if e.Official != nil {
		v.Official = new(officialJSON(s, *e.Official))
	}
	if e.Derived != nil {
		v.Derived = new(derivedJSON(e.Derived))
	}
	if e.Withdrawn != "" {
		v.Withdrawn = e.Withdrawn
	}
	if e.Purged != "" {
		v.Purged = e.Purged
	}
	if reading.Question != nil {
		v.Question = s.Lang.Note(*reading.Question)
	}
	if reading.Failure != nil {
		v.Failure = s.Lang.Note(*reading.Failure)
	}
	return v
}
