package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/importer/all"
	"complain/pkg/phrase"
	"complain/pkg/standing"
)

// standing reads where the case in f stands today.
func (s *session) standing(ctx context.Context, f *casefile.File) (*standing.Standing, error) {
	return standingIn(ctx, s, f, dossier.Options{Book: s.book, Lang: s.Lang})
}

// standingIn is standing with what options want of the timeline.
func standingIn(ctx context.Context, s *session, f *casefile.File, options dossier.Options) (*standing.Standing, error) {
	practice, err := practice(s)
	if err != nil {
		return nil, err
	}
	d, err := dossier.Open(ctx, f, options)
	if err != nil {
		return nil, err
	}
	return standingOf(s, practice, d)
}

// standingOf is where the case of a dossier stands today.
func standingOf(s *session, practice *channel.Practice, d *dossier.Dossier) (*standing.Standing, error) {
	book, err := s.book()
	if err != nil {
		return nil, err
	}
	today, err := day(dispute.When{}, s.sys.Today(), d.Case.Zone)
	if err != nil {
		return nil, err
	}
	return standing.On(book, practice, d, today, all.Shows(d.Evidence)), nil
}

func newCaseFlag(s *session) *cobra.Command {
	var to string
	c := command(s.Lang, "case.flag", "flag [NAME ANSWER]", func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return listFlags(cmd.Context(), s, to)
		}
		return setFlag(cmd.Context(), s, args[0], args[len(args)-1], len(args) == 2)
	})
	c.Args = arguments(s.Lang, 0, 2, "NAME ANSWER")
	c.Flags().StringVar(&to, "to", "regulator", s.Say("flag.to-channel"))
	return c
}

// flagAnswers are the answers to a question, as they are typed.
func flagAnswers(s *session) []screen.Choice {
	return []screen.Choice{
		{Value: "yes", Label: s.Say("course.yes")}, {Value: "no", Label: s.Say("course.no")}, {Value: "unknown", Label: s.Say("course.unknown")},
	}
}

// setFlag keeps the user's answer to a question of the rules; unknown takes it
// back.
func setFlag(ctx context.Context, s *session, name, typed string, whole bool) error {
	practice, err := practice(s)
	if err != nil {
		return err
	}
	ask, err := practice.Flag(name)
	if err != nil {
		return usage("error.case-flag", name).next("hint.case-flag")
	}
	said := screen.Chosen(typed, flagAnswers(s))
	if !whole || said == "" {
		return usage("error.case-flag-answer", ask.In(s.Lang.Tag())).next("hint.case-flag-answer", name)
	}
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	if said == "unknown" {
		err = dossier.Unsay(ctx, f, dossier.FlagSaid, name)
	} else {
		err = dossier.Say(ctx, f, dossier.FlagSaid, name, dossier.Flag{Yes: said == "yes"})
	}
	if err != nil {
		return err
	}
	return s.Done(answer.FlagSet{Flag: name, Answer: said}, "case.flag.done", ask.In(s.Lang.Tag()), s.Say("course."+said))
}

// listFlags shows what was answered, and what the addressee's grounds ask.
func listFlags(ctx context.Context, s *session, to string) error {
	f, c, err := openWith(ctx, s.openWhole, casefile.ReadOnly, s.standing)
	if err != nil {
		return err
	}
	defer f.Close()
	ch, err := c.Book.Resolve(to, c.Facts.Case)
	if err != nil {
		return noChannel(s.Screen, c.Book, to)
	}
	rows := []answer.Flag{}
	for _, name := range c.Practice.Flags() {
		if yes, ok := c.State.Flags[name]; ok {
			ask, _ := c.Practice.Flag(name) // which the list has
			rows = append(rows, answer.Flag{Flag: name, Ask: ask.In(s.Lang.Tag()), Answer: map[bool]string{true: "yes", false: "no"}[yes], Grounds: []string{}})
		}
	}
	_, asked := c.Practice.Hold(ch.ID, c.State)
	for _, q := range asked {
		rows = append(rows, answer.Flag{Flag: q.Flag, Ask: q.Ask.In(s.Lang.Tag()), Answer: "unknown", Grounds: q.Grounds})
	}
	if s.JSON {
		return s.WriteJSON(rows)
	}
	t := s.Table("course.head.flag", "course.head.answer", "course.head.ask")
	t.Flexible = 2
	for _, r := range rows {
		t.Row(r.Flag, s.Say("course."+r.Answer), r.Ask)
	}
	t.Print()
	s.Talk("course.flags", ch.Name.In(s.Lang.Tag()))
	return nil
}

func newCaseHappened(s *session) *cobra.Command {
	var evidence []string
	c := command(s.Lang, "case.happened", "happened [EVENT DATE]", func(cmd *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			return listHappenings(cmd.Context(), s)
		case 1:
			return asHelp(usage("error.arguments-few", placeholders(s.Lang, "EVENT DATE")), cmd)
		}
		return setHappened(cmd.Context(), s, args[0], args[1], evidence)
	})
	c.Args = arguments(s.Lang, 0, 2, "EVENT DATE")
	c.Flags().StringSliceVar(&evidence, "evidence", nil, s.Say("flag.happened-evidence"))
	return c
}

// setHappened dates an event of the rules; "none" takes the date back.
func setHappened(ctx context.Context, s *session, event, date string, evidence []string) error {
	practice, err := practice(s)
	if err != nil {
		return err
	}
	name, err := practice.Event(event)
	if err != nil {
		return usage("error.case-event", event).next("hint.case-event", strings.Join(practice.Events(), s.Say("list.comma")))
	}
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	if date == "none" {
		if err := dossier.Unsay(ctx, f, dossier.HappenedSaid, event); err != nil {
			return err
		}
		return s.Done(answer.HappeningSet{Event: event}, "case.happened.taken-back", name.In(s.Lang.Tag()))
	}
	facts, err := f.Case(ctx)
	if err != nil {
		return err
	}
	at, err := userWhen(s, date, facts.Zone)
	if err != nil {
		return err
	}
	if at.Precision < dispute.Day {
		return usage("error.no-day", date).next("hint.official-day")
	}
	h := dossier.Happened{On: at.Stored()}
	if h.Evidence, err = evidenceNamed(ctx, f, evidence); err != nil {
		return err
	}
	if err := dossier.Say(ctx, f, dossier.HappenedSaid, event, h); err != nil {
		return err
	}
	return s.Done(answer.HappeningSet{Event: event, On: at.String()}, "case.happened.done", name.In(s.Lang.Tag()), at)
}

func listHappenings(ctx context.Context, s *session) error {
	f, c, err := openWith(ctx, s.openWhole, casefile.ReadOnly, s.standing)
	if err != nil {
		return err
	}
	defer f.Close()
	rows := []answer.Happening{}
	t := s.Table("course.head.on", "course.head.event", "course.head.name", "course.head.by")
	t.Flexible = 2
	for _, h := range dossier.Happenings(c.Book, c.Practice, c.Facts) {
		name, _ := c.Practice.Event(h.Event) // an event of the data
		r := answer.Happening{Event: h.Event, Name: name.In(s.Lang.Tag()), On: h.On.String(), Evidence: evidenceNumbers(h.Evidence), By: h.By}
		rows = append(rows, r)
		t.Row(r.On, r.Event, r.Name, phrase.Join(" ", append([]string{r.By}, r.Evidence...)...))
	}
	if s.JSON {
		return s.WriteJSON(rows)
	}
	t.Print()
	return nil
}

func evidenceNumbers(ids []dispute.EvidenceID) []string {
	out := []string{}
	for _, id := range ids {
		out = append(out, id.String())
	}
	return out
}
