package layout

import (
	"cmp"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/phrase"
	"complain/pkg/story"
	"complain/pkg/view"
)

// sums are the table of what was paid, came back and is claimed.
func (l *Layout) sums() []view.Sum {
	var out []view.Sum
	of := func(ids []string) []view.Ref {
		var refs []view.Ref
		for _, id := range ids {
			r := view.Ref{Label: id}
			if strings.HasPrefix(id, "R") {
				r.To = id
			}
			refs = append(refs, r)
		}
		return refs
	}
	for _, m := range l.money {
		for _, line := range []struct {
			code string
			sum  story.Sum
		}{{"story.paid", m.Paid}, {"story.returned", m.Returned}, {"story.open", story.Sum{Total: m.Open}}, {"story.claimed", m.Claimed}} {
			out = append(out, view.Sum{Name: l.lang.Say(line.code), Amount: line.sum.Total.String(), Of: of(line.sum.Of)})
		}
	}
	return out
}

func (l *Layout) lacks() []view.Finding {
	var out []view.Finding
	for _, f := range l.findings {
		v := view.Finding{Level: string(f.Level), LevelName: l.lang.Say("finding." + string(f.Level)), Text: l.lang.Note(f.Text)}
		if f.Fix.Code != "" {
			v.Fix = l.lang.Note(f.Fix)
		}
		out = append(out, v)
	}
	return out
}

func (l *Layout) deadlines() []view.Deadline {
	var out []view.Deadline
	for _, d := range l.course.Deadlines() {
		event, _ := l.course.Practice.Event(d.From) // an event of the data
		code := "deadlines.running"
		if d.Over {
			code = "deadlines.over"
		}
		by := cmp.Or(phrase.Join(" ", append([]string{d.By.By}, numbers(d.By.Evidence)...)...), l.lang.Say("deadlines.said"))
		out = append(out, view.Deadline{Due: l.lang.Say(code, phrase.Weekday(l.lang, d.Clock, d.Last())), Over: d.Over,
			What:  l.lang.Say("deadlines.line", l.lang.Say("clock.who."+d.Clock.Who), d.Clock.Action.In(l.lang.Tag())),
			From:  l.lang.Say("deadlines.counted", phrase.Weekday(l.lang, d.Clock, d.Start), event.In(l.lang.Tag()), by, phrase.Length(l.lang, d.Clock)),
			Rules: phrase.Rules(l.lang, l.course.Book, d.Clock)})
	}
	return out
}

func numbers(ids []dispute.EvidenceID) []string {
	var out []string
	for _, id := range ids {
		out = append(out, id.String())
	}
	return out
}
