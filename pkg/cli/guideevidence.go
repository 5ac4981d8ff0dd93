package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/importer/mapped"
	"complain/pkg/phrase"
)

// evidenceQuestions are what else there is, and what of it belongs to the case.
func evidenceQuestions(st *guideState) []guideQuestion {
	var list []guideQuestion
	for _, e := range st.evidence {
		if reader := conversationReader(e.Reading); reader != "" {
			list = append(list, conversationQuestion(e, reader))
		}
		if g := st.tables[e.ID]; g != nil {
			list = append(list, tableQuestion(e, g))
		}
	}
	list = append(list, guideQuestion{
		id: "more", task: "evidence", fixed: true,
		open: func(st *guideState) bool { return st.made && len(st.evidence) > 0 && len(st.lacking()) > 0 },
		put: func(g *guide, st *guideState) screen.Question {
			q := screen.Question{Text: g.s.Say("guide.q.more"), Free: true, Default: answerDone, Shown: g.s.Say("guide.that-is-all")}
			for _, kind := range st.lacking() {
				q.Facts = append(q.Facts, g.s.Say("guide.lacks."+kind))
			}
			return q
		},
		take: takeMore,
	})
	if st.made {
		for _, one := range st.tale.Dossier.Doubts {
			list = append(list, doubtQuestion(st.tale.Dossier.Span, one))
		}
	}
	return list
}

// conversationQuestion asks whether a file that looks like a conversation is one.
func conversationQuestion(e dispute.Evidence, reader string) guideQuestion {
	return guideQuestion{
		id: strings.Join([]string{"conversation", e.ID.String()}, "."), words: "conversation", task: "evidence", fixed: true,
		open: func(st *guideState) bool { return st.made },
		put: func(g *guide, _ *guideState) screen.Question {
			return screen.Question{Text: g.s.Say("guide.q.conversation", phrase.Join("  ", e.ID.String(), cmp.Or(e.Path, e.Name))),
				Default: reader, Shown: g.s.Say("guide.conversation"),
				Choices: []screen.Choice{{Value: reader, Label: g.s.Say("guide.conversation")}, {Value: "document", Label: g.s.Say("guide.no-conversation")}}}
		},
		take: func(ctx context.Context, g *guide, _ *guideState, r screen.Reply) error {
			return g.doAloud(ctx, "reimport", e.ID.String(), "--as", r.Text)
		},
	}
}

// tableQuestion asks whether the rows of a table that nobody knows are what they
// seem to be.
func tableQuestion(e dispute.Evidence, seems *mapped.Guessed) guideQuestion {
	return guideQuestion{
		id: strings.Join([]string{"table", e.ID.String()}, "."), words: "table", task: "evidence", fixed: true,
		open: func(st *guideState) bool { return st.made },
		put: func(g *guide, _ *guideState) screen.Question {
			return screen.Question{Text: g.s.Say("guide.q.table", phrase.Join("  ", e.ID.String(), cmp.Or(e.Path, e.Name))),
				Facts:   append(previewLines(g.s.Screen, seems), unsureLines(g.s.Screen, seems)...),
				Default: proposedMapping, Shown: g.s.Say("guide.table"),
				Choices: []screen.Choice{{Value: proposedMapping, Label: g.s.Say("guide.table")}, {Value: "document", Label: g.s.Say("guide.no-table")}}}
		},
		take: func(ctx context.Context, g *guide, _ *guideState, r screen.Reply) error {
			flag := "--map"
			if r.Text != proposedMapping {
				flag = "--as"
			}
			return g.doAloud(ctx, "reimport", e.ID.String(), flag, r.Text)
		},
	}
}

// doubtQuestion asks of a group of evidence whether it belongs to the case.
func doubtQuestion(span dossier.Span, one dossier.Doubt) guideQuestion {
	numbers := dossier.Numbers(one.Evidence)
	return guideQuestion{
		id: strings.Join([]string{"belongs", numbers}, "."), words: "belongs", task: "evidence",
		open: func(st *guideState) bool { return st.c.Category != "" },
		put: func(g *guide, st *guideState) screen.Question {
			q := screen.Question{Text: g.s.Lang.Note(phrase.Doubt(g.s.Lang, span, one)), Default: "exclude", Shown: g.s.Say("guide.leave-out"),
				Choices: []screen.Choice{{Value: "exclude", Label: g.s.Say("guide.leave-out")}, {Value: "include", Label: g.s.Say("guide.belongs")}}}
			const most = 6
			for _, e := range st.evidence {
				if slices.Contains(one.Evidence, e.ID) && len(q.Facts) < most {
					q.Facts = append(q.Facts, phrase.Join("  ", e.ID.String(), cmp.Or(e.Path, e.Name)))
				}
			}
			return q
		},
		take: func(ctx context.Context, g *guide, _ *guideState, r screen.Reply) error {
			return g.do(ctx, "packet", r.Text, numbers)
		},
	}
}

// lacking is which of the two that nearly every packet rests on is not there: what
// was paid, and what was said.
func (st *guideState) lacking() []string {
	paid, said := false, false
	for _, e := range st.tale.Dossier.Events {
		paid = paid || e.Kind == dispute.Transaction || e.Amount != nil
	}
	paid = paid || len(st.seen.Purchases()) > 0
	said = len(st.seen.Complainants()) > 0 || st.tale.Counts.Messages > 0
	var out []string
	if !paid {
		out = append(out, "payment")
	}
	if !said {
		out = append(out, "chat")
	}
	return out
}

// takeMore puts in what was named, or says how it is got out of an app.
func takeMore(ctx context.Context, g *guide, _ *guideState, r screen.Reply) error {
	if r.Text == answerDone {
		return g.remember(ctx, "more", answerDone)
	}
	if path := unquoted(r.Text); isThere(path) {
		g.want = "more"
		return g.doAloud(ctx, "add-evidence", path)
	}
	if err := g.show(ctx, "howto", strings.TrimSpace(r.Text)); err != nil {
		return err
	}
	g.want = "more"
	return nil
}
