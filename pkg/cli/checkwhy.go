package cli

import (
	"fmt"
	"slices"

	"complain/pkg/channel"
	"complain/pkg/cli/screen"
	"complain/pkg/packet"
)

// held are the addressee's grounds that hold against a composition.
func (c *composition) held() []channel.Ground {
	return slices.DeleteFunc(slices.Clone(c.grounds), func(g channel.Ground) bool {
		return !slices.ContainsFunc(c.findings, func(f packet.Finding) bool { return f.ID == g.ID })
	})
}

// printGround says where the ground behind a finding was read, and when.
func printGround(s *session, c *composition, finding string) {
	for _, g := range c.held() {
		if g.ID != finding {
			continue
		}
		for _, source := range g.Sources {
			fmt.Fprintf(s.Out, "    %s\n", screen.Clean(s.Say("why.ground", join(", ", source.Title, source.Date, source.URL), g.AsOf)))
		}
		if g.Confidence != channel.Seen {
			fmt.Fprintf(s.Out, "    %s\n", s.Say("channels.unconfirmed"))
		}
	}
}

// printCited says what the articles of a packet say, and of which day their text
// is.
func printCited(s *session, articles []channel.Article) {
	lang := s.Lang.Tag()
	for _, x := range articles {
		fmt.Fprintln(s.Out, s.Out.Style.Bold.Render(screen.Clean(x.Law.Title(lang)+" "+x.Number(lang))), x.ID)
		s.Labelled("law.gist", x.Gist.In(lang))
		s.Labelled("law.if", x.If.In(lang))
		s.Labelled("law.in-force", inForce(s.Lang, x.Law))
		s.Labelled("law.note", x.Note.In(lang))
	}
}

// citedRow is an article that a packet cites.
type citedRow struct {
	ID        string             `json:"id"`
	Law       string             `json:"law"`
	Number    string             `json:"number"`
	Gist      string             `json:"gist"`
	Condition string             `json:"condition"`
	InForce   string             `json:"in_force"`
	AsOf      string             `json:"as_of"`
	Confident channel.Confidence `json:"confidence"`
}

func citedJSON(s *session, articles []channel.Article) []citedRow {
	lang, out := s.Lang.Tag(), []citedRow{}
	for _, x := range articles {
		out = append(out, citedRow{x.ID, x.Law.Title(lang), x.Number(lang), x.Gist.In(lang), x.If.In(lang), x.Law.InForce, x.Law.AsOf, x.Confidence})
	}
	return out
}
