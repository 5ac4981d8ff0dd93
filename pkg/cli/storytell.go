package cli

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/phrase"
	"complain/pkg/story"
	"complain/pkg/tale"
)

func newStoryTake(s *session) *cobra.Command {
	var all bool
	c := command(s.Lang, "story.take", "take N...", func(cmd *cobra.Command, args []string) error {
		if all == (len(args) > 0) {
			return usage("error.story-take").next("hint.story-take")
		}
		return takeProposals(cmd.Context(), s, args)
	})
	c.Args = cobra.ArbitraryArgs
	c.Flags().BoolVar(&all, "all", false, s.Say("flag.story-take-all"))
	return c
}

// takeProposals takes the proposals of numbers, as complain story shows them, or
// of events; without any, all.
func takeProposals(ctx context.Context, s *session, typed []string) error {
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	t, err := taleOf(ctx, s, f, false)
	if err != nil {
		return err
	}
	list := t.Proposals()
	if len(typed) > 0 {
		if list, err = chosen(s, list, typed); err != nil {
			return err
		}
	}
	out, err := t.Take(ctx, list)
	if err != nil {
		return err
	}
	v := answer.StoryTaken{Taken: []answer.TakenFact{}, Bound: []answer.BoundSpeaker{}}
	for _, p := range list {
		v.Taken = append(v.Taken, answer.TakenFact{Element: p.Element.ID, ID: p.Fact.ID})
		if !s.JSON {
			s.indent("", phrase.Join("  ", p.Element.Name.In(s.Lang.Tag()), p.Fact.ID, phrase.Join(": ", p.Fact.Who, cmp.Or(p.Fact.Quote, p.Fact.Text))))
		}
	}
	if v.Fields, err = sayTaken(s, t, out); err != nil {
		return err
	}
	for _, p := range out.Bound {
		v.Bound = append(v.Bound, answer.BoundSpeaker{Name: p.Fact.Who, Party: p.Fact.Role})
	}
	return s.Done(v, "story.take.done", len(list))
}

// sayTaken says what was taken for the thing bought, and who for whom.
func sayTaken(s *session, t *tale.Tale, out tale.Intake) ([]answer.FieldTaken, error) {
	book, err := s.book()
	if err != nil {
		return nil, err
	}
	all, err := letters(s, book)
	if err != nil {
		return nil, err
	}
	rows, err := printGoods(s, all, out.Goods)
	for _, p := range out.Bound {
		s.Talk("story.take.bound", screen.Clean(p.Fact.Who), s.Say("role."+string(p.Fact.Role)))
	}
	return rows, err
}

// chosen are the proposals that somebody typed.
func chosen(s *session, list []tale.Proposal, typed []string) ([]tale.Proposal, error) {
	var out []tale.Proposal
	for _, text := range typed {
		found := false
		for _, p := range list {
			if numberIn(int64(p.Fact.Number), text) || strings.EqualFold(p.Fact.ID, strings.TrimPrefix(text, "*")) || recordIn(p.Fact.ID, text) {
				out, found = append(out, p), true
			}
		}
		if !found {
			return nil, usage("error.story-number", text).next("hint.story-number")
		}
	}
	return out, nil
}

type storyFillOptions struct {
	text, at, who, amount string
	cites                 []string
}

func newStoryFill(s *session) *cobra.Command {
	var o storyFillOptions
	c := command(s.Lang, "story.fill", "fill ELEMENT --text TEXT", func(cmd *cobra.Command, args []string) error {
		if strings.TrimSpace(o.text) == "" {
			return usage("error.story-text").next("hint.story-text", args[0])
		}
		return fillElement(cmd.Context(), s, args[0], o)
	})
	c.Args = arguments(s.Lang, 1, 1, "ELEMENT")
	c.Flags().StringVar(&o.text, "text", "", s.Say("flag.event-text"))
	c.Flags().StringVar(&o.at, "at", "", s.Say("flag.at"))
	c.Flags().StringVar(&o.who, "who", "", s.Say("flag.who"))
	c.Flags().StringVar(&o.amount, "amount", "", s.Say("flag.event-amount"))
	c.Flags().StringSliceVar(&o.cites, "cites", nil, s.Say("flag.cites"))
	return c
}

