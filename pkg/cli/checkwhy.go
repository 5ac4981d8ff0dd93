package cli

import (
	"fmt"
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/packet"
	"complain/pkg/phrase"
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
			fmt.Fprintf(s.Out, "    %s\n", screen.Clean(s.Say("why.ground", phrase.Join(", ", source.Title.In(s.Lang.Tag()), source.Date, page(source.URL)), g.AsOf)))
		}
		if g.Confidence != channel.Seen {
			fmt.Fprintf(s.Out, "    %s\n", s.Say("channels.unconfirmed"))
		}
	}
}

// page is the address of a source that a reader can open; "" for one that says
// only where a copy of the text was read.
func page(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}

// printCited says what the articles of a packet say, and of which day their text
// is.
func printCited(s *session, articles []channel.Article) {
	lang := s.Lang.Tag()
	for _, x := range articles {
		fmt.Fprintln(s.Out, s.Out.Style.Bold.Render(screen.Clean(phrase.Cited(s.Lang, x))), x.ID)
		s.Labelled("law.gist", x.Gist.In(lang))
		s.Labelled("law.if", x.If.In(lang))
		s.Labelled("law.in-force", inForce(s.Lang, x.Law))
		s.Labelled("law.note", x.Note.In(lang))
	}
}

func citedJSON(s *session, articles []channel.Article) []answer.Cited {
	lang, out := s.Lang.Tag(), []answer.Cited{}
	for _, x := range articles {
		out = append(out, answer.Cited{ID: x.ID, Law: packet.LawTitle(s.Lang, x.Law), Number: packet.ArticleNumber(s.Lang, x.Law, x.Numbers), Gist: x.Gist.In(lang), Condition: x.If.In(lang),
			InForce: x.Law.InForce, AsOf: x.Law.AsOf, Confidence: x.Confidence})
	}
	return out
}
