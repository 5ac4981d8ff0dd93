package cli

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/cli/screen"
	"complain/pkg/internal/textwidth"
	"complain/pkg/phrase"
	"complain/pkg/story"
)

// storyQuestions are what matters: all that is proposed at once, and then what the
// addressee has to be told and nothing says.
func storyQuestions(st *guideState) []guideQuestion {
	list := []guideQuestion{{
		id: "take", task: "story",
		open: func(st *guideState) bool { return st.made && st.c.Category != "" && len(st.tale.Proposals()) > 0 },
		put:  putProposals,
		take: takeStory,
	}}
	if !st.made {
		return list
	}
	for _, e := range st.elements {
		list = append(list, elementQuestion(e))
	}
	return append(list, guideQuestion{
		id: "proved", task: "story",
		open: func(st *guideState) bool { return st.settled() && len(st.names) > 0 },
		put:  putNames,
		take: func(ctx context.Context, g *guide, st *guideState, r screen.Reply) error {
			args := []string{"evidence", "set", "--proposed"}
			if len(r.Values) < len(st.names) {
				args = append(args, r.Values...)
			}
			if err := g.do(ctx, args...); err != nil {
				return err
			}
			return g.remember(ctx, "proved", answerDone)
		},
	})
}

// settled reports whether the story was gone through: what evidence proves is said
// by what the story rests on.
func (st *guideState) settled() bool {
	return st.made && st.c.Category != "" && (st.answers["take"] != "" || len(st.tale.Proposals()) == 0)
}

// putNames shows what can be said of each evidence, a line each.
func putNames(g *guide, st *guideState) screen.Question {
	q := screen.Question{Text: g.s.Say("guide.q.proved"), Many: true}
	var all []string
	for _, n := range st.names {
		text := phrase.Join("  ", n.Evidence, cmp.Or(phrase.Join(g.s.Say("guide.proves"), n.Title, n.Proves), n.Source))
		q.Choices = append(q.Choices, screen.Choice{Value: n.Evidence, Label: oneLine(g.s, text)})
		all = append(all, n.Evidence)
	}
	q.Default, q.Shown = strings.Join(all, " "), g.s.Say("guide.take-all", len(all))
	return q
}

// oneLine is a text as it stands behind a number on one line.
func oneLine(s *session, text string) string {
	const number = 6
	return textwidth.Truncate(screen.Clean(joinLines(text)), max(s.Width-number, 20), "…")
}

// joinLines puts the lines of a text behind one another.
func joinLines(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, " ")
}

// putProposals shows all that is proposed, a line each.
func putProposals(g *guide, st *guideState) screen.Question {
	q := screen.Question{Text: g.s.Say("guide.q.take"), Many: true}
	var all []string
	for _, p := range st.tale.Proposals() {
		number := strconv.Itoa(p.Fact.Number)
		text := phrase.Join("  ", p.Element.Name.In(g.s.Lang.Tag()), p.Fact.At.Wall(), factText(p.Fact))
		q.Choices = append(q.Choices, screen.Choice{Value: number, Label: oneLine(g.s, text)})
		all = append(all, number)
	}
	q.Default, q.Shown = strings.Join(all, " "), g.s.Say("guide.take-all", len(all))
	return q
}

func takeStory(ctx context.Context, g *guide, st *guideState, r screen.Reply) error {
	args := []string{"story", "take", "--all"}
	if len(r.Values) < len(st.tale.Proposals()) {
		args = append([]string{"story", "take"}, r.Values...)
	}
	if err := g.do(ctx, args...); err != nil {
		return err
	}
	return g.remember(ctx, "take", answerDone)
}

// noneOfIt is the answer that there was no such thing.
const noneOfIt = "-"

// seldom are the elements of which most disputes have none.
var seldom = map[string]bool{"c.platform_step": true, "c.office_step": true, "c.settlement": true, "c.refunded": true, "c.loss": true}

// elementQuestion asks for an element that the addressee has to be told.
func elementQuestion(e story.Element) guideQuestion {
	id := strings.Join([]string{"story", e.ID}, ".")
	return guideQuestion{
		id: id, task: "story", words: "element",
		open: func(st *guideState) bool {
			return st.c.Category != "" && e.State == story.Missing && e.Level == channel.Must
		},
		put: func(g *guide, st *guideState) screen.Question {
			q := screen.Question{Text: e.Question.In(g.s.Lang.Tag()), Facts: []string{g.s.Say("guide.element", e.Name.In(g.s.Lang.Tag()))}, Free: true,
				Choices: []screen.Choice{{Value: noneOfIt, Label: g.s.Say("guide.none")}}, Default: g.typed[id], Shown: g.typed[id]}
			if seldom[e.ID] && q.Default == "" {
				q.Default, q.Shown = noneOfIt, g.s.Say("guide.none")
			}
			return q
		},
		take: func(ctx context.Context, g *guide, st *guideState, r screen.Reply) error {
			if r.Text == noneOfIt {
				return g.do(ctx, "story", "none", e.Word(), "--why", g.s.Say("guide.none.why"))
			}
			args := []string{"story", "fill", e.Word(), "--text", r.Text}
			if date, rest, ok := strings.Cut(r.Text, " "); ok {
				if at, err := parseWhen(date, st.c.Zone); err == nil && at.Known() {
					args = []string{"story", "fill", e.Word(), "--at", date, "--text", strings.TrimSpace(rest)}
				}
			}
			return g.do(ctx, args...)
		},
	}
}
