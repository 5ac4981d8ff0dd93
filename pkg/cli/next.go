package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dossier"
	"complain/pkg/likely"
	"complain/pkg/phrase"
	"complain/pkg/standing"
)

// stepsShown is how many steps next shows unless all are wanted: those that are
// worth taking today.
const stepsShown = 3

type nextOptions struct {
	all          bool
	done, undone string
}

func newNext(s *session) *cobra.Command {
	var o nextOptions
	c := command(s.Lang, "next", "next", func(cmd *cobra.Command, _ []string) error {
		return runNext(cmd.Context(), s, o)
	})
	c.Args = arguments(s.Lang, 0, 0, "")
	c.Flags().BoolVar(&o.all, "all", false, s.Say("flag.next-all"))
	c.Flags().StringVar(&o.done, "done", "", s.Say("flag.next-done"))
	c.Flags().StringVar(&o.undone, "undone", "", s.Say("flag.next-undone"))
	return c
}

func runNext(ctx context.Context, s *session, o nextOptions) error {
	mode := casefile.ReadOnly
	if o.done+o.undone != "" {
		mode = casefile.ReadWrite
	}
	f, err := s.openWhole(ctx, mode)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := markSteps(ctx, s, f, o.done, o.undone); err != nil {
		return err
	}
	course, err := s.standing(ctx, f)
	if err != nil {
		return err
	}
	if course.Facts.Case.Category == "" && !s.JSON {
		if err := askCategory(ctx, s, f); err != nil {
			return err
		}
	}
	return showNext(s, course, o.all)
}

// askCategory asks of what kind the dispute is, with the command that says the
// likely one.
func askCategory(ctx context.Context, s *session, f *casefile.File) error {
	facts, err := factsForHints(ctx, s, f)
	if err != nil {
		return err
	}
	if hint := likelyHint(s, facts, likely.Category); hint.Code != "" {
		s.Talk("next.category-likely", s.Lang.Note(hint))
		return nil
	}
	s.Talk("next.no-category")
	return nil
}

// markSteps keeps that a step is done, and takes back that another is; "" is
// none.
func markSteps(ctx context.Context, s *session, f *casefile.File, done, undone string) error {
	practice, err := practice(s)
	if err != nil {
		return err
	}
	for _, id := range []string{done, undone} {
		if id != "" && !practice.HasStep(id) {
			return usage("error.step", id).next("hint.step")
		}
	}
	if done != "" {
		if err := dossier.Say(ctx, f, dossier.StepSaid, done, struct{}{}); err != nil {
			return err
		}
	}
	if undone != "" {
		return dossier.Unsay(ctx, f, dossier.StepSaid, undone)
	}
	return nil
}

func rowOfStep(s *session, x channel.Advice, i int) answer.NextStep {
	lang := s.Lang.Tag()
	row := answer.NextStep{
		Step: x.Step.ID, Do: x.Step.Do.In(lang), Why: x.Step.Why.In(lang), Because: x.Because.In(lang), To: append([]string{}, x.Channels...),
		Starts: append([]string{}, x.Step.Starts...), Bars: bars(s.Lang, x.Step), Lacks: []string{}, Ask: []answer.Flag{}, Note: x.Step.Note.In(lang), Today: i < stepsShown,
	}
	for _, g := range x.Lacks {
		row.Lacks = append(row.Lacks, g.Say.In(lang))
	}
	for _, q := range x.Ask {
		row.Ask = append(row.Ask, answer.Flag{Flag: q.Flag, Ask: q.Ask.In(lang), Answer: "unknown", Grounds: q.Grounds})
	}
	return row
}

func showNext(s *session, c *standing.Standing, all bool) error {
	steps := c.Practice.Next(c.State)
	if s.JSON {
		rows := []answer.NextStep{}
		for i, x := range steps {
			rows = append(rows, rowOfStep(s, x, i))
		}
		return s.WriteJSON(rows)
	}
	if len(steps) == 0 {
		s.Print("next.none")
		return nil
	}
	for i, x := range steps {
		if i == stepsShown && !all {
			s.Talk("next.more", len(steps)-i)
			break
		}
		printStep(s, c, x, i)
	}
	s.Talk("next.done", steps[0].Step.ID)
	return nil
}

func printStep(s *session, c *standing.Standing, x channel.Advice, i int) {
	row := rowOfStep(s, x, i)
	label := strconv.Itoa(i+1) + "  "
	fmt.Fprintf(s.Out, "%s%s\n", label, s.Hanging(label, s.Out.Style.Bold.Render(screen.Clean(row.Do))+" "+row.Step, s.Terminal))
	s.Labelled("next.because", row.Because)
	s.Labelled("route.why", row.Why)
	var to []string
	for _, id := range row.To {
		if ch, err := c.Book.Channel(id); err == nil {
			to = append(to, ch.Name.In(s.Lang.Tag())+" "+id)
		}
	}
	s.Labelled("next.to", strings.Join(to, s.Say("list.comma")))
	for _, id := range row.Starts {
		if runs, err := c.Practice.Clock(id); err == nil && runs.When.Of(c.State) != channel.False {
			s.Labelled("next.starts", phrase.Clock(s.Lang, runs))
		}
	}
	for _, g := range x.Lacks {
		s.Labelled("next.lacks", phrase.Join(" ", g.Say.In(s.Lang.Tag()), g.Instead.In(s.Lang.Tag())))
	}
	for _, bar := range row.Bars {
		s.Labelled("route.bars", bar)
	}
	s.Labelled("next.note", row.Note)
	for _, q := range row.Ask[:min(len(row.Ask), 1)] {
		s.Labelled("next.ask", s.Say("next.asks", q.Ask, q.Flag, len(row.Ask)))
	}
}

// coming are the lines of a status about what ran out and what comes next.
func coming(s *session, c *standing.Standing) (over, next []string) {
	for _, d := range c.Deadlines() {
		if d.Over && len(over) < stepsShown {
			over = append(over, deadlineLine(s, d))
		}
	}
	for i, x := range c.Practice.Next(c.State) {
		if i < stepsShown {
			next = append(next, s.Say("next.line", i+1, x.Step.Do.In(s.Lang.Tag())))
		}
	}
	return over, next
}
