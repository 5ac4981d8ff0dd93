package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/packet"
)

type checkOptions struct {
	to, document, redact string
	why                  bool
}

func newCheck(s *session) *cobra.Command {
	var o checkOptions
	c := command(s.Lang, "check", "check [--to CHANNEL]", func(cmd *cobra.Command, _ []string) error {
		return runCheck(cmd.Context(), s, o)
	})
	c.Args = arguments(s.Lang, 0, 0, "")
	c.Flags().StringVar(&o.to, "to", "regulator", s.Say("flag.to-channel"))
	c.Flags().StringVar(&o.document, "document", "", s.Say("flag.document"))
	c.Flags().StringVar(&o.redact, "redact", "", s.Say("flag.redact"))
	c.Flags().BoolVar(&o.why, "why", false, s.Say("flag.check-why"))
	return c
}

func runCheck(ctx context.Context, s *session, o checkOptions) error {
	f, err := s.openWhole(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	q, err := readRequest(ctx, s, f, exportOptions{to: o.to, document: o.document, redact: o.redact})
	if err != nil {
		return err
	}
	comp, err := compose(ctx, s, f, q)
	if err != nil {
		return err
	}
	if err := mendByLikely(ctx, s, f, comp.findings); err != nil {
		return err
	}
	if s.JSON {
		v := answer.Check{Channel: comp.channel.ID, Document: comp.letter.ID, Ready: comp.ready(), Findings: findingsJSON(s.Lang, comp.findings)}
		if o.why {
			articles, err := comp.articles()
			if err != nil {
				return err
			}
			v.Grounds, v.Articles = groundsJSON(s.Screen, comp.held()), citedJSON(s, articles)
		}
		err = s.WriteJSON(v)
	} else {
		if err := printCheck(s, comp, o.why); err != nil {
			return err
		}
	}
	if err == nil && !comp.ready() {
		return errLook
	}
	return err
}

// mostAlike is how many findings of one kind are shown one by one.
const mostAlike = 3

// sayAlike says how many findings of a kind were not shown.
func sayAlike(s *session, findings []packet.Finding, alike map[string]int, why bool) {
	if why || s.verbose {
		return
	}
	for _, f := range findings {
		if n := alike[f.Text.Code] - mostAlike; n > 0 {
			s.Talk("check.alike", n, screen.Clean(s.Lang.Note(f.Text)))
			delete(alike, f.Text.Code)
		}
	}
}

func printCheck(s *session, c *composition, why bool) error {
	scr := s.Screen
	name := c.channel.Name.In(scr.Lang.Tag())
	alike := map[string]int{}
	for _, f := range c.findings {
		if alike[f.Text.Code]++; alike[f.Text.Code] > mostAlike && !why && !s.verbose {
			continue
		}
		level := scr.Say("finding."+string(f.Level)) + "  "
		fmt.Fprintf(scr.Out, "%s%s\n", level, scr.Hanging(level, screen.Clean(scr.Lang.Note(f.Text)), scr.Terminal))
		if f.Fix.Code != "" {
			fmt.Fprintf(scr.Out, "    %s\n", scr.Hanging("    ", screen.Clean(scr.Lang.Note(f.Fix)), scr.Terminal))
		}
		if why {
			printGround(s, c, f.ID)
		}
	}
	sayAlike(s, c.findings, alike, why)
	if why {
		articles, err := c.articles()
		if err != nil {
			return err
		}
		printCited(s, articles)
	}
	if c.ready() {
		scr.Print("check.ready", name)
		return nil
	}
	scr.Print("check.not-ready", name)
	return nil
}
