package cli

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/internal/textwidth"
	"complain/pkg/locale"
	"complain/pkg/phrase"
	"complain/pkg/story"
	"complain/pkg/tale"
)

type storyOptions struct {
	all, ask bool
}

func newStory(s *session) *cobra.Command {
	var o storyOptions
	c := command(s.Lang, "story", "story", func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(cmd, args[0])
		}
		return runStory(cmd.Context(), s, o)
	})
	c.Args = cobra.ArbitraryArgs
	c.Flags().BoolVar(&o.all, "all", false, s.Say("flag.story-all"))
	c.Flags().BoolVar(&o.ask, "ask", false, s.Say("flag.story-ask"))
	c.AddCommand(newStoryTake(s), newStoryFill(s), newStoryNone(s), newStoryDrop(s), newStoryOrder(s), newStoryMoney(s))
	return c
}

// taleOf reads the story of the case in f; with all, whatever may tell an element
// is proposed. Others may see the records go by too.
func taleOf(ctx context.Context, s *session, f *casefile.File, all bool, others ...func(*dispute.Record)) (*tale.Tale, error) {
	o, err := talesOf(s)
	if err != nil {
		return nil, err
	}
	o.All, o.Seen = all, others
	return tale.Open(ctx, f, o)
}

// talesOf is how the user's cases are read for their stories.
func talesOf(s *session) (tale.Options, error) {
	practice, err := practice(s)
	return tale.Options{Book: s.book, Practice: practice, Lang: s.Lang}, err
}

func runStory(ctx context.Context, s *session, o storyOptions) error {
	mode := casefile.ReadOnly
	if o.ask {
		mode = casefile.ReadWrite
	}
	f, err := s.openWhole(ctx, mode)
	if err != nil {
		return err
	}
	defer f.Close()
	t, err := taleOf(ctx, s, f, o.all)
	if err != nil {
		return err
	}
	if s.JSON {
		rows := []answer.StoryElement{}
		for _, e := range t.Elements {
			rows = append(rows, elementJSON(s.Lang, e))
		}
		return s.WriteJSON(rows)
	}
	if o.ask {
		return askStory(ctx, s, t)
	}
	home := t.Dossier.Case.Zone
	for _, e := range t.Elements {
		printElement(s, e, home)
	}
	if t.Dossier.Case.Category == "" {
		s.Talk("story.no-category")
	}
	sayCounts(s, t)
	return nil
}

// sayCounts says what the story leaves out, and what to do next.
func sayCounts(s *session, t *tale.Tale) {
	if t.Counts.Messages > 0 {
		s.Talk("story.counts", t.Counts.Messages, t.Counts.Told, t.Counts.Marked, t.Counts.Messages-t.Counts.Marked)
	}
	for _, u := range t.Unheard {
		s.Talk("story.unheard", u.Evidence, s.Say("language."+u.Language), cmp.Or(wanting(t.Elements), t.Elements[0].Word()), fmt.Sprintf("R%d", u.First))
	}
	states := map[story.State]int{}
	for _, e := range t.Elements {
		states[e.State]++
	}
	s.Talk("story.legend", states[story.Filled], states[story.Proposed], states[story.Missing])
	if states[story.Proposed] > 0 {
		s.Talk("story.next-take", t.Proposals()[0].Fact.Number)
	}
	if word := wanting(t.Elements); word != "" {
		s.Talk("story.next-fill", word, citable(t.Dossier.Evidence))
	}
}

// wanting is the first element that has to be told and is not; "" where all are.
func wanting(all []story.Element) string {
	for _, e := range all {
		if e.State == story.Missing && e.Level == channel.Must {
			return e.Word()
		}
	}
	return ""
}

var marks = map[story.State]string{story.Filled: "+", story.Proposed: "?", story.Missing: "-", story.None: "="}

// printElement shows an element: whether it is told, by what, and why that.
func printElement(s *session, e story.Element, zone string) {
	lang := s.Lang.Tag()
	head := fmt.Sprintf("%s %s (%s)", marks[e.State], e.Name.In(lang), e.Word())
	if e.Level == channel.Must {
		fmt.Fprintln(s.Out, s.Out.Style.Bold.Render(head))
	} else {
		fmt.Fprintln(s.Out, head)
	}
	switch e.State {
	case story.Missing:
		s.indent("    ", e.Question.In(lang))
	case story.None:
		s.indent("    ", s.Say("story.none", e.Why))
	}
	for _, f := range e.Facts {
		number := f.ID
		if f.Number > 0 {
			number = fmt.Sprintf("%d %s", f.Number, f.ID)
		}
		s.indent("    ", strings.TrimSpace(number+"  "+phrase.Wall(s.Lang, f.At)+"  "+factText(f)+"  ["+factCites(s.Lang, f)+"]"))
		for _, n := range f.Because {
			s.indent("      ", s.Lang.Note(n))
		}
	}
}

// indent prints text from evidence in lines that are set in.
func (s *session) indent(by, text string) {
	for _, line := range textwidth.Wrap(screen.Clean(text), max(min(s.Width, 100)-len(by), 30)) {
		fmt.Fprintln(s.Out, by+line)
	}
}

// citable is the number of an evidence that stands, for a command that cites one.
func citable(all []dispute.Evidence) string {
	for _, e := range all {
		if e.Withdrawn == "" {
			return e.ID.String()
		}
	}
	return "E1"
}

// factText is what a fact says: who, what, and how much went which way.
func factText(f story.Fact) string {
	return phrase.Join("  ", phrase.Join(": ", f.Who, cmp.Or(f.Quote, f.Text)), phrase.Signed(f.Amount, f.Moved, ""))
}

func factCites(lang locale.Lang, f story.Fact) string {
	return phrase.Citations(lang, dispute.Event{Cites: f.Cites()})
}

func elementJSON(lang locale.Lang, e story.Element) answer.StoryElement {
	v := answer.StoryElement{Element: e.ID, Name: e.Name.In(lang.Tag()), Question: e.Question.In(lang.Tag()), Level: string(e.Level), State: string(e.State), Why: e.Why, Facts: []answer.Fact{}}
	for _, f := range e.Facts {
		row := answer.Fact{ID: f.ID, Number: f.Number, At: f.At.String(), Who: f.Who, Text: cmp.Or(f.Quote, f.Text), Because: []string{}, Cites: []answer.Citation{}}
		if f.Amount != nil {
			row.Amount, row.Currency = phrase.Unsigned(f.Amount, f.Moved), f.Amount.Currency
		}
		for _, n := range f.Because {
			row.Because = append(row.Because, lang.Note(n))
		}
		for _, c := range f.Cites() {
			row.Cites = append(row.Cites, citationJSON(c))
		}
		v.Facts = append(v.Facts, row)
	}
	return v
}
