package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/packet"
)

func newPacket(s *session) *cobra.Command {
	list := command(s.Lang, "packet.list", "list", func(cmd *cobra.Command, _ []string) error { return listExhibits(cmd.Context(), s) })
	list.Args = arguments(s.Lang, 0, 0, "")
	var rows string
	include := command(s.Lang, "packet.include", "include E1...", func(cmd *cobra.Command, args []string) error {
		if cmd.Flags().Changed("rows") {
			return sayRows(cmd.Context(), s, args, rows)
		}
		return sayExhibits(cmd.Context(), s, args, true)
	})
	include.Args = arguments(s.Lang, 1, -1, "E1")
	include.Flags().StringVar(&rows, "rows", "", s.Say("flag.rows"))
	exclude := command(s.Lang, "packet.exclude", "exclude E1...", func(cmd *cobra.Command, args []string) error {
		return sayExhibits(cmd.Context(), s, args, false)
	})
	exclude.Args = arguments(s.Lang, 1, -1, "E1")
	return group(s.Screen, "packet", "packet", list, include, exclude, newPacketOrder(s))
}

func newPacketOrder(s *session) *cobra.Command {
	var by string
	c := command(s.Lang, "packet.order", "order [E5 E3...] [--group KIND]", func(cmd *cobra.Command, args []string) error {
		return orderExhibits(cmd.Context(), s, args, by, cmd.Flags().Changed("group"))
	})
	c.Args = cobra.ArbitraryArgs
	c.Flags().StringVar(&by, "group", "", s.Say("flag.group"))
	return c
}

// grouping is how the user wants exhibits grouped; "" where nothing is said.
func grouping(s *session, typed string) (packet.Grouping, error) {
	if typed == "" {
		return "", nil
	}
	for _, by := range packet.Groupings() {
		if strings.EqualFold(typed, string(by)) || strings.EqualFold(typed, s.Say("packet.by."+string(by))) {
			return by, nil
		}
	}
	return "", usage("error.group", typed).next("hint.group")
}

// sayExhibits keeps that evidence is an exhibit of packets, or none.
func sayExhibits(ctx context.Context, s *session, words []string, in bool) error {
	return withChosen(ctx, s, words, false, func(f *casefile.File, chosen []dispute.Evidence) error {
		var done []string
		err := f.Batch(ctx, func() error {
			for _, e := range chosen {
				if err := sayExhibit(ctx, f, e, in); err != nil {
					return err
				}
				done = append(done, e.ID.String())
			}
			return nil
		})
		if err != nil {
			return err
		}
		code := "packet.exclude.done"
		if in {
			code = "packet.include.done"
		}
		return s.doneExhibits(ctx, f, code, strings.Join(done, s.Say("list.comma")))
	})
}

// sayExhibit keeps whether one evidence is an exhibit.
func sayExhibit(ctx context.Context, f *casefile.File, e dispute.Evidence, in bool) error {
	if in {
		if err := mayShow(e); err != nil {
			return err
		}
	}
	return dossier.Say(ctx, f, dossier.ExhibitSaid, dossier.ExhibitKey(e.ID), dossier.Exhibit{In: in})
}

// mayShow refuses what no packet shows.
func mayShow(e dispute.Evidence) error {
	if e.Withdrawn != "" {
		return failure("error.exhibit-withdrawn", e.ID.String()).next("hint.exhibit-withdrawn", e.ID.String())
	}
	if e.Reading.State == dispute.Held {
		return failure("error.exhibit-held", e.ID.String()).next("hint.exhibit-held", e.ID.String())
	}
	return nil
}