// fillElement adds the user's own sentence to an element. Without a time it has
// that of the first record it cites.
func fillElement(ctx context.Context, s *session, name string, o storyFillOptions) error {
	var when dispute.When
	if o.at == "" && len(o.cites) > 0 {
		var err error
		if when, err = citedTime(ctx, s, o.cites); err != nil {
			return err
		}
	}
	return addEvent(ctx, s, o.text, newEventOptions{at: o.at, when: when, who: o.who, amount: o.amount, telling: tellingOptions{cites: o.cites, as: []string{name}}})
}

// citedTime is the time of the first record among what is cited that has one.
func citedTime(ctx context.Context, s *session, cites []string) (at dispute.When, err error) {
	f, err := s.open(ctx, casefile.ReadOnly)
	if err != nil {
		return at, err
	}
	defer f.Close()
	for _, typed := range cites {
		p, err := parseProof(ctx, f, strings.TrimLeft(typed, "+"))
		if err != nil {
			return at, err
		}
		for r, err := range f.Records(ctx, casefile.Filter{Evidence: p.Evidence}) {
			if err != nil {
				return at, err
			}
			if r.At.Known() && (p.Locator == r.Locator.String() || p.Locator == "" && r.Kind == dispute.Photo) {
				return r.At, nil
			}
		}
	}
	return at, nil
}

func newStoryNone(s *session) *cobra.Command {
	var why string
	c := command(s.Lang, "story.none", "none ELEMENT --why REASON", func(cmd *cobra.Command, args []string) error {
		if strings.TrimSpace(why) == "" {
			return usage("error.story-why").next("hint.story-why", args[0])
		}
		return noElement(cmd.Context(), s, args[0], strings.TrimSpace(why))
	})
	c.Args = arguments(s.Lang, 1, 1, "ELEMENT")
	c.Flags().StringVar(&why, "why", "", s.Say("flag.story-why"))
	return c
}

// noElement keeps that the story has no such element; "-" takes it back.
func noElement(ctx context.Context, s *session, name, why string) error {
	practice, err := practice(s)
	if err != nil {
		return err
	}
	f, c, err := openWith(ctx, s.open, casefile.ReadWrite, caseOf)
	if err != nil {
		return err
	}
	defer f.Close()
	e, err := elementNamed(s, practice, c.Category, name)
	if err != nil {
		return err
	}
	v := answer.StoryNone{Element: e.ID}
	if why == "-" {
		err = dossier.Unsay(ctx, f, dossier.ElementSaid, e.ID)
	} else {
		v.Why = why
		err = dossier.Say(ctx, f, dossier.ElementSaid, e.ID, dossier.Untold{Why: why})
	}
	if err != nil {
		return err
	}
	return s.Done(v, "story.none.done", e.Name.In(s.Lang.Tag()))
}

func newStoryDrop(s *session) *cobra.Command {
	c := command(s.Lang, "story.drop", "drop R12...", func(cmd *cobra.Command, args []string) error {
		return dropFacts(cmd.Context(), s, args)
	})
	c.Args = arguments(s.Lang, 1, -1, "R12")
	return c
}

