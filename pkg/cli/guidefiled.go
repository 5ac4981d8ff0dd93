package cli

import (
	"context"

	"complain/pkg/cli/screen"
)

// filedQuestions are what became of the packet.
func filedQuestions() []guideQuestion {
	return []guideQuestion{{
		id: "filed", task: "filed",
		open: func(st *guideState) bool { return st.answers["check"] == answerDone && st.filings == 0 },
		put: func(g *guide, st *guideState) screen.Question {
			return screen.Question{Text: g.s.Say("guide.q.filed", st.to.Name.In(g.s.Lang.Tag())), Free: true, Default: answerLater, Shown: g.s.Say("guide.not-yet"),
				Choices: []screen.Choice{{Value: "today", Label: g.s.Say("guide.today")}}}
		},
		take: func(ctx context.Context, g *guide, st *guideState, r screen.Reply) error {
			if r.Text == answerLater {
				return g.remember(ctx, "filed", answerLater)
			}
			on := r.Text
			if on == "today" {
				on = g.s.sys.Today().In(location(st.c.Zone)).Format("2006-01-02")
			}
			return g.do(ctx, "file", "--to", st.to.ID, "--on", on)
		},
	}}
}
