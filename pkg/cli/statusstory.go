package cli

import (
	"context"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/dossier"
	"complain/pkg/phrase"
	"complain/pkg/standing"
)

// printTold says what the story lacks.
func printTold(s *session, t standing.Told) {
	var names []string
	for _, e := range t.Lacks {
		names = append(names, e.Name.In(s.Lang.Tag()))
	}
	switch {
	case t.All == 0:
	case len(names) == 0:
		s.Labelled("status.story", s.Say("status.story-whole", t.All))
	default:
		s.Labelled("status.story", s.Say("status.story-lacks", t.All-len(t.Lacks), t.All, strings.Join(names, s.Say("list.comma"))))
	}
}

// printFilings are what was handed in and how it stands, and the packets that were
// made and lie here.
func (st *caseStatus) printFilings(s *session) {
	for _, one := range st.course.Courses() {
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

func unfiledOf(ctx context.Context, f *casefile.File, c *standing.Standing) ([]dossier.Unfiled, error) {
	return dossier.UnfiledOf(ctx, f, c.Facts.Said.Filings)
}

func (st *caseStatus) unfiledJSON() []answer.Unfiled {
	out := []answer.Unfiled{}
	for _, u := range st.unfiled {
		out = append(out, answer.Unfiled{Channel: u.Channel, File: u.File, At: u.At, SHA256: u.SHA256})
	}
	return out
}
