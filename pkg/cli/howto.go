package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/locale"
	"complain/pkg/phrase"
)

func newHowto(s *session) *cobra.Command {
	c := command(s.Lang, "howto", "howto [APP]", func(cmd *cobra.Command, args []string) error {
		return runHowto(cmd.Context(), s, strings.Join(args, " "))
	})
	c.Args = arguments(s.Lang, 0, -1, "APP")
	return c
}

// runHowto says how evidence is got out of an app or what proves an element of a
// story, or lists the apps.
func runHowto(ctx context.Context, s *session, app string) error {
	book, err := s.book()
	if err != nil {
		return err
	}
	h, err := book.Howto()
	if err != nil {
		return err
	}
	guides := h.Guides
	if app != "" {
		if guides = h.Find(app); len(guides) == 0 {
			proofs, ok, err := proofsOf(ctx, s, h, app)
			switch {
			case err != nil:
				return err
			case ok:
				return showProofs(s, h, proofs)
			}
			return meant(s.Screen, "error.howto", app, apps(s.Lang, h), "hint.howto")
		}
	}
	if s.JSON {
		rows := []answer.Guide{}
		for _, g := range guides {
			rows = append(rows, guideJSON(s, h, g))
		}
		return s.WriteJSON(rows)
	}
	if len(guides) == 1 {
		printGuide(s, h, guides[0])
		return nil
	}
	t := s.Table("howto.head.id", "howto.head.app", "howto.head.gives")
	t.Flexible = 1
	for _, g := range guides {
		t.Row(g.ID, g.App.In(s.Lang.Tag()), strings.Join(g.Gives, " "))
	}
	t.Print()
	s.Talk("howto.one", guides[0].ID)
	return nil
}

func guideJSON(s *session, h *channel.Howto, g channel.Guide) answer.Guide {
	lang := s.Lang.Tag()
	out := answer.Guide{ID: g.ID, App: g.App.In(lang), Gives: append([]string{}, g.Gives...), Steps: append([]string{}, g.Steps.In(lang)...), File: g.File,
		Encrypted: g.Encrypted, Then: then(g), Pitfalls: pitfalls(s, h, g), Limits: g.Limits.In(lang), Version: g.Version, AsOf: g.AsOf,
		Confidence: g.Confidence, LimitsConfidence: g.LimitsConfidence, Sources: []string{}}
	for _, source := range g.Sources {
		out.Sources = append(out.Sources, phrase.Join(", ", source.Title.In(lang), source.Date))
	}
	return out
}

// then is the command that takes what came out.
func then(g channel.Guide) string {
	if g.Then != "" {
		return g.Then
	}
	return "complain add-evidence " + g.File
}

// pitfalls is what goes wrong easily, of many apps and of this one.
func pitfalls(s *session, h *channel.Howto, g channel.Guide) []string {
	out := []string{}
	for _, id := range g.Pitfalls {
		out = append(out, h.Pitfalls[id].In(s.Lang.Tag()))
	}
	return append(out, g.More.In(s.Lang.Tag())...)
}

func printGuide(s *session, h *channel.Howto, g channel.Guide) {
	row := guideJSON(s, h, g)
	fmt.Fprintln(s.Out, s.Out.Style.Bold.Render(screen.Clean(row.App)), g.ID)
	for i, step := range row.Steps {
		label := strconv.Itoa(i+1) + ". "
		fmt.Fprintf(s.Out, "  %s%s\n", label, s.Hanging("  "+label, screen.Clean(step), s.Terminal))
	}
	s.Labelled("howto.then", row.Then)
	for _, p := range row.Pitfalls {
		s.Labelled("howto.mind", p)
	}
	limits := row.Limits
	if g.LimitsConfidence == channel.Own {
		limits += " " + s.Say("channels.unconfirmed")
	}
	s.Labelled("howto.limits", limits)
	for _, source := range row.Sources {
		s.Labelled("howto.source", source)
	}
	seen := s.Say("howto.as-of", g.AsOf, g.Version)
	if g.Confidence == channel.Own {
		seen += " " + s.Say("channels.unconfirmed")
	}
	s.PrintLine(screen.Clean(seen))
}

// apps are what there are steps for, with all that people call them.
func apps(lang locale.Lang, h *channel.Howto) (out []screen.Choice) {
	for _, g := range h.Guides {
		out = append(out, screen.Choice{Value: g.ID, Label: g.App.In(lang.Tag()), Also: append(everyName(g.App), g.Aliases...)})
	}
	return out
}
