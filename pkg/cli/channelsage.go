package cli

import (
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
)

// oldData is after how many days an entry wants another look.
const oldData = 180

func newChannelStatus(s *session) *cobra.Command {
	var days int
	c := command(s.Lang, "channels.status", "status", func(*cobra.Command, []string) error { return runChannelStatus(s, days) })
	c.Args = arguments(s.Lang, 0, 0, "")
	c.Flags().IntVar(&days, "days", oldData, s.Say("flag.channels-days"))
	return c
}

func runChannelStatus(s *session, days int) error {
	book, err := s.book()
	if err != nil {
		return err
	}
	practice, err := practice(s)
	if err != nil {
		return err
	}
	return showAged(s.Screen, agedEntries(book, practice, s.sys.Now(), days), days)
}

// agedEntries are the entries that were true more than days before now.
func agedEntries(book *channel.Book, practice *channel.Practice, now time.Time, days int) []answer.Aged {
	out := []answer.Aged{}
	add := func(kind, id, asOf string) {
		day, err := time.Parse(time.DateOnly, asOf)
		if age := int(now.Sub(day).Hours() / 24); err != nil || age > days {
			out = append(out, answer.Aged{Kind: kind, ID: id, AsOf: asOf, Days: age})
		}
	}
	for _, c := range book.Channels() {
		add("channel", c.ID, c.AsOf)
		if replaced, _ := book.OwnEntry(c.ID); replaced > c.AsOf {
			out = append(out, answer.Aged{Kind: "own", ID: c.ID, AsOf: c.AsOf})
		}
	}
	for _, l := range book.Laws() {
		add("law", l.ID, l.AsOf)
	}
	for _, x := range book.Answers() {
		add("answer", string(x.ID), x.AsOf)
	}
	for _, c := range practice.Clocks() {
		add("clock", c.ID, c.Checked)
	}
	return out
}

func showAged(scr *screen.Screen, entries []answer.Aged, days int) error {
	if scr.JSON {
		return scr.WriteJSON(entries)
	}
	if len(entries) == 0 {
		scr.Print("age.none", days)
		return nil
	}
	t := scr.Table("age.head.kind", "channels.head.id", "channels.head.as-of", "age.head.days")
	for _, e := range entries {
		t.Row(scr.Say("age."+e.Kind), e.ID, e.AsOf, strconv.Itoa(e.Days))
	}
	t.Print()
	scr.Talk("age.next")
	return nil
}
