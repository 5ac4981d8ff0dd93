package cli

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
)

func newEvent(s *session) *cobra.Command {
	var new newEventOptions
	add := command(s.Lang, "event.add", "add TEXT --at TIME", func(cmd *cobra.Command, args []string) error {
		return addEvent(cmd.Context(), s, strings.Join(args, " "), new)
	})
	add.Args = arguments(s.Lang, 1, -1, "TEXT")
	add.Flags().StringVar(&new.at, "at", "", s.Say("flag.at"))
	add.Flags().StringVar(&new.who, "who", "", s.Say("flag.who"))
	add.Flags().StringVar(&new.amount, "amount", "", s.Say("flag.event-amount"))
	new.telling.bind(s, add)
	var changed tellingOptions
	set := command(s.Lang, "event.set", "set R72", func(cmd *cobra.Command, args []string) error {
		changed.given = cmd.Flags().Changed
		return setEvent(cmd.Context(), s, args[0], changed, cmd.CommandPath())
	})
	set.Args = arguments(s.Lang, 1, 1, "R72")
	set.Flags().StringVar(&changed.text, "text", "", s.Say("flag.event-text"))
	set.Flags().StringVar(&changed.translation, "translation", "", s.Say("flag.translation"))
	changed.bind(s, set)
	pin := command(s.Lang, "event.pin", "pin R1...", func(cmd *cobra.Command, args []string) error { return pinRecords(cmd.Context(), s, args, true) })
	pin.Args = arguments(s.Lang, 1, -1, "R1")
	unpin := command(s.Lang, "event.unpin", "unpin R1...", func(cmd *cobra.Command, args []string) error { return pinRecords(cmd.Context(), s, args, false) })
	unpin.Args = arguments(s.Lang, 1, -1, "R1")
	remove := command(s.Lang, "event.remove", "remove R1...", func(cmd *cobra.Command, args []string) error { return removeEvents(cmd.Context(), s, args) })
	remove.Args = arguments(s.Lang, 1, -1, "R1")
	return group(s.Screen, "event", "event", add, set, newEventJoin(s), newEventSplit(s), pin, unpin, remove)
}

// newEventOptions are what is said of an event in the user's own words.
type newEventOptions struct {
	at, who, amount string
	when            dispute.When // where at is not said
	telling         tellingOptions
}

func addEvent(ctx context.Context, s *session, text string, o newEventOptions) error {
	f, c, err := openWith(ctx, s.open, casefile.ReadWrite, caseOf)
	if err != nil {
		return err
	}
	defer f.Close()
	r := dispute.Record{Text: text, Who: o.who}
	if r.At, err = userWhen(s, o.at, c.Zone); err != nil {
		return err
	}
	if !r.At.Known() {
		r.At = o.when
	}
	if o.amount != "" {
		if r.Amount, err = parseAmount(o.amount, c.Currency); err != nil {
			return err
		}
	}
	told, err := o.telling.change(ctx, s, f, c.Category, dossier.Told{})
	if err != nil {
		return err
	}
	var id int64
	if err := f.Batch(ctx, func() error {
		if id, err = f.State(ctx, r); err != nil {
			return err
		}
		return dossier.SayTold(ctx, f, dossier.EventKey(0, id, dispute.Locator{}), told)
	}); err != nil {
		return err
	}
	if !r.At.Known() {
		s.Talk("event.add.undated")
	}
	return s.Done(answer.EventAdded{ID: "R" + itoa(id), At: r.At.String(), Text: text}, "event.add.done", strings.TrimSpace(itoa(id)+" "+r.At.Wall()))
}

// pinRecords puts records into packets or keeps them out of them.
func pinRecords(ctx context.Context, s *session, ids []string, pinned bool) error {
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	records, err := chosenRecords(ctx, f, ids)
	if err != nil {
		return err
	}
	if pinned {
		papers, err := dossier.PapersOf(ctx, f, records)
		if err != nil {
			return err
		}
		records = append(records, papers...)
	}
	if err := f.Pin(ctx, records, pinned); err != nil {
		return err
	}
	code := "event.pin.done"
	if !pinned {
		code = "event.unpin.done"
	}
	return s.Done(answer.EventsPinned{Records: recordNames(records), Pinned: pinned}, code, strings.Join(shortNames(records), s.Say("list.comma")))
}

func recordID(text string) (int64, error) {
	id, err := strconv.ParseInt(strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(text, "*"), "R"), "r"), 10, 64)
	if err != nil || id < 1 {
		return 0, usage("error.record-number", text).next("hint.record-number")
	}
	return id, nil
}
