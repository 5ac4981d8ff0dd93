package cli

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/locale"
)

func newChannelRoute(s *session) *cobra.Command {
	var country string
	c := command(s.Lang, "channels.route", "route [CATEGORY]", func(cmd *cobra.Command, args []string) error {
		return runChannelRoute(cmd.Context(), s, strings.Join(args, " "), country)
	})
	c.Flags().StringVar(&country, "country", "", s.Say("flag.route-country"))
	c.Args = arguments(s.Lang, 0, 1, "CATEGORY")
	return c
}

// runChannelRoute shows the steps of a category under the law of a country: of
// both what the case at hand says, where the user says nothing.
func runChannelRoute(ctx context.Context, s *session, category, country string) error {
	book, err := s.book()
	if err != nil {
		return err
	}
	practice, err := practice(s)
	if err != nil {
		return err
	}
	own := s.caseAtHand(ctx)
	if category = cmp.Or(category, own.Category); category == "" {
		return usage("error.arguments-few", placeholders(s.Lang, "CATEGORY")).next("hint.category", s.Listed(categories(s.Lang, book)))
	}
	if category, err = chosenCategory(s.Screen, book, category); err != nil {
		return err
	}
	country = cmp.Or(country, own.Jurisdiction, "cn")
	id, ok, err := channel.Country(country)
	switch {
	case err != nil:
		return err
	case !ok:
		return usage("error.jurisdiction", country).next("hint.jurisdiction")
	}
	return showRoute(s.Screen, practice, category, id)
}

// showRoute are the steps of a category and what its complaint has to tell.
func showRoute(scr *screen.Screen, p *channel.Practice, category, country string) error {
	lang := scr.Lang.Tag()
	story, _ := p.Story(category, "")
	if scr.JSON {
		steps, elements := []answer.Step{}, []answer.Element{}
		for _, s := range p.Route(category, country) {
			steps = append(steps, answer.Step{ID: s.ID, Do: s.Do.In(lang), Why: s.Why.In(lang), To: append([]string{}, s.To...),
				Starts: append([]string{}, s.Starts...), Bars: bars(scr.Lang, s)})
		}
		for _, e := range story.Elements {
			elements = append(elements, answer.Element{ID: e.ID, Question: e.Question.In(lang), Level: e.Level})
		}
		return scr.WriteJSON(answer.Route{Category: category, Steps: steps, Elements: elements})
	}
	for i, s := range p.Route(category, country) {
		label := strconv.Itoa(i+1) + "  "
		fmt.Fprintf(scr.Out, "%s%s\n", label, scr.Hanging(label, screen.Clean(s.Do.In(lang)), scr.Terminal))
		scr.Labelled("route.why", s.Why.In(lang))
		for _, bar := range bars(scr.Lang, s) {
			scr.Labelled("route.bars", bar)
		}
	}
	scr.Print("route.story", story.Story.In(lang))
	for _, e := range story.Elements {
		scr.Labelled("route.element."+string(e.Level), e.Question.In(lang))
	}
	scr.Print("channels.as-of", p.AsOf())
	return nil
}

func bars(lang locale.Lang, s channel.Step) []string {
	out := []string{}
	for _, b := range s.Bars {
		out = append(out, b.In(lang.Tag()))
	}
	return out
}

func newChannelWords(s *session) *cobra.Command {
	c := command(s.Lang, "channels.words", "words TEXT", func(cmd *cobra.Command, args []string) error {
		practice, err := practice(s)
		if err != nil {
			return err
		}
		slips := practice.Slips(args[0])
		calm, whole := channel.Calmed(args[0], slips)
		if s.JSON {
			rows := []answer.Slip{}
			for _, slip := range slips {
				rows = append(rows, answer.Slip{List: slip.List, Start: slip.Start, End: slip.End, Word: slip.Word, Say: slip.Say})
			}
			return s.WriteJSON(answer.Words{Slips: rows, Calm: calm, Whole: whole})
		}
		if len(slips) == 0 {
			s.Print("words.none")
			return nil
		}
		for _, slip := range slips {
			s.Labelled("words.slip", s.Say("words.quoted", slip.Word, slip.Calm.In(s.Lang.Tag())))
		}
		if calm != args[0] {
			s.Labelled("words.calm", calm)
		}
		if !whole {
			s.Print("words.anew")
		}
		return nil
	})
	c.Args = arguments(s.Lang, 1, 1, "TEXT")
	return c
}
