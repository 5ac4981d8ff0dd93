package cli

import (
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"complain/pkg/channel"
)

// aged is an entry of the data with the day on which it was true.
type aged struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
	AsOf string `json:"as_of"`
	Days int    `json:"days"`
}

func newChannelStatus(a *app) *cobra.Command {
	days := 180
	c := a.command("channels.status", "status", func(cmd *cobra.Command, _ []string) error {
		book, err := a.book()
		if err != nil {
			return err
		}
		practice, err := a.practice()
		if err != nil {
			return err
		}
		return a.showAged(agedEntries(book, practice, a.sys.Now(), days), days)
	})
	c.Args = a.arguments(0, 0, "")
	c.Flags().IntVar(&days, "days", days, a.say("flag.channels-days"))
	return c
}

// agedEntries are the entries that were true more than days before now.
func agedEntries(book *channel.Book, practice *channel.Practice, now time.Time, days int) []aged {
	out := []aged{}
	add := func(kind, id, asOf string) {
		day, err := time.Parse(time.DateOnly, asOf)
		if age := int(now.Sub(day).Hours() / 24); err != nil || age > days {
			out = append(out, aged{kind, id, asOf, age})
		}
	}
	for _, c := range book.Channels() {
		add("channel", c.ID, c.AsOf)
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

func (a *app) showAged(entries []aged, days int) error {
	if a.json {
		return a.writeJSON(a.out, entries)
	}
	if len(entries) == 0 {
		a.print("age.none", days)
		return nil
	}
	t := a.table("age.head.kind", "channels.head.id", "channels.head.as-of", "age.head.days")
	for _, e := range entries {
		t.row(a.say("age."+e.Kind), e.ID, e.AsOf, strconv.Itoa(e.Days))
	}
	t.print()
	a.talk("age.next")
	return nil
}
