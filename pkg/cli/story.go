package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/textwidth"
	"complain/pkg/locale"
	"complain/pkg/phrase"
	"complain/pkg/story"
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

// tale is the story of a case as it stands.
type tale struct {
	file     *casefile.File
	dossier  *dossier.Dossier
	practice *channel.Practice
	found    *story.Finder
	elements []story.Element
	counts   story.Counts
	goods    []story.Ware // what the files say of the thing bought, of fields that nobody answered
}

// taleOf reads the story of the case in f; with all, whatever may tell an element
// is proposed. Others may see the records go by too.
func taleOf(ctx context.Context, s *session, f *casefile.File, all bool, others ...func(*dispute.Record)) (*tale, error) {
	practice, err := practice(s)
	if err != nil {
		return nil, err
	}
	c, err := f.Case(ctx)
	if err != nil {
		return nil, err
	}
	parties, err := f.Parties(ctx)
	if err != nil {
		return nil, err
	}
	found, wares := story.NewFinder(practice.Triggers(), c.Order), story.NewWares(c, parties)
	see := func(r *dispute.Record) {
		found.See(r)
		wares.See(r)
		for _, other := range others {
			other(r)
		}
	}
	d, err := dossier.Open(ctx, f, dossier.Options{Book: s.book, Lang: s.Lang, Seen: see})
	if err != nil {
		return nil, err
	}
	pages, err := f.RecognisedText(ctx, 0)
	if err != nil {
		return nil, err
	}
	for _, page := range pages {
		found.SeePicture(page.Evidence, page.Page, page.Text)
	}
	in := story.Input{Case: d.Case, Parties: d.Parties, Evidence: d.Evidence, Events: d.Events, Elements: practice.Elements(d.Case.Category, ""),
		Triggers: practice.Triggers(), Found: found, Untold: d.Untold(), Lang: s.Lang.Tag(), All: all}
	t := &tale{file: f, dossier: d, practice: practice, found: found, elements: story.Tell(in)}
	t.counts = story.Count(in, t.elements)
	t.goods, err = goodsIn(ctx, f, d, practice, wares)
	return t, err
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
		for _, e := range t.elements {
			rows = append(rows, elementJSON(s.Lang, e))
		}
		return s.WriteJSON(rows)
	}
	if o.ask {
		return askStory(ctx, s, t)
	}
	home := t.dossier.Case.Zone
	for _, e := range t.elements {
		printElement(s, e, home)
	}
	if t.dossier.Case.Category == "" {
		s.Talk("story.no-category")
	}
	sayCounts(s, t)
	return nil
}

// sayCounts says what the story leaves out, and what to do next.
func sayCounts(s *session, t *tale) {
	if t.counts.Messages > 0 {
		s.Talk("story.counts", t.counts.Messages, t.counts.Told, t.counts.Marked, t.counts.Messages-t.counts.Marked)
	}
	states := map[story.State]int{}
	for _, e := range t.elements {
		states[e.State]++
	}
	s.Talk("story.legend", states[story.Filled], states[story.Proposed], states[story.Missing])
	if states[story.Proposed] > 0 {
		s.Talk("story.next-take", t.proposals()[0].fact.Number)
	}
	for _, e := range t.elements {
		if e.State == story.Missing && e.Level == channel.Must {
			s.Talk("story.next-fill", e.Word(), citable(t.dossier.Evidence))
			return
		}
	}
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
		s.indent("    ", strings.TrimSpace(number+"  "+phrase.Wall(s.Lang, f.At)+"  "+phrase.Join(": ", f.Who, cmp.Or(f.Quote, f.Text))+"  ["+factCites(s.Lang, f)+"]"))
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

func factCites(lang locale.Lang, f story.Fact) string {
	return phrase.Citations(lang, dispute.Event{Cites: f.Cites()})
}

func elementJSON(lang locale.Lang, e story.Element) answer.StoryElement {
	v := answer.StoryElement{Element: e.ID, Name: e.Name.In(lang.Tag()), Question: e.Question.In(lang.Tag()), Level: string(e.Level), State: string(e.State), Why: e.Why, Facts: []answer.Fact{}}
	for _, f := range e.Facts {
		row := answer.Fact{ID: f.ID, Number: f.Number, At: f.At.String(), Who: f.Who, Text: cmp.Or(f.Quote, f.Text), Because: []string{}, Cites: []answer.Citation{}}
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

// proposals are the facts that are proposed, with their elements.
func (t *tale) proposals() []proposal {
	var out []proposal
	for _, e := range t.elements {
		for _, f := range e.Facts {
			if f.Number > 0 {
				out = append(out, proposal{e.StoryElement, f})
			}
		}
	}
	return out
}

type proposal struct {
	element channel.StoryElement
	fact    story.Fact
}

// intake is what came into the story: speakers that were bound to a party with it,
// and what is bought.
type intake struct {
	bound []proposal
	goods []story.Ware
}

// take makes proposals part of the story. Who is taken to say something for a
// party is bound to it. With what was bought, what the files say of the thing
// answers the fields of letters that nobody answered.
func (t *tale) take(ctx context.Context, list []proposal) (out intake, err error) {
	err = t.file.Batch(ctx, func() error { // one change, which is taken back as one
		if slices.ContainsFunc(list, func(p proposal) bool { return p.element.Event == "order_placed" }) {
			out.goods, t.goods = t.goods, nil
			if err := sayGoods(ctx, t.file, out.goods); err != nil {
				return err
			}
		}
		for _, p := range list {
			if err := t.takeOne(ctx, p); err != nil {
				return err
			}
			is, err := t.bind(ctx, p.fact)
			if err != nil {
				return err
			}
			if is {
				out.bound = append(out.bound, p)
			}
		}
		return nil
	})
	return out, err
}

// bind makes the speaker of a fact a name of the party for which they spoke; it
// reports whether that was not said before.
func (t *tale) bind(ctx context.Context, f story.Fact) (bool, error) {
	if f.Role == "" || strings.TrimSpace(f.Who) == "" {
		return false, nil
	}
	if _, known := dossier.RoleOf(t.dossier.Parties, f.Who); known {
		return false, nil
	}
	i := slices.IndexFunc(t.dossier.Parties, func(p dispute.Party) bool { return p.Role == f.Role })
	if i < 0 {
		i = len(t.dossier.Parties)
		t.dossier.Parties = append(t.dossier.Parties, dispute.Party{Role: f.Role})
	}
	p := &t.dossier.Parties[i]
	p.Aliases = append(slices.Clone(p.Aliases), f.Who)
	return true, t.file.SetParty(ctx, *p)
}

func (t *tale) takeOne(ctx context.Context, p proposal) error {
	own := p.fact.Own
	key := dossier.EventKey(own.Evidence, own.Record, own.Locator)
	told, err := dossier.ToldOf(ctx, t.file, key)
	if err != nil {
		return err
	}
	if !slices.Contains(told.Elements, p.element.ID) {
		told.Elements = append(told.Elements, p.element.ID)
	}
	if len(told.Elements) > 1 && told.Quote != p.fact.Quote {
		told.Quote = "" // two elements, two passages: all of it
	} else {
		told.Quote = p.fact.Quote
	}
	for _, c := range p.fact.Proofs {
		proof := dossier.Proof{Evidence: c.Evidence, Locator: c.Locator.String()}
		if c.Evidence != 0 && !slices.Contains(told.Proofs, proof) {
			told.Proofs = append(told.Proofs, proof)
		}
	}
	return say(ctx, t.file, casefile.Saying{Kind: dossier.EventSaid, Key: key}, told)
}
