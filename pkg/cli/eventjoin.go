package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
)

func newEventJoin(s *session) *cobra.Command {
	c := command(s.Lang, "event.join", "join R12 R40...", func(cmd *cobra.Command, args []string) error { return joinEvents(cmd.Context(), s, args) })
	c.Args = arguments(s.Lang, 2, -1, "R12 R40")
	return c
}

func newEventSplit(s *session) *cobra.Command {
	c := command(s.Lang, "event.split", "split R40...", func(cmd *cobra.Command, args []string) error { return splitEvents(cmd.Context(), s, args) })
	c.Args = arguments(s.Lang, 1, -1, "R40")
	return c
}

// joinEvents makes events one, whatever the rules say, and takes back where the
// user split them. Those of two currencies never are one.
func joinEvents(ctx context.Context, s *session, ids []string) error {
	f, records, err := openWith(ctx, s.open, casefile.ReadWrite, eventsNamed(ids))
	if err != nil {
		return err
	}
	defer f.Close()
	var currency *dispute.Amount
	var j dossier.Joined
	for _, r := range records {
		if r.Amount != nil && currency != nil && r.Amount.Currency != currency.Currency {
			return failure("error.join-currency", currency.Currency, r.Amount.Currency).next("hint.join-currency")
		}
		if r.Amount != nil {
			currency = r.Amount
		}
		if key := dossier.EventKey(r.Evidence, r.ID, r.Locator); !slices.Contains(j.Events, key) {
			j.Events = append(j.Events, key)
		}
	}
	if len(j.Events) < 2 {
		return usage("error.join-one").next("hint.help", "complain event join")
	}
	if err := f.Batch(ctx, func() error {
		for _, key := range j.Events {
			if err := forgetJoin(ctx, f, key); err != nil {
				return err
			}
			if err := dossier.Unsay(ctx, f, dossier.SplitSaid, key); err != nil {
				return err
			}
		}
		return dossier.Say(ctx, f, dossier.JoinSaid, "", j)
	}); err != nil {
		return err
	}
	return s.Done(answer.EventsJoined{Records: recordNames(records), Joined: true}, "event.join.done", strings.Join(shortNames(records), s.Say("list.comma")))
}

// splitEvents makes events stand by themselves, whatever the rules say: all that
// are named or none.
func splitEvents(ctx context.Context, s *session, ids []string) error {
	f, records, err := openWith(ctx, s.open, casefile.ReadWrite, eventsNamed(ids))
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Batch(ctx, func() error {
		for _, r := range records {
			key := dossier.EventKey(r.Evidence, r.ID, r.Locator)
			if err := forgetJoin(ctx, f, key); err != nil {
				return err
			}
			if err := dossier.Say(ctx, f, dossier.SplitSaid, key, struct{}{}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return s.Done(answer.EventsJoined{Records: recordNames(records)}, "event.split.done", strings.Join(shortNames(records), s.Say("list.comma")))
}

// forgetJoin takes an event out of the groups that the user made.
func forgetJoin(ctx context.Context, f *casefile.File, key string) error {
	groups, err := dossier.JoinsOf(ctx, f)
	if err != nil {
		return err
	}
	for number, j := range groups {
		i := slices.Index(j.Events, key)
		if i < 0 {
			continue
		}
		j.Events = slices.Delete(j.Events, i, i+1)
		if len(j.Events) < 2 {
			err = f.Unsay(ctx, dossier.JoinSaid, number)
		} else {
			err = dossier.Say(ctx, f, dossier.JoinSaid, number, j)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
