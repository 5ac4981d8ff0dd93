package cli

import (
	"context"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/dossier"
	"complain/pkg/phrase"
	"complain/pkg/story"
)

// told is how far the story of a case is told.
type told struct {
	all   int             // elements that matter in this case
	lacks []story.Element // those that nobody told, the needed ones first
}

// toldOf holds the story against what its category wants to know. What could be
// proposed is not looked for: that takes a walk through every message.
func toldOf(s *session, c *course) told {
	d := c.dossier
	elements := story.Tell(story.Input{Case: d.Case, Parties: d.Parties, Evidence: d.Evidence, Events: d.Events,
		Elements: c.practice.Elements(d.Case.Category, ""), Triggers: c.practice.Triggers(), Untold: d.Untold(), Lang: s.Lang.Tag()})
	lacks, all := story.Untold(story.Check{Elements: elements, Events: d.Events, State: c.state})
	return told{all, lacks}
}

// barely says that less than half of what matters is told.
func (t told) barely() bool { return len(t.lacks)*2 > t.all }

// words are the elements that the story lacks, as a command takes them.
func (t told) words() []string {
	out := []string{}
	for _, e := range t.lacks {
		out = append(out, e.Word())
	}
	return out
}

func (t told) print(s *session) {
	var names []string
	for _, e := range t.lacks {
		names = append(names, e.Name.In(s.Lang.Tag()))
	}
	switch {
	case t.all == 0:
	case len(names) == 0:
		s.Labelled("status.story", s.Say("status.story-whole", t.all))
	default:
		s.Labelled("status.story", s.Say("status.story-lacks", t.all-len(t.lacks), t.all, strings.Join(names, s.Say("list.comma"))))
	}
}

// printFilings are what was handed in and how it stands, and the packets that were
// made and lie here.
func (st *caseStatus) printFilings(s *session) {
	for _, one := range st.course.courses() {
		if f := one.Filing; f != nil && f.Withdrawn == "" {
			s.Labelled("status.filed", phrase.Join("  ", s.Say("filings.line", f.Number, f.On.Wall(), channelName(s, one.With)), stateName(s, one.State)))
		}
	}
	var lie []string
	for _, u := range st.unfiled {
		lie = append(lie, s.Say("status.unfiled-one", u.File, channelName(s, u.Channel)))
	}
	s.Labelled("status.unfiled", strings.Join(lie, s.Say("list.comma")))
}

func unfiledOf(ctx context.Context, f *casefile.File, c *course) ([]dossier.Unfiled, error) {
	return dossier.UnfiledOf(ctx, f, c.facts.Said.Filings)
}

func (st *caseStatus) unfiledJSON() []answer.Unfiled {
	out := []answer.Unfiled{}
	for _, u := range st.unfiled {
		out = append(out, answer.Unfiled{Channel: u.Channel, File: u.File, At: u.At, SHA256: u.SHA256})
	}
	return out
}
