package cli

import (
	"context"
	"strings"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/phrase"
)

// saying runs a change, and says which events left the packet by it and which
// came in: a name that is typed anew can do that, and nobody looks there.
func (s *session) saying(ctx context.Context, f *casefile.File, change func() error) error {
	before, home, err := keyEvents(ctx, s, f)
	if err != nil {
		return err
	}
	if err := change(); err != nil {
		return err
	}
	after, _, err := keyEvents(ctx, s, f)
	if err != nil {
		return err
	}
	s.sayMoved("in-packet.left", missing(before, after), home)
	s.sayMoved("in-packet.entered", missing(after, before), home)
	return nil
}

func keyEvents(ctx context.Context, s *session, f *casefile.File) ([]dispute.Event, *time.Location, error) {
	d, err := dossier.Open(ctx, f, dossier.Options{Book: s.book, Lang: s.Lang})
	if err != nil {
		return nil, nil, err
	}
	var out []dispute.Event
	for _, e := range d.Events {
		if e.Key {
			out = append(out, e)
		}
	}
	home, err := time.LoadLocation(d.Case.Zone)
	return out, home, err
}

// missing are the events of a that rest on no record of an event of b.
func missing(a, b []dispute.Event) []dispute.Event {
	there, named := map[dispute.Citation]bool{}, map[string]bool{}
	for _, e := range b {
		named[e.ID] = true
		for _, c := range e.Cites {
			there[c] = true
		}
	}
	var out []dispute.Event
	for _, e := range a {
		stays := named[e.ID]
		for _, c := range e.Cites {
			stays = stays || there[c]
		}
		if !stays {
			out = append(out, e)
		}
	}
	return out
}

// mostMoved is how many events are named one by one.
const mostMoved = 12

func (s *session) sayMoved(code string, events []dispute.Event, home *time.Location) {
	for i, e := range events {
		if i == mostMoved {
			s.Talk("in-packet.more", len(events)-i)
			return
		}
		said := []string{e.ID, phrase.Time(s.Lang, e.At, home), phrase.Event(s.Lang, e)}
		if e.Amount != nil {
			said = append(said, e.Amount.String())
		}
		s.Talk(code, screen.Clean(strings.Join(said, "  ")))
	}
}
