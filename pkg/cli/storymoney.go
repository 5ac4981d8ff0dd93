package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/dossier"
	"complain/pkg/story"
)

func newStoryMoney(s *session) *cobra.Command {
	c := command(s.Lang, "story.money", "money", func(cmd *cobra.Command, _ []string) error { return showMoney(cmd.Context(), s) })
	c.Args = arguments(s.Lang, 0, 0, "")
	return c
}

// showMoney adds up what moved in the case and what is claimed, each with what
// says so.
func showMoney(ctx context.Context, s *session) error {
	f, parties, err := openWith(ctx, s.openWhole, casefile.ReadOnly, partiesOf)
	if err != nil {
		return err
	}
	defer f.Close()
	c, err := f.Case(ctx)
	if err != nil {
		return err
	}
	rows := story.NewRows(c, parties)
	d, err := dossier.Open(ctx, f, dossier.Options{Book: s.book, Lang: s.Lang, Seen: rows.See})
	if err != nil {
		return err
	}
	list := []answer.Money{}
	t := s.Table("story.head.money", "story.head.sum", "story.head.of")
	t.Flexible, t.Right = 2, []int{1}
	for _, m := range story.MoneyOf(d.Events, d.Claims, rows) {
		list = append(list, answer.Money{Currency: m.Currency, Paid: sumJSON(m.Paid), Returned: sumJSON(m.Returned), Open: m.Open.Decimal(), Claimed: sumJSON(m.Claimed)})
		for _, line := range []struct {
			code string
			sum  story.Sum
		}{{"story.paid", m.Paid}, {"story.returned", m.Returned}, {"story.open", story.Sum{Total: m.Open}}, {"story.claimed", m.Claimed}} {
			t.Row(s.Say(line.code), line.sum.Total.String(), strings.Join(line.sum.Of, s.Say("list.comma")))
		}
	}
	if s.JSON {
		return s.WriteJSON(list)
	}
	if len(list) == 0 {
		s.Talk("story.no-money")
		return nil
	}
	t.Print()
	return nil
}

func sumJSON(sum story.Sum) answer.Sum {
	return answer.Sum{Amount: sum.Total.Decimal(), Of: append([]string{}, sum.Of...)}
}