// dropFacts takes facts out of the story, all that are named or none. What else
// was said of them stays.
func dropFacts(ctx context.Context, s *session, ids []string) error {
	f, records, err := openWith(ctx, s.open, casefile.ReadWrite, eventsNamed(ids))
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Batch(ctx, func() error {
		for _, r := range records {
			key := dossier.EventKey(r.Evidence, r.ID, r.Locator)
			told, err := dossier.ToldOf(ctx, f, key)
			if err != nil {
				return err
			}
			if len(told.Elements) == 0 {
				return failure("error.story-drop", recordNames([]dispute.Record{r})[0]).next("hint.story-number")
			}
			told.Elements = nil
			if err := dossier.SayTold(ctx, f, key, told); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return s.Done(answer.StoryDropped{Dropped: recordNames(records)}, "story.drop.done", strings.Join(shortNames(records), s.Say("list.comma")))
}

func newStoryOrder(s *session) *cobra.Command {
	c := command(s.Lang, "story.order", "order R12 R7...", func(cmd *cobra.Command, args []string) error {
		return orderFacts(cmd.Context(), s, args)
	})
	c.Args = cobra.ArbitraryArgs
	return c
}

// orderFacts keeps the order in which the letter tells some facts; none is the
// order of time.
func orderFacts(ctx context.Context, s *session, ids []string) error {
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	var o dossier.Order
	var records []dispute.Record
	if len(ids) > 0 {
		if records, err = chosenEvents(ctx, f, ids); err != nil {
			return err
		}
	}
	for _, r := range records {
		key := dossier.EventKey(r.Evidence, r.ID, r.Locator)
		if slices.Contains(o.Events, key) {
			return usage("error.story-order", recordNames([]dispute.Record{r})[0])
		}
		o.Events = append(o.Events, key)
	}
	if len(ids) == 0 {
		if err := dossier.Unsay(ctx, f, dossier.OrderSaid, dossier.LetterOrder); err != nil {
			return err
		}
		return s.Done(answer.StoryOrder{Order: []string{}}, "story.order.time")
	}
	if err := dossier.Say(ctx, f, dossier.OrderSaid, dossier.LetterOrder, o); err != nil {
		return err
	}
	return s.Done(answer.StoryOrder{Order: recordNames(records)}, "story.order.done", strings.Join(recordNames(records), s.Say("list.comma")))
}

// askStory goes through the story element by element: proposals are taken by
// their numbers, and whatever else is typed is the user's own sentence.
func askStory(ctx context.Context, s *session, t *tale.Tale) error {
	if !s.Asks() {
		return failure("error.story-ask").next("hint.story-ask")
	}
	home := t.Dossier.Case.Zone
	s.Talk("story.ask.how")
	for _, e := range t.Elements {
		if e.State == story.Filled || e.State == story.None {
			continue
		}
		printElement(s, e, home)
		if e.State != story.Missing { // of what is missing it stands there
			s.indent("    ", e.Question.In(s.Lang.Tag()))
		}
		if err := s.Out.Flush(); err != nil {
			return err
		}
		line, err := s.Line(s.Say("story.ask"))
		if err != nil {
			return err
		}
		switch {
		case line == "":
			continue
		case line == "." || strings.EqualFold(line, "q"):
			return nil
		case line == "+":
			err = takeSaying(ctx, s, t, tale.ProposalsOf(e))
		case strings.HasPrefix(line, "-"):
			err = dossier.Say(ctx, t.File, dossier.ElementSaid, e.ID, dossier.Untold{Why: strings.TrimSpace(line[1:])})
		case areNumbers(line):
			var list []tale.Proposal
			if list, err = chosen(s, tale.ProposalsOf(e), strings.Fields(line)); err == nil {
				err = takeSaying(ctx, s, t, list)
			}
		default:
			err = stateLine(ctx, t, e, line)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func areNumbers(line string) bool {
	return !slices.ContainsFunc(strings.Fields(line), func(w string) bool { _, err := strconv.Atoi(w); return err != nil })
}

// stateLine adds the user's own sentence to an element. A date at its beginning is
// its time.
func stateLine(ctx context.Context, t *tale.Tale, e story.Element, line string) error {
	r := dispute.Record{Text: line}
	if date, rest, ok := strings.Cut(line, " "); ok {
		if at, err := parseWhen(date, t.Dossier.Case.Zone); err == nil && at.Known() {
			r.At, r.Text = at, strings.TrimSpace(rest)
		}
	}
	return t.State(ctx, e.ID, r)
}

func takeSaying(ctx context.Context, s *session, t *tale.Tale, list []tale.Proposal) error {
	out, err := t.Take(ctx, list)
	if err != nil {
		return err
	}
	_, err = sayTaken(s, t, out)
	return err
}
