package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
)

// guidesShown is how many guides stand behind a kind of evidence.
const guidesShown = 4

// proofs are the kinds of evidence that usually prove an element of a story, each
// with the guides to it, those of the case's own platform first.
type proofs struct {
	element string
	kinds   []proof
}

type proof struct {
	kind, name string
	guides     []channel.Guide
}

// proofsOf finds what proves the element that text names; ok is false where it
// names none.
func proofsOf(ctx context.Context, s *session, h *channel.Howto, text string) (proofs, bool, error) {
	practice, err := practice(s)
	if err != nil {
		return proofs{}, false, err
	}
	c := s.caseAtHand(ctx)
	element, ok := practice.ElementNamed(c.Category, text)
	if !ok {
		return proofs{}, false, nil
	}
	out := proofs{element: element.Name.In(s.Lang.Tag())}
	near := practice.PlatformOf(c.Platform)
	for _, kind := range element.Evidence {
		guides := h.Giving(kind)
		slices.SortStableFunc(guides, func(x, y channel.Guide) int { return far(near, x) - far(near, y) })
		out.kinds = append(out.kinds, proof{kind, practice.EvidenceName(kind).In(s.Lang.Tag()), guides})
	}
	return out, true, nil
}

// far is 0 for a guide to the platform that near names, and 1 for any other.
func far(near string, g channel.Guide) int {
	if near != "" && strings.HasPrefix(g.ID, near+".") {
		return 0
	}
	return 1
}

// caseAtHand is the case that a command would be about, where there is one that
// can be read; else one of which nothing is known. It is for what a case only
// makes better.
func (s *session) caseAtHand(ctx context.Context) dispute.Case {
	f, err := s.open(ctx, casefile.ReadOnly)
	if err != nil {
		return dispute.Case{}
	}
	defer f.Close()
	c, err := f.Case(ctx)
	if err != nil {
		return dispute.Case{}
	}
	return c
}

func showProofs(s *session, h *channel.Howto, p proofs) error {
	if s.JSON {
		rows := []answer.Guide{}
		for _, kind := range p.kinds {
			for _, g := range kind.guides {
				if !slices.ContainsFunc(rows, func(r answer.Guide) bool { return r.ID == g.ID }) {
					rows = append(rows, guideJSON(s, h, g))
				}
			}
		}
		return s.WriteJSON(rows)
	}
	if len(p.kinds) == 0 {
		s.Print("howto.no-proof", p.element)
		return nil
	}
	fmt.Fprintln(s.Out, s.Out.Style.Bold.Render(screen.Clean(s.Say("howto.proofs", p.element))))
	for _, kind := range p.kinds {
		var ids []string
		for _, g := range kind.guides[:min(len(kind.guides), guidesShown)] {
			ids = append(ids, g.ID)
		}
		line := s.Say("howto.proof-unguided", kind.name)
		if len(ids) > 0 {
			line = s.Say("howto.proof", kind.name, strings.Join(ids, s.Say("list.comma")))
		}
		s.PrintLine("  " + line)
	}
	for _, kind := range p.kinds {
		if len(kind.guides) > 0 {
			s.Talk("howto.one", kind.guides[0].ID)
			break
		}
	}
	return nil
}
