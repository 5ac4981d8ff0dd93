package cli

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"complain/pkg/channel"
)

func newChannelRoute(a *app) *cobra.Command {
	c := a.command("channels.route", "route CATEGORY", func(cmd *cobra.Command, args []string) error {
		book, err := a.book()
		if err != nil {
			return err
		}
		category, err := a.chosenCategory(book, args[0])
		if err != nil {
			return err
		}
		practice, err := a.practice()
		if err != nil {
			return err
		}
		return a.showRoute(practice, category)
	})
	c.Args = a.arguments(1, 1, "CATEGORY")
	return c
}

// showRoute are the steps of a category and what its complaint has to tell.
func (a *app) showRoute(p *channel.Practice, category string) error {
	lang := a.lang.Tag()
	story, _ := p.Story(category, "")
	if a.json {
		steps, elements := []map[string]any{}, []map[string]any{}
		for _, s := range p.Route(category) {
			steps = append(steps, map[string]any{"id": s.ID, "do": s.Do.In(lang), "why": s.Why.In(lang), "to": append([]string{}, s.To...),
				"starts": append([]string{}, s.Starts...), "bars": a.bars(s)})
		}
		for _, e := range story.Elements {
			elements = append(elements, map[string]any{"id": e.ID, "question": e.Question.In(lang), "level": e.Level})
		}
		return a.writeJSON(a.out, map[string]any{"category": category, "steps": steps, "elements": elements})
	}
	for i, s := range p.Route(category) {
		label := strconv.Itoa(i+1) + "  "
		fmt.Fprintf(a.out, "%s%s\n", label, a.hanging(label, clean(s.Do.In(lang)), a.terminal))
		labelled(a, "route.why", s.Why.In(lang))
		for _, bar := range a.bars(s) {
			labelled(a, "route.bars", bar)
		}
	}
	a.print("route.story", story.Story.In(lang))
	for _, e := range story.Elements {
		labelled(a, "route.element."+string(e.Level), e.Question.In(lang))
	}
	a.print("channels.as-of", p.AsOf())
	return nil
}

func (a *app) bars(s channel.Step) []string {
	out := []string{}
	for _, b := range s.Bars {
		out = append(out, b.In(a.lang.Tag()))
	}
	return out
}

func newChannelWords(a *app) *cobra.Command {
	c := a.command("channels.words", "words TEXT", func(cmd *cobra.Command, args []string) error {
		practice, err := a.practice()
		if err != nil {
			return err
		}
		slips := practice.Slips(args[0])
		calm, whole := channel.Calmed(args[0], slips)
		if a.json {
			rows := []map[string]any{}
			for _, s := range slips {
				rows = append(rows, map[string]any{"list": s.List, "start": s.Start, "end": s.End, "word": s.Word, "say": s.Say})
			}
			return a.writeJSON(a.out, map[string]any{"slips": rows, "calm": calm, "whole": whole})
		}
		if len(slips) == 0 {
			a.print("words.none")
			return nil
		}
		for _, s := range slips {
			labelled(a, "words.slip", a.say("words.quoted", s.Word, s.Calm.In(a.lang.Tag())))
		}
		if calm != args[0] {
			labelled(a, "words.calm", calm)
		}
		if !whole {
			a.print("words.anew")
		}
		return nil
	})
	c.Args = a.arguments(1, 1, "TEXT")
	return c
}
