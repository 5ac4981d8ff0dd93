package cli

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

type timelineOptions struct {
	from, to, kind string
	key            bool
}

func newTimeline(a *app) *cobra.Command {
	var o timelineOptions
	c := a.command("timeline", "timeline", func(cmd *cobra.Command, _ []string) error { return a.runTimeline(cmd.Context(), o) })
	c.Args = a.arguments(0, 0, "")
	c.Flags().StringVar(&o.from, "from", "", a.say("flag.from"))
	c.Flags().StringVar(&o.to, "to", "", a.say("flag.to"))
	c.Flags().StringVar(&o.kind, "kind", "", a.say("flag.kind", kindNames()))
	c.Flags().BoolVar(&o.key, "key", false, a.say("flag.key"))
	return c
}

func (a *app) runTimeline(ctx context.Context, o timelineOptions) error {
	if err := checkKind(o.kind); err != nil {
		return err
	}
	f, err := a.open(ctx, casefile.ReadOnly)
	if err != nil {
		return err
	}
	defer f.Close()
	c, err := f.Case(ctx)
	if err != nil {
		return err
	}
	from, err := a.parseWhen(o.from, c.Zone)
	if err != nil {
		return err
	}
	to, err := a.parseWhen(o.to, c.Zone)
	if err != nil {
		return err
	}
	asked := func(kind dispute.Kind, at dispute.When) bool {
		return (o.kind == "" || string(kind) == o.kind) && within(at, from, to)
	}
	l, err := a.load(ctx, f, a.lang, func(r *dispute.Record) bool { return !o.key && asked(r.Kind, r.At) })
	if err != nil {
		return err
	}
	none := len(l.events) == 0
	events := slices.DeleteFunc(l.events, func(e dispute.Event) bool { return !asked(e.Kind, e.At) || o.key && !e.Key })
	if a.json {
		for _, e := range events {
			if err := a.writeJSON(a.out, a.eventJSON(e)); err != nil {
				return err
			}
		}
		return nil
	}
	if none {
		a.talk("timeline.none")
		return nil
	}
	t := a.table("timeline.head.id", "timeline.head.at", "timeline.head.what", "timeline.head.amount", "timeline.head.cites")
	t.flexible, t.right = 2, []int{3}
	for _, e := range events {
		id := e.ID
		if e.Key {
			id = "*" + id
		}
		t.row(id, a.shownTime(e.At), a.eventText(e), signed(e.Amount, e.Direction), a.citations(e))
		if e.Key {
			t.emphasise()
		}
	}
	t.print()
	a.talk("timeline.legend", len(events), l.c.Zone)
	return nil
}

// within reports whether a time lies between two others, each of which may be
// unknown; to includes the whole of its last day, minute or second.
func within(at, from, to dispute.When) bool {
	if (from.Known() || to.Known()) && !at.Known() {
		return false
	}
	if from.Known() && at.Time().Before(from.Time()) {
		return false
	}
	if !to.Known() {
		return true
	}
	last := to.String()
	return at.Time().Before(to.Time()) || len(at.String()) >= len(last) && strings.HasPrefix(at.Wall(), to.Wall())
}

// shownTime marks a time that is less than plainly written.
func (a *app) shownTime(w dispute.When) string {
	switch {
	case !w.Known():
		return a.say("timeline.undated")
	case w.From == dispute.TimeFileName || w.From == dispute.TimeModified:
		return w.Wall() + "?"
	}
	return w.Wall()
}

func (a *app) eventText(e dispute.Event) string {
	text := e.Text
	if e.Summary != nil {
		text = a.lang.Note(*e.Summary)
	}
	return join(": ", e.Who, text)
}

func (a *app) eventJSON(e dispute.Event) map[string]any {
	cites := []map[string]any{}
	for _, c := range e.Cites {
		id := c.Evidence.String()
		if c.Evidence == 0 {
			id = ""
		}
		cites = append(cites, map[string]any{"evidence": id, "locator": c.Locator})
	}
	notes := []string{}
	for _, n := range e.Notes {
		notes = append(notes, a.lang.Note(n))
	}
	text := e.Text
	if e.Summary != nil {
		text = a.lang.Note(*e.Summary)
	}
	v := map[string]any{"id": e.ID, "at": e.At.String(), "precision": e.At.Precision.String(), "zone": e.At.Zone.Name, "kind": e.Kind,
		"who": e.Who, "text": text, "amount": "", "currency": "", "direction": e.Direction, "refund": e.Refund, "cites": cites, "key": e.Key, "notes": notes}
	if e.Amount != nil {
		v["amount"], v["currency"] = e.Amount.Decimal(), e.Amount.Currency
	}
	return v
}

// signed is an amount with the sign of its direction.
func signed(a *dispute.Amount, d dispute.Direction) string {
	if a == nil {
		return ""
	}
	switch {
	case d == dispute.Out && a.Minor > 0:
		return "-" + a.Decimal()
	case d == dispute.In && a.Minor > 0:
		return "+" + a.Decimal()
	}
	return a.Decimal()
}

func join(separator string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, separator)
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