// orderExhibits keeps the order of some exhibits and how all are grouped; neither
// takes back what was said of both.
func orderExhibits(ctx context.Context, s *session, words []string, typed string, given bool) error {
	by, err := grouping(s, typed)
	if err != nil {
		return err
	}
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	order, err := dossier.OrderOfExhibits(ctx, f)
	if err != nil {
		return err
	}
	if given {
		order.By = by
	}
	if len(words) > 0 {
		if order.Evidence, err = evidenceNamed(ctx, f, words); err != nil {
			return err
		}
	}
	if len(words) == 0 && !given {
		if err := dossier.Unsay(ctx, f, dossier.ExhibitOrderSaid, dossier.PacketOrder); err != nil {
			return err
		}
		return s.doneExhibits(ctx, f, "packet.order.own")
	}
	if err := dossier.Say(ctx, f, dossier.ExhibitOrderSaid, dossier.PacketOrder, order); err != nil {
		return err
	}
	return s.doneExhibits(ctx, f, "packet.order.done")
}

// evidenceNamed is the evidence that words name, each once and in the order of the
// words.
func evidenceNamed(ctx context.Context, f *casefile.File, words []string) ([]dispute.EvidenceID, error) {
	var out []dispute.EvidenceID
	for _, argument := range words {
		for word := range strings.SplitSeq(argument, ",") {
			chosen, err := chosenEvidence(ctx, f, []string{word}, false)
			if err != nil {
				return nil, err
			}
			for _, e := range chosen {
				if !slices.Contains(out, e.ID) {
					out = append(out, e.ID)
				}
			}
		}
	}
	return out, nil
}

func listExhibits(ctx context.Context, s *session) error {
	f, err := s.openWhole(ctx, casefile.ReadOnly)
	if err != nil {
		return err
	}
	defer f.Close()
	v, err := exhibitsJSON(ctx, s, f)
	if err != nil {
		return err
	}
	if s.JSON {
		return s.WriteJSON(v)
	}
	s.printExhibits(v)
	return nil
}

// doneExhibits says what was done, and which exhibits packets have by it.
func (s *session) doneExhibits(ctx context.Context, f *casefile.File, code string, args ...any) error {
	v, err := exhibitsJSON(ctx, s, f)
	if err != nil {
		return err
	}
	if err := s.Done(v, code, args...); err != nil || s.JSON {
		return err
	}
	s.printExhibits(v)
	return nil
}

func exhibitsJSON(ctx context.Context, s *session, f *casefile.File) (answer.Exhibits, error) {
	d, err := dossier.Open(ctx, f, dossier.Options{Book: s.book, Lang: s.Lang})
	if err != nil {
		return answer.Exhibits{}, err
	}
	plan := d.Plan("")
	v := answer.Exhibits{Group: string(plan.By()), Exhibits: []answer.Exhibit{}, Excluded: []string{}, Asked: doubtsJSON(s, d)}
	for _, x := range plan.Shown() {
		v.Exhibits = append(v.Exhibits, answer.Exhibit{Called: x.Called.String(), Number: x.Number, Evidence: x.Evidence.ID.String(), Name: x.Evidence.Name,
			Title: x.Evidence.Title, Kind: x.Kind, Proves: x.Evidence.Proves, Said: x.Said})
	}
	for _, id := range d.ExcludedExhibits() {
		v.Excluded = append(v.Excluded, id.String())
	}
	return v, nil
}

func (s *session) printExhibits(v answer.Exhibits) {
	if len(v.Exhibits) == 0 {
		s.Talk("packet.list.none")
	}
	for _, x := range v.Exhibits {
		line := "packet.list.line"
		if x.Said {
			line = "packet.list.said"
		}
		s.Print(line, x.Called, x.Evidence, screen.Clean(cmp.Or(x.Title, x.Name)), s.Say("packet.kind."+x.Kind))
	}
	if len(v.Excluded) > 0 {
		s.Print("packet.list.excluded", strings.Join(v.Excluded, s.Say("list.comma")))
	}
	for _, one := range v.Asked {
		s.Print("packet.list.asked", one.Text)
		s.Talk("packet.list.answer", one.Fix)
	}
	if len(v.Exhibits) > 0 {
		s.Talk("packet.list.group", s.Say("packet.by."+v.Group))
	}
}
